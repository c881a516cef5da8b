import Foundation
import Testing
import ThrowawayFolder
import WSManProtocol
import WSManService
import XMLStream

@testable import Lab

struct SQLiteConfigurationStoreTests {
  private let folder: ThrowawayFolder

  init() throws {
    folder = try ThrowawayFolder()
  }

  private func store(_ computer: String = "localhost") -> SQLiteConfigurationStore {
    SQLiteConfigurationStore(
      database: LabDatabase(directory: folder.path + "/state"), computer: computer,
      initial: ComputerConfiguration())
  }

  private static func set(
    _ id: String, _ value: String, in store: any ConfigurationStore
  ) async throws {
    let setting = try #require(ConfigurationSchema.setting(id: id))
    try await store.update { $0.store(value, for: setting) }
  }

  private static func read(_ id: String, in store: any ConfigurationStore) async throws -> String? {
    let setting = try #require(ConfigurationSchema.setting(id: id))
    return try await store.configuration().value(of: setting)?.text
  }

  @Test func nothingIsMadeBeforeTheFirstUse() async throws {
    let store = store()
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/state"))
    #expect(try await Self.read("Client.TrustedHosts", in: store) == "")
    let mode = try FileManager.default.attributesOfItem(atPath: folder.path + "/state")
    #expect((mode[.posixPermissions] as? Int) == 0o700)
    let file = try FileManager.default.attributesOfItem(atPath: folder.path + "/state/lab.sqlite")
    #expect((file[.posixPermissions] as? Int) == 0o600)
  }

  @Test func changesSurvive() async throws {
    try await Self.set("Client.TrustedHosts", "*.contoso.com", in: store())
    try await Self.set("Client.TrustedHosts", "x", in: store("other"))
    #expect(try await Self.read("Client.TrustedHosts", in: store()) == "*.contoso.com")
    #expect(try await Self.read("Client.TrustedHosts", in: store("LOCALHOST")) == "*.contoso.com")
  }

  @Test func twoOpenStoresSeeEachOther() async throws {
    let (first, second) = (store(), store())
    #expect(try await Self.read("Client.URLPrefix", in: first) == "wsman")
    #expect(try await Self.read("Client.URLPrefix", in: second) == "wsman")
    try await Self.set("Client.URLPrefix", "one", in: first)
    #expect(try await Self.read("Client.URLPrefix", in: second) == "one")
    try await Self.set("Client.URLPrefix", "wsman", in: second)
    #expect(try await Self.read("Client.URLPrefix", in: first) == "wsman")
    #expect(try await first.configuration().overrides.isEmpty)
  }

