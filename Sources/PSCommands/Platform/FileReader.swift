import SystemFiles

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Reads a file from its start, piece by piece. Pipes and devices, which may give nothing for a long
/// time or never end, are waited for in a way that Ctrl+C ends.
final class FileReader {
  private static let pieceSize = 1 << 18
  private static let longestWait: Int32 = 50

  /// Bytes of a plain file when it was opened; 0 for what has no size.
  let size: Int
  private let path: String
  private let file: Int32
  private let isPlain: Bool
  private var buffer = [UInt8](repeating: 0, count: pieceSize)

  /// Opens a file.
  /// - Throws: ``SystemCallFailure``, for a folder too.
  init(_ path: String) throws {
    self.path = path
    // Opening a pipe would wait for its writer otherwise.
    file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else {
      isPlain = false
      size = 0
      throw SystemCallFailure.last(path)
    }
    var entry = stat()
    let isKnown = fstat(file, &entry) == 0
    let kind = entry.st_mode & S_IFMT
    isPlain = isKnown && kind == S_IFREG
    size = isPlain ? max(0, Int(entry.st_size)) : 0
    if isKnown, kind == S_IFDIR { throw SystemCallFailure.folder(path) }
  }

  deinit {
    if file >= 0 { close(file) }
  }

  /// The next bytes; `nil` at the end.
  /// - Throws: ``SystemCallFailure``, `CancellationError`.
  func next() throws -> ArraySlice<UInt8>? {
    while true {
      try Task.checkCancellation()
      if !isPlain, try !isReady() { continue }
      let count = buffer.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
      if count > 0 { return buffer[..<count] }
      if count == 0 { return nil }
      guard errno == EINTR || errno == EAGAIN else { throw SystemCallFailure.last(path) }
    }
  }

  private func isReady() throws -> Bool {
    var entry = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
    let count = poll(&entry, 1, Self.longestWait)
    if count < 0, errno != EINTR { throw SystemCallFailure.last(path) }
    return count > 0
  }
}
