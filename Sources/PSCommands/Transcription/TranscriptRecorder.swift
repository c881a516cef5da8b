import PSEngine
import PSFormatting
import Synchronization

/// One of the formats: turns events into text for the file.
protocol TranscriptWriter: Sendable {
  /// What comes before everything else.
  /// - Parameter isContinuation: whether the file holds something already.
  mutating func begin(isContinuation: Bool) -> String
  /// What an event adds.
  mutating func text(for event: SessionEvent) -> String
  /// What comes last.
  mutating func end(_ end: RecordingEnd) -> String
}

/// Writes a session to a file while it happens.
final class TranscriptRecorder: SessionRecorder {
  /// Where it goes.
  let file: RecordingFile

  private struct State {
    var writer: any TranscriptWriter
    var failure: Int32?
    /// Whether anything was typed, or written behind the head.
    var hasEvents = false
  }

  private let state: Mutex<State>

  /// Begins a recording; the head of the file is written at once.
  init(_ file: RecordingFile, _ writer: any TranscriptWriter) {
    var writer = writer
    let failure = file.write(writer.begin(isContinuation: !file.isEmpty))
    self.file = file
    state = Mutex(State(writer: writer, failure: failure))
  }

  /// The `errno` of the first write that failed; nothing is written after it.
  var failure: Int32? { state.withLock { $0.failure } }

  /// Whether a format that shows a session had none to show: nothing was typed, since a script did
  /// all the work, and nothing was written.
  var lacksSession: Bool { state.withLock { !$0.hasEvents } }

  func record(_ event: SessionEvent) {
    write { state in
      let text = state.writer.text(for: event)
      if event.isInput || !text.isEmpty { state.hasEvents = true }
      return text
    }
  }

  func finish(_ end: RecordingEnd) { write { $0.writer.end(end) } }

  private func write(_ text: (inout State) -> String) {
    state.withLock { state in
      let text = text(&state)
      guard state.failure == nil, !text.isEmpty else { return }
      state.failure = file.write(text)
    }
  }
}

/// Makes lines of what is shown piece by piece: without colours, and without blanks at their ends.
struct ShownLines: Sendable {
  private var rest = ""

  /// Takes a piece.
  /// - Returns: the lines that it completes.
  mutating func add(_ text: String) -> [String] {
    rest += text
    guard rest.utf8.contains(0x0A) else { return [] }
    var lines = rest.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    rest = lines.popLast().map(String.init) ?? ""
    return lines.map { Self.plain(String($0)) }
  }

  /// Whether no line has been begun.
  var isEmpty: Bool { rest.isEmpty }

  /// Takes what has come of a line that was not completed.
  mutating func flush() -> [String] {
    defer { rest = "" }
    return rest.isEmpty ? [] : [Self.plain(rest)]
  }

  private static func plain(_ line: String) -> String {
    var line = ControlCharacters.shown(line, allowing: .hostText, colors: false)[...]
    while let last = line.last, last.isWhitespace { line.removeLast() }
    return String(line)
  }
}

extension SessionEvent {
  fileprivate var isInput: Bool {
    if case .input = self { return true }
    return false
  }

  /// What an event shows on the screen behind the input; `nil` for those that show nothing.
  var shownText: String? {
    switch self {
    case .output(let text): text
    case .answer(let question, let text): question + text + "\n"
    case .input, .terminatingError, .cleared: nil
    }
  }
}

/// The pieces of an input as the lines of a transcript.
enum TypedLines {
  /// The lines behind the prompt: the first one as it is, the others behind `>> `.
  static func text(_ input: String, prompt: String) -> String {
    let lines = input.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return prompt + lines.joined(separator: "\n>> ") + "\n"
  }

  /// The prompt without marks and colours of the line editor.
  static func plainPrompt(_ prompt: String) -> String {
    let visible = prompt.filter { $0 != "\u{1}" }
    let plain = ControlCharacters.shown(visible, allowing: .hostText, colors: false)
    return plain.split(separator: "\n").last.map(String.init) ?? ""
  }
}
