import Foundation
import GRDB
import Testing
import ThrowawayFolder
import WSManProtocol
import WSManService

@testable import Lab

/// What happens when the state folder cannot be used. Nothing is ever deleted.
struct LabDatabaseTests {
  private let folder: ThrowawayFolder

  init() throws {
    folder = try ThrowawayFolder()
  }

  private func failure(
    _ database: LabDatabase
  ) async throws -> LabStorageError {
    let setting = try #require(ConfigurationSchema.setting(id: "Client.URLPrefix"))
    let store = SQLiteConfigurationStore(
      database: database, computer: "localhost", initial: ComputerConfiguration())
    return try #require(
      await #expect(throws: LabStorageError.self) {
        for value in 0..<100 {
          try await store.update {
            $0.store(String(repeating: "a", count: 1000 + value), for: setting)
          }
        }
      })
  }

  @Test func damagedFile() async throws {
    let file = try folder.write(String(repeating: "no database ", count: 1000), to: "lab.sqlite")
    let before = try Data(contentsOf: URL(filePath: file))
    let error = try await failure(LabDatabase(directory: folder.path))
    #expect(error.reason == .damaged)
    #expect(error.description.contains(file))
    #expect(try Data(contentsOf: URL(filePath: file)) == before)
  }

  /// A database with a setting, all in its own file, which is closed.
  private func database() async throws -> LabDatabase {
    let database = LabDatabase(directory: folder.path)
    let setting = try #require(ConfigurationSchema.setting(id: "Client.URLPrefix"))
    let store = SQLiteConfigurationStore(
      database: database, computer: "localhost", initial: ComputerConfiguration())
    _ = try await store.update { $0.store("wsman", for: setting) }
    try await database.pool().writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    try await database.pool().close()
    return LabDatabase(directory: folder.path)
  }

  @Test("a damaged page is noticed, whichever it is, and the file stays byte for byte as it is")
  func damagedPages() async throws {
    let file = try await database().file
    let whole = try Data(contentsOf: URL(filePath: file))
    let size = 4096
    try #require(whole.count >= 3 * size)
    for page in 1..<whole.count / size {
      for content in [Data(count: size), Data(repeating: 0x5A, count: size)] {
        var bytes = whole
        bytes.replaceSubrange(page * size..<(page + 1) * size, with: content)
        try bytes.write(to: URL(filePath: file))
        let error = try await failure(LabDatabase(directory: folder.path))
        #expect(error.reason == .damaged, "page \(page)")
        #expect(error.description.contains(file))
        #expect(try Data(contentsOf: URL(filePath: file)) == bytes)
      }
    }
    try whole.write(to: URL(filePath: file))
    _ = try await LabDatabase(directory: folder.path).pool()
  }

  @Test("a file that ends too early is noticed")
  func truncatedFile() async throws {
    let file = try await database().file
    var bytes = try Data(contentsOf: URL(filePath: file))
    bytes.removeLast(5000)
    try bytes.write(to: URL(filePath: file))
    #expect(try await failure(LabDatabase(directory: folder.path)).reason == .damaged)
    #expect(try Data(contentsOf: URL(filePath: file)) == bytes)
  }

  @Test func databaseOfAnotherProgram() async throws {
    let path = folder.path + "/lab.sqlite"
    try await DatabaseQueue(path: path).write {
      try $0.execute(sql: "CREATE TABLE mail (text TEXT)")
    }
    let before = try Data(contentsOf: URL(filePath: path))
    #expect(try await failure(LabDatabase(directory: folder.path)).reason == .foreign)
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }

  @Test func newerSchema() async throws {
    let database = LabDatabase(directory: folder.path)
    try await database.pool().write { database in
      try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('99: of the future')")
    }
    let error = try await failure(LabDatabase(directory: folder.path))
    #expect(error.reason == .newerSchema)
    #expect(error.description.contains("newer version"))
  }

  @Test func fullDisk() async throws {
    let error = try await failure(LabDatabase(directory: folder.path, maximumPageCount: 6))
    #expect(error.reason == .full)
    #expect(error.description.contains("Nothing was changed"))
  }

  @Test func folderIsAFile() async throws {
    let file = try folder.write("", to: "state")
    let error = try await failure(LabDatabase(directory: file))
    #expect(error.file == file)
    #expect(error.description.contains("is a file"))
  }

  @Test func folderCannotBeMade() async throws {
    let error = try await failure(LabDatabase(directory: "/proc/wsmansh/state"))
    #expect(error.file == "/proc/wsmansh/state")
  }

  @Test(.enabled(if: getuid() != 0, "the superuser may write everywhere"))
  func readOnlyFolder() async throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder.path)
    let error = try await failure(LabDatabase(directory: folder.path))
    #expect(error.reason == .readOnly)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
  }

  @Test func worksAgainOnceTheTroubleIsGone() async throws {
    let file = try folder.write("not a database at all, far too short", to: "lab.sqlite")
    let database = LabDatabase(directory: folder.path)
    await #expect(throws: LabStorageError.self) { try await database.pool() }
    try FileManager.default.removeItem(atPath: file)
    _ = try await database.pool()
  }

  @Test func manyFirstStartsAtOnce() async throws {
    let path = folder.path
    try await withThrowingTaskGroup { group in
      for _ in 0..<12 {
        group.addTask { _ = try await LabDatabase(directory: path).pool() }
      }
      try await group.waitForAll()
    }
  }

  @Test func theStampIsAnotherOneAfterEachChange() async throws {
    let (first, second) = (
      LabDatabase(directory: folder.path), LabDatabase(directory: folder.path)
    )
    #expect(first.changeStamp == nil)
    let setting = try #require(ConfigurationSchema.setting(id: "Client.URLPrefix"))
    let stores = [first, second].map {
      SQLiteConfigurationStore(
        database: $0, computer: "localhost", initial: ComputerConfiguration())
    }
    _ = try await stores[0].configuration()
    var seen = try #require(first.changeStamp)
    for (value, store) in stores.enumerated() {
      try await store.update { $0.store("p\(value)", for: setting) }
      let stamp = try #require(first.changeStamp)
      #expect(stamp != seen)
      #expect(first.changeStamp == stamp)
      seen = stamp
    }
    #expect(try await stores[0].configuration().value(of: setting)?.text == "p1")
  }

  @Test func aMarkEndsWithWhoPlacedIt() async throws {
    let database = LabDatabase(directory: folder.path + "/state")
    #expect(database.servedPorts == nil)
    var marks = [
      try await database.markServed(at: .other), try await database.markServed(at: .configured),
    ]
    #expect(database.servedPorts == .configured)
    #expect(LabDatabase(directory: folder.path + "/state").servedPorts == .configured)
    marks.removeLast()
    #expect(database.servedPorts == .other)
    marks.removeLast()
    #expect(database.servedPorts == nil)
  }

  @Test(arguments: [
    ("/home/me/state", "srv:/home /home nfs4 rw 0 0\n/dev/sda / ext4 rw 0 0", true),
    ("/home/me/state", "/dev/sda / ext4 rw 0 0\nsrv:/x /homework nfs rw 0 0", false),
    ("/mnt/a b/c", "//s/x /mnt/a\\040b cifs rw 0 0", true),
    ("/home/me", "srv:/home /home nfs rw 0 0\n/dev/sdb /home/me xfs rw 0 0", false),
  ])
  func networkFileSystems(path: String, mounts: String, expected: Bool) {
    #expect(NetworkFileSystem.contains(path, mounts: mounts) == expected)
  }
}
