public import PSEngine
import PSFormatting
public import WSManClient

/// The module `Microsoft.WSMan.Management`: the drive and its cmdlets.
public struct WSManModule: PSModule {
  /// Name as `Get-Module` shows it.
  public let name = "Microsoft.WSMan.Management"
  /// Version of Windows PowerShell 5.1.
  public let version = "3.0.0.0"
  private let services: SessionServices
  /// The source of completion that has the computers in reach.
  static let computerSource = "Computer"

  private let computerNames: @Sendable () -> [String]

  /// Makes the module.
  /// - Parameters:
  ///   - connector: makes transports to computers.
  ///   - observer: sees the messages.
  ///   - delegation: to whom CredSSP may delegate credentials; without it the client's side cannot
  ///     be switched on.
  ///   - localService: whether the service of the local computer runs; it always does when `nil`.
  ///   - labWriter: writes what was read of computers as a lab file; without it none is exported.
  ///   - computerNames: known names, for completion.
  public init(
    connector: any TransportConnector, observer: (any WireObserver)? = nil,
    delegation: (any CredentialDelegation)? = nil,
    localService: (any LocalServiceState)? = nil,
    labWriter: (any LabFileWriter)? = nil,
    computerNames: @escaping @Sendable () -> [String] = { [] }
  ) {
    services = SessionServices(
      connector: connector, observer: observer, delegation: delegation,
      localService: localService, labWriter: labWriter)
    self.computerNames = computerNames
  }

  /// Adds commands, the provider with its drive, views and completion.
  public func register(in registrar: ModuleRegistrar) {
    let session = registrar.session
    session.wsmanServices = services
    services.changes.use(clock: session.configuration.now)
    registrar.add(cmdlets: [
      ConnectWSManCommand.self,
      DisableWSManCredSSPCommand.self,
      DisconnectWSManCommand.self,
      EnableWSManCredSSPCommand.self,
      GetWSManCredSSPCommand.self,
      GetWSManInstanceCommand.self,
      InvokeWSManActionCommand.self,
      NewWSManInstanceCommand.self,
      NewWSManSessionOptionCommand.self,
      RemoveWSManInstanceCommand.self,
      SetWSManInstanceCommand.self,
      SetWSManQuickConfigCommand.self,
      TestWSManCommand.self,
    ])
    registrar.add(
      provider: WSManProvider { [weak session] name in
        session?.wsmanConnections.connection(name) != nil
      }, named: WSManProvider.name,
      implementingType: "Microsoft.WSMan.Management.WSManConfigProvider",
      capabilities: .credentials)
    registrar.add(types: ModuleTypes.all)
    registrar.add(views: ConfigurationViews.all)
    session.help.subjects["setting"] = SettingHelp.topics
    let names = computerNames
    registrar.add(completionSource: Self.computerSource) { prefix, context in
      let connected = context.session.wsmanConnections.names
      return Set(names() + connected).filter { $0.hasPrefixIgnoringCase(prefix) }.sorted()
    }
    registrar.add(completionSource: "Dialect") { prefix, _ in
      ["Association", "Selector", "WQL"].filter { $0.hasPrefixIgnoringCase(prefix) }
    }
    registrar.add(completionSource: "Transport") { prefix, _ in
      ["HTTP", "HTTPS"].filter { $0.hasPrefixIgnoringCase(prefix) }
    }
    registrar.add(completionSource: "Capability") { prefix, _ in
      ["Create", "Delete", "Enumerate", "Get", "Invoke", "Put", "Shell", "Subscribe"]
        .filter { $0.hasPrefixIgnoringCase(prefix) }
    }
    registrar.add(completionSource: "Resource") { prefix, _ in
      Self.resources.filter { $0.hasPrefixIgnoringCase(prefix) }
    }
    registrar.add(completionSource: "Thumbprint") { prefix, context in
      await CertificateThumbprints.all(context).filter { $0.hasPrefixIgnoringCase(prefix) }
    }
    registrar.add(completionSource: "ConnectedComputer") { prefix, context in
      context.session.wsmanConnections.names.filter {
        $0 != ConnectionTable.localName && $0.hasPrefixIgnoringCase(prefix)
      }
    }
  }
}

extension WSManModule {
  /// Resources that completion offers.
  static let resources =
    [
      "winrm/config", "winrm/config/client", "winrm/config/client/auth",
      "winrm/config/client/defaultports", "winrm/config/listener", "winrm/config/plugin",
      "winrm/config/service", "winrm/config/service/auth", "winrm/config/service/certmapping",
      "winrm/config/service/defaultports", "winrm/config/winrs", "wmicimv2/*",
    ] + ExportWSManLabCommand.standardClasses.map { "wmicimv2/\($0)" }
}

/// Commands of this project around the module: names that Windows PowerShell does not have.
public struct WSManShellModule: PSModule {
  /// Name as `Get-Module` shows it.
  public let name = "WSManShell"
  /// Version of this module.
  public let version = "1.0.0.0"

  /// Makes the module.
  public init() {}

  /// Adds the commands on changes and whole configurations, the test of connections, the `winrm`
  /// tool, and the short names of the connection cmdlets.
  public func register(in registrar: ModuleRegistrar) {
    registrar.add(cmdlets: [
      CompareWSManConfigurationCommand.self, DisablePSRemotingCommand.self,
      EnablePSRemotingCommand.self, ExportWSManConfigurationCommand.self,
      ExportWSManLabCommand.self, GetWSManChangeCommand.self, TestWSManConnectionCommand.self,
      UndoWSManChangeCommand.self,
    ])
    registrar.add(completionSource: "Change") { prefix, context in
      context.session.wsmanServices.changes.changes.map { String($0.id) }
        .filter { $0.hasPrefix(prefix) }
    }
    registrar.add(completionSource: "ExportedClass") { prefix, _ in
      ExportWSManLabCommand.standardClasses.filter { $0.hasPrefixIgnoringCase(prefix) }
    }
    registrar.add(views: ChangeViews.all + ConnectionTestViews.all)
    registrar.add(program: WinRMProgram())
    registrar.add(program: WinRSProgram())
    registrar.add(alias: "connect", for: "Connect-WSMan")
    registrar.add(alias: "disconnect", for: "Disconnect-WSMan")
    registrar.add(alias: "undo", for: "Undo-WSManChange")
  }
}
