import PSEngine

// Set-Item and Clear-Item on settings (`provider.md` 10.4, 10.5).
extension WSManProvider {
  /// One change that a command asks for.
  struct Change {
    let place: WSManPath
    let computer: String
    let value: PSValue
    let isClearing: Bool

    /// The value as it is shown and, for most settings, sent.
    var text: String { TextConversion.text(of: value) }
    /// Last element of the path.
    var name: String { place.below.last ?? "" }
  }

  func setItem(_ path: String, _ value: PSValue, _ context: ProviderContext) async throws {
    guard !value.isNull else {
      throw PSRuntimeError.provider(
        WSManMessages.valueMissing, exception: "System.ArgumentException")
    }
    try await advising(path, context) {
      try await change(path, to: value, isClearing: false, context)
    }
  }

  func clearItem(_ path: String, _ context: ProviderContext) async throws {
    try await change(path, to: .string(""), isClearing: true, context)
  }

  /// What fails because the path leads nowhere recommends the name that is nearly the one that was
  /// given.
  private func advising(
    _ path: String, _ context: ProviderContext, _ body: () async throws -> Void
  ) async throws {
    do {
      try await body()
    } catch let error as PSRuntimeError
      where error.record.errorId == "PathNotFound"
      || error.record.exception.message == Self.unknownSetting(path).record.exception.message
    {
      let near = try? await nearestName(path, context)
      error.record.recommendedAction = near.map { "Did you mean \($0)?" }
      throw error
    }
  }

  /// The name that is nearly the first one of a path that does not exist; nil when all exist.
  private func nearestName(_ path: String, _ context: ProviderContext) async throws -> String? {
    var known: [String] = []
    for segment in WSManPath.segments(path) {
      let names = try await getChildNames(known.joined(separator: "\\"), context).map(\.name)
      guard names.contains(where: { $0.equalsIgnoringCase(segment) }) else {
        return Suggestions.nearest(to: segment, among: names)
      }
      known.append(segment)
    }
    return nil
  }

  /// The sequence of `provider.md` 10.4.
  private func change(
    _ path: String, to value: PSValue, isClearing: Bool, _ context: ProviderContext
  ) async throws {
    guard let place = WSManPath(path) else { throw Self.unknownSetting(path) }
    guard let computer = place.computer, !place.below.isEmpty else {
      throw PSRuntimeError.provider(
        WSManMessages.unsupported(isClearing ? "Clear-Item" : "Set-Item"))
    }
    guard table(context).connection(computer) != nil else { throw Self.notFound(path, context) }
    let change = Change(place: place, computer: computer, value: value, isClearing: isClearing)
    let account = try await RunAsRules(change).account { [self] in
      try await hasRunAsUser(change, context)
    }
    let question = WSManMessages.setQuestion(place.text, change.text)
    let isAgreed = try await context.shouldProcess(
      description: question,
      warning: "Are you sure you want to perform this action?\n\(question)", caption: "Confirm")
    guard isAgreed || isRehearsal(computer, context), let tree = try await tree(computer, context)
    else { return }
    defer { forget(context) }
    try await Self.changing {
      switch place {
      case .root, .computer: return
      case .generic(_, let below): try await set(change, below, tree, context)
      case .listener(_, let below): try await set(change, below, tree.listeners, context)
      case .certificate(_, let below): try await set(change, below, tree.certificates, context)
      case .plugin(_, let below):
        try await PluginChange(change, account, tree, context).run(below)
      }
    }
  }

  private func hasRunAsUser(_ change: Change, _ context: ProviderContext) async throws -> Bool {
    let path = WSManPath.joined(change.computer, change.place.below.dropLast() + ["RunAsUser"])
    let user = try await item(path, context)?.element as? WSManConfigLeafElement
    return user.map { !TextConversion.text(of: $0.value).isEmpty } ?? false
  }

  /// The engine's own error, with the path as the engine shows it.
  static func notFound(_ path: String, _ context: ProviderContext) -> PSRuntimeError {
    PathResolver.notFound(context.drive.map { "\($0.name):\\\(path)" } ?? path)
  }

