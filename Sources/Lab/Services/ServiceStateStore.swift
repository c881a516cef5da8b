internal import GRDB
import Synchronization

/// What of a service differs from the state after installation.
struct ServiceState: Sendable, Equatable {
  var isRunning: Bool?
  var startMode: ServiceRecord.StartMode?
  var displayName: String?
  var description: String?
}

/// Where the states of the services of one computer are kept, by lower-case name.
protocol ServiceStateStore: Sendable {
  func states() async throws -> [String: ServiceState]

  /// Changes the states in one step; nothing changes when `change` throws.
  func update(
    _ change: @escaping @Sendable (inout [String: ServiceState]) throws -> Void
  ) async throws
}

/// States that last as long as the program.
final class MemoryServiceStateStore: ServiceStateStore {
  private let kept = Mutex<[String: ServiceState]>([:])

  func states() async throws -> [String: ServiceState] { kept.withLock { $0 } }

  func update(
    _ change: @escaping @Sendable (inout [String: ServiceState]) throws -> Void
  ) async throws {
    try kept.withLock { kept in
      var states = kept
      try change(&states)
      kept = states
    }
  }
}

/// States in the database, which all shells see.
struct SQLiteServiceStateStore: ServiceStateStore {
  let database: LabDatabase
  let computer: String

  func states() async throws -> [String: ServiceState] {
    let computer = computer
    return try await LabStorageError.explaining(file: database.file) {
      try await database.pool().read { try Self.states(of: computer, in: $0) }
    }
  }

  func update(
    _ change: @escaping @Sendable (inout [String: ServiceState]) throws -> Void
  ) async throws {
    let computer = computer
    try await LabStorageError.explaining(file: database.file) {
      try await database.pool().write { database in
        let before = try Self.states(of: computer, in: database)
        var states = before
        try change(&states)
        for (name, state) in states where before[name] != state {
          try database.execute(
            sql: """
              INSERT OR REPLACE INTO service
                (computer, name, running, start_mode, display_name, description)
              VALUES (?, ?, ?, ?, ?, ?)
              """,
            arguments: [
              computer, name, state.isRunning, state.startMode?.rawValue, state.displayName,
              state.description,
            ])
        }
      }
    }
  }

  private static func states(
    of computer: String, in database: Database
  ) throws -> [String: ServiceState] {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT name, running, start_mode, display_name, description
        FROM service WHERE computer = ?
        """, arguments: [computer])
    var states: [String: ServiceState] = [:]
    for row in rows {
      let mode: Int? = row[2]
      states[row[0]] = ServiceState(
        isRunning: row[1], startMode: mode.flatMap { ServiceRecord.StartMode(rawValue: $0) },
        displayName: row[3], description: row[4])
    }
    return states
  }
}
