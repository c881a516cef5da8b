import PSEngine

/// Names for kinds of text, such as `[GUID]`.
struct NamedPatterns: Sendable {
  /// Tells how long a text of the kind may be that begins a stretch of characters; `nil` when none
  /// does.
  typealias Kind = @Sendable (ArraySlice<Character>) -> ClosedRange<Int>?

  private let kinds: [(mark: [Character], kind: Kind)]

  /// - Parameter own: regular expressions by name, beside the usual kinds.
  init(_ own: [String: String]) {
    var kinds = Self.usual
    for (name, source) in own.sorted(by: { $0.key < $1.key }) {
      guard let pattern = try? PSPattern("^(?:\(source))") else { continue }
      kinds.removeAll { $0.mark == Array("[\(name)]") }
      kinds.append((Array("[\(name)]"), { Self.length(of: pattern, in: $0) }))
    }
    self.kinds = kinds
  }

  /// The name at the front of a text, with its length.
  func kind(_ text: ArraySlice<Character>) -> (kind: Kind, length: Int)? {
    for (mark, kind) in kinds where text.starts(with: mark) { return (kind, mark.count) }
    return nil
  }

  private static let usual: [(mark: [Character], kind: Kind)] = [
    (Array("[GUID]"), guid),
    (Array("[TIME]"), characters(3) { $0.isNumber || ":/.-,+TZ APM".contains($0) }),
    (Array("[PORT]"), characters(1) { $0.isNumber }),
    (Array("[VERSION]"), characters(1) { $0.isNumber || $0 == "." }),
  ]

  private static func characters(
    _ minimum: Int, _ accepts: @escaping @Sendable (Character) -> Bool
  ) -> Kind {
    { text in
      let count = text.prefix(while: accepts).count
      return count >= minimum ? minimum...count : nil
    }
  }

  /// Groups of 8, 4, 4, 4 and 12 hexadecimal digits.
  private static let guid: Kind = { text in
    guard text.count >= 36 else { return nil }
    let isGuid = text.prefix(36).enumerated().allSatisfy { offset, character in
      [8, 13, 18, 23].contains(offset) ? character == "-" : character.isHexDigit
    }
    return isGuid ? 36...36 : nil
  }

  /// An own pattern takes as much as it can.
  private static func length(
    of pattern: PSPattern, in text: ArraySlice<Character>
  ) -> ClosedRange<Int>? {
    let text = String(text)
    guard let match = try? pattern.firstMatch(in: text), let found = match.text(), !found.isEmpty
    else { return nil }
    return found.count...found.count
  }
}

/// One expected line with elisions and named patterns.
struct LinePattern {
  enum Piece {
    case literal([Character])
    case anything
    case named(mark: [Character], NamedPatterns.Kind)
  }

  let pieces: [Piece]

  /// - Returns: `nil` for a line that is literal text alone.
  init?(_ line: String, _ patterns: NamedPatterns) {
    guard line.utf8.contains(UInt8(ascii: "[")) else { return nil }
    var pieces: [Piece] = []
    var literal: [Character] = []
    var rest = Array(line)[...]
    var isLiteral = true
    let anything = Array(TranscriptSyntax.anyText)
    while let first = rest.first {
      var piece: Piece?
      var length = 1
      if first == "[" {
        if rest.starts(with: anything) {
          piece = .anything
          length = anything.count
        } else if let (kind, count) = patterns.kind(rest) {
          piece = .named(mark: Array(rest.prefix(count)), kind)
          length = count
        }
      }
      if let piece {
        isLiteral = false
        if !literal.isEmpty { pieces.append(.literal(literal)) }
        literal = []
        pieces.append(piece)
      } else {
        literal.append(first)
      }
      rest = rest.dropFirst(length)
    }
    guard !isLiteral else { return nil }
    if !literal.isEmpty { pieces.append(.literal(literal)) }
    self.pieces = pieces
  }

  /// Whether a line is what the pattern describes: after each piece, the places up to which the line
  /// may have been used are known.
  func matches(_ line: String) -> Bool {
    let line = Array(line)
    var places: Set<Int> = [0]
    for piece in pieces {
      switch piece {
      case .literal(let text):
        places = Set(
          places.lazy.filter { line[$0...].starts(with: text) }.map { $0 + text.count })
      case .anything:
        guard let first = places.min() else { return false }
        places = Set(first...line.count)
      case .named(_, let kind):
        var next: Set<Int> = []
        for place in places {
          guard let lengths = kind(line[place...]) else { continue }
          for length in lengths { next.insert(place + length) }
        }
        places = next
      }
      if places.isEmpty { return false }
    }
    return places.contains(line.count)
  }

  /// Puts the names of the pattern into another line, wherever such a text stands behind the same
  /// words: what changes from run to run stays a name when the rest is written anew.
  func renamed(_ line: String) -> String {
    let line = Array(line)
    var result: [Character] = []
    var position = 0
    var before: [Character] = []
    for piece in pieces {
      switch piece {
      case .literal(let text): before = Self.lastWord(text)
      case .anything: before = []
      case .named(let mark, let kind):
        defer { before = [] }
        guard !before.isEmpty || position == 0 else { continue }
        guard let place = Self.place(behind: before, in: line, from: position),
          let lengths = kind(line[place...])
        else { continue }
        result += line[position..<place] + mark
        position = place + lengths.upperBound
      }
    }
    return String(result + line[position...])
  }

  /// The word in front of a name tells where the name belongs.
  private static func lastWord(_ text: [Character]) -> [Character] {
    var start = text.endIndex
    while start > 0, text[start - 1].isWhitespace { start -= 1 }
    while start > 0, !text[start - 1].isWhitespace { start -= 1 }
    return Array(text[start...])
  }

  private static func place(behind text: [Character], in line: [Character], from start: Int) -> Int?
  {
    guard text.count <= line.count else { return nil }
    return (start...line.count).first { line[$0...].starts(with: text) }.map { $0 + text.count }
  }
}
