public import CIMModel
internal import GRDB
import Synchronization
public import WSManService

/// The CIM instances of one computer in the database.
///
/// The instances that a computer has from the beginning are stored when somebody first asks for one.
public final class SQLiteCIMRepository: CIMRepository {
  private let database: LabDatabase
  private let computer: String
  private let seed: @Sendable () -> [CIMInstance]
  private let identifier = Mutex<Int64?>(nil)

  /// The repository of a computer.
  ///
  /// - Parameters:
  ///   - database: where the instances are kept.
  ///   - computer: the name of the computer, letter case ignored.
  ///   - seed: makes the instances of `root/cimv2` that the computer begins with.
  public init(
    database: LabDatabase, computer: String,
    seed: @escaping @Sendable () -> [CIMInstance]
  ) {
    self.database = database
    self.computer = computer
    self.seed = seed
  }

  /// The classes of a namespace; nil when there is no such namespace.
  ///
  /// - Throws: `MOFError` when a declaration of the catalogue is wrong.
  public func schema(of namespace: String) async throws -> CIMSchema? {
    try CIMNamespaces.all()[namespace.lowercased()]
  }

  /// Looks at instances.
  ///
  /// - Throws: ``LabStorageError``, or what `look` throws.
  public func read<Result: Sendable>(
    _ look: @escaping @Sendable (any CIMInstanceReader) throws -> Result
  ) async throws -> Result {
    let id = try await identifierOfComputer()
    let schemas = try CIMNamespaces.all()
    return try await LabStorageError.explaining(file: database.file) {
      try await database.pool().read { database in
        try look(SQLiteCIMAccess(database: database, computer: id, schemas: schemas))
      }
    }
  }

  /// Changes instances in one write transaction.
  ///
  /// - Throws: ``LabStorageError``, or what `change` throws; nothing is changed then.
  public func update<Result: Sendable>(
    _ change: @escaping @Sendable (any CIMInstanceWriter) throws -> Result
  ) async throws -> Result {
    let id = try await identifierOfComputer()
    let schemas = try CIMNamespaces.all()
    return try await LabStorageError.explaining(file: database.file) {
      try await database.pool().write { database in
        try change(SQLiteCIMAccess(database: database, computer: id, schemas: schemas))
      }
    }
  }

  /// The number of the computer in the database; makes its first instances when it has none yet.
  private func identifierOfComputer() async throws -> Int64 {
    if let known = identifier.withLock({ $0 }) { return known }
    let (computer, seed) = (computer, seed)
    let schemas = try CIMNamespaces.all()
    let id = try await LabStorageError.explaining(file: database.file) {
      try await database.pool().write { database -> Int64 in
        let found = try Int64.fetchOne(
          database, sql: "SELECT id FROM cim_computer WHERE name = ?", arguments: [computer])
        if let found { return found }
        try database.execute(
          sql: "INSERT INTO cim_computer (name) VALUES (?)", arguments: [computer])
        let id = database.lastInsertedRowID
        let access = SQLiteCIMAccess(database: database, computer: id, schemas: schemas)
        for instance in seed() { try access.insert(instance, in: CIMNamespaces.standard) }
        return id
      }
    }
    identifier.withLock { $0 = id }
    return id
  }
}
