internal import GRDB

/// Tells whether anything in a database was changed, by whatever process: a number that stays the
/// same as long as nothing was. It costs a look at memory that the processes share, and so can be
/// asked for before each request.
final class ChangeStamp: Sendable {
  private let queue: DatabaseQueue

  /// The stamp of a database that is open.
  init(file: String) throws {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.label = "lab changes"
    queue = try DatabaseQueue(path: file, configuration: configuration)
  }

  /// The number at this moment; nil when the database cannot be read, which the next use of it tells.
  var current: Int64? {
    try? queue.unsafeRead { database in
      try Int64.fetchOne(database.cachedStatement(sql: "PRAGMA data_version"))
    }
  }
}
