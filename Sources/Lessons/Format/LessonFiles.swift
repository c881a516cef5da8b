import SystemFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reading of small text files and of folders.
enum LessonFiles {
  /// A lesson larger than this is refused (1 MB).
  private static let largest = 1 << 20

  /// The text of a file.
  static func text(of path: String) throws(LessonFileError) -> String {
    func failure(_ message: String) -> LessonFileError {
      LessonFileError(file: path, message: message)
    }
    func unreadable() -> LessonFileError {
      failure("The file cannot be read: \(SystemCallFailure.last(path).text).")
    }
    // A pipe into which nobody writes must not hold the program.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw unreadable() }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      guard count >= 0 else { throw unreadable() }
      if count == 0 { break }
      bytes += chunk[..<count]
      guard bytes.count <= largest else { throw failure("The file is larger than 1 MB.") }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw failure("The file is not text in UTF-8; convert it first, for example with iconv.")
    }
    return text
  }

  /// The names in a folder, sorted; none when it cannot be read.
  static func names(in folder: String) -> [String] {
    let names = (try? SystemCalls.names(in: folder)) ?? []
    return names.filter { $0.first != "." }.sorted()
  }

  /// Why the names in a folder cannot be read; `nil` when they can, and when there is no such folder.
  static func obstacle(in folder: String) -> String? {
    do {
      _ = try SystemCalls.names(in: folder)
      return nil
    } catch {
      return error.code == ENOENT ? nil : error.text
    }
  }

  /// Whether there is something at a path.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Gives a file another name; one that has it is replaced.
  /// - Returns: whether it was done.
  static func move(_ path: String, to other: String) -> Bool { rename(path, other) == 0 }

  /// A path from the root without links, `.` and `..`; as it is when there is nothing there.
  static func absolute(_ path: String) -> String {
    SystemCalls.realPath(path) ?? path
  }

  /// Does something while no other process does the same.
  /// - Parameter path: a file that serves as the lock; it is made when it is missing.
  static func locked<Result>(_ path: String, _ work: () -> Result) -> Result {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    defer { if descriptor >= 0 { close(descriptor) } }
    if descriptor >= 0 { flock(descriptor, LOCK_EX) }
    return work()
  }
}
