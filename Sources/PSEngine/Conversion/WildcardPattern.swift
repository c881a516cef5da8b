/// A wildcard pattern: `*`, `?`, `[a-z]`, `[abc]`, backtick before a character that stands for
/// itself (`language.md` 3.4).
public final class WildcardPattern: Sendable {
  private enum Piece: Sendable, Equatable {
    case any
    case one
    case scalar(Unicode.Scalar)
    case set([ClosedRange<Unicode.Scalar>])
  }

  private let pieces: [Piece]
  private let ignoresCase: Bool

  /// Reads a pattern; every text is a valid one.
  /// - Parameters:
  ///   - pattern: the pattern.
  ///   - ignoreCase: whether case is ignored.
  public init(_ pattern: String, ignoreCase: Bool = true) {
    ignoresCase = ignoreCase
    pieces = Self.parse(ignoreCase ? pattern.lowercased() : pattern)
  }

  /// Whether a text holds a character with a meaning, not counting escaped ones.
  public static func containsWildcards(_ text: String) -> Bool {
    // By bytes, since every path comes here: no byte of ASCII stands for anything else.
    var text = text
    return text.withUTF8 { bytes in
      var isEscaped = false
      for byte in bytes {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "`") {
          isEscaped = true
        } else if byte == UInt8(ascii: "*") || byte == UInt8(ascii: "?")
          || byte == UInt8(ascii: "[")
        {
          return true
        }
      }
      return false
    }
  }

  /// The text with a backtick before every character that has a meaning.
  public static func escape(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if "*?[]`".unicodeScalars.contains(scalar) { result.unicodeScalars.append("`") }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// The text without the backticks that escape a character with a meaning.
  public static func unescape(_ text: String) -> String {
    var text = text
    guard text.withUTF8({ $0.contains(UInt8(ascii: "`")) }) else { return text }
    var result = ""
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isEscaped {
        if !"*?[]`".unicodeScalars.contains(scalar) { result.unicodeScalars.append("`") }
        result.unicodeScalars.append(scalar)
        isEscaped = false
      } else if scalar == "`" {
        isEscaped = true
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    if isEscaped { result.unicodeScalars.append("`") }
    return result
  }

  /// Whether the whole text matches.
  public func matches(_ text: String) -> Bool {
    if pieces == [.any] { return true }
    let scalars = Array((ignoresCase ? text.lowercased() : text).unicodeScalars)
    var (piece, position) = (0, 0)
    var retry: (piece: Int, position: Int)?
    while true {
      if piece < pieces.count, pieces[piece] == .any {
        retry = (piece, position)
        piece += 1
        continue
      }
      if position == scalars.count {
        return pieces[piece...].allSatisfy { $0 == .any }
      }
      if piece < pieces.count, accepts(pieces[piece], scalars[position]) {
        piece += 1
        position += 1
        continue
      }
      guard let last = retry else { return false }
      (piece, position) = (last.piece + 1, last.position + 1)
      retry = (last.piece, last.position + 1)
    }
  }

  private func accepts(_ piece: Piece, _ scalar: Unicode.Scalar) -> Bool {
    switch piece {
    case .any: return false
    case .one: return true
    case .scalar(let expected): return expected == scalar
    case .set(let ranges): return ranges.contains { $0.contains(scalar) }
    }
  }

  private static func parse(_ pattern: String) -> [Piece] {
    let scalars = Array(pattern.unicodeScalars)
    var pieces: [Piece] = []
    var position = 0
    while position < scalars.count {
      let scalar = scalars[position]
      position += 1
      switch scalar {
      case "`" where position < scalars.count:
        pieces.append(.scalar(scalars[position]))
        position += 1
      case "*":
        if pieces.last != .any { pieces.append(.any) }
      case "?": pieces.append(.one)
      case "[":
        if let (ranges, next) = set(in: scalars, from: position) {
          pieces.append(.set(ranges))
          position = next
        } else {
          pieces.append(.scalar(scalar))
        }
      default: pieces.append(.scalar(scalar))
      }
    }
    return pieces
  }

  private static func set(
    in scalars: [Unicode.Scalar], from start: Int
  ) -> ([ClosedRange<Unicode.Scalar>], Int)? {
    var members: [(scalar: Unicode.Scalar, isEscaped: Bool)] = []
    var position = start
    while position < scalars.count, scalars[position] != "]" || position == start {
      if scalars[position] == "`", position + 1 < scalars.count {
        members.append((scalars[position + 1], true))
        position += 2
      } else {
        members.append((scalars[position], false))
        position += 1
      }
    }
    guard position < scalars.count else { return nil }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    var index = 0
    while index < members.count {
      let low = members[index].scalar
      if index + 2 < members.count, members[index + 1].scalar == "-", !members[index + 1].isEscaped,
        low <= members[index + 2].scalar
      {
        ranges.append(low...members[index + 2].scalar)
        index += 3
      } else {
        ranges.append(low...low)
        index += 1
      }
    }
    return (ranges, position + 1)
  }
}
