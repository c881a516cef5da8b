/// The lines on the screen of an asciinema recording, version 1 to 3 of the form with one event a
/// line: what is shown is read, what is typed shows there anyway.
struct CastLines: LineSource {
  private var source: any LineSource
  private var screen = Screen()
  private var waiting: [NumberedLine] = []
  private var last = 1

  /// Columns that the head tells.
  let width: Int?

  /// - Parameters:
  ///   - source: the lines behind the head.
  ///   - head: the first line.
  init(_ source: any LineSource, head: Substring) throws(Transcript.Failure) {
    self.source = source
    var json = JSONScanner(head)
    guard case .object(let members)? = json.value(),
      case .number(let version)? = members["version"], (2...3).contains(version)
    else {
      throw Transcript.Failure(
        line: 1, message: "the head is none of an asciinema recording of version 2 or 3")
    }
    var columns = members["width"]
    if case .object(let terminal)? = members["term"] { columns = terminal["cols"] }
    if case .number(let number)? = columns, number >= 1, number <= 10_000 {
      width = Int(number)
    } else {
      width = nil
    }
  }

  /// Whether a first line is a head.
  static func isHead(_ line: Substring) -> Bool {
    line.first == "{" && line.contains("\"version\"")
  }

  mutating func next() throws(Transcript.Failure) -> NumberedLine? {
    while true {
      if !waiting.isEmpty { return waiting.removeFirst() }
      guard let line = try source.next() else {
        guard !screen.isEmpty else { return nil }
        return NumberedLine(number: last, text: Substring(screen.takeLine()))
      }
      last = line.number
      // Comments of version 3.
      if line.text.isBlank || line.text.first == "#" { continue }
      var json = JSONScanner(line.text)
      guard case .array(let parts)? = json.value(), parts.count >= 3,
        case .string(let code) = parts[1], case .string(let data) = parts[2]
      else {
        throw Transcript.Failure(
          line: line.number, message: "this line is no event: [time, \"code\", \"data\"]")
      }
      guard code == "o" else { continue }
      for text in screen.write(data) {
        waiting.append(NumberedLine(number: line.number, text: Substring(text)))
      }
    }
  }
}

/// Reads the JSON of recordings.
struct JSONScanner {
  /// A value; of numbers and words only what recordings need.
  enum Value {
    case string(String)
    case number(Double)
    case array([Value])
    case object([String: Value])
    case word
  }

  private var rest: Substring.UnicodeScalarView
  private static let deepest = 20

  init(_ text: Substring) { rest = text.unicodeScalars }

  /// The next value; `nil` for what is no JSON.
  mutating func value(depth: Int = 0) -> Value? {
    skipBlanks()
    guard let first = rest.first, depth < Self.deepest else { return nil }
    switch first {
    case "\"": return string().map { .string($0) }
    case "[":
      var elements: [Value] = []
      guard
        list(
          until: "]",
          { element in
            guard let value = element.value(depth: depth + 1) else { return false }
            elements.append(value)
            return true
          })
      else { return nil }
      return .array(elements)
    case "{":
      var members: [String: Value] = [:]
      guard
        list(
          until: "}",
          { element in
            element.skipBlanks()
            guard let name = element.string() else { return false }
            element.skipBlanks()
            guard element.take(":"), let value = element.value(depth: depth + 1) else {
              return false
            }
            members[name] = value
            return true
          })
      else { return nil }
      return .object(members)
    default:
      let word = rest.prefix {
        $0 == "-" || $0 == "+" || $0 == "." || $0.properties.isAlphabetic
          || ("0"..."9").contains($0)
      }
      guard !word.isEmpty else { return nil }
      rest = rest[word.endIndex...]
      return Double(String(word)).map { .number($0) } ?? .word
    }
  }

  private mutating func list(
    until end: Unicode.Scalar, _ element: (inout JSONScanner) -> Bool
  ) -> Bool {
    rest.removeFirst()
    skipBlanks()
    if take(end) { return true }
    while element(&self) {
      skipBlanks()
      if take(end) { return true }
      guard take(",") else { return false }
    }
    return false
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == scalar else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func skipBlanks() {
    while let first = rest.first, first.properties.isWhitespace { rest.removeFirst() }
  }

  private mutating func string() -> String? {
    guard take("\"") else { return nil }
    var text = String.UnicodeScalarView()
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"": return String(text)
      case "\\":
        guard let escaped = rest.popFirst() else { return nil }
        switch escaped {
        case "n": text.append("\n")
        case "r": text.append("\r")
        case "t": text.append("\t")
        case "b": text.append("\u{8}")
        case "f": text.append("\u{C}")
        case "u":
          guard let scalar = unicodeEscape() else { return nil }
          text.append(scalar)
        default: text.append(escaped)
        }
      default: text.append(scalar)
      }
    }
    return nil
  }

  /// The four digits behind `\u`, with those of a second half where it needs one.
  private mutating func unicodeEscape() -> Unicode.Scalar? {
    guard let high = codeUnit() else { return nil }
    guard (0xD800..<0xDC00).contains(high) else { return Unicode.Scalar(high) ?? "\u{FFFD}" }
    guard take("\\"), take("u"), let low = codeUnit(), (0xDC00..<0xE000).contains(low) else {
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func codeUnit() -> UInt32? {
    let digits = rest.prefix(4)
    guard digits.count == 4, let unit = UInt32(String(digits), radix: 16) else { return nil }
    rest = rest.dropFirst(4)
    return unit
  }
}
