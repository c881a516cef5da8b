import Lab
import Transcripts

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes a transcript anew beside the old one, which it replaces in one step: whatever happens, one
/// of the two is there.
struct FileReplacement {
  private let path: String
  private let mode: mode_t
  private let owner: (user: uid_t, group: gid_t)
  private let size: off_t
  private let changed: (Int, Int)

  /// Takes note of a file before it is read.
  /// - Throws: why it cannot be replaced.
  init(_ path: String) throws(InputFile.Failure) {
    guard let real = realpath(path, nil) else { throw Self.failure(errno) }
    defer { free(real) }
    self.path = String(cString: real)
    let status = try Self.status(self.path)
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw InputFile.Failure("is not a regular file, so --update cannot rewrite it")
    }
    // Whoever may do everything is stopped as well: read-only says what was meant.
    guard status.st_mode & 0o222 != 0, access(self.path, W_OK) == 0 else {
      throw InputFile.Failure(
        "is read-only, so --update cannot rewrite it; make it writable first, for example with "
          + "chmod u+w")
    }
    mode = status.st_mode & 0o7777
    owner = (status.st_uid, status.st_gid)
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
    let number = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    let temporary = "\(path).\(number).new"
    let unnamed = openUnnamed()
    let descriptor =
      unnamed ?? open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.failure(errno) }
    var failure: Int32?
    do {
      try edits.apply(to: RawLines { try old.next() }) { try Self.write($0, to: descriptor) }
      // Only root can give a file away; who writes to one of the own group keeps the group. The mode
      // comes behind: it loses bits with the owner.
      if fchown(descriptor, owner.user, owner.group) != 0 {
        _ = fchown(descriptor, uid_t.max, owner.group)
      }
      if fchmod(descriptor, mode) != 0 || fsync(descriptor) != 0 { failure = errno }
    } catch let error as WriteFailure {
      failure = error.number
    } catch {
      failure = EIO
    }
    if failure == nil, unnamed != nil, !Self.name(descriptor, temporary) { failure = errno }
    if close(descriptor) != 0, failure == nil { failure = errno }
    if failure == nil, rename(temporary, path) != 0 { failure = errno }
    guard let failure else { return }
    unlink(temporary)
    throw Self.failure(failure)
  }

  /// Opens a new file in the folder that has no name until it is whole: nothing stays beside the
  /// transcript when the program is killed while it writes.
  /// - Returns: nil where the system or the file system has no such files.
  private func openUnnamed() -> Int32? {
    #if os(Linux)
      let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
      // O_TMPFILE, which the C library declares for GNU sources only; with O_DIRECTORY, a system that
      // does not know it refuses.
      let descriptor = open(folder, 0o20000000 | O_DIRECTORY | O_WRONLY | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { return nil }
      // Without /proc it could never get a name.
      guard access(Self.link(descriptor), F_OK) == 0 else {
        close(descriptor)
        return nil
      }
      return descriptor
    #else
      return nil
    #endif
  }

  /// Gives an open file without a name one.
  private static func name(_ descriptor: Int32, _ path: String) -> Bool {
    linkat(AT_FDCWD, link(descriptor), AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0
  }

  private static func link(_ descriptor: Int32) -> String { "/proc/self/fd/\(descriptor)" }

  private struct WriteFailure: Error {
    let number: Int32
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { writeBytes(descriptor, $0) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw WriteFailure(number: errno)
      }
    }
  }

  private static func status(_ path: String) throws(InputFile.Failure) -> stat {
    var status = stat()
    guard stat(path, &status) == 0 else { throw failure(errno) }
    return status
  }

  private static func changed(_ status: stat) -> (Int, Int) {
    #if canImport(Darwin)
      (Int(status.st_mtimespec.tv_sec), Int(status.st_mtimespec.tv_nsec))
    #else
      (Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec))
    #endif
  }

  private static func failure(_ number: Int32) -> InputFile.Failure {
    InputFile.Failure("cannot be rewritten: \(String(cString: strerror(number)))")
  }
}

/// `write(2)` under a name that no method hides.
private func writeBytes(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
  write(descriptor, buffer.baseAddress, buffer.count)
}
