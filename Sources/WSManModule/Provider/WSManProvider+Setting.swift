import PSEngine

extension WSManProvider {
  /// Leaves whose quota plugins share (`provider.md` 10.4, resources `winrs` and `service`).
  private static let globalQuotas = [
    "MaxConcurrentOperationsPerUser", "IdleTimeout", "MaxProcessesPerShell",
    "MaxMemoryPerShellMB", "MaxShellsPerUser", "MaxConcurrentUsers",
  ]

  func setItem(_ path: String, _ value: PSValue, _ context: ProviderContext) async throws {
    guard !value.isNull else {
      throw PSRuntimeError.provider(
        WSManMessages.valueMissing, exception: "System.ArgumentException")
    }
    try await change(path, to: value, command: "Set-Item", context)
  }

  func clearItem(_ path: String, _ context: ProviderContext) async throws {
    try await change(path, to: .string(""), command: "Clear-Item", context)
  }

  func dynamicParameters(
    _ operation: ProviderOperation, _ path: String, _ context: ProviderContext
  ) async throws -> [ParameterDefinition] {
    guard operation == .setItem, case .generic(_, let below)? = WSManPath(path),
      below == ["Client"] || below == ["Client", "TrustedHosts"]
    else { return [] }
    return [
      ParameterDefinition(
        name: "Concatenate", type: .switchParameter,
        help: "Adds the value to the list instead of replacing it.")
    ]
  }

  /// The sequence of `provider.md` 10.4.
  private func change(
    _ path: String, to value: PSValue, command: String, _ context: ProviderContext
  ) async throws {
    guard let place = WSManPath(path) else {
      throw PSRuntimeError.provider(
        WSManMessages.unknownSetting(WSManPath.canonicalText(path)))
    }
    switch place {
    case .root, .computer:
      throw PSRuntimeError.provider(WSManMessages.unsupported(command))
    case .generic(let computer, let below):
      guard table(context).connection(computer) != nil else { throw Self.notFound(path) }
      try await change(place.text, computer, below, to: value, context)
    case .listener, .certificate, .plugin:
      throw PSRuntimeError(
        "Listeners, certificate mappings and plugins can be read but not changed in this version.",
        id: "NotSupported", category: .notImplemented,
        exception: "System.Management.Automation.PSNotSupportedException",
        target: .string(place.text))
    }
  }

  private func change(
    _ path: String, _ computer: String, _ below: [String], to value: PSValue,
    _ context: ProviderContext
  ) async throws {
    let shown = TextConversion.text(of: value)
    let question = WSManMessages.setQuestion(path, shown)
    guard
      try await context.shouldProcess(
        description: question,
        warning: "Are you sure you want to perform this action?\n\(question)", caption: "Confirm")
    else { return }
    guard case .child(let resource, let name)? = GenericRegion.place(below) else {
      throw PSRuntimeError.provider(WSManMessages.unknownSetting(path))
    }
    let isList = resource == "client" && name.equalsIgnoringCase("TrustedHosts")
    let isDescriptor = resource == "service" && name.equalsIgnoringCase("RootSDDL")
    if isList || isDescriptor {
      guard case .string = value else {
        throw PSRuntimeError.provider(WSManMessages.notAString)
      }
      let text = isList ? WSManMessages.trustedHostsQuestion : WSManMessages.rootSDDLQuestion
      if !context.force {
        guard try await context.shouldContinue(text, caption: WSManMessages.securityCaption) else {
          return
        }
      }
    }
    do {
      let region = GenericRegion(computer: computer, reader: try reader(computer, context))
      var text = shown
      if isList, Truth.isTrue(context.dynamicValue("Concatenate") ?? .null) {
        let current = try await region.child(name, of: resource)?.value ?? .null
        text = Self.concatenated(TextConversion.text(of: current), shown)
      }
      guard try await region.set(name, of: resource, to: text) else {
        throw PSRuntimeError.provider(WSManMessages.unknownSetting(path))
      }
    } catch {
      throw WSManErrors.providerError(error)
    }
    if ["winrs", "service"].contains(resource),
      Self.globalQuotas.contains(where: { $0.equalsIgnoringCase(name) })
    {
      try await context.writeWarning(WSManMessages.globalQuotaWarning(shown))
    }
  }

  /// Appends the parts that are not there yet, compared exactly and untrimmed (`provider.md` 10.4).
  static func concatenated(_ current: String, _ addition: String) -> String {
    guard !current.isEmpty, !addition.isEmpty else { return addition }
    var parts = current.split(separator: ",", omittingEmptySubsequences: false)
    for part in addition.split(separator: ",", omittingEmptySubsequences: false)
    where !parts.contains(part) {
      parts.append(part)
    }
    return parts.joined(separator: ",")
  }

  static func notFound(_ path: String) -> PSRuntimeError {
    PSRuntimeError(
      "Cannot find path '\(path)' because it does not exist.", id: "PathNotFound",
      category: .objectNotFound, exception: "System.Management.Automation.ItemNotFoundException",
      target: .string(path))
  }

  // MARK: Computers

  func hasChildItems(_ path: String, _ context: ProviderContext) async throws -> Bool {
    switch WSManPath(path) {
    case .root?, .computer?: return true
    default: return try await !getChildNames(path, context).isEmpty
    }
  }

  func removeItem(_ path: String, recurse: Bool, _ context: ProviderContext) async throws {
    guard case .computer(let computer)? = WSManPath(path) else {
      throw PSRuntimeError.provider(WSManMessages.unsupported("Remove-Item"))
    }
    guard computer != ConnectionTable.localName else {
      throw PSRuntimeError.provider(WSManMessages.localhostAlwaysConnected)
    }
    guard try await context.shouldProcess(computer, action: "Remove-Item") else { return }
    table(context).remove(computer)
  }
}
