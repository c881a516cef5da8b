/// A compiled regular expression in .NET's syntax; positions count UTF-16 units as in .NET.
///
/// The platform's own regular expressions are not used: their syntax has no look-behind and no
/// inline comments, they match whole characters instead of UTF-16 units, and nothing bounds their
/// time.
public struct PSPattern: Sendable {
  /// The source.
  public let source: String
  /// The options.
  public let options: RegexOptions
  let program: RegexProgram

  /// Compiles a pattern.
  public init(_ source: String, _ options: RegexOptions = []) throws(RegexSyntaxError) {
    self.source = source
    self.options = options
    program = try RegexCompiler.compile(source, options)
  }

  /// One match in a text.
  public struct Match: Sendable {
    /// Start and end of each group, -1 for a group that took no part.
    let spans: [Int]
    let input: [UInt16]

    /// Where the match or a group begins.
    public func start(_ group: Int = 0) -> Int { spans[2 * group] }
    /// Where the match or a group ends.
    public func end(_ group: Int = 0) -> Int { spans[2 * group + 1] }

    /// What a group took; `nil` when it took no part.
    public func text(_ group: Int = 0) -> String? {
      guard spans.indices.contains(2 * group + 1), spans[2 * group] >= 0, end(group) >= start(group)
      else { return nil }
      return String(decoding: input[start(group)..<end(group)], as: UTF16.self)
    }
  }

  /// The number of a group by name or number; `nil` when there is none.
  public func group(_ name: String) -> Int? { program.groupNames.firstIndex(of: name) }

  /// The first match.
  public func firstMatch(in text: String) throws -> Match? {
    let input = Array(text.utf16)
    var machine = RegexMachine(program, input)
    return try machine.search(from: 0).map { Match(spans: $0, input: input) }
  }

  /// The first match at or behind a position.
  func match(in input: [UInt16], from start: Int) throws -> Match? {
    var machine = RegexMachine(program, input)
    return try machine.search(from: start).map { Match(spans: $0, input: input) }
  }

  /// The matches from left to right, without overlap.
  public func matches(
    in text: String, limit: Int = .max
  ) throws -> [Match] {
    let input = Array(text.utf16)
    var machine = RegexMachine(program, input)
    var found: [Match] = []
    var start = 0
    while found.count < limit, let spans = try machine.search(from: start) {
      if found.count & 1023 == 0 {
        try Task.checkCancellation()
        try ValueLimits.requireElements(found.count)
      }
      found.append(Match(spans: spans, input: input))
      start = spans[1] > spans[0] ? spans[1] : spans[1] + 1
    }
    return found
  }

  /// The text with matches replaced.
  /// - Parameter replacement: with `$1`, `${name}`, `$&`, `$$`.
  public func replace(
    in text: String, with replacement: String, limit: Int = .max
  ) throws -> String {
    let found = try matches(in: text, limit: limit)
    guard !found.isEmpty else { return text }
    let template = RegexReplacement(replacement, self)
    return try Self.joined(text, found) { template.expand($0) }
  }

  /// The text with each match replaced by something made from it.
  static func joined(
    _ text: String, _ found: [Match], _ replacement: (Match) -> String
  ) throws -> String {
    guard let input = found.first?.input else { return text }
    var check = CancellationCheck()
    var result = ""
    var position = 0
    for match in found {
      try check.pass()
      result += String(decoding: input[position..<match.start()], as: UTF16.self)
      let part = replacement(match)
      try ValueLimits.requireText(result.utf8.count &+ part.utf8.count)
      result += part
      position = match.end()
    }
    return result + String(decoding: input[position...], as: UTF16.self)
  }

  /// The parts between matches, with what groups took in between, as `Regex.Split` gives them.
  /// - Parameter limit: number of parts; 0 for all.
  public func split(_ text: String, limit: Int = 0) throws -> [String] {
    if limit == 1 { return [text] }
    let found = try matches(in: text, limit: limit > 0 ? limit - 1 : .max)
    guard let input = found.first?.input else { return [text] }
    var parts: [String] = []
    var position = 0
    for match in found {
      parts.append(String(decoding: input[position..<match.start()], as: UTF16.self))
      for group in 1..<max(1, program.groupCount) {
        if let captured = match.text(group) { parts.append(captured) }
      }
      position = match.end()
    }
    parts.append(String(decoding: input[position...], as: UTF16.self))
    return parts
  }

  /// The text with a backslash before every character that has a meaning in a pattern.
  public static func escape(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\t": result += "\\t"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\u{0c}": result += "\\f"
      default:
        if "\\*+?|{[()^$.# ".unicodeScalars.contains(scalar) { result.append("\\") }
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The reverse of ``escape(_:)``.
  public static func unescape(_ text: String) -> String {
    var result = ""
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isEscaped {
        switch scalar {
        case "t": result += "\t"
        case "n": result += "\n"
        case "r": result += "\r"
        case "f": result += "\u{0c}"
        default: result.unicodeScalars.append(scalar)
        }
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
