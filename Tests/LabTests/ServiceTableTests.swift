import Testing
import ThrowawayFolder
import WSManProtocol
import WSManService

@testable import Lab

@Suite("Services of a computer")
struct ServiceTableTests {
  /// A store in the database of a folder, or in memory.
  private static func store(in folder: String? = nil, of computer: String = "a")
    -> ServiceStateStore
  {
    ServiceStateStore(
      repository: SQLiteCIMRepository(
        database: folder.map { LabDatabase(directory: $0) } ?? .temporary(), computer: computer
      ) {
        CIMSeed(
          computerName: "A", fullName: "a", domainName: nil, domainShortName: nil,
          system: ConfigurationProfile.current.operatingSystem, addresses: [], users: []
        ).instances
      })
  }

  private func table(_ store: ServiceStateStore = Self.store()) -> ServiceTable {
    ServiceTable(
      store: store,
      service: WinRMService(
        identity: ServiceIdentity(computerName: "A", fullName: "a"),
        configuration: MemoryConfigurationStore(ComputerConfiguration())))
  }

  private func service(_ name: String, _ table: ServiceTable) async throws -> ServiceRecord {
    try #require(try await table.services().first { $0.name == name })
  }

  @Test("every service that is needed exists") func seed() {
    let names = Set(ServiceSeed.all.map { $0.name.lowercased() })
    #expect(names.count == ServiceSeed.all.count)
    for record in ServiceSeed.all {
      for needed in record.requiredServices { #expect(names.contains(needed.lowercased())) }
    }
  }

  @Test("starting starts what is needed; stopping what depends is asked for")
  func dependencies() async throws {
    let table = table()
    await #expect(throws: ServiceProblem.dependentsRunning("ProfSvc", ["UserManager"])) {
      try await table.stop("profsvc")
    }
    try await table.stop("ProfSvc", stopsDependents: true)
    #expect(try await !service("UserManager", table).isRunning)
    try await table.start("UserManager")
    #expect(try await service("ProfSvc", table).isRunning)
  }

  @Test("what cannot start or stop is refused") func refusals() async throws {
    let table = table()
    await #expect(throws: ServiceProblem.disabled("XblGameSave")) {
      try await table.start("XblGameSave")
    }
    await #expect(throws: ServiceProblem.cannotStop("Dnscache")) {
      try await table.stop("Dnscache")
    }
    await #expect(throws: ServiceProblem.unknown("none")) { try await table.start("none") }
    try await table.stop("ProfSvc", stopsDependents: true)
    try await table.configure("ProfSvc", startMode: .disabled)
    await #expect(
      throws: ServiceProblem.dependencyFailed("UserManager", needs: "ProfSvc")
    ) {
      try await table.start("UserManager")
    }
    #expect(try await !service("UserManager", table).isRunning)
  }

  @Test("WinRM in the table is the service that answers") func remoteManagement() async throws {
    let winRM = WinRMService(
      identity: ServiceIdentity(computerName: "A", fullName: "a"),
      configuration: MemoryConfigurationStore(ComputerConfiguration()))
    let table = ServiceTable(store: Self.store(), service: winRM)
    try await table.stop("WinRM")
    #expect(try await !winRM.remoteManagement().isRunning)
    #expect(try await !service("WinRM", table).isRunning)
    try await table.configure("WinRM", startMode: .manual)
    #expect(try await winRM.remoteManagement().startMode == .manual)
    try await table.start("winrm")
    #expect(try await winRM.remoteManagement().isRunning)
  }

  @Test("two shells see one state") func shared() async throws {
    let folder = try ThrowawayFolder()
    let first = table(Self.store(in: folder.path, of: "localhost"))
    let second = table(Self.store(in: folder.path, of: "LOCALHOST"))
    try await first.stop("Spooler")
    #expect(try await !service("Spooler", second).isRunning)
    try await second.configure("Spooler", startMode: .disabled, displayName: "Printers")
    let record = try await service("Spooler", first)
    #expect(record.startMode == .disabled)
    #expect(record.displayName == "Printers")
  }
}
