import Foundation
internal import GRDB

/// Looks at a database through a connection that cannot write, before one that can is opened: what
/// is damaged, or of somebody else, stays byte for byte as it is.
enum DatabaseInspection {
  /// A file up to this size is checked page by page, which takes a millisecond for each megabyte. In a
  /// larger one damage is noticed where it is read.
  private static let longestCheck = 8 << 20

  /// - Throws: ``LabStorageError`` when the file must not be touched, `DatabaseError` when it cannot
  ///   be read.
  static func inspect(file: String) throws {
    var status = stat()
    guard stat(file, &status) == 0, status.st_size > 0 else { return }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw LabStorageError(.other("it is no regular file"), file: file)
    }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    let queue = try DatabaseQueue(path: file, configuration: configuration)
    try queue.read { database in
      let tables = try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
      guard tables.isEmpty || tables.contains("grdb_migrations") else {
        throw LabStorageError(.foreign, file: file)
      }
      guard status.st_size <= longestCheck else { return }
      let answer = try String.fetchOne(database, sql: "PRAGMA quick_check(1)")
      guard answer == "ok" else { throw LabStorageError(.damaged, file: file) }
    }
    try queue.close()
  }
}
