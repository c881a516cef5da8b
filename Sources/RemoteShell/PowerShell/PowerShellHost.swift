import PSEngine
import Synchronization
import XMLStream

/// The host of a session that runs behind a remote shell: output and errors go into the streams of the
/// command, and nobody is asked.
final class PowerShellHost: PSHost {
  let name = "ConsoleHost"
  let width = 80
  let height = 50
  let supportsColor = false
  let isInteractive = false

  private let streams: ProgramStreams
  /// The code page that a script has chosen.
  private let chosen = Mutex<TextCodec?>(nil)
  /// Whether everything but output is gathered as CLIXML, as Windows does for an encoded command.
  private let writesObjects: Bool
  private let records = Mutex<[(kind: String, text: String)]>([])

  private static let mostRecords = 10_000

  init(_ streams: ProgramStreams, writesObjects: Bool) {
    self.streams = streams
    self.writesObjects = writesObjects
  }

  func write(_ text: String, to stream: HostStream) {
    switch stream {
    case .output, .host, .prompt: current.write(text)
    case .standardError: current.writeError(text)
    case .error: writesObjects ? keep("Error", text) : current.writeError(text)
    case .warning: writesObjects ? keep("Warning", text) : current.write(text)
    case .verbose: writesObjects ? keep("Verbose", text) : current.write(text)
    case .debug: writesObjects ? keep("Debug", text) : current.write(text)
    }
  }

  /// The streams with the code page of the moment.
  private var current: ProgramStreams {
    guard let codec = chosen.withLock({ $0 }) else { return streams }
    var streams = streams
    streams.codec = codec
    return streams
  }

  func useOutputEncoding(_ encoding: PSEncoding) {
    let page = encoding.kind == .utf8 ? TextCodec.utf8 : TextCodec.standard
    chosen.withLock { $0 = TextCodec(codePage: page) }
  }

  private func keep(_ kind: String, _ text: String) {
    records.withLock { records in
      guard records.count < Self.mostRecords else { return }
      for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(
        text.hasSuffix("\n") ? 1 : 0)
      {
        records.append((kind, String(line)))
      }
    }
  }

  /// Writes what was gathered.
  func finish() {
    let records = records.withLock { $0 }
    guard !records.isEmpty else { return }
    var text = "#< CLIXML\n"
    text += #"<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">"#
    for (kind, line) in records {
      text += "<S S=\"\(kind)\">\(Self.escaped(line))_x000D__x000A_</S>"
    }
    current.writeError(text + "</Objs>")
  }

  /// The text as CLIXML carries it.
  private static func escaped(_ text: String) -> String {
    XMLMarkup.escaped(text) { scalar in
      switch scalar {
      case "\"", "'": return String(scalar)
      case _ where scalar.value < 32:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "_x" + String(repeating: "0", count: 4 - digits.count) + digits + "_"
      default: return nil
      }
    }
  }

  func readLine(prompt: String) async throws -> String? {
    throw PromptUnavailable(question: prompt)
  }

  func readSecret(prompt: String) async throws -> String? {
    throw PromptUnavailable(question: prompt)
  }

  func show(_ progress: ProgressRecord) {}

  func clearScreen() {}

  /// A command wanted to start a program of the machine.
  struct ProgramsForbidden: Error, CustomStringConvertible {
    let description = "no program of this machine starts here"
  }

  func start(_ program: NativeProgram) async throws -> any NativeProcess {
    throw ProgramsForbidden()
  }
}
