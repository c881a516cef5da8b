import Foundation
internal import GRDB
import Synchronization
import WSManService

/// The database of emulated computers in the state folder. Nothing is opened, and no folder is
/// made, before the first use.
///
/// Several processes may use the same folder at the same time.
public actor LabDatabase {
  /// The database file, in error messages too.
  public nonisolated let file: String
  private nonisolated let directory: String?
  private let maximumPageCount: Int?
  private nonisolated let stamp = Mutex<ChangeStamp?>(nil)
  private var opening: Task<any DatabaseWriter, any Error>?

  /// The database of a state folder.
  ///
  /// - Parameter directory: the folder, such as `~/.local/state/wsmansh` spelled out; it is made
  ///   with mode 0700 when it does not exist.
  public init(directory: String) {
    self.init(directory: directory, maximumPageCount: nil)
  }

  /// - Parameter maximumPageCount: how large the file may grow, to try what a full disk does.
  init(directory: String, maximumPageCount: Int?) {
    self.directory = directory
    self.maximumPageCount = maximumPageCount
    file = directory + "/lab.sqlite"
  }

  /// A database that lives as long as the process: in memory while it is small, then in a file of
  /// the system's folder for temporary files that has no name.
  static func temporary() -> LabDatabase { LabDatabase() }

  private init() {
    directory = nil
    maximumPageCount = nil
    file = "temporary database"
  }

  /// The folder for the certificates of a computer beside the database.
  nonisolated func certificateFolder(of computer: String) -> String {
    "\(directory ?? "")/certificates/\(computer.lowercased())"
  }

  /// A number that is another one after each change, by this process or others; nil for a database
  /// that is not open yet, or lives in this process alone.
  public nonisolated var changeStamp: Int64? { stamp.withLock { $0 }?.current }

  /// Says to other processes that this one serves the computers of the database.
  ///
  /// - Parameter ports: those that it opens.
  /// - Throws: ``LabStorageError``.
  public func markServed(at ports: ServingMark.Ports) async throws -> ServingMark {
    _ = try await pool()
    return try ServingMark(ports, in: directory ?? "")
  }

  /// Which ports a process opens that serves the computers of the database; nil when none does.
  public nonisolated var servedPorts: ServingMark.Ports? {
    ServingMark.ports(in: directory ?? "")
  }

  /// How often each computer was changed, by its name.
  ///
  /// - Throws: ``LabStorageError``.
  func changeCounts() async throws -> [String: Int64] {
    try await LabStorageError.explaining(file: file) {
      try await pool().read { database in
        let rows = try Row.fetchAll(database, sql: "SELECT name, changes FROM computer")
        return Dictionary(
          rows.map { (($0[0] as String).lowercased(), $0[1] as Int64) },
          uniquingKeysWith: { _, last in last })
      }
    }
  }

  /// The names and domains of computers that have got others since their beginning, by the names
  /// under which they are kept in lower case.
  ///
  /// - Throws: ``LabStorageError``.
  func memberships() async throws -> [String: ComputerMembership] {
    try await LabStorageError.explaining(file: file) {
      try await pool().read { database in
        let rows = try Row.fetchAll(
          database,
          sql: """
            SELECT computer.name, item.name, item.text
            FROM item JOIN computer ON computer.id = item.computer WHERE item.kind = ?
            """, arguments: [StoredItem.Kind.remoteManagement.rawValue])
        var found: [String: ComputerMembership] = [:]
        for row in rows {
          var configuration = ComputerConfiguration()
          configuration.set([StoredItem(name: row[1], text: row[2])], .remoteManagement)
          found[(row[0] as String).lowercased()] = configuration.remoteManagement.membership
        }
        return found
      }
    }
  }

  /// The open database.
  func pool() async throws -> any DatabaseWriter {
    let task: Task<any DatabaseWriter, any Error>
    if let opening {
      task = opening
    } else {
      let (directory, file, pages) = (directory, file, maximumPageCount)
      task = Task {
        try await LabStorageError.explaining(file: file) {
          guard let directory else { return try Self.openTemporary() }
          let pool = try await Self.open(
            directory: directory, file: file, maximumPageCount: pages)
          let stamp = try ChangeStamp(file: file)
          self.stamp.withLock { $0 = stamp }
          return pool
        }
      }
      opening = task
    }
    do {
      return try await task.value
    } catch {
      // The next use tries again: the user may have made room or moved a file away meanwhile.
      if opening == task { opening = nil }
      throw error
    }
  }

  private static func openTemporary() throws -> any DatabaseWriter {
    var configuration = Configuration()
    configuration.label = "fresh lab"
    configuration.prepareDatabase { CIMFunctions.register(in: $0) }
    let queue = try DatabaseQueue(path: "", configuration: configuration)
    try LabMigrations.migrator.migrate(queue)
    return queue
  }

  private static func open(
    directory: String, file: String, maximumPageCount: Int?
  ) async throws -> any DatabaseWriter {
    try prepare(directory: directory)
    let lock = try await DatabaseLock.acquire(
      path: directory + "/lab.lock", patience: .seconds(10))
    try prepare(file: file)
    try DatabaseInspection.inspect(file: file)
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.label = "lab"
    configuration.maximumReaderCount = 2
    configuration.prepareDatabase { database in
      CIMFunctions.register(in: database)
      // A killed process loses nothing in this mode; only a power cut may undo the last changes.
      try database.execute(sql: "PRAGMA synchronous = NORMAL")
      // Damage that comes later is noticed when a page is read, not when its values make no sense.
      try database.execute(sql: "PRAGMA cell_size_check = ON")
      if let maximumPageCount {
        try database.execute(sql: "PRAGMA max_page_count = \(maximumPageCount)")
      }
    }
    let pool = try DatabasePool(path: file, configuration: configuration)
    let migrator = LabMigrations.migrator
    let isNewer = try await pool.read { try migrator.hasBeenSuperseded($0) }
    guard !isNewer else { throw LabStorageError(.newerSchema, file: file) }
    let isComplete = try await pool.read { try migrator.hasCompletedMigrations($0) }
    if !isComplete { try migrator.migrate(pool) }
    _ = consume lock
    return pool
  }

  private static func prepare(directory: String) throws {
    var isDirectory: ObjCBool = false
    if !FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory) {
      do {
        try FileManager.default.createDirectory(
          atPath: directory, withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o700])
      } catch {
        throw LabStorageError(errorNumber: error.errorNumber ?? EACCES, file: directory)
      }
    } else if !isDirectory.boolValue {
      throw LabStorageError(.other("it is a file and not a folder"), file: directory)
    }
    if NetworkFileSystem.contains(directory) {
      throw LabStorageError(.networkFileSystem, file: directory)
    }
  }

  /// Makes the file for the owner only, before SQLite would make it for everybody.
  private static func prepare(file: String) throws {
    let descriptor = Foundation.open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw LabStorageError(errorNumber: errno, file: file) }
    close(descriptor)
  }
}

extension Error {
  /// The `errno` below an error of Foundation.
  fileprivate var errorNumber: Int32? {
    let error = self as NSError
    if error.domain == NSPOSIXErrorDomain { return Int32(error.code) }
    return (error.userInfo[NSUnderlyingErrorKey] as? any Error)?.errorNumber
  }
}
