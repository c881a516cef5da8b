#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Whole-file reading and writing.
enum FileBytes {
  /// Reads a file to its end.
  static func read(_ path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw FileCalls.failure(path) }
    defer { close(file) }
    var entry = stat()
    var bytes: [UInt8] = []
    if fstat(file, &entry) == 0 {
      if entry.st_mode & S_IFMT == S_IFDIR { throw SystemCallFailure.folder(path) }
      bytes.reserveCapacity(max(0, Int(entry.st_size)))
    }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = chunk.withUnsafeMutableBytes { readChunk(file, $0) }
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileCalls.failure(path)
      }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  /// Replaces a file's content in one step: readers see the old bytes or the new ones, and a full
  /// disk leaves the old ones. Mode and, for a link, the link itself stay.
  static func replace(_ path: String, with bytes: [UInt8]) throws {
    let target = FileCalls.realPath(path) ?? path
    let existing = try? FileCalls.status(target)
    guard existing == nil || existing?.kind == .file else {
      // Devices and pipes cannot be replaced; they are written to.
      return try write(bytes, to: target, flags: O_WRONLY | O_TRUNC)
    }
    if existing != nil, access(target, W_OK) != 0 { throw FileCalls.failure(path) }
    // A name that nobody can prepare: what exists under it is never opened.
    let number = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    let temporary = "\(target).\(number).new"
    do {
      try create(temporary, with: bytes)
      if let existing { try FileCalls.setMode(temporary, existing.mode) }
      try FileCalls.move(temporary, to: target)
    } catch {
      unlink(temporary)
      throw (error as? SystemCallFailure).map { SystemCallFailure(code: $0.code, path: path) }
        ?? error
    }
  }

  /// Appends to a file, making it when it is missing.
  static func append(_ bytes: [UInt8], to path: String) throws {
    try write(bytes, to: path, flags: O_WRONLY | O_CREAT | O_APPEND)
  }

  /// Makes a file that must not exist yet.
  static func create(_ path: String, with bytes: [UInt8]) throws {
    try write(bytes, to: path, flags: O_WRONLY | O_CREAT | O_EXCL)
  }

  private static func write(_ bytes: [UInt8], to path: String, flags: Int32) throws {
    let file = open(path, flags | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw FileCalls.failure(path) }
    var isOpen = true
    defer { if isOpen { close(file) } }
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        writeChunk(file, UnsafeRawBufferPointer(rebasing: $0[offset...]))
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileCalls.failure(path)
      }
      offset += count
    }
    isOpen = false
    guard close(file) == 0 else { throw FileCalls.failure(path) }
  }

  private static func readChunk(_ file: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    #if canImport(Darwin)
      Darwin.read(file, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      Musl.read(file, buffer.baseAddress, buffer.count)
    #else
      Glibc.read(file, buffer.baseAddress, buffer.count)
    #endif
  }

  private static func writeChunk(_ file: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
    #if canImport(Darwin)
      Darwin.write(file, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      Musl.write(file, buffer.baseAddress, buffer.count)
    #else
      Glibc.write(file, buffer.baseAddress, buffer.count)
    #endif
  }
}
