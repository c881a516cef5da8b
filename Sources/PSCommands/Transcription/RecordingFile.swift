import PSEngine
import SystemFiles

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The file that a recording goes to. What is written is in the file at once: a session that is
/// killed loses nothing.
final class RecordingFile: Sendable {
  /// The path as it was given.
  let shownPath: String
  /// The real path.
  let path: String
  private let descriptor: Int32

  /// Opens a file.
  /// - Parameters:
  ///   - path: the real one.
  ///   - shownPath: as it was given.
  ///   - append: whether what the file has stays.
  /// - Throws: ``SystemCallFailure``.
  init(_ path: String, shownPath: String, append: Bool) throws {
    self.path = path
    self.shownPath = shownPath
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_APPEND | (append ? 0 : O_TRUNC)
    descriptor = open(path, flags, 0o666)
    guard descriptor >= 0 else { throw SystemCallFailure.last(path) }
  }

  deinit { close(descriptor) }

  /// Whether the file has nothing yet.
  var isEmpty: Bool { lseek(descriptor, 0, SEEK_END) <= 0 }

  /// Adds text.
  /// - Returns: the `errno` of a failure.
  func write(_ text: String) -> Int32? {
    var text = text
    return text.withUTF8 { SystemCalls.write(UnsafeRawBufferPointer($0), to: descriptor) }
  }
}
