import Foundation
internal import GRDB

/// Why the state on disk could not be used. Nothing is deleted or repaired by itself.
public struct LabStorageError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The kinds of trouble.
  public enum Reason: Sendable, Equatable {
    /// The file is no database, or parts of it cannot be read.
    case damaged
    /// The file is a database of another program.
    case foreign
    /// A newer version of the program wrote the database.
    case newerSchema
    /// The folder or the file cannot be written.
    case readOnly
    /// The disk is full.
    case full
    /// The system refused to let a file grow, or the disk fails.
    case writeFailed
    /// Another process holds the database too long.
    case busy
    /// The folder is on a network file system, where locks cannot be relied on.
    case networkFileSystem
    /// Anything else.
    case other(String)
  }

  /// The kind of trouble.
  public let reason: Reason
  /// The file or folder concerned.
  public let file: String

  /// The trouble with a file.
  public init(_ reason: Reason, file: String) {
    self.reason = reason
    self.file = file
  }

  /// What happened, where, and what to do.
  public var description: String {
    switch reason {
    case .damaged:
      "The database \"\(file)\" is damaged and was left as it is. Move it away to start with an "
        + "empty one, or name another folder with --state-dir."
    case .foreign:
      "The database \"\(file)\" belongs to another program and was left as it is. Name another "
        + "folder with --state-dir."
    case .newerSchema:
      "The database \"\(file)\" was written by a newer version of wsmansh. Use that version, or "
        + "name another folder with --state-dir."
    case .readOnly:
      "\"\(file)\" cannot be written. Check its permissions, or name another folder with "
        + "--state-dir."
    case .full:
      "\"\(file)\" cannot be written because the disk is full. Nothing was changed. Free some "
        + "space, or name another folder with --state-dir."
    case .writeFailed:
      "\"\(file)\" cannot be written: a limit of its size was reached (ulimit -f), or the disk "
        + "fails. Nothing was changed."
    case .busy:
      "\"\(file)\" is held by another process. Nothing was changed. Try again when that process "
        + "has finished."
    case .networkFileSystem:
      "\"\(file)\" is on a network file system, where a database is not safe. Name a local folder "
        + "with --state-dir."
    case .other(let detail):
      "\"\(file)\" cannot be used: \(detail)."
    }
  }
}

extension LabStorageError {
  /// The meaning of an error of SQLite.
  init(_ error: DatabaseError, file: String) {
    switch error.resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: self.init(.damaged, file: file)
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM: self.init(.readOnly, file: file)
    case .SQLITE_FULL: self.init(.full, file: file)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self.init(.busy, file: file)
    // Some files next to the database report a full disk as a plain failure to write.
    case .SQLITE_IOERR where Self.isDiskFull(at: file): self.init(.full, file: file)
    case .SQLITE_IOERR where Self.writing.contains(error.extendedResultCode):
      self.init(.writeFailed, file: file)
    default: self.init(.other(error.message ?? "SQLite error \(error.resultCode)"), file: file)
    }
  }

  /// The steps of SQLite that write the database or the files next to it.
  private static let writing: [ResultCode] = [
    .SQLITE_IOERR_WRITE, .SQLITE_IOERR_FSYNC, .SQLITE_IOERR_TRUNCATE, .SQLITE_IOERR_SHMSIZE,
    .SQLITE_IOERR_SHMMAP, .SQLITE_IOERR_SHMOPEN,
  ]

  /// Whether there is no room left for another page beside a file.
  private static func isDiskFull(at file: String) -> Bool {
    var status = statvfs()
    guard statvfs((file as NSString).deletingLastPathComponent, &status) == 0 else { return false }
    return UInt64(status.f_bavail) * UInt64(status.f_frsize) < 64 * 1024
  }

  /// The meaning of an `errno` from opening or writing a file.
  init(errorNumber: Int32, file: String) {
    switch errorNumber {
    case ENOSPC, EDQUOT: self.init(.full, file: file)
    case EROFS, EACCES, EPERM: self.init(.readOnly, file: file)
    default: self.init(.other(String(cString: strerror(errorNumber))), file: file)
    }
  }

  /// Runs a step and gives errors of SQLite their meaning; other errors pass.
  static func explaining<Result>(
    file: String, _ step: () async throws -> Result
  ) async throws -> Result {
    do {
      return try await step()
    } catch let error as DatabaseError {
      throw LabStorageError(error, file: file)
    }
  }
}
