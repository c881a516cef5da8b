/// The pieces of a query.
struct WQLTokenizer {
  enum Token: Hashable {
    case word(String)
    case string(String)
    case number(String)
    /// An operator or a sign, such as `<=` or `(`.
    case sign(String)
    /// What stands in braces: the path of an object.
    case path(String)
    case end

    /// The token as an error shows it, shortened.
    var shown: String {
      switch self {
      case .word(let text), .number(let text), .sign(let text): "'\(text.prefix(40))'"
      case .string(let text): "the text '\(text.prefix(40))'"
      case .path(let text): "{\(text.prefix(40))}"
      case .end: "the end of the query"
      }
    }

    /// Whether the token is a word of the language; letter case is ignored.
    func isWord(_ keyword: String) -> Bool {
      if case .word(let word) = self { word.uppercased() == keyword } else { false }
    }
  }

  private let scalars: [Unicode.Scalar]
  private var position = 0

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
  }

  mutating func next() throws(WQLError) -> Token {
    while position < scalars.count, scalars[position].properties.isWhitespace { position += 1 }
    guard position < scalars.count else { return .end }
    let first = scalars[position]
    switch first {
    case "'", "\"": return .string(try readString(quote: first))
    case "{": return .path(try readPath())
    case "<", ">", "!", "=":
      position += 1
      guard position < scalars.count else { return .sign(String(first)) }
      let pair = String(String.UnicodeScalarView([first, scalars[position]]))
      guard ["<=", ">=", "<>", "!="].contains(pair) else { return .sign(String(first)) }
      position += 1
      return .sign(pair)
    default: break
    }
    if first == "_" || first.properties.isAlphabetic {
      return .word(run { $0 == "_" || $0.properties.isAlphabetic || $0.isASCIIDigit })
    }
    if first.isASCIIDigit || ((first == "-" || first == "+" || first == ".") && isDigitNext) {
      return .number(readNumber())
    }
    position += 1
    return .sign(String(first))
  }

  private var isDigitNext: Bool {
    position + 1 < scalars.count
      && (scalars[position + 1].isASCIIDigit || scalars[position + 1] == ".")
  }

  private mutating func run(while fits: (Unicode.Scalar) -> Bool) -> String {
    let start = position
    while position < scalars.count, fits(scalars[position]) { position += 1 }
    return text(start..<position)
  }

  private func text(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }

  /// A number, with the letters that follow it: `5x` is one wrong number, not a number and a word.
  private mutating func readNumber() -> String {
    let start = position
    position += 1
    let isPart = { (scalar: Unicode.Scalar) in
      scalar.isASCIIDigit || scalar == "." || scalar == "_" || scalar.properties.isAlphabetic
    }
    _ = run(while: isPart)
    // The sign of an exponent.
    if "eE".unicodeScalars.contains(scalars[position - 1]), position < scalars.count,
      "+-".unicodeScalars.contains(scalars[position])
    {
      position += 1
      _ = run(while: isPart)
    }
    return text(start..<position)
  }

  /// A text in quotation marks; a backslash makes the next character an ordinary one.
  private mutating func readString(quote: Unicode.Scalar) throws(WQLError) -> String {
    let start = position
    position += 1
    var view = String.UnicodeScalarView()
    while position < scalars.count {
      let scalar = scalars[position]
      position += 1
      if scalar == quote { return String(view) }
      if scalar == "\\", position < scalars.count {
        view.append(scalars[position])
        position += 1
      } else {
        view.append(scalar)
      }
    }
    let shown = text(start..<min(start + 20, scalars.count))
    throw WQLError(.syntax, "the text that begins with \(shown) has no closing quotation mark")
  }

  /// What stands between braces; braces inside quoted text do not count.
  private mutating func readPath() throws(WQLError) -> String {
    position += 1
    let start = position
    var quote: Unicode.Scalar?
    while position < scalars.count {
      let scalar = scalars[position]
      if scalar == "\\", quote != nil {
        position += 1
      } else if let open = quote {
        if scalar == open { quote = nil }
      } else if scalar == "\"" || scalar == "'" {
        quote = scalar
      } else if scalar == "}" {
        position += 1
        return text(start..<position - 1)
      }
      position += 1
    }
    throw WQLError(.syntax, "the path in braces has no closing brace")
  }
}

extension Unicode.Scalar {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
