import CIMModel
import Synchronization
public import WSManService
public import WireSecurity

/// A computer of a lab. Its service is made when somebody first talks to it, so that a computer
/// nobody uses costs little more than its name.
public final class LabComputer: Sendable {
  /// The short name as the file spells it, such as `server01`.
  public let name: String
  private let entry: LabEntry
  private let place: Int
  private let surroundings: LabSurroundings
  private let running = Mutex<WinRMService?>(nil)
  private let messages = Atomic<Int>(0)
  /// Apart from the service, since whoever opens its ports asks for them while it is made.
  private let store = Mutex<(any CertificateStorage)?>(nil)
  private let people = Mutex<LabAccountStore?>(nil)

  init(entry: LabEntry, place: Int, surroundings: LabSurroundings) {
    self.entry = entry
    self.place = place
    self.surroundings = surroundings
    name = entry.names.name(at: place)
  }

  /// The name with the domain, such as `server01.contoso.com`; the short name in a workgroup.
  public var fullName: String { entry.fullName(at: place) }

  /// How the network between the shell and the computer behaves.
  public var network: NetworkBehaviour { entry.network }

  /// How the network treats the next message; each call counts as one.
  public func networkForNextMessage() -> NetworkBehaviour {
    guard entry.network.after > 0 || entry.network.times != nil else { return entry.network }
    let number = messages.wrappingAdd(1, ordering: .relaxed).oldValue
    return entry.network.behaviour(forMessage: number)
  }

  /// How the network treats what is no message, such as a connection that is made: as at present,
  /// without counting.
  public func networkForConnection() -> NetworkBehaviour {
    entry.network.behaviour(forMessage: messages.load(ordering: .relaxed))
  }

  /// The accounts that may log on, the same object each time.
  public var accounts: LabAccountStore {
    people.withLock { people in
      if let people { return people }
      let accounts = LabAccountStore(
        of: .init(
          name: { [weak self, name] in self?.serviceInUse?.membership?.name ?? name },
          domain: { [weak self] in self?.domain }),
        users: entry.users, groups: entry.groups,
        lockout: entry.lockout,
        keptIn: surroundings.database.map { ($0, fullName) },
        instances: { [weak self] in self?.instances })
      people = accounts
      return accounts
    }
  }

  /// The addresses without those of loopback.
  var ownAddresses: [String] {
    entry.addresses(at: place).filter { $0 != "127.0.0.1" && $0 != "::1" }
  }

  /// The domain; nil in a workgroup.
  private var domain: LabDomain? {
    guard let membership = serviceInUse?.membership else { return entry.domain }
    return membership.domain.flatMap { surroundings.domain(named: $0) }
  }

  /// The short name of the domain, such as `CONTOSO`; nil in a workgroup.
  var domainShortName: String? { domain?.shortName }

  /// The address of loopback on which this machine lets the computer listen: `127.0.0.x` with the
  /// last part of its own address where that is free.
  public var loopbackAddress: String { surroundings.loopback.address(of: fullName) }

  /// What the lab file says about commands.
  public var commandRules: [CommandRule] { entry.commands }

  /// The addresses that the computer has itself.
  public var addresses: [String] { entry.addresses(at: place) }

  /// The certificates. When its own are first looked at, the authority of the lab has given it one.
  public var certificates: any CertificateStorage {
    store.withLock { store in
      if let store { return store }
      let certificates = makeCertificates()
      store = certificates
      return certificates
    }
  }

  /// The emulated service, the same object each time.
  public var service: WinRMService {
    let certificates = certificates
    return running.withLock { running in
      if let running { return running }
      let service = makeService(certificates)
      running = service
      return service
    }
  }

  /// The emulated service when somebody has talked to it.
  var serviceInUse: WinRMService? { running.withLock { $0 } }

  /// The services of the computer.
  public var services: ServiceTable {
    ServiceTable(store: ServiceStateStore(repository: instances), service: service)
  }

  /// Reads the tables of instances that the lab file names into the database, which may take long,
  /// when there are any. What goes wrong is told to the first request that needs them.
  func loadTables() async {
    if entry.instances?.hasTables == true { try? await instances.begin() }
  }

  private func makeCertificates() -> any CertificateStorage {
    let base: any CertificateStorage =
      if let database = surroundings.database {
        FileCertificateStorage(folder: database.certificateFolder(of: fullName))
      } else {
        MemoryCertificateStorage()
      }
    let own = ownAddresses
    let (fullName, name, loopback) = (fullName, name, surroundings.loopback)
    return EnrolledStorage(
      base, authority: surroundings.authority, trusting: entry.authorities,
      commonName: fullName.utf8.count <= 64 ? fullName : name,
      names: {
        let names = fullName == name ? [name] : [fullName, name]
        return names + ["localhost"] + own + ["127.0.0.1", loopback.address(of: fullName), "::1"]
      })
  }

