import Foundation
import GRDB
import Testing
import WSManProtocol
import WSManService

@testable import Lab

/// What happens when the state folder cannot be used. Nothing is ever deleted.
struct LabDatabaseTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
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

  @Test func damagedPage() async throws {
    let database = LabDatabase(directory: folder.path)
    let store = SQLiteConfigurationStore(
      database: database, computer: "localhost", initial: ComputerConfiguration())
    _ = try await store.update { _ in }
    try await database.pool().writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    try await database.pool().close()
    let handle = try FileHandle(forWritingTo: URL(filePath: database.file))
    let size = try handle.seekToEnd()
    try handle.seek(toOffset: 4096)
    try handle.write(contentsOf: Data(repeating: 0xFF, count: Int(size) - 4096))
    try handle.close()
    #expect(try await failure(LabDatabase(directory: folder.path)).reason == .damaged)
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
