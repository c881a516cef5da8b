import PSEngine

/// Compares what a command printed with what a transcript expects (`language.md` 12.6).
///
/// Literal text is tried first; then `...` alone on a line stands for any lines, `[..]` for any
/// characters of a line, and `[GUID]`, `[TIME]`, `[PORT]`, `[VERSION]` and a section's own names for
/// their kind of text.
public struct OutputMatcher: Sendable {
  /// Whether blanks and empty lines count.
  public let isExact: Bool
  let patterns: NamedPatterns

  /// Makes a matcher.
  /// - Parameters:
  ///   - isExact: whether blanks and empty lines count.
  ///   - patterns: further names with their regular expressions; those that are none are left out.
  public init(isExact: Bool, patterns: [String: String] = [:]) {
    self.isExact = isExact
    self.patterns = NamedPatterns(patterns)
  }

  /// Whether the output is what is expected.
  /// - Parameter ignoresEnd: whether empty lines at the end do not count even when exact, see
  ///   ``Transcript/Interaction/endsBlock``.
  public func matches(
    expected: [some StringProtocol], actual: [some StringProtocol], ignoresEnd: Bool = false
  ) -> Bool {
    var expected = normalized(expected)
    var actual = normalized(actual)
    if ignoresEnd {
      while expected.last?.isEmpty == true { expected.removeLast() }
      while actual.last?.isEmpty == true { actual.removeLast() }
    }
    if expected == actual { return true }
    return matchLines(expected, actual)
  }

  /// The lines as they are compared: right-trimmed when exact; otherwise without empty lines, blanks
  /// at both ends, and with runs of blanks as one.
  public func normalized(_ lines: [some StringProtocol]) -> [String] {
    lines.compactMap { normalized($0) }
  }

  /// A line as it is compared; `nil` for one that is not.
  func normalized(_ line: some StringProtocol) -> String? {
    if isExact {
      var line = Substring(line)
      while line.last == " " || line.last == "\t" { line.removeLast() }
      return String(line)
    }
    let words = line.split { $0 == " " || $0 == "\t" || $0 == "\u{A0}" }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  /// Whether a line is what one of the expected ones describes; both as they are compared.
  func matchesLine(_ expected: String, _ actual: String) -> Bool {
    expected == actual || LinePattern(expected, patterns)?.matches(actual) == true
  }

  /// What to write instead, when a line differs because `...` stands inside it, where it is text.
  func elisionHint(
    expected: [some StringProtocol], actual: [some StringProtocol]
  ) -> String? {
    let printed = normalized(actual)
    for line in normalized(expected)
    where line != TranscriptSyntax.anyLines && line.contains(TranscriptSyntax.anyLines) {
      let meant = line.replacing(TranscriptSyntax.anyLines, with: TranscriptSyntax.anyText)
      if !printed.contains(where: { matchesLine(line, $0) }),
        printed.contains(where: { matchesLine(meant, $0) })
      {
        return "\(TranscriptSyntax.anyLines) inside a line is text; write "
          + "\(TranscriptSyntax.anyText) for any characters of a line"
      }
    }
    return nil
  }

  /// Lines with `...`: what stands between two of them is looked for as early as it can be.
  private func matchLines(_ expected: [String], _ actual: [String]) -> Bool {
    let stretches = expected.split(
      separator: TranscriptSyntax.anyLines, omittingEmptySubsequences: false)
    guard let first = stretches.first, let last = stretches.last else { return false }
    guard stretches.count > 1 else {
      return expected.count == actual.count && isStretch(expected[...], in: actual, at: 0)
    }
    guard first.count + last.count <= actual.count, isStretch(first, in: actual, at: 0),
      isStretch(last, in: actual, at: actual.count - last.count)
    else { return false }
    var position = first.count
    let end = actual.count - last.count
    for stretch in stretches.dropFirst().dropLast() {
      while position + stretch.count <= end, !isStretch(stretch, in: actual, at: position) {
        position += 1
      }
      guard position + stretch.count <= end else { return false }
      position += stretch.count
    }
    return true
  }

  private func isStretch(_ stretch: ArraySlice<String>, in actual: [String], at start: Int) -> Bool
  {
    zip(stretch, actual[start...]).allSatisfy { matchesLine($0, $1) }
  }
}
