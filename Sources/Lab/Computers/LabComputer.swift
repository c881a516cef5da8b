import Synchronization
public import WSManService

/// A computer of a lab. Its service is made when somebody first talks to it, so that a computer
/// nobody uses costs little more than its name.
public final class LabComputer: Sendable {
  /// The short name as the file spells it, such as `server01`.
  public let name: String
  private let entry: LabEntry
  private let place: Int
  private let database: LabDatabase?
  private let running = Mutex<WinRMService?>(nil)

  init(entry: LabEntry, place: Int, database: LabDatabase?) {
    self.entry = entry
    self.place = place
    self.database = database
    name = entry.names.name(at: place)
  }

  /// The name with the domain, such as `server01.contoso.com`; the short name in a workgroup.
  public var fullName: String {
    entry.domain.map { "\(name).\($0.name)" } ?? name
  }

  /// How the network between the shell and the computer behaves.
  public var network: NetworkBehaviour { entry.network }

  /// The accounts that may log on.
  public var accounts: LabAccountStore {
    LabAccountStore(computerName: name, users: entry.users, domain: entry.domain)
  }

  /// The addresses without those of loopback.
  var ownAddresses: [String] {
    entry.addresses(at: place).filter { $0 != "127.0.0.1" && $0 != "::1" }
  }

  /// The short name of the domain, such as `CONTOSO`; nil in a workgroup.
  var domainShortName: String? { entry.domain?.shortName }

  /// The emulated service, the same object each time.
  public var service: WinRMService {
    running.withLock { running in
      if let running { return running }
      let service = makeService()
      running = service
      return service
    }
  }

  private func makeService() -> WinRMService {
    let store: any ConfigurationStore
    if let database {
      store = SQLiteConfigurationStore(
        database: database, computer: fullName, initial: entry.configuration)
    } else {
      store = MemoryConfigurationStore(entry.configuration)
    }
    let system = entry.configuration.profile.operatingSystem
    return WinRMService(
      identity: ServiceIdentity(
        computerName: name.uppercased(), fullName: fullName,
        operatingSystemVersion: system.version, servicePack: system.servicePack,
        addresses: entry.addresses(at: place)),
      configuration: store, accounts: accounts)
  }
}
