/// Compares what a command printed with what a transcript expects (`language.md` 12.6).
///
/// Literal text is tried first; then `...` alone on a line stands for any lines, `[..]` for any
/// characters of a line, and `[GUID]`, `[TIME]`, `[PORT]`, `[VERSION]` for their kind of text.
public struct OutputMatcher: Sendable {
  /// Whether blanks and empty lines count.
  public let isExact: Bool

  /// Makes a matcher.
  public init(isExact: Bool) { self.isExact = isExact }

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
    if isExact {
      return lines.map { line in
        var line = Substring(line)
        while line.last == " " || line.last == "\t" { line.removeLast() }
        return String(line)
      }
    }
    return lines.compactMap { line in
      let words = line.split { $0 == " " || $0 == "\t" || $0 == "\u{A0}" }
      return words.isEmpty ? nil : words.joined(separator: " ")
    }
  }

  /// Lines with `...`: a table of which prefixes match, linear in memory.
  private func matchLines(_ expected: [String], _ actual: [String]) -> Bool {
    var reachable = [Bool](repeating: false, count: actual.count + 1)
    reachable[0] = true
    for line in expected {
      var next = [Bool](repeating: false, count: actual.count + 1)
      if line == "..." {
        var seen = false
        for index in 0...actual.count {
          seen = seen || reachable[index]
          next[index] = seen
        }
      } else {
        for index in actual.indices where reachable[index] {
          next[index + 1] = LinePattern.matches(line, actual[index])
        }
      }
      reachable = next
    }
    return reachable[actual.count]
  }
}

/// One expected line with elisions and named patterns.
enum LinePattern {
  private enum Piece: Sendable {
    case literal([Character])
    case anything
    case characters(min: Int, @Sendable (Character) -> Bool)
  }

  private static let names: [(String, Piece)] = [
    ("[..]", .anything),
    ("[GUID]", .characters(min: 36) { $0.isHexDigit || $0 == "-" }),
    ("[TIME]", .characters(min: 3) { $0.isNumber || ":/.-,+TZ APM".contains($0) }),
    ("[PORT]", .characters(min: 1) { $0.isNumber }),
    ("[VERSION]", .characters(min: 1) { $0.isNumber || $0 == "." }),
  ]

  /// Whether a line is what the pattern describes.
  static func matches(_ pattern: String, _ line: String) -> Bool {
    if pattern == line { return true }
    guard pattern.contains("[") else { return false }
    return match(pieces(pattern)[...], Array(line)[...])
  }

  private static func pieces(_ pattern: String) -> [Piece] {
    var pieces: [Piece] = []
    var literal: [Character] = []
    var rest = Substring(pattern)
    outer: while !rest.isEmpty {
      for (name, piece) in names where rest.hasPrefix(name) {
        if !literal.isEmpty { pieces.append(.literal(literal)) }
        literal = []
        pieces.append(piece)
        rest = rest.dropFirst(name.count)
        continue outer
      }
      literal.append(rest.removeFirst())
    }
    if !literal.isEmpty { pieces.append(.literal(literal)) }
    return pieces
  }

  private static func match(_ pieces: ArraySlice<Piece>, _ line: ArraySlice<Character>) -> Bool {
    guard let piece = pieces.first else { return line.isEmpty }
    let rest = pieces.dropFirst()
    switch piece {
    case .literal(let text):
      return line.starts(with: text) && match(rest, line.dropFirst(text.count))
    case .anything:
      if rest.isEmpty { return true }
      return line.indices.contains { match(rest, line[$0...]) } || match(rest, line.suffix(0))
    case .characters(let minimum, let accepts):
      var count = line.prefix(while: accepts).count
      while count >= minimum {
        if match(rest, line.dropFirst(count)) { return true }
        count -= 1
      }
      return false
    }
  }
}
