/// A text whose advice is put into other words, or left out where a command has none.
struct EditedAdvice {
  let original: String
  private var replacements: [(range: Range<String.Index>, text: String)] = []
  private var removed: [Range<String.Index>] = []

  init(_ text: String) { original = text }

  /// Puts other words in place of a part.
  mutating func replace(_ range: Range<String.Index>, with text: String) {
    replacements.append((range, startsSentence(range.lowerBound) ? text.capitalizedFirst : text))
  }

  /// Puts other words in place of options; without any, leaves out the clause in which they stand.
  mutating func replace(_ options: AdvisedOptions, with text: String?) {
    guard let text else { return removeClause(around: options.range) }
    replace(options.range, with: text)
  }

  /// Leaves out the clause in which a part stands: an alternative (`, or …`), what follows a semicolon or
  /// a colon, or the whole sentence, unless it is the first.
  mutating func removeClause(around range: Range<String.Index>) {
    let before = original[..<range.lowerBound]
    let end = Self.endOfSentence(original[range.upperBound...])
    let clause = [", or", ";", ": "].compactMap { before.lastRange(of: $0)?.lowerBound }.max()
    let sentence = before.lastRange(of: ". ").map { before.index(after: $0.lowerBound) }
    if let clause, clause > sentence ?? before.startIndex {
      removed.append(clause..<end)
      return
    }
    // The first sentence says what failed.
    guard let sentence else { return }
    let isEnded = end < original.endIndex && original[end] == "."
    removed.append(sentence..<(isEnded ? original.index(after: end) : end))
  }

  /// The text as it is now.
  var text: String {
    let edits =
      replacements.filter { edit in
        !removed.contains { $0.overlaps(edit.range) || $0.contains(edit.range.lowerBound) }
      }
      + removed.map { ($0, "") }
    var result = ""
    var place = original.startIndex
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      // Two parts of a clause that is left out leave it out twice.
      guard edit.range.upperBound > place || edit.range.isEmpty else { continue }
      if edit.range.lowerBound > place { result += original[place..<edit.range.lowerBound] }
      result += edit.text
      place = max(place, edit.range.upperBound)
    }
    return result + original[place...]
  }

  private func startsSentence(_ place: String.Index) -> Bool {
    place == original.startIndex || original[..<place].hasSuffix(". ")
  }

  /// Where the sentence, or its part in front of a semicolon, ends.
  private static func endOfSentence(_ rest: Substring) -> String.Index {
    rest.indices.first { place in
      let next = rest.index(after: place)
      return rest[place] == ";"
        || rest[place] == "." && (next == rest.endIndex || rest[next] == " ")
    } ?? rest.endIndex
  }
}

extension Substring {
  fileprivate func lastRange(of text: String) -> Range<String.Index>? {
    ranges(of: text).last
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
