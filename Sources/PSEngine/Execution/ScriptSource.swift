#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads script files: UTF-8 with or without a byte-order mark, and UTF-16 with one.
enum ScriptSource {
  /// Larger scripts are refused (64 MB).
  private static let largest = 64 << 20

  /// The text of a script.
  /// - Parameter path: in the host's own form.
  /// - Throws: ``PSRuntimeError`` when the file cannot be read or is no text.
  static func read(_ path: String) throws -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = readBytes(descriptor, &chunk)
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(
          path, errno == EISDIR ? "it is a folder" : String(cString: strerror(errno)))
      }
      if count == 0 { break }
      bytes.append(contentsOf: chunk[..<count])
      guard bytes.count <= largest else { throw failure(path, "it is larger than 64 MB") }
    }
    guard let text = decode(bytes) else {
      throw failure(path, "it is neither UTF-8 nor UTF-16 text")
    }
    return text
  }

  private static func readBytes(_ descriptor: Int32, _ chunk: inout [UInt8]) -> Int {
    chunk.withUnsafeMutableBytes { buffer in
      #if canImport(Glibc)
        Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #elseif canImport(Musl)
        Musl.read(descriptor, buffer.baseAddress, buffer.count)
      #else
        Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
    }
  }

  private static func decode(_ bytes: [UInt8]) -> String? {
    func units(_ combine: (UInt16, UInt16) -> UInt16) -> [UInt16] {
      stride(from: 2, to: bytes.count - 1, by: 2).map {
        combine(UInt16(bytes[$0]), UInt16(bytes[$0 + 1]))
      }
    }
    if bytes.starts(with: [0xFF, 0xFE]) {
      return String(validating: units { $0 | $1 << 8 }, as: UTF16.self)
    }
    if bytes.starts(with: [0xFE, 0xFF]) {
      return String(validating: units { $0 << 8 | $1 }, as: UTF16.self)
    }
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    return String(validating: hasMark ? bytes[3...] : bytes[...], as: UTF8.self)
  }

  private static func failure(_ path: String, _ reason: String) -> PSRuntimeError {
    PSRuntimeError(
      "The script '\(path)' cannot be run: \(reason).", id: "ScriptReadError",
      category: .readError, exception: "System.IO.IOException", target: .string(path))
  }
}
