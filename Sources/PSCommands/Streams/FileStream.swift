import PSEngine
import SystemFiles

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// `System.IO.FileStream`: a file that is open.
final class FileStream: PSStream {
  /// The path as it was given.
  private let name: String

  /// Opens a file.
  /// - Parameters:
  ///   - name: the path as the script wrote it, for messages.
  ///   - limit: how large the file may become.
  /// - Throws: ``NativeFailure`` with the exception of .NET.
  init(
    _ real: String, name: String, mode: FileMode, access: FileAccess, limit: Int = .max
  ) throws {
    self.name = name
    let storage: FileStorage
    do {
      storage = try FileStorage(real, name: name, mode, access, limit: limit)
    } catch let failure as SystemCallFailure {
      throw FileStreamErrors.failure(failure, name)
    }
    super.init(storage)
    if mode == .append { position = try storage.length() }
  }

  override var baseTypeNames: [String] { ["System.IO.FileStream"] + super.baseTypeNames }

  override var declaredProperties: [PSPropertyInfo] {
    super.declaredProperties + [PSPropertyInfo("Name")]
  }

  override func declaredValue(_ name: String) -> PSValue? {
    name.equalsIgnoringCase("Name") ? .string(self.name) : super.declaredValue(name)
  }
}

/// `System.IO.FileMode`.
enum FileMode: Int64 {
  case createNew = 1
  case create, open, openOrCreate, truncate, append

  static let type = PSEnumType(
    "System.IO.FileMode",
    [
      ("CreateNew", 1), ("Create", 2), ("Open", 3), ("OpenOrCreate", 4), ("Truncate", 5),
      ("Append", 6),
    ])

  /// What `open` is told.
  fileprivate var flags: Int32 {
    switch self {
    case .createNew: O_CREAT | O_EXCL
    case .create: O_CREAT | O_TRUNC
    case .open: 0
    case .openOrCreate, .append: O_CREAT
    case .truncate: O_TRUNC
    }
  }
}

/// `System.IO.FileAccess`.
enum FileAccess: Int64 {
  case read = 1
  case write, readWrite

  static let type = PSEnumType(
    "System.IO.FileAccess", [("Read", 1), ("Write", 2), ("ReadWrite", 3)], isFlags: true)

  fileprivate var flags: Int32 {
    switch self {
    case .read: O_RDONLY
    case .write: O_WRONLY
    case .readWrite: O_RDWR
    }
  }
}

/// The exceptions of files that cannot be opened, read or written.
enum FileStreamErrors {
  static func failure(_ failure: SystemCallFailure, _ name: String) -> NativeFailure {
    if failure.isExisting {
      return NativeFailure("System.IO.IOException", "The file '\(name)' already exists.")
    }
    if failure.isMissing {
      let folder = failure.path.lastIndex(of: "/").map { String(failure.path[..<$0]) } ?? ""
      return folder.isEmpty || SystemCalls.isFolder(folder)
        ? NativeFailure("System.IO.FileNotFoundException", "Could not find file '\(name)'.")
        : NativeFailure(
          "System.IO.DirectoryNotFoundException", "Could not find a part of the path '\(name)'.")
    }
    if failure.isFolder || failure.isDenied {
      return NativeFailure(
        "System.UnauthorizedAccessException", "Access to the path '\(name)' is denied.")
    }
    return NativeFailure(
      "System.IO.IOException", "The file '\(name)' cannot be used: \(failure.text).")
  }
}

/// The descriptor of an open file.
private final class FileStorage: StreamStorage {
  let canRead: Bool
  let canWrite: Bool
  private let path: String
  private let name: String
  private let limit: Int
  private var file: Int32

  init(_ path: String, name: String, _ mode: FileMode, _ access: FileAccess, limit: Int) throws {
    self.path = path
    self.name = name
    self.limit = limit
    canRead = access != .write
    canWrite = access != .read
    // Opening a pipe would wait for its other end otherwise.
    file = open(path, mode.flags | access.flags | O_CLOEXEC | O_NONBLOCK, 0o666)
    guard file >= 0 else { throw SystemCallFailure.last(path) }
    var entry = stat()
    guard fstat(file, &entry) == 0, entry.st_mode & S_IFMT == S_IFREG else {
      _ = closeFile(file)
      file = -1
      throw SystemCallFailure.folder(path)
    }
  }

  deinit { if file >= 0 { _ = closeFile(file) } }

  func length() throws -> Int {
    var entry = stat()
    guard fstat(file, &entry) == 0 else { throw lastFailure }
    return Int(entry.st_size)
  }

  func read(at position: Int, atMost count: Int) throws -> [UInt8] {
    // No more room than there are bytes: a script may ask for any number.
    let wanted = min(count, max(0, try length() - position))
    var bytes = [UInt8](repeating: 0, count: wanted)
    var done = 0
    while done < wanted {
      let count = bytes.withUnsafeMutableBytes {
        pread(file, $0.baseAddress.map { $0 + done }, wanted - done, off_t(position + done))
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw lastFailure }
      if count == 0 { break }
      done += count
    }
    return Array(bytes.prefix(done))
  }

  func write(_ bytes: [UInt8], at position: Int) throws {
    guard position <= limit - bytes.count else { throw full }
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        pwrite(file, $0.baseAddress.map { $0 + done }, bytes.count - done, off_t(position + done))
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw lastFailure }
      done += count
    }
  }

  func setLength(_ length: Int) throws {
    guard canWrite else {
      throw NativeFailure("System.NotSupportedException", "Stream does not support writing.")
    }
    guard length <= limit else { throw full }
    guard ftruncate(file, off_t(length)) == 0 else { throw lastFailure }
  }

  private var lastFailure: NativeFailure {
    FileStreamErrors.failure(SystemCallFailure.last(path), name)
  }

  private var full: NativeFailure {
    NativeFailure("System.IO.IOException", "There is not enough space on the disk.")
  }

  func close() throws {
    let open = file
    file = -1
    guard closeFile(open) == 0 else { throw lastFailure }
  }
}

/// `close` of the system, which the method of the same name hides.
private func closeFile(_ file: Int32) -> Int32 { close(file) }
