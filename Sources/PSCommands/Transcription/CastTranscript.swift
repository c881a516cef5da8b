import PSEngine

/// An asciinema recording, version 2 or 3: a line with the head, then one line for each event.
struct CastTranscript: TranscriptWriter {
  /// What the head tells.
  struct Head: Sendable {
    /// 2 or 3.
    var version = 2
    var width = 120
    var height = 40
    var title = ""
    var terminal = "xterm-256color"
  }

  /// How long a character takes to be typed, when the pause before the input leaves so much time.
  private static let secondsForCharacter = 0.06
  /// Pieces of an input that get a time of their own.
  private static let mostPieces = 200

  private let head: Head
  private let now: @Sendable () -> Double
  private let start: Double
  private var last = 0.0
  private var hasBegun = false
  /// An input that has shown nothing yet; it is not written when it is the one that ends the
  /// recording.
  private var pending: (text: String, prompt: String, time: Double)?

  init(_ head: Head, now: @escaping @Sendable () -> Double) {
    self.head = head
    self.now = now
    start = now()
  }

  mutating func begin(isContinuation: Bool) -> String {
    let timestamp = Int(start.rounded(.down))
    let title = Self.quoted(head.title)
    let size =
      head.version == 3
      ? "\"term\":{\"cols\":\(head.width),\"rows\":\(head.height),\"type\":\(Self.quoted(head.terminal))}"
      : "\"width\":\(head.width),\"height\":\(head.height)"
    return "{\"version\":\(head.version),\(size),\"timestamp\":\(timestamp),\"title\":\(title)}\n"
  }

  mutating func text(for event: SessionEvent) -> String {
    let time = max(last, now() - start)
    switch event {
    case .input(let prompt, let text):
      hasBegun = true
      defer { pending = (text, prompt.map(TypedLines.plainPrompt) ?? "PS> ", time) }
      return takePending()
    case .cleared:
      return hasBegun ? takePending() + line(time, "o", "\u{1B}[H\u{1B}[2J") : ""
    default:
      guard hasBegun, let text = event.shownText, !text.isEmpty else { return "" }
      return takePending() + line(time, "o", Self.terminalText(text))
    }
  }

  mutating func end(_ end: RecordingEnd) -> String {
    if case .stopped = end { pending = nil }
    return takePending()
  }

  /// The input that is waiting, in its place.
  private mutating func takePending() -> String {
    guard let (text, prompt, time) = pending else { return "" }
    pending = nil
    return typed(text, behind: prompt, until: time)
  }

  /// An input: nobody has seen how it was typed, so its characters are spread over the pause before.
  private mutating func typed(_ text: String, behind prompt: String, until time: Double) -> String {
    var result = line(last, "o", prompt)
    let characters = Array(Self.terminalText(text.replacing("\n", with: "\n>> ")))
    let count = max(1, min(characters.count, Self.mostPieces))
    let duration = min(time - last, Self.secondsForCharacter * Double(characters.count))
    let first = time - duration
    for piece in 0..<count where !characters.isEmpty {
      let part = characters[
        characters.count * piece / count..<characters.count * (piece + 1) / count]
      result += line(first + duration * Double(piece + 1) / Double(count), "o", String(part))
    }
    return result + line(time, "i", text.replacing("\n", with: "\r") + "\r")
      + line(time, "o", "\r\n")
  }

  /// One event; version 3 counts from the event before.
  private mutating func line(_ time: Double, _ code: String, _ data: String) -> String {
    let shown = head.version == 3 ? time - last : time
    last = max(last, time)
    return "[\(Self.seconds(shown)), \"\(code)\", \(Self.quoted(data))]\n"
  }

  /// With six decimals.
  private static func seconds(_ time: Double) -> String {
    let micros = Int64(max(0, min(time, 1e9)) * 1e6)
    let decimals = String(micros % 1_000_000)
    return "\(micros / 1_000_000).\(String(repeating: "0", count: 6 - decimals.count))\(decimals)"
  }

  private static func terminalText(_ text: String) -> String {
    text.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n")
  }

  private static func quoted(_ text: String) -> String {
    JSONText.quoted(text) { $0.value == 0x7F }
  }
}
