import Foundation
import WSManProtocol
public import WSManService
public import WireSecurity

/// The computer on which the program runs, as the emulated service shows it: `localhost`.
public final class LabLocalComputer: Sendable {
  /// The emulated service; its configuration is kept in the database.
  public let service: WinRMService
  /// The certificates, in files beside the database.
  public let certificates: any CertificateStorage
  /// The services of the computer; their states are kept in the database.
  public let services: ServiceTable
  /// The accounts of the computer; they are kept in the database.
  public let accounts: LabAccountStore
  /// The user who runs the program.
  public let userName: String
  /// Whether that user acts as an administrator.
  public let isElevated: Bool
  /// What the computer is called, in lower case.
  private let names: Set<String>

  /// The computer itself.
  ///
  /// - Parameters:
  ///   - database: where the configuration is kept; nothing is opened yet.
  ///   - isElevated: whether the user acts as an administrator.
  ///   - hostName: the name of the machine; nil takes that of the system.
  ///   - listeners: makes who opens the ports of its listeners, from its certificates; nil leaves
  ///     them closed.
  ///   - shells: makes who runs the commands of its remote shells; nil leaves it without them.
  ///   - conditions: its clock.
  public init(
    database: LabDatabase, isElevated: Bool, hostName: String? = nil,
    listeners: ((any CertificateStorage) -> any ListenerHost)? = nil,
    shells: ((ServiceIdentity) -> any ShellCommands)? = nil, conditions: LabConditions = .live
  ) {
    let name = hostName ?? Self.systemHostName
    self.isElevated = isElevated
    userName = Self.systemUserName
    let short = String(name.prefix { $0 != "." })
    names = ["localhost", ".", name.lowercased(), short.lowercased()]
    certificates = FileCertificateStorage(folder: database.certificateFolder(of: "localhost"))
    let cim = SQLiteCIMRepository(database: database, computer: "localhost") {
      CIMSeed(
        computerName: short.uppercased(), fullName: name, domainName: nil, domainShortName: nil,
        system: ConfigurationProfile.current.operatingSystem, addresses: [], users: []
      ).instances
    }
    let identity = ServiceIdentity(computerName: short.uppercased(), fullName: name)
    accounts = LabAccountStore(
      of: .init(name: { short }), users: [], keptIn: (database, "localhost"),
      instances: { cim }, clock: { conditions.seconds })
    service = WinRMService(
      identity: identity,
      configuration: SQLiteConfigurationStore(
        database: database, computer: "localhost", initial: ComputerConfiguration()),
      accounts: accounts,
      certificates: StoredCertificates(certificates, conditions: conditions),
      listenerHost: listeners?(certificates),
      cim: cim, cimClock: LabClock(conditions: conditions), shellCommands: shells?(identity))
    services = ServiceTable(store: ServiceStateStore(repository: cim), service: service)
  }

  /// The user as the service sees the one who runs the program.
  public var caller: Caller {
    var groups: Set = [WellKnownSIDs.users]
    if isElevated { groups.insert(WellKnownSIDs.administrators) }
    return Caller(
      userName: "\(service.identity.computerName)\\\(userName)", groups: groups,
      connection: .local)
  }

  /// Whether a name means this computer: `localhost`, `.`, or the machine's own name.
  public func isNamed(_ name: String) -> Bool {
    names.contains(name.lowercased())
  }

  private static var systemHostName: String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard gethostname(&buffer, buffer.count - 1) == 0 else { return "localhost" }
    let name = String(
      decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return name.isEmpty ? "localhost" : name
  }

  private static var systemUserName: String {
    guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return "user" }
    return String(cString: name)
  }
}
