import Synchronization
import WSManService

/// Where the streams of one command of a line go, after redirections.
struct ProgramStreams: Sendable {
  /// Where output goes.
  enum Target: Sendable {
    /// To the client.
    case client(CommandStreams.Output)
    /// Into a pipe or a file.
    case buffer(OutputBuffer)
    /// Nowhere.
    case null
  }

  /// Where input comes from.
  enum Source: Sendable {
    case client
    case bytes([UInt8])
  }

  let client: CommandStreams
  var codec: TextCodec
  var input = Source.client
  var output = Target.client(.output)
  var error = Target.client(.error)

  /// Writes text to the output; its line ends become those of Windows.
  func write(_ text: String) { write(codec.encode(text.withWindowsLineEnds), to: output) }

  /// Writes a line to the output.
  func line(_ text: String) { write(text + "\n") }

  /// Writes a line to the error output.
  func errorLine(_ text: String) { writeError(text + "\n") }

  /// Writes text to the error output.
  func writeError(_ text: String) { write(codec.encode(text.withWindowsLineEnds), to: error) }

  /// Writes bytes to the output.
  func write(_ bytes: [UInt8]) { write(bytes, to: output) }

  private func write(_ bytes: [UInt8], to target: Target) {
    switch target {
    case .client(let stream): client.write(bytes, to: stream)
    case .buffer(let buffer):
      // What does not fit would not fit into the streams of the command either.
      if !buffer.append(bytes) { client.write(bytes, to: .error) }
    case .null: break
    }
  }

  /// All input up to its end.
  func readAll() async -> [UInt8] {
    switch input {
    case .bytes(let bytes): return bytes
    case .client:
      var bytes: [UInt8] = []
      while bytes.count < ComputerFiles.largestSize, let next = await client.read() {
        bytes += next
      }
      return bytes
    }
  }

  /// The text of the input without the ends of its lines.
  func readLines() async -> [Substring] {
    codec.decode(await readAll()).lines
  }

  /// The next line of the input without its end; nil at its end. Only the input of the client goes on
  /// behind it.
  func readLine() async -> String? {
    switch input {
    case .bytes(let bytes): codec.decode(bytes).lines.first.map(String.init)
    case .client: await client.readLine().map { codec.decode($0) }
    }
  }
}

/// Output that is kept until the command has ended.
final class OutputBuffer: Sendable {
  private let bytes = Mutex<[UInt8]>([])

  /// Adds bytes.
  /// - Returns: whether they fit.
  func append(_ more: [UInt8]) -> Bool {
    bytes.withLock { bytes in
      guard bytes.count + more.count <= ComputerFiles.largestSize else { return false }
      bytes += more
      return true
    }
  }

  /// What was written.
  var contents: [UInt8] { bytes.withLock { $0 } }
}

extension String {
  /// The text with CR LF at the ends of its lines.
  var withWindowsLineEnds: String {
    guard contains(where: \.isNewline) else { return self }
    var result = ""
    result.reserveCapacity(utf8.count + 64)
    for character in self {
      if character == "\n" { result += "\r\n" } else { result.append(character) }
    }
    return result
  }
}
