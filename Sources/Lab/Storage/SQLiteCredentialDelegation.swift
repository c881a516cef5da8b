internal import GRDB
public import WSManClient

/// The delegation policy of the local computer in the database.
public struct SQLiteCredentialDelegation: CredentialDelegation {
  private let database: LabDatabase

  /// The policy in a database; nothing is opened yet.
  public init(database: LabDatabase) {
    self.database = database
  }

  /// The entries in the order in which they were added.
  ///
  /// - Throws: ``LabStorageError``.
  public func entries() async throws -> [String] {
    try await LabStorageError.explaining(file: database.file) {
      try await database.pool().read { try Self.entries(in: $0) }
    }
  }

  /// Changes the entries in one write transaction.
  ///
  /// - Throws: ``LabStorageError``; nothing is changed then.
  public func update(_ change: @escaping @Sendable ([String]) -> [String]) async throws {
    try await LabStorageError.explaining(file: database.file) {
      try await database.pool().write { database in
        let entries = change(try Self.entries(in: database))
        try database.execute(sql: "DELETE FROM delegation")
        for (position, entry) in entries.enumerated() {
          try database.execute(
            sql: "INSERT INTO delegation (position, entry) VALUES (?, ?)",
            arguments: [position, entry])
        }
      }
    }
  }

  private static func entries(in database: Database) throws -> [String] {
    try String.fetchAll(database, sql: "SELECT entry FROM delegation ORDER BY position")
  }
}
