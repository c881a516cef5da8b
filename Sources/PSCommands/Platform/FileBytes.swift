import PSEngine
import SystemFiles

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

  /// Replaces what a file holds, or makes it: in one step, where its folder takes new files.
  /// - Throws: ``SystemCallFailure``.
  static func replace(_ path: String, with bytes: [UInt8]) throws {
    try replace(path) { add in try add(bytes) }
  }

  /// Copies what a file holds, piece by piece, to another one, which is replaced or made.
  /// - Throws: ``SystemCallFailure``, `CancellationError`.
  static func copy(_ path: String, to target: String) throws {
    try replace(target) { add in
      let file = try FileReader(path)
      while let piece = try file.next() { try add(Array(piece)) }
    }
  }

  /// Appends to a file, making it when it is missing.
  static func append(_ bytes: [UInt8], to path: String) throws {
    try FileWriting.write(to: path, at: .end) { add in try add(bytes) }
  }

  /// Makes a file that must not exist yet.
  static func create(_ path: String, with bytes: [UInt8]) throws {
    try FileWriting.write(to: path, at: .new) { add in try add(bytes) }
  }

  /// - Parameter content: hands over the pieces; it may be asked twice.
  private static func replace(
    _ path: String, _ content: (_ add: ([UInt8]) throws -> Void) throws -> Void
  ) throws {
    do {
      try FileReplacement.write(to: path, safety: .process, content)
    } catch let failure as SystemCallFailure
      where failure.isDenied && failure.path == path && access(path, W_OK) == 0
    {
      try FileWriting.write(to: path, at: .emptied, content)
    }
  }
}
