import Foundation

/// A file that the user named, of whatever kind: regular, a pipe, a device that never ends.
public final class InputFile {
  /// Why a file cannot be used: what it is or does, such as `is a folder`.
  public struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
    /// A predicate without a period, to be put behind the file's name.
    public let reason: String

    /// The reason.
    public var description: String { reason }

    /// A failure with its reason.
    public init(_ reason: String) { self.reason = reason }

    init(errorNumber: Int32) {
      switch errorNumber {
      case ENOENT: self.init("does not exist")
      case EISDIR: self.init("is a folder, not a file")
      case EACCES, EPERM: self.init("cannot be read: you lack the permission")
      default: self.init("cannot be read: \(String(cString: strerror(errorNumber)))")
      }
    }
  }

  private let descriptor: Int32
  private let status: stat
  /// Whether an end of file is one.
  private var hasWriter = false

  /// Opens a file.
  /// - Parameter path: `-` means standard input.
  public init(path: String) throws(Failure) {
    // A pipe into which nobody writes yet must not hold the program while it is opened.
    let descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Failure(errorNumber: errno) }
    var status = stat()
    let failure = fstat(descriptor, &status) == 0 ? nil : errno
    self.descriptor = descriptor
    self.status = status
    hasWriter = status.st_mode & S_IFMT == S_IFREG
    if let failure { throw Failure(errorNumber: failure) }
    if status.st_mode & S_IFMT == S_IFDIR { throw Failure(errorNumber: EISDIR) }
  }

  deinit { close(descriptor) }

  /// Whether it is a regular file.
  public var isRegular: Bool { status.st_mode & S_IFMT == S_IFREG }
  /// The number of the user who owns it.
  public var owner: UInt32 { status.st_uid }
  /// Who may do what, the nine bits.
  public var permissions: UInt32 { UInt32(status.st_mode & 0o777) }

  /// Reads the rest of the file.
  /// - Parameter limit: bytes; a longer file is refused before it is read to its end.
  public func bytes(limit: Int) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    while let piece = try next() {
      bytes += piece
      guard bytes.count <= limit else { throw Failure("is larger than \(limit >> 20) MB") }
    }
    return bytes
  }

  /// Reads the rest of the file as text.
  /// - Parameter limit: bytes; a longer file is refused before it is read to its end.
  public func text(limit: Int) throws(Failure) -> String {
    guard let text = String(validating: try bytes(limit: limit), as: UTF8.self) else {
      throw Failure("is not text in UTF-8; convert it first, for example with iconv")
    }
    return text
  }

  /// Reads the next piece of the file; `nil` at its end.
  public func next() throws(Failure) -> [UInt8]? {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = readBytes(descriptor, &chunk)
      if count > 0 {
        hasWriter = true
        chunk.removeLast(chunk.count - count)
        return chunk
      } else if count == 0, hasWriter || !waitsForWriter() {
        return nil
      } else if count < 0, errno == EAGAIN || errno == EWOULDBLOCK {
        hasWriter = true
        wait(milliseconds: -1)
      } else if count < 0, errno != EINTR {
        throw Failure(errorNumber: errno)
      } else if count == 0 {
        guard wait(milliseconds: Self.patience) else { throw Failure("is a pipe without a writer") }
        hasWriter = true
      }
    }
  }

  /// Reads the next bytes of a regular file; none at its end.
  func read(atMost count: Int) throws(Failure) -> [UInt8] {
    var chunk = [UInt8](repeating: 0, count: count)
    while true {
      let read = readBytes(descriptor, &chunk)
      if read >= 0 { return Array(chunk.prefix(read)) }
      guard errno == EINTR else { throw Failure(errorNumber: errno) }
    }
  }

  /// How long a named pipe may be without a writer.
  private static var patience: Int32 { 5000 }

  /// Whether an end of file only means that nobody has begun to write.
  private func waitsForWriter() -> Bool { status.st_mode & S_IFMT == S_IFIFO }

  /// Waits until there is something to read, or an end.
  @discardableResult
  private func wait(milliseconds: Int32) -> Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, milliseconds) > 0
  }
}

/// `read(2)` under a name that no method hides.
private func readBytes(_ descriptor: Int32, _ chunk: inout [UInt8]) -> Int {
  read(descriptor, &chunk, chunk.count)
}