  static func unknownSetting(_ path: String) -> PSRuntimeError {
    .provider(WSManMessages.unknownSetting(WSManPath.canonicalText(path)))
  }

  // MARK: Plain settings

  /// Leaves whose quota plugins share (resources `winrs` and `service`).
  private static let globalQuotas = [
    "MaxConcurrentOperationsPerUser", "IdleTimeout", "MaxProcessesPerShell",
    "MaxMemoryPerShellMB", "MaxShellsPerUser", "MaxConcurrentUsers",
  ]

  private func set(
    _ change: Change, _ below: [String], _ tree: ComputerTree, _ context: ProviderContext
  ) async throws {
    guard case .child(let resource, let name)? = GenericRegion.place(below) else {
      throw Self.unknownSetting(change.place.text)
    }
    let isList = resource == "client" && name.equalsIgnoringCase("TrustedHosts")
    let isDescriptor = resource == "service" && name.equalsIgnoringCase("RootSDDL")
    if isList || isDescriptor {
      guard case .string = change.value, !context.isValuePiped else {
        throw PSRuntimeError.provider(WSManMessages.notAString(change.value))
      }
      let text = isList ? WSManMessages.trustedHostsQuestion : WSManMessages.rootSDDLQuestion
      guard try await context.confirms(text, caption: WSManMessages.securityCaption) else { return }
    }
    let isAdding = isList && context[ItemOptions.concatenate]
    let isFound = try await WSManErrors.asProviderErrors {
      var text = change.text
      if isAdding, let place = GenericRegion.place(below) {
        let current = try await tree.settings.item(place)?.value ?? .null
        text = Self.concatenated(TextConversion.text(of: current), text)
      }
      return try await tree.settings.set(name, of: resource, to: text)
    }
    guard isFound else { throw Self.unknownSetting(change.place.text) }
    if ["winrs", "service"].contains(resource),
      Self.globalQuotas.contains(where: { $0.equalsIgnoringCase(name) })
    {
      try await context.writeWarning(WSManMessages.globalQuotaWarning(change.text))
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

  // MARK: Listeners and mappings

  private func set(
    _ change: Change, _ below: [String], _ region: InstanceRegion, _ context: ProviderContext
  ) async throws {
    guard below.count >= 2 else {
      throw PSRuntimeError.provider(
        WSManMessages.unsupported(change.isClearing ? "Clear-Item" : "Set-Item"))
    }
    let found = try await WSManErrors.asProviderErrors { () -> InstanceRegion.Instance? in
      below.count == 2 ? try await region.instance(named: below[0]) : nil
    }
    guard let instance = found else { throw Self.notFound(change.place.text, context) }
    let name = below[1]
    if let key = region.kind.keys.first(where: { $0.equalsIgnoringCase(name) }) {
      // Windows tells the two spellings apart by the exception.
      throw key == name
        ? PSRuntimeError.provider(
          WSManMessages.duplicateKey(name), exception: "System.ArgumentException")
        : PSRuntimeError.provider(WSManMessages.otherSpelling(change.place.text, of: key))
    }
    guard
      try await context.confirms(
        WSManMessages.setInstanceQuestion, caption: WSManMessages.setCaption)
    else { return }
    let password = name.equalsIgnoringCase("Password") ? change.value.asObject : nil
    let text = (password as? PSSecureString)?.reveal() ?? change.text
    do {
      guard try await region.set(name, of: instance, to: text) else {
        throw Self.unknownSetting(change.place.text)
      }
    } catch {
      guard let record = WSManErrors.instanceRecord(error) else { throw error }
      try await context.writeError(record)
    }
  }
}

extension ProviderContext {
  /// Asks unless `-Force` was given, or nothing will happen anyway.
  func confirms(_ question: String, caption: String) async throws -> Bool {
    if force || command?.isWhatIf ?? false { return true }
    return try await shouldContinue(question, caption: caption)
  }

  /// Whether the user wants who may use a plugin to be changed.
  func confirmsSecurity(of plugin: String) async throws -> Bool {
    try await confirms(
      WSManMessages.pluginSecurityQuestion(plugin), caption: WSManMessages.pluginSecurityCaption)
  }
}
