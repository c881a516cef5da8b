import PSEngine
import PSLanguage

/// Reads an input behind its prompt, and what it has printed.
struct InteractionReader {
  /// How freely the lines of an input are broken.
  struct Style {
    /// Whether a prompt may be `PS>` with the input right behind it (transcripts of Windows).
    var hasBarePrompts = false
    /// Whether a line that begins with a parameter goes on with the input above it, and one that
    /// begins with `# ` in front of a prompt is a comment (pages).
    var isPage = false
  }

  let style: Style

  /// An input that ends too early goes on within so many lines, or has its end where it breaks.
  private static let mostContinuations = 400

  /// The prompt at the front of a line.
  func prompt(_ line: Substring) -> PromptLine? {
    if let prompt = PromptLine(line) { return prompt }
    guard style.hasBarePrompts, line.hasPrefix("PS>"), line.count > 3 else { return nil }
    return PromptLine("PS> " + line.dropFirst(3))
  }

  /// The prompt at the front of a line that has been taken; of one that goes over two lines, the
  /// second one is taken too.
  func takePrompt(
    _ line: NumberedLine, _ lines: inout NumberedLines
  ) throws(Transcript.Failure) -> (prompt: PromptLine, isWrapped: Bool)? {
    if let wrapped = WrappedPrompt.joined(line.text, try lines.peek()?.text) {
      _ = try lines.next()
      return (wrapped, true)
    }
    return prompt(line.text).map { ($0, false) }
  }

  /// Whether a prompt begins in the line that comes.
  func isBeforePrompt(_ lines: inout NumberedLines) throws(Transcript.Failure) -> Bool {
    guard let line = try lines.peek() else { return false }
    if prompt(line.text) != nil { return true }
    return WrappedPrompt.joined(line.text, try lines.peek(1)?.text) != nil
  }

  /// Reads the rest of an input whose first line has been taken.
  /// - Returns: the input.
  func input(
    _ first: String, _ lines: inout NumberedLines
  ) throws(Transcript.Failure) -> String {
    var input = first
    var isMarked = false
    while let line = try lines.peek(), let rest = Self.continuation(line.text) {
      input += "\n" + rest
      isMarked = true
      _ = try lines.next()
    }
    guard !isMarked else { return input }
    try readUnmarked(&input, &lines)
    return input
  }

  /// What stands behind `>> `.
  private static func continuation(_ line: Substring) -> Substring? {
    line.hasPrefix(">> ") || line == ">>" ? line.dropFirst(3) : nil
  }

  /// Lines that go on with an input without a mark: what they print would be wrong input, so they are
  /// only taken when they complete it before the next prompt.
  private func readUnmarked(
    _ input: inout String, _ lines: inout NumberedLines
  ) throws(Transcript.Failure) {
    if mayGoOn(input) {
      var pending = PendingInput()
      var needsMore = pending.append(input)
      var count = 0
      while needsMore, count < Self.mostContinuations, let line = try lines.peek(count),
        prompt(line.text) == nil, !line.text.hasPrefix("//")
      {
        needsMore = pending.append(String(line.text))
        count += 1
      }
      if !needsMore, count > 0 {
        for _ in 0..<count { _ = try lines.next() }
        input = pending.text
      }
    }
    guard style.isPage, !input.isBlank else { return }
    while let line = try lines.peek(), Self.isParameter(line.text) {
      input += " " + String(line.text).trimmed
      _ = try lines.next()
    }
  }

  /// Whether an input ends in a way that people break lines at. A string without its end is none: it
  /// is what shows the error.
  private func mayGoOn(_ input: String) -> Bool {
    guard let last = input.last(where: { $0 != " " && $0 != "\t" }) else { return false }
    if "`|,{([".contains(last) { return true }
    if input.hasSuffix("@'") || input.hasSuffix("@\"") { return true }
    return input.contains { "{([".contains($0) }
  }

  private static func isParameter(_ line: Substring) -> Bool {
    let text = line.drop { $0 == " " || $0 == "\t" }
    guard text.first == "-", let letter = text.dropFirst().first else { return false }
    return letter.isLetter && letter.isUppercase
  }

  /// Whether a line between a command and the next prompt is a comment of the page.
  func isComment(
    _ line: NumberedLine, _ lines: inout NumberedLines
  ) throws(Transcript.Failure) -> Bool {
    guard style.isPage, line.text.hasPrefix("# ") else { return false }
    var offset = 0
    while let next = try lines.peek(offset), offset < 20 {
      if prompt(next.text) != nil { return true }
      guard next.text.hasPrefix("# ") || next.text.isBlank else { return false }
      offset += 1
    }
    return false
  }
}
