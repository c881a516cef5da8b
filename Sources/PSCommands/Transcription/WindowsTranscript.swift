import PSEngine

/// The format of Windows PowerShell and of PowerShell 7 (`language.md` 12.2 to 12.4).
struct WindowsTranscript: TranscriptWriter {
  /// The variant and what the header tells.
  struct Header: Sendable {
    /// Whether PowerShell 7 is imitated.
    var isCore = false
    /// Whether only the time is told (`-UseMinimalHeader`).
    var isMinimal = false
    /// Lines between the time and the end of the header.
    var lines: [String] = []
  }

  private static let stars = String(repeating: "*", count: 22)

  private let header: Header
  private let showsTimes: Bool
  private let time: @Sendable () -> String
  private var lines = ShownLines()

  /// - Parameters:
  ///   - header: what stands above the session.
  ///   - showsTimes: whether each input has its time above it.
  ///   - time: the present time, `yyyyMMddHHmmss`.
  init(_ header: Header, showsTimes: Bool, time: @escaping @Sendable () -> String) {
    self.header = header
    self.showsTimes = showsTimes
    self.time = time
  }

  private var program: String { header.isCore ? "PowerShell" : "Windows PowerShell" }

  mutating func begin(isContinuation: Bool) -> String {
    let mark = header.isCore || isContinuation ? "" : "\u{FEFF}"
    let rest = header.isMinimal ? [] : header.lines
    let head = [
      Self.stars, "\(program) transcript start", "Start time: \(time())",
    ]
    return mark + Self.text(head + rest + [Self.stars])
  }

  mutating func text(for event: SessionEvent) -> String {
    switch event {
    case .input(let prompt, let text):
      var result = lines.flush()
      if showsTimes { result += [Self.stars, "Command start time: \(time())", Self.stars] }
      return Self.text(result)
        + TypedLines.text(text, prompt: prompt.map(TypedLines.plainPrompt) ?? "PS>")
    case .output, .answer: return Self.text(lines.add(event.shownText ?? ""))
    case .terminatingError(let command, let message):
      return Self.text(lines.flush() + ["PS>TerminatingError(\(command)): \"\(message)\""])
    case .cleared: return ""
    }
  }

  mutating func end(_ end: RecordingEnd) -> String {
    Self.text(
      lines.flush() + [
        Self.stars, "\(program) transcript end", "End time: \(time())", Self.stars,
      ])
  }

  private static func text(_ lines: [String]) -> String {
    lines.map { $0 + "\n" }.joined()
  }
}
