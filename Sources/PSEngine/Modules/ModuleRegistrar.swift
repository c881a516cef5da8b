/// What a module may add to a session.
public final class ModuleRegistrar {
  /// The session that is being set up.
  public let session: SessionState
  /// The module being registered.
  public let module: any PSModule

  init(session: SessionState, module: any PSModule) {
    self.session = session
    self.module = module
  }

  /// Adds cmdlets.
  public func add(cmdlets: [Cmdlet.Type]) {
    for type in cmdlets { session.commands.add(cmdlet: type, module: module.name) }
  }

  /// Adds an alias.
  public func add(alias: String, for command: String) {
    session.aliases.define(alias, command)
  }

  /// Adds a provider and its default drives.
  public func add(
    provider: any CmdletProvider, named name: String, capabilities: ProviderCapabilities = [],
    home: String? = nil
  ) {
    let info = ProviderInfo(
      name: name, moduleName: module.name, capabilities: capabilities, provider: provider,
      home: home)
    session.drives.add(info)
  }

  /// Adds types: literals, conversions, static members.
  public func add(types: [PSTypeDefinition]) {
    for type in types { session.types.add(type) }
  }

  /// Adds a source of completion candidates, named by ``ParameterCompletion/source(_:)``.
  public func add(
    completionSource name: String,
    _ candidates: @escaping (_ prefix: String, _ context: ExecutionContext) async -> [String]
  ) {
    session.completionSources[name.lowercased()] = candidates
  }

  /// Adds help.
  public func add(help topics: [HelpTopic]) {
    session.help.add(topics)
  }
}
