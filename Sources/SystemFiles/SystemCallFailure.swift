#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A call of the operating system that failed: the number is kept, so that whoever asked can choose
/// the error that its users expect.
public struct SystemCallFailure: Error, Sendable {
  /// `errno` right after the call.
  public let code: Int32
  /// The real path that the call was about.
  public let path: String

  /// A failure with its number (`errno(3)`).
  public init(code: Int32, path: String) {
    self.code = code
    self.path = path
  }

  /// The call that failed just now: `errno` with the path that it belongs to.
  public static func last(_ path: String) -> SystemCallFailure {
    SystemCallFailure(code: errno, path: path)
  }

  /// A folder was read or written as a file.
  public static func folder(_ path: String) -> SystemCallFailure {
    SystemCallFailure(code: EISDIR, path: path)
  }

  /// Folders nest deeper than any path is long.
  public static func tooDeep(_ path: String) -> SystemCallFailure {
    SystemCallFailure(code: ENAMETOOLONG, path: path)
  }

  /// The system's own words for the number.
  public var text: String {
    guard let words = strerror(code) else { return "error \(code)" }
    return String(cString: words)
  }

  /// Whether there is nothing under the path.
  public var isMissing: Bool { code == ENOENT || code == ENOTDIR }
  /// Whether the user may not do it, or nobody on this file system.
  public var isDenied: Bool { code == EACCES || code == EPERM || code == EROFS }
  /// Whether the path is a folder where a file is wanted.
  public var isFolder: Bool { code == EISDIR }
  /// Whether there is something under the path where nothing may be.
  public var isExisting: Bool { code == EEXIST }
  /// Whether the folder to remove has something in it.
  public var isNotEmpty: Bool { code == ENOTEMPTY }
  /// Whether a file cannot be moved because the other place is on another file system.
  public var isOtherDevice: Bool { code == EXDEV }
}
