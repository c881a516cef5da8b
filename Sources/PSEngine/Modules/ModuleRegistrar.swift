/// What a module may add to a session. Lists are made when they are first needed.
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
  public func add(cmdlets: @autoclosure @escaping () -> [Cmdlet.Type]) {
    session.commands.add(cmdlets: cmdlets(), module: module.name)
  }

  /// Adds a program that the shell brings along.
  public func add(program: any BuiltInProgram) {
    session.commands.add(program: program, module: module.name)
  }

  /// Adds folders of Windows, such as `C:\Windows\System32`: a program that the shell brings along is
  /// found under its path in them too.
  public func add(programFolders: [String]) {
    session.commands.add(programFolders: programFolders)
  }

  /// Adds an alias.
  public func add(alias: String, for command: String) {
    session.aliases.define(alias, command)
  }

  /// Adds a provider and its default drives.
  /// - Parameter implementingType: its class on Windows; by default one beside those that PowerShell
  ///   itself brings.
  public func add(
    provider: any CmdletProvider, named name: String, implementingType: String? = nil,
    capabilities: ProviderCapabilities = [], home: String? = nil
  ) {
    let info = ProviderInfo(
      name: name, moduleName: module.name,
      implementingType: implementingType ?? "Microsoft.PowerShell.Commands.\(name)Provider",
      capabilities: capabilities, provider: provider, home: home)
    session.drives.add(info)
  }

  /// Says why a drive that Windows has is missing.
  /// - Parameter reason: a sentence for the error of whoever asks for the drive.
  public func explain(missingDrive name: String, _ reason: String) {
    session.drives.explain(missing: name, reason)
  }

  /// Adds types: literals, conversions, static members.
  public func add(types: @autoclosure @escaping () -> [PSTypeDefinition]) {
    session.types.add(types())
  }

  /// Adds a source of completion candidates, named by ``ParameterCompletion/source(_:)``.
  public func add(
    completionSource name: String,
    _ candidates: @escaping (_ prefix: String, _ context: ExecutionContext) async -> [String]
  ) {
    session.completionSources[name.lowercased()] = candidates
  }

  /// Adds help.
  public func add(help topics: @autoclosure @escaping () -> [HelpTopic]) {
    session.help.add(topics())
  }
}
