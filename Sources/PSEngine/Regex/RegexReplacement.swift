/// A replacement text with its references to groups.
struct RegexReplacement {
  private enum Piece {
    case text(String)
    case group(Int)
    case before, after, whole, last
  }

  private var pieces: [Piece] = []

  init(_ text: String, _ pattern: PSPattern) {
    let characters = Array(text)
    var index = 0
    var literal = ""
    func piece(_ piece: Piece, _ length: Int) {
      if !literal.isEmpty { pieces.append(.text(literal)) }
      literal = ""
      pieces.append(piece)
      index += length
    }
    while index < characters.count {
      guard characters[index] == "$", index + 1 < characters.count else {
        literal.append(characters[index])
        index += 1
        continue
      }
      switch characters[index + 1] {
      case "$":
        literal.append("$")
        index += 2
      case "&": piece(.group(0), 2)
      case "`": piece(.before, 2)
      case "'": piece(.after, 2)
      case "_": piece(.whole, 2)
      case "+": piece(.last, 2)
      case "{":
        let name = characters[(index + 2)...].prefix { $0 != "}" }
        if index + 2 + name.count < characters.count, let group = pattern.group(String(name)) {
          piece(.group(group), name.count + 3)
        } else {
          literal.append("$")
          index += 1
        }
      default:
        var digits = characters[(index + 1)...].prefix { $0.isASCII && $0.isNumber }
        while !digits.isEmpty, pattern.group(String(Int(String(digits)) ?? -1)) == nil {
          digits.removeLast()
        }
        if let number = Int(String(digits)) {
          piece(.group(number), digits.count + 1)
        } else {
          literal.append("$")
          index += 1
        }
      }
    }
    if !literal.isEmpty { pieces.append(.text(literal)) }
  }

  func expand(_ match: PSPattern.Match) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): return text
      case .group(let number): return match.text(number) ?? ""
      case .before: return String(decoding: match.input[..<match.start()], as: UTF16.self)
      case .after: return String(decoding: match.input[match.end()...], as: UTF16.self)
      case .whole: return String(decoding: match.input, as: UTF16.self)
      case .last: return match.text(max(0, match.spans.count / 2 - 1)) ?? ""
      }
    }.joined()
  }
}