  private func initialConfiguration(
    _ certificates: any CertificateStorage
  ) -> ComputerConfiguration {
    var configuration = entry.configuration
    if surroundings.hasSecureListeners,
      !configuration.listeners.contains(where: { $0.address == "*" && $0.transport == .https })
    {
      configuration.listeners.append(.init(address: "*", transport: .https, port: 5986))
    }
    // Without a certificate such a listener stays, and says what it lacks when it is opened.
    let wanting = configuration.listeners.indices.filter {
      let listener = configuration.listeners[$0]
      return listener.transport == .https && listener.certificateThumbprint.isEmpty
    }
    guard !wanting.isEmpty, let own = try? certificates.entries(in: .ownOfMachine).first else {
      return configuration
    }
    for index in wanting {
      configuration.listeners[index].certificateThumbprint = own.certificate.thumbprint
      if configuration.listeners[index].hostname.isEmpty {
        configuration.listeners[index].hostname = fullName
      }
    }
    return configuration
  }

  private func makeService(_ certificates: any CertificateStorage) -> WinRMService {
    let initial = initialConfiguration(certificates)
    let store: any ConfigurationStore
    if let database = surroundings.database {
      store = SQLiteConfigurationStore(
        database: database, computer: fullName, initial: initial)
    } else {
      store = MemoryConfigurationStore(initial)
    }
    let product = entry.product
    var identity = ServiceIdentity(
      computerName: name.uppercased(), fullName: fullName,
      operatingSystemVersion: system.version, servicePack: system.servicePack,
      addresses: entry.addresses(at: place))
    if let product, product.system == nil {
      identity.product = .init(vendor: product.vendor, version: product.version)
    }
    return WinRMService(
      identity: identity,
      configuration: store, accounts: accounts,
      certificates: StoredCertificates(certificates, conditions: surroundings.conditions),
      listenerHost: surroundings.listeners?(self),
      cim: instances, cimClock: LabClock(conditions: surroundings.conditions),
      network: LabNeighbours(of: fullName, in: surroundings),
      shellCommands: surroundings.shells?(self, identity))
  }

  /// The CIM instances; the same ones each time, because the database keeps them.
  private var instances: SQLiteCIMRepository {
    SQLiteCIMRepository(
      database: surroundings.database ?? surroundings.fresh, computer: fullName,
      namespaces: entry.namespaces, own: entry.instances, seed: cimSeed)
  }

  /// The version of Windows and its service pack.
  private var system: (version: String, servicePack: String) {
    entry.product?.system ?? entry.configuration.profile.operatingSystem
  }

  private func cimSeed() -> [CIMInstance] {
    CIMSeed(
      computerName: name.uppercased(), fullName: fullName, domainName: entry.domain?.name,
      domainShortName: entry.domain?.shortName, system: system, addresses: ownAddresses,
      users: entry.users, groups: entry.groups
    ).instances
  }
}

/// What the computers of all labs have in common.
final class LabSurroundings: Sendable {
  /// Where changes are kept; nil for labs that start fresh each time.
  let database: LabDatabase?
  /// Where the instances of computers that start fresh are kept.
  let fresh = LabDatabase.temporary()
  let authority: LabAuthority
  let loopback = LoopbackAddresses()
  /// Whether each computer starts with an HTTPS listener too.
  let hasSecureListeners: Bool
  /// Makes who opens the ports of a computer's listeners.
  let listeners: (@Sendable (LabComputer) -> any ListenerHost)?
  /// Makes who runs the commands of a computer's remote shells.
  let shells: LabNetwork.ShellMaker?
  let conditions: LabConditions
  private let domains: [LabDomain]
  private let neighbours = Mutex(WeakNetwork())

  private struct WeakNetwork {
    weak var network: LabNetwork?
  }

  /// The computers among which each of them is; known when all are there.
  var network: LabNetwork? {
    get { neighbours.withLock { $0.network } }
    set { neighbours.withLock { $0.network = newValue } }
  }

  /// The domain of a full or a short name.
  func domain(named name: String) -> LabDomain? {
    domains.first { $0.isNamed(name) }
  }

  init(
    database: LabDatabase?, hasSecureListeners: Bool,
    listeners: (@Sendable (LabComputer) -> any ListenerHost)?, shells: LabNetwork.ShellMaker?,
    conditions: LabConditions, labs: [LabFile]
  ) {
    self.database = database
    self.hasSecureListeners = hasSecureListeners
    self.listeners = listeners
    self.shells = shells
    self.conditions = conditions
    authority = LabAuthority(
      storage: database.map {
        FileCertificateStorage(folder: $0.certificateFolder(of: "lab-authority"))
      }, conditions: conditions, labs: labs.map(\.name))
    domains = labs.flatMap(\.domains)
  }
}
