internal import GRDB
import Synchronization
public import WSManService

/// The configuration of one computer in the database.
///
/// Each change is one write transaction, so that no other process comes between reading and
/// writing. A read costs one look at the stamp of the database as long as nobody has changed that,
/// and one at the computer's counter of changes after a change elsewhere.
public final class SQLiteConfigurationStore: ConfigurationStore {
  private struct Cached {
    let changes: Int64
    let configuration: ComputerConfiguration
    /// The stamp of the database before this was read; nil when it must be looked at again.
    var stamp: Int64?
  }

  private let database: LabDatabase
  private let computer: String
  private let initial: ComputerConfiguration
  private let cache = Mutex<Cached?>(nil)

  /// The store of a computer.
  ///
  /// - Parameters:
  ///   - database: where the values are kept.
  ///   - computer: the name of the computer, letter case ignored.
  ///   - initial: what holds until the first change is stored: generation, values and policy.
  public init(database: LabDatabase, computer: String, initial: ComputerConfiguration) {
    self.database = database
    self.computer = computer
    self.initial = initial
  }

  /// The configuration at this moment, with the changes of other processes.
  ///
  /// - Throws: ``LabStorageError``.
  public func configuration() async throws -> ComputerConfiguration {
    let known = cache.withLock { $0 }
    let stamp = database.changeStamp
    if let known, let stamp, known.stamp == stamp { return known.configuration }
    let (computer, initial) = (computer, initial)
    let fresh = try await LabStorageError.explaining(file: database.file) {
      try await database.pool().read { database -> Cached? in
        guard let row = try Self.row(of: computer, in: database) else {
          return Cached(changes: 0, configuration: initial)
        }
        if let known, known.changes == row.changes { return nil }
        let configuration = try Self.load(row.id, over: initial, in: database)
        return Cached(changes: row.changes, configuration: configuration)
      }
    }
    guard var current = fresh ?? known else { return initial }
    current.stamp = stamp
    cache.withLock { [current] in $0 = current }
    return current.configuration
  }

  /// Changes the configuration in one write transaction.
  ///
  /// - Throws: ``LabStorageError``, or what `change` throws; nothing is changed then.
  @discardableResult
  public func update(
    _ change: @escaping @Sendable (inout ComputerConfiguration) throws -> Void
  ) async throws -> ComputerConfiguration {
    let (computer, initial) = (computer, initial)
    let known = cache.withLock { $0 }
    let changed = try await LabStorageError.explaining(file: database.file) {
      try await database.pool().write { database in
        try Self.apply(change, to: computer, known: known, initial: initial, in: database)
      }
    }
    cache.withLock { $0 = changed }
    return changed.configuration
  }

  private static func apply(
    _ change: (inout ComputerConfiguration) throws -> Void, to computer: String, known: Cached?,
    initial: ComputerConfiguration, in database: Database
  ) throws -> Cached {
    let row = try row(of: computer, in: database)
    let present: ComputerConfiguration
    switch row {
    case nil: present = initial
    case let row? where row.changes == known?.changes: present = known?.configuration ?? initial
    case let row?: present = try load(row.id, over: initial, in: database)
    }
    var configuration = present
    try change(&configuration)
    if let row, configuration == present {
      return Cached(changes: row.changes, configuration: present)
    }
    try database.execute(
      sql: """
        INSERT INTO computer (name, changes) VALUES (?, 1)
        ON CONFLICT (name) DO UPDATE SET changes = changes + 1
        """, arguments: [computer])
    guard let stored = try Self.row(of: computer, in: database) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT)
    }
    let before = row == nil ? [:] : present.overrides
    for name in before.keys where configuration.overrides[name] == nil {
      try database.execute(
        sql: "DELETE FROM setting WHERE computer = ? AND name = ?", arguments: [stored.id, name])
    }
    for (name, value) in configuration.overrides where before[name] != value {
      try database.execute(
        sql: "INSERT OR REPLACE INTO setting (computer, name, value) VALUES (?, ?, ?)",
        arguments: [stored.id, name, value])
    }
    for kind in StoredItem.Kind.allCases where !configuration.hasSameItems(kind, as: present) {
      try StoredItemTable(database: database, computer: stored.id)
        .replace(kind, from: present, to: configuration)
    }
    return Cached(changes: stored.changes, configuration: configuration)
  }

  private static func row(
    of computer: String, in database: Database
  ) throws -> (id: Int64, changes: Int64)? {
    let statement = try database.cachedStatement(
      sql: "SELECT id, changes FROM computer WHERE name = ?")
    return try Row.fetchOne(statement, arguments: [computer]).map { ($0[0], $0[1]) }
  }

  private static func load(
    _ id: Int64, over initial: ComputerConfiguration, in database: Database
  ) throws -> ComputerConfiguration {
    let rows = try Row.fetchAll(
      database, sql: "SELECT name, value FROM setting WHERE computer = ?", arguments: [id])
    let overrides = Dictionary(
      rows.map { ($0[0] as String, $0[1] as String) }, uniquingKeysWith: { _, last in last })
    var configuration = initial.replacing(overrides: overrides)
    let table = StoredItemTable(database: database, computer: id)
    for kind in try table.kinds() { configuration.set(try table.items(kind), kind) }
    return configuration
  }
}
