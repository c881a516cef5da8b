import PSEngine

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
  /// - Parameter limit: the most bytes that are read.
  /// - Throws: ``SystemCallFailure``, ``NativeFailure`` for a larger file, `CancellationError`.
  static func read(_ path: String, limit: Int = ValueLimits.textSize) throws -> [UInt8] {
    let file = try FileReader(path)
    var bytes: [UInt8] = []
    guard file.size <= limit else { throw ValueLimits.outOfMemory }
    bytes.reserveCapacity(file.size)
    while let piece = try file.next() {
      guard bytes.count + piece.count <= limit else { throw ValueLimits.outOfMemory }
      bytes += piece
    }
    return bytes
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
