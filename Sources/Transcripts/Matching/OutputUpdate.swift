import PSEngine

/// Writes expected output anew from what was printed, and keeps of the old what still holds: lines
/// that match, elisions, names of patterns, empty lines.
struct OutputUpdate {
  let matcher: OutputMatcher

  /// Beyond so many pairs of lines nothing is looked for.
  private static let mostPairs = 4_000_000

  private struct Line {
    let index: Int
    /// As it stands.
    let text: String
    /// As it is compared; `nil` for one that is not.
    let compared: String?

    var isElision: Bool { compared == TranscriptSyntax.anyLines }
  }

  /// The new expected lines.
  func lines(expected: [some StringProtocol], actual: [some StringProtocol]) -> [String] {
    let old = expected.enumerated().map {
      Line(index: $0.offset, text: String($0.element), compared: matcher.normalized($0.element))
    }
    let new = actual.enumerated().map {
      Line(
        index: $0.offset, text: Self.rightTrimmed($0.element),
        compared: matcher.normalized($0.element))
    }
    var result: [String] = []
    var oldStart = 0
    var newStart = 0
    for (oldIndex, newIndex) in anchors(old, new) + [(old.count, new.count)] {
      result += between(old[oldStart..<oldIndex], new[newStart..<newIndex])
      if oldIndex < old.count { result.append(old[oldIndex].text) }
      oldStart = oldIndex + 1
      newStart = newIndex + 1
    }
    return matcher.isExact ? result : Self.withoutEmptyEnds(result, old)
  }

  /// Pairs of lines that match, as many as there can be in order.
  private func anchors(_ old: [Line], _ new: [Line]) -> [(Int, Int)] {
    let left = old.indices.filter { old[$0].compared != nil && !old[$0].isElision }
    let right = new.indices.filter { new[$0].compared != nil }
    guard !left.isEmpty, !right.isEmpty, left.count <= Self.mostPairs / right.count else {
      return []
    }
    let width = right.count + 1
    var lengths = [Int32](repeating: 0, count: (left.count + 1) * width)
    var matching = [Bool](repeating: false, count: left.count * right.count)
    for i in left.indices.reversed() {
      for j in right.indices.reversed() {
        let isMatch = matcher.matchesLine(
          old[left[i]].compared ?? "", new[right[j]].compared ?? "")
        matching[i * right.count + j] = isMatch
        lengths[i * width + j] =
          isMatch
          ? lengths[(i + 1) * width + j + 1] + 1
          : max(lengths[(i + 1) * width + j], lengths[i * width + j + 1])
      }
    }
    var pairs: [(Int, Int)] = []
    var i = 0
    var j = 0
    while i < left.count, j < right.count {
      if matching[i * right.count + j] {
        pairs.append((left[i], right[j]))
        i += 1
        j += 1
      } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
        i += 1
      } else {
        j += 1
      }
    }
    return pairs
  }

  /// What comes between two lines that match.
  private func between(_ old: ArraySlice<Line>, _ new: ArraySlice<Line>) -> [String] {
    let compared = old.filter { $0.compared != nil }
    let printed = new.filter { $0.compared != nil }
    guard !compared.isEmpty else {
      // Nothing is expected here: empty lines stay when nothing was printed either.
      return printed.isEmpty ? old.map(\.text) : new.map(\.text)
    }
    if let first = compared.firstIndex(where: \.isElision),
      let last = compared.lastIndex(where: \.isElision)
    {
      let behind = compared.count - last - 1
      guard printed.count >= first + behind else { return replaced(old, new) }
      // Of several elisions one is enough, and what stood between them was not printed.
      let dropped = compared[first].index + 1..<compared[last].index + 1
      let kept = old.filter { !dropped.contains($0.index) }
      return renamed(
        kept[...], printed.prefix(first) + [compared[first]] + printed.suffix(behind))
    }
    guard compared.count == printed.count else { return replaced(old, new) }
    return renamed(old, printed)
  }

  /// Printed lines instead of expected ones; the empty lines around those stay.
  private func replaced(_ old: ArraySlice<Line>, _ new: ArraySlice<Line>) -> [String] {
    var lines = new[...]
    let before = old.prefix { $0.compared == nil }.map(\.text)
    let behind = old.reversed().prefix { $0.compared == nil }.map(\.text)
    if !before.isEmpty {
      while lines.first?.compared == nil, !lines.isEmpty { lines.removeFirst() }
    }
    if !behind.isEmpty { while lines.last?.compared == nil, !lines.isEmpty { lines.removeLast() } }
    return before + lines.map(\.text) + behind.reversed()
  }

  /// One printed line in place of each expected one, with the names of that one.
  private func renamed(_ old: ArraySlice<Line>, _ new: [Line]) -> [String] {
    var rest = new[...]
    return old.map { line in
      guard line.compared != nil, let printed = rest.popFirst() else { return line.text }
      guard !printed.isElision, let pattern = LinePattern(line.text, matcher.patterns) else {
        return printed.text
      }
      let text = pattern.renamed(printed.text)
      let isRight = matcher.matchesLine(matcher.normalized(text) ?? "", printed.compared ?? "")
      return isRight ? text : printed.text
    }
  }

  private static func rightTrimmed(_ line: some StringProtocol) -> String {
    var text = Substring(line)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// Without the empty lines around a result, unless those that were expected had some.
  private static func withoutEmptyEnds(_ lines: [String], _ old: [Line]) -> [String] {
    var lines = lines[...]
    if old.first?.text.isBlank != true {
      while lines.first?.isBlank == true { lines.removeFirst() }
    }
    if old.last?.text.isBlank != true { while lines.last?.isBlank == true { lines.removeLast() } }
    return Array(lines)
  }
}
