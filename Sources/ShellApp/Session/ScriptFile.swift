#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A script named on the command line.
enum ScriptFile {
  /// A script that cannot be run.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Larger scripts are refused (64 MB).
  private static let largest = 64 << 20

  /// Reads a script: UTF-8, with or without a byte-order mark.
  static func read(_ path: String) throws(Failure) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(path, String(cString: strerror(errno))) }
    defer { close(descriptor) }
    let bytes: [UInt8]
    do {
      bytes = try FileBytes.all(descriptor, limit: largest)
    } catch {
      throw failure(path, error.description)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw failure(path, "it is not UTF-8 text")
    }
    return text.unicodeScalars.first == "\u{FEFF}"
      ? String(text.unicodeScalars.dropFirst()) : text
  }

  private static func failure(_ path: String, _ reason: String) -> Failure {
    Failure(description: "The script \(path) cannot be run: \(reason).")
  }

  /// The text that runs a script with arguments: a script block called with them, so that its
  /// `param` block binds. Arguments that look like parameters stay parameters.
  static func invocation(of text: String, arguments: [String]) -> String {
    guard !arguments.isEmpty || text.contains("param") else { return text }
    let words = arguments.map { argument -> String in
      let name = argument.dropFirst().prefix { $0 != ":" }
      if argument.first == "-", let first = name.first, first.isLetter,
        name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
      {
        return argument
      }
      return "'"
        + argument.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "''") + "'"
    }
    return "& {\(text)\n} \(words.joined(separator: " "))"
  }
}

/// Reads whole files.
enum FileBytes {
  /// A file that cannot be read.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// All bytes of an open file.
  static func all(_ descriptor: Int32, limit: Int) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure(description: String(cString: strerror(errno)))
      }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
      if bytes.count > limit { throw Failure(description: "larger than \(limit >> 20) MB") }
    }
  }
}
