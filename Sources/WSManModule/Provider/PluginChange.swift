import PSEngine

/// Set-Item and Clear-Item below `Plugin` (`provider.md` 10.4).
struct PluginChange {
  private let change: WSManProvider.Change
  private let account: RunAsRules.Account?
  private let tree: ComputerTree
  private let context: ProviderContext

  init(
    _ change: WSManProvider.Change, _ account: RunAsRules.Account?, _ tree: ComputerTree,
    _ context: ProviderContext
  ) {
    self.change = change
    self.account = account
    self.tree = tree
    self.context = context
  }

  /// What a path below a plugin names.
  private enum Target {
    case attribute(String)
    case quota(String)
    case parameter(String)
    case resource(directory: String, name: String)
    case security(directory: String, name: String)
  }

  /// Makes the change.
  /// - Parameter below: names below `Plugin`.
  func run(_ below: [String]) async throws {
    guard let target = try target(below), let first = below.first else { throw unsupported }
    guard let plugin = try await reading({ try await tree.plugins.spelling(of: first) }) else {
      throw unknown
    }
    var editor = PluginEditor(try await reading { try await tree.plugins.document(plugin) })
    guard try await apply(target, plugin, &editor) else { throw unknown }
    if case .security = target {
      guard try await context.confirmsSecurity(of: plugin) else { return }
    }
    let document = editor.document
    try await reading { try await tree.plugins.put(plugin, document) }
    try await warn(target)
  }

  private var unsupported: PSRuntimeError {
    .provider(WSManMessages.unsupported(change.isClearing ? "Clear-Item" : "Set-Item"))
  }

  private var unknown: PSRuntimeError { WSManProvider.unknownSetting(change.place.text) }

  private func reading<Result>(_ body: () async throws -> Result) async throws -> Result {
    try await WSManErrors.asProviderErrors(body)
  }

  /// The target of a path; `nil` where nothing can be set.
  private func target(_ below: [String]) throws -> Target? {
    guard let name = below.last, below.count > 1 else { return nil }
    // A declaration is shown like an attribute, but is none.
    guard name.isNameInXML, !name.equalsIgnoringCase("xmlns") else { throw unknown }
    switch (below.count, below[1]) {
    case (2, _): return .attribute(name)
    case (3, "Quotas"): return .quota(name)
    case (3, "InitializationParameters"): return .parameter(name)
    case (3, "Resources"): return nil
    case (4, "Resources"):
      guard !["ResourceUri", "Security"].contains(where: { $0.equalsIgnoringCase(name) }) else {
        throw PSRuntimeError.provider(WSManMessages.keyOrContainer)
      }
      return .resource(directory: below[2], name: name)
    case (5, "Resources") where below[3] == "Security":
      throw PSRuntimeError.provider(WSManMessages.keyOrContainer)
    case (6, "Resources") where below[3] == "Security":
      return .security(directory: below[2], name: name)
    default: throw unknown
    }
  }

  /// - Returns: `false` when there is nothing of that name.
  private func apply(
    _ target: Target, _ plugin: String, _ editor: inout PluginEditor
  ) async throws -> Bool {
    let text = change.text
    switch target {
    case .attribute(let name):
      if let account {
        if let user = account.userName { editor.set("RunAsUser", to: user) }
        editor.set("RunAsPassword", to: account.password.reveal())
      } else {
        editor.set(name, to: text)
      }
    case .quota(let name): editor.setQuota(name, to: text)
    case .parameter(let name): return editor.setParameter(name, to: text)
    case .resource(let directory, let name):
      guard let node = try await node([plugin, "Resources", directory, name]),
        !node.isContainer, !node.element.name.equalsIgnoringCase("Capability")
      else { return false }
      editor.setResource(directory, node.element.name, to: text)
    case .security(let directory, let name):
      let entry = change.place.below.dropFirst().dropLast()
      guard try await node(Array(entry)) != nil else { return false }
      let added = ["xmlns", "ParentResourceUri"]
      guard !added.contains(where: { $0.equalsIgnoringCase(name) }) else { return false }
      let known = try await node(Array(entry) + [name])
      editor.setSecurity(directory, known?.element.name ?? name, to: text)
    }
    return true
  }

  private func node(_ path: [String]) async throws -> PluginNode? {
    guard let plugin = path.first else { return nil }
    return try await reading {
      try await tree.plugins.tree(plugin)?.way(path.dropFirst()).last
    }
  }

  // MARK: Warnings

  /// Quotas of a plugin that have a counterpart for all of the service.
  private static let sharedQuotas = [
    "IdleTimeoutms", "MaxProcessesPerShell", "MaxMemoryPerShellMB", "MaxShellsPerUser",
    "MaxConcurrentUsers",
  ]

  private func warn(_ target: Target) async throws {
    if case .security = target { return }
    if case .quota(let name) = target,
      Self.sharedQuotas.contains(where: { $0.equalsIgnoringCase(name) })
    {
      let global = name.equalsIgnoringCase("IdleTimeoutms") ? "IdleTimeout" : name
      try await context.writeWarning(WSManMessages.pluginQuotaWarning(change.computer, global))
    }
    try await context.writeWarning(
      ServiceCheck(context).isLocal(change.computer)
        ? WSManMessages.restartWarning : WSManMessages.restartWarning(on: change.computer))
  }
}
