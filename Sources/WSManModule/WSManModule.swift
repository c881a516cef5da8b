public import PSEngine
import PSFormatting
public import WSManClient
public import WSManProtocol

/// The module `Microsoft.WSMan.Management`: the drive and its cmdlets.
public struct WSManModule: PSModule {
  /// Name as `Get-Module` shows it.
  public let name = "Microsoft.WSMan.Management"
  /// Version of Windows PowerShell 5.1.
  public let version = "3.0.0.0"
  private let services: SessionServices
  private let computerNames: @Sendable () -> [String]

  /// Makes the module.
  /// - Parameters:
  ///   - connector: makes transports to computers.
  ///   - observer: sees the messages.
  ///   - computerNames: known names, for completion.
  public init(
    connector: any TransportConnector, observer: (any WireObserver)? = nil,
    computerNames: @escaping @Sendable () -> [String] = { [] }
  ) {
    services = SessionServices(connector: connector, observer: observer)
    self.computerNames = computerNames
  }

  /// Adds commands, the provider with its drive, views and completion.
  public func register(in registrar: ModuleRegistrar) {
    registrar.session.wsmanServices = services
    registrar.add(cmdlets: [
      ConnectWSManCommand.self, DisconnectWSManCommand.self, NewWSManSessionOptionCommand.self,
      TestWSManCommand.self,
    ])
    registrar.add(provider: WSManProvider(), named: WSManProvider.name, capabilities: .credentials)
    registrar.add(views: ConfigurationViews.all)
    registrar.add(help: ConnectionHelp.topics)
    let names = computerNames
    registrar.add(completionSource: "Computer") { prefix, context in
      let connected = context.session.wsmanConnections.names
      return Set(names() + connected).filter { $0.hasPrefixIgnoringCase(prefix) }.sorted()
    }
    registrar.add(completionSource: "ConnectedComputer") { prefix, context in
      context.session.wsmanConnections.names.filter {
        $0 != ConnectionTable.localName && $0.hasPrefixIgnoringCase(prefix)
      }
    }
  }
}

/// Commands of this project around the module: names that Windows PowerShell does not have.
public struct WSManShellModule: PSModule {
  /// Name as `Get-Module` shows it.
  public let name = "WSManShell"
  /// Version of this module.
  public let version = "1.0.0.0"

  /// Makes the module.
  public init() {}

  /// Adds the short names of the connection cmdlets.
  public func register(in registrar: ModuleRegistrar) {
    registrar.add(alias: "connect", for: "Connect-WSMan")
    registrar.add(alias: "disconnect", for: "Disconnect-WSMan")
  }
}
