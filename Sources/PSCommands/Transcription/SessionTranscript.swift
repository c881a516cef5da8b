import PSEngine

/// A session as documentation shows it, as plain text or as a page of Markdown: prompts, inputs and
/// what they print. `wsmansh replay` reads both.
struct SessionTranscript: TranscriptWriter {
  /// How the parts are marked.
  enum Style: Sendable {
    case plain
    case markdown
  }

  /// What a replay needs to know.
  struct Setting: Sendable {
    /// Labs that were named.
    var labs: [String] = []
    /// Columns, when they are not the usual ones.
    var width: Int?

    var directives: [String] {
      labs.map { "//lab \($0)" } + (width.map { ["//width \($0)"] } ?? [])
    }
  }

  private let style: Style
  private let setting: Setting
  private let title: String
  private var lines = ShownLines()
  /// An input that has not printed anything yet; it is not written when it is the one that ends the
  /// recording.
  private var pending: String?
  /// The input that started the recording prints something, which is none of the session.
  private var hasBegun = false
  private var isInOutput = false
  /// Empty lines of output that are written when something follows them.
  private var blanks = 0

  init(_ style: Style, _ setting: Setting, title: String) {
    self.style = style
    self.setting = setting
    self.title = title
  }

  mutating func begin(isContinuation: Bool) -> String {
    let directives = setting.directives
    switch style {
    case .plain:
      let head = isContinuation ? ["", "# \(title) #"] : []
      return (head + directives).map { $0 + "\n" }.joined()
    case .markdown:
      var head = isContinuation ? ["", "## \(title)", ""] : ["# \(title)", ""]
      if !directives.isEmpty { head += ["<!-- wsmansh"] + directives + ["-->", ""] }
      return head.map { $0 + "\n" }.joined()
    }
  }

  mutating func text(for event: SessionEvent) -> String {
    if case .input(let prompt, let text) = event {
      let finished = endOutput()
      hasBegun = true
      pending = TypedLines.text(text, prompt: Self.prompt(prompt))
      return finished
    }
    guard hasBegun, let shown = event.shownText else { return "" }
    return output(lines.add(shown))
  }

  mutating func end(_ end: RecordingEnd) -> String {
    if case .stopped = end, !isInOutput, lines.isEmpty { pending = nil }
    return endOutput()
  }

  /// A prompt that a reader knows; one of the user's own making is none.
  private static func prompt(_ prompt: String?) -> String {
    let plain = TypedLines.plainPrompt(prompt ?? "")
    return PromptLine(plain) == nil ? "PS> " : plain
  }

  private mutating func output(_ lines: [String]) -> String {
    guard !lines.isEmpty else { return "" }
    var text = takePending()
    for line in lines {
      switch style {
      case .plain: text += TranscriptSyntax.outputLine(line) + "\n"
      case .markdown:
        guard !line.isEmpty else {
          blanks += 1
          continue
        }
        if !isInOutput {
          text += "```Output\n"
          blanks = 0
        }
        isInOutput = true
        text += String(repeating: "\n", count: blanks)
        text += (line.hasPrefix("```") ? TranscriptSyntax.anyText : "") + line + "\n"
        blanks = 0
      }
    }
    return text
  }

  /// The input that is waiting, in its place.
  private mutating func takePending() -> String {
    defer { pending = nil }
    guard let pending else { return "" }
    return style == .plain ? pending : "```powershell\n\(pending)```\n\n"
  }

  private mutating func endOutput() -> String {
    var text = output(lines.flush()) + takePending()
    if isInOutput { text += "```\n\n" }
    isInOutput = false
    blanks = 0
    return text
  }
}
