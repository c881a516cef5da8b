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
  private let namespaces: CIMNamespaces
  private let own: LabInstances?
  private let seed: @Sendable () -> [CIMInstance]
  private let preparation = Mutex<Preparation?>(nil)

  private enum Preparation {
    case running(Task<Int64, any Error>)
    /// The number of the computer in the database.
    case done(Int64)
  }

  /// The repository of a computer.
  ///
  /// - Parameters:
  ///   - database: where the instances are kept.
  ///   - computer: the name of the computer, letter case ignored.
  ///   - seed: makes the instances of `root/cimv2` that the computer begins with.
  public convenience init(
    database: LabDatabase, computer: String,
    seed: @escaping @Sendable () -> [CIMInstance]
  ) {
    self.init(database: database, computer: computer, namespaces: .windows, own: nil, seed: seed)
  }

  /// The repository of a computer of a lab file.
  ///
  /// - Parameters:
  ///   - namespaces: the classes.
  ///   - own: what the lab file says about instances; nil for nothing.
  ///   - seed: the instances that the computer has besides.
  init(
    database: LabDatabase, computer: String, namespaces: CIMNamespaces, own: LabInstances?,
    seed: @escaping @Sendable () -> [CIMInstance]
  ) {
    self.database = database
    self.computer = computer
    self.namespaces = namespaces
    self.own = own
    self.seed = seed
  }

  /// Makes the computer's first instances, so that nobody has to wait for them.
  ///
  /// - Throws: ``LabStorageError``, or ``LabFileError`` when a table has become wrong.
  func begin() async throws {
    _ = try await identifierOfComputer()
  }

  /// The classes of a namespace; nil when there is no such namespace.
  ///
  /// - Throws: `MOFError` when a declaration of the catalogue is wrong.
  public func schema(of namespace: String) async throws -> CIMSchema? {
    try namespaces.all()[namespace.lowercased()]
  }

  /// Looks at instances.
  ///
  /// - Throws: ``LabStorageError``, or what `look` throws.
  public func read<Result: Sendable>(
    _ look: @escaping @Sendable (any CIMInstanceReader) throws -> Result
  ) async throws -> Result {
    let id = try await identifierOfComputer()
    let schemas = try namespaces.all()
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
    let schemas = try namespaces.all()
    return try await LabStorageError.explaining(file: database.file) {
      try await database.pool().write { database in
        try change(SQLiteCIMAccess(database: database, computer: id, schemas: schemas))
      }
    }
  }

  /// The number of the computer in the database; makes its first instances when it has none yet.
  ///
  /// A long table may take longer than one request may: the work goes on when that request is given
  /// up, so that a later one finds it done.
  private func identifierOfComputer() async throws -> Int64 {
    let begun = preparation.withLock { preparation in
      if let preparation { return preparation }
      let begun = Preparation.running(Task { try await prepare() })
      preparation = begun
      return begun
    }
    let task: Task<Int64, any Error>
    switch begun {
    case .done(let id): return id
    case .running(let running): task = running
    }
    // The value of a task cannot be waited for with a limit of time; that of a stream can.
    let (ends, end) = AsyncStream.makeStream(of: Swift.Result<Int64, any Error>.self)
    Task { end.yield(await task.result) }
    for await result in ends {
      preparation.withLock { preparation in
        switch result {
        case .success(let id): preparation = .done(id)
        // The next request tries again: the user may have made room or mended a file meanwhile.
        case .failure: if case .running(task) = preparation { preparation = nil }
        }
      }
      return try result.get()
    }
    throw CancellationError()
  }

  private func prepare() async throws -> Int64 {
    let (computer, own, seed) = (computer, own, seed)
    let schemas = try namespaces.all()
    return try await LabStorageError.explaining(file: database.file) {
      try await database.pool().write { database -> Int64 in
        let found = try Int64.fetchOne(
          database, sql: "SELECT id FROM cim_computer WHERE name = ?", arguments: [computer])
        if let found { return found }
        try database.execute(
          sql: "INSERT INTO cim_computer (name) VALUES (?)", arguments: [computer])
        let id = database.lastInsertedRowID
        let access = SQLiteCIMAccess(database: database, computer: id, schemas: schemas)
        // What the lab file says stands, and the rest of the computer is filled up around it.
        try own?.forEach { try $0.insert(into: access) }
        let complete = (own?.complete ?? []).filter { $0.namespace == CIMNamespaces.standard }
        let standard = schemas[CIMNamespaces.standard] ?? CIMSchema()
        for instance in seed() {
          if complete.contains(where: { standard.isClass(instance.className, a: $0.name) }) {
            continue
          }
          do {
            try access.insert(instance, in: CIMNamespaces.standard)
          } catch CIMRepositoryError.instanceExists where own != nil {
            continue
          }
        }
        return id
      }
    }
  }
}
