#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Replaces what a file holds in one step: whoever reads it, and whenever the program is killed or
/// the disk is full, it has the old bytes or the new ones, whole.
///
/// An existing file keeps permissions and owner, as far as the user may give them, and a link stays a
/// link: what it points to is replaced. Other names of the same file (hard links) keep the old bytes.
/// What is no regular file, a device or a pipe, cannot be replaced and is written to.
public enum FileReplacement {
  /// What the new bytes must outlast.
  public enum Safety: Sendable {
    /// The end of the program.
    case process
    /// The end of the machine: the bytes are on the disk when the call returns.
    case machine
  }

  /// Replaces a file, or makes it.
  /// - Parameters:
  ///   - permissions: those of a file that does not exist yet, less what the process masks.
  ///   - safety: what the new bytes must outlast.
  /// - Throws: ``SystemCallFailure`` with the path as it was given; the file is what it was then.
  public static func write(
    _ bytes: [UInt8], to path: String, permissions: UInt32 = 0o666, safety: Safety
  ) throws(SystemCallFailure) {
    do {
      try write(to: path, permissions: permissions, safety: safety) { try $0(bytes) }
    } catch let failure as SystemCallFailure {
      throw failure
    } catch {
      throw SystemCallFailure(code: EIO, path: path)
    }
  }

  /// Replaces a file, or makes it, with bytes that come piece by piece.
  /// - Parameters:
  ///   - permissions: those of a file that does not exist yet, less what the process masks.
  ///   - safety: what the new bytes must outlast.
  ///   - content: hands over the pieces in their order. It may still read the old file.
  /// - Throws: ``SystemCallFailure`` with the path as it was given, or what `content` throws; the file
  ///   is what it was then.
  public static func write(
    to path: String, permissions: UInt32 = 0o666, safety: Safety,
    _ content: (_ add: ([UInt8]) throws -> Void) throws -> Void
  ) throws {
    let (target, existing) = try place(of: path)
    if let existing, existing.st_mode & S_IFMT != S_IFREG {
      guard existing.st_mode & S_IFMT != S_IFDIR else { throw SystemCallFailure.folder(path) }
      return try FileWriting.write(to: path, at: .existing, content)
    }
    if existing != nil, access(target, W_OK) != 0 { throw SystemCallFailure.last(path) }
    let file = try NewFile(beside: target, existing == nil ? permissions : 0o600, path)
    try content(file.write)
    if let existing { try file.resemble(existing) }
    if safety == .machine { try file.synchronize() }
    try file.replace(target)
    if safety == .machine { synchronizeFolder(of: target) }
  }

  /// Where the bytes go, links followed to what need not exist, and what is there.
  private static func place(
    of path: String
  ) throws(SystemCallFailure) -> (target: String, existing: stat?) {
    var status = stat()
    // Whether a link may be followed is the system's to say, before it is read.
    let existing = stat(path, &status) == 0 ? status : nil
    guard existing != nil || errno == ENOENT else { throw .last(path) }
    var target = path
    for _ in 0..<mostLinks {
      guard let next = SystemCalls.linkTarget(target) else { return (target, existing) }
      target = next.hasPrefix("/") ? next : folder(of: target) + next
    }
    throw SystemCallFailure(code: ELOOP, path: path)
  }

  /// As many links as Linux follows.
  private static let mostLinks = 40

  /// Keeps the new name. A file system that cannot do it says so when it is too late to undo anything:
  /// the file has its new bytes.
  private static func synchronizeFolder(of target: String) {
    let descriptor = open(folder(of: target), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// The folder of a file, ready for a name behind it.
  fileprivate static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
  }
}

/// A file that takes the place of another one when it is whole, and is gone otherwise.
private final class NewFile {
  private let path: String
  private var descriptor: Int32
  /// A name that nobody can prepare, and that fits where the other file's does.
  private let name: String
  /// Whether the file has its name.
  private var isNamed: Bool

  /// Opens a new file in the folder of another one. Where the system can do it, it has no name until
  /// it is whole: nothing stays in the folder when the program is killed while it writes.
  /// - Parameter path: the one that failures are about.
  init(
    beside target: String, _ permissions: UInt32, _ path: String
  ) throws(SystemCallFailure) {
    self.path = path
    let folder = FileReplacement.folder(of: target)
    name = "\(folder).\(String(UInt64.random(in: 0...UInt64.max), radix: 36)).new"
    if let descriptor = Self.openUnnamed(in: folder, permissions) {
      self.descriptor = descriptor
      isNamed = false
    } else {
      descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(permissions))
      isNamed = descriptor >= 0
    }
    if descriptor < 0 { throw .last(path) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if isNamed { unlink(name) }
  }

  func write(_ bytes: [UInt8]) throws {
    try SystemCalls.write(bytes, to: descriptor, of: path)
  }

  /// Takes permissions and owner of another file.
  func resemble(_ other: stat) throws(SystemCallFailure) {
    var mode = other.st_mode & 0o7777
    // Only root can give a file away; who writes to one of the own group keeps the group. Bits that lend
    // the owner's rights are lent by nobody else. The mode comes behind: it loses bits with the owner.
    if fchown(descriptor, other.st_uid, other.st_gid) != 0 {
      mode &= 0o1777
      _ = fchown(descriptor, uid_t.max, other.st_gid)
    }
    guard fchmod(descriptor, mode) == 0 else { throw .last(path) }
  }

  func synchronize() throws(SystemCallFailure) {
    guard fsync(descriptor) == 0 else { throw .last(path) }
  }

  /// Takes the place of another file.
  func replace(_ target: String) throws(SystemCallFailure) {
    if !isNamed {
      guard linkat(AT_FDCWD, Self.link(descriptor), AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 else {
        throw .last(path)
      }
      isNamed = true
    }
    let isWhole = close(descriptor) == 0
    descriptor = -1
    guard isWhole, rename(name, target) == 0 else { throw .last(path) }
    isNamed = false
  }

  /// - Returns: nil where the system or the file system has no files without a name.
  private static func openUnnamed(in folder: String, _ permissions: UInt32) -> Int32? {
    #if os(Linux)
      // O_TMPFILE, which the C library declares for GNU sources only; with O_DIRECTORY, a system that
      // does not know it refuses.
      let descriptor = open(
        folder, 0o20000000 | O_DIRECTORY | O_WRONLY | O_CLOEXEC, mode_t(permissions))
      guard descriptor >= 0 else { return nil }
      // Without /proc it could never get a name.
      guard access(link(descriptor), F_OK) == 0 else {
        close(descriptor)
        return nil
      }
      return descriptor
    #else
      return nil
    #endif
  }

  private static func link(_ descriptor: Int32) -> String { "/proc/self/fd/\(descriptor)" }
}
