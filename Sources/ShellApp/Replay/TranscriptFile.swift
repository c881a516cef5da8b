import Lab
import SystemFiles
import Transcripts

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A transcript that `--update` may write anew, as it was before it was replayed.
struct TranscriptFile {
  private let path: String
  private let size: off_t
  private let changed: (Int, Int)

  /// Takes note of a file before it is read.
  /// - Throws: why it cannot be rewritten.
  init(_ path: String) throws(InputFile.Failure) {
    guard let real = SystemCalls.realPath(path) else { throw Self.failure(.last(path)) }
    self.path = real
    let status = try Self.status(real)
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw InputFile.Failure("is not a regular file, so --update cannot rewrite it")
    }
    // Whoever may do everything is stopped as well: read-only says what was meant.
    guard status.st_mode & 0o222 != 0, access(real, W_OK) == 0 else {
      throw InputFile.Failure(
        "is read-only, so --update cannot rewrite it; make it writable first, for example with "
          + "chmod u+w")
    }
    size = status.st_size
    changed = Self.changed(status)
  }

  /// Replaces the file.
  /// - Throws: why it could not be; the file is what it was then.
  func apply(_ edits: TranscriptEdits) throws(InputFile.Failure) {
    let now = try Self.status(path)
    guard now.st_size == size, Self.changed(now) == changed else {
      throw InputFile.Failure("has changed while it was replayed; nothing was rewritten")
    }
    let old = try InputFile(path: path)
    do {
      try FileReplacement.write(to: path, safety: .machine) { add in
        try edits.apply(to: RawLines { try old.next() }, add)
      }
    } catch let failure as SystemCallFailure {
      throw Self.failure(failure)
    } catch {
      throw (error as? InputFile.Failure) ?? InputFile.Failure("cannot be rewritten: \(error)")
    }
  }

  private static func status(_ path: String) throws(InputFile.Failure) -> stat {
    var status = stat()
    guard stat(path, &status) == 0 else { throw failure(.last(path)) }
    return status
  }

  private static func changed(_ status: stat) -> (Int, Int) {
    #if canImport(Darwin)
      (Int(status.st_mtimespec.tv_sec), Int(status.st_mtimespec.tv_nsec))
    #else
      (Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec))
    #endif
  }

  private static func failure(_ cause: SystemCallFailure) -> InputFile.Failure {
    InputFile.Failure("cannot be rewritten: \(cause.text)")
  }
}
