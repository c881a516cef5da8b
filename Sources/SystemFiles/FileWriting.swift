#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Writes into a file itself: whoever reads it sees the new bytes come. ``FileReplacement`` puts a whole
/// file in its place instead.
public enum FileWriting {
  /// Where the bytes go.
  public enum Start: Sendable {
    /// To the start of what is there; a device or a pipe takes them as they come.
    case existing
    /// To the start of what is there, which is emptied when the first bytes come.
    case emptied
    /// To the end; a missing file is made.
    case end
    /// To a file that must not exist yet.
    case new

    fileprivate var flags: Int32 {
      switch self {
      case .existing, .emptied: O_WRONLY
      case .end: O_WRONLY | O_CREAT | O_APPEND
      case .new: O_WRONLY | O_CREAT | O_EXCL
      }
    }
  }

  /// Writes bytes that come piece by piece.
  /// - Parameter content: hands over the pieces in their order. It may still read the old file.
  /// - Throws: ``SystemCallFailure``, or what `content` throws; the file has the pieces that came before.
  public static func write(
    to path: String, at start: Start, _ content: (_ add: ([UInt8]) throws -> Void) throws -> Void
  ) throws {
    let descriptor = open(path, start.flags | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw SystemCallFailure.last(path) }
    var isOpen = true
    defer { if isOpen { close(descriptor) } }
    // The old bytes stay until there are new ones.
    var isFull = start == .emptied
    func add(_ bytes: [UInt8]) throws {
      guard !isFull || ftruncate(descriptor, 0) == 0 else { throw SystemCallFailure.last(path) }
      isFull = false
      try SystemCalls.write(bytes, to: descriptor, of: path)
    }
    try content(add)
    try add([])
    isOpen = false
    guard close(descriptor) == 0 else { throw SystemCallFailure.last(path) }
  }
}