  @Test func failedChangeChangesNothing() async throws {
    struct Refusal: Error {}
    let store = store()
    try await Self.set("Client.URLPrefix", "one", in: store)
    let setting = try #require(ConfigurationSchema.setting(id: "Client.URLPrefix"))
    await #expect(throws: Refusal.self) {
      try await store.update { configuration in
        configuration.store("two", for: setting)
        throw Refusal()
      }
    }
    #expect(try await Self.read("Client.URLPrefix", in: store) == "one")
    #expect(try await Self.read("Client.URLPrefix", in: self.store()) == "one")
  }

  @Test func initialValuesHoldUntilTheFirstChangeAndThenAreStored() async throws {
    let database = LabDatabase(directory: folder.path)
    let initial = ComputerConfiguration(overrides: ["Client.URLPrefix": "lab"])
    let kept = SQLiteConfigurationStore(database: database, computer: "pc", initial: initial)
    #expect(try await Self.read("Client.URLPrefix", in: kept) == "lab")
    try await Self.set("Client.TrustedHosts", "a", in: kept)
    let later = SQLiteConfigurationStore(
      database: database, computer: "pc", initial: ComputerConfiguration())
    #expect(try await Self.read("Client.URLPrefix", in: later) == "lab")
    #expect(try await Self.read("Client.TrustedHosts", in: later) == "a")
  }

  private static func plugin(_ name: String) throws -> PluginDocument {
    PluginDocument(
      name: name,
      document: try XMLFragment(parsing: "<PlugInConfiguration xmlns='urn:p' Name='\(name)'/>"))
  }

  @Test func listsSurviveInTheirOrder() async throws {
    let store = store()
    let thumbprint = String(repeating: "a", count: 40)
    let changes: [@Sendable (inout ComputerConfiguration) throws -> Void] = [
      { $0.listeners.append(ListenerConfiguration(address: "IP:::1", transport: .http, port: 80)) },
      {
        $0.listeners.append(
          ListenerConfiguration(
            address: "*", transport: .https, port: 5986, hostname: "a", isEnabled: false,
            urlPrefix: "x", certificateThumbprint: thumbprint))
      },
      { $0.listeners.remove(at: 1) }, { $0.listeners.swapAt(0, 1) },
      { $0.listeners[1].port = 6000 },
      { $0.plugins.insert(try Self.plugin("b Ä"), at: 0) },
      { $0.plugins.insert(try Self.plugin("a"), at: 0) },
      { $0.plugins.removeAll { $0.name == "b Ä" } }, { $0.plugins[2] = $0.plugins[2] },
      { configuration in
        // Names that would be the same if their parts were only strung together.
        for (subject, uri) in [("*b+c", "a"), ("*b", "c+a")] {
          configuration.certificateMappings.append(
            CertificateMapping(uri: uri, subject: subject, issuer: thumbprint, userName: "u"))
        }
      },
      { $0.remoteManagement.startMode = .manual },
    ]
    for (number, change) in changes.enumerated() {
      let changed = try await store.update(change)
      #expect(try await self.store().configuration() == changed, "change \(number)")
    }
    let end = try await self.store().configuration()
    #expect(end.listeners.map(\.port) == [5986, 6000] && end.plugins.first?.name == "a")
    #expect(end.certificateMappings.count == 2 && end.plugins.count == 8)
  }

  @Test(.timeLimit(.minutes(1)))
  func aThousandChangesInARow() async throws {
    let store = store()
    let plugins = try (0..<1000).map { try Self.plugin("plugin\($0 + 1000)") }
    try await store.update { $0.plugins = plugins }
    let setting = try #require(ConfigurationSchema.setting(id: "Client.NetworkDelayms"))
    for number in 0..<1000 {
      try await store.update { $0.store(String(5001 + number), for: setting) }
    }
    #expect(try await store.configuration().plugins.count == 1000)
    #expect(try await Self.read("Client.NetworkDelayms", in: self.store()) == "6000")
  }

  /// The second process counts in the same setting as this one; not one step is lost.
  @Test func twoProcessesChangeTheSameSetting() async throws {
    let directory = folder.path
    let ours = Task { try await Self.count(50, in: directory) }
    await #expect(processExitsWith: .success) { [directory = directory as String] in
      try await Self.count(50, in: directory)
    }
    try await ours.value
    let store = SQLiteConfigurationStore(
      database: LabDatabase(directory: directory), computer: "localhost",
      initial: ComputerConfiguration())
    #expect(try await Self.read("Client.NetworkDelayms", in: store) == "5100")
  }

  /// What a process that is killed had stored is there, whole; and the database still works.
  @Test func changesSurviveKill() async throws {
    let directory = folder.path
    await #expect(processExitsWith: .signal(SIGKILL)) { [directory = directory as String] in
      try await Self.count(7, in: directory)
      kill(getpid(), SIGKILL)
    }
    let store = SQLiteConfigurationStore(
      database: LabDatabase(directory: directory), computer: "localhost",
      initial: ComputerConfiguration())
    #expect(try await Self.read("Client.NetworkDelayms", in: store) == "5007")
    try await Self.count(1, in: directory)
    #expect(try await Self.read("Client.NetworkDelayms", in: store) == "5008")
  }

  private static func count(_ times: Int, in directory: String) async throws {
    let store = SQLiteConfigurationStore(
      database: LabDatabase(directory: directory), computer: "localhost",
      initial: ComputerConfiguration())
    let setting = try #require(ConfigurationSchema.setting(id: "Client.NetworkDelayms"))
    for _ in 0..<times {
      try await store.update { configuration in
        let present = configuration.value(of: setting).flatMap { UInt32($0.text) } ?? 0
        configuration.store(String(present + 1), for: setting)
      }
    }
  }
}
