/// Reads a pattern in .NET's syntax (`language.md` 3.4).
struct RegexParser {
  /// Deepest nesting of groups.
  static let maxDepth = 100

  let text: String
  let pattern: [UInt16]
  var position = 0
  var options: RegexOptions
  var unnamedCount = 0
  var names: [String] = []
  private var depth = 0

  init(_ text: String, _ options: RegexOptions) {
    self.text = text
    pattern = Array(text.utf16)
    self.options = options
  }

  /// The tree of a whole pattern.
  mutating func parse() throws(RegexSyntaxError) -> RegexNode {
    let node = try alternation()
    if position < pattern.count { throw error("Too many )'s.") }
    return node
  }

  func error(_ reason: String) -> RegexSyntaxError {
    RegexSyntaxError(message: "parsing \"\(text)\" - \(reason)")
  }

  var current: Unicode.Scalar? { peek(0) }

  func peek(_ offset: Int) -> Unicode.Scalar? {
    let index = position + offset
    guard pattern.indices.contains(index) else { return nil }
    return Unicode.Scalar(pattern[index]) ?? "\u{FFFD}"
  }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    position += 1
    return true
  }

  private mutating func alternation() throws(RegexSyntaxError) -> RegexNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maxDepth else { throw error("Too many nested groups.") }
    // Inline options last to the end of their group.
    let outer = options
    defer { options = outer }
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .alternation(branches)
  }

  private mutating func sequence() throws(RegexSyntaxError) -> RegexNode {
    var nodes: [RegexNode] = []
    while let scalar = current, scalar != "|", scalar != ")" {
      if skipComment() { continue }
      guard let atom = try atom() else { continue }
      nodes.append(try quantified(atom))
    }
    return nodes.count == 1 ? nodes[0] : nodes.isEmpty ? .empty : .sequence(nodes)
  }

  /// White space and `#` comments with the option for them.
  private mutating func skipComment() -> Bool {
    guard options.contains(.ignorePatternWhitespace), let scalar = current else { return false }
    if scalar.properties.isWhitespace {
      position += 1
      return true
    }
    guard scalar == "#" else { return false }
    while let next = current, next != "\n" { _ = next; position += 1 }
    return true
  }

  /// One element; `nil` for inline options.
  private mutating func atom() throws(RegexSyntaxError) -> RegexNode? {
    guard let scalar = current else { return nil }
    let unit = pattern[position]
    position += 1
    switch scalar {
    case "^":
      return .assertion(options.contains(.multiline) ? .lineStart : .start)
    case "$":
      return .assertion(options.contains(.multiline) ? .lineEnd : .endOrLastLineFeed)
    case ".": return .any(includesLineFeed: options.contains(.singleline))
    case "[": return .set(try set())
    case "(": return try group()
    case "\\": return try escape()
    case "*", "+", "?":
      throw error("Quantifier {x,y} following nothing.")
    case "{":
      position -= 1
      if try bounds() != nil { throw error("Quantifier {x,y} following nothing.") }
      position += 1
      return literal(unit)
    default: return literal(unit)
    }
  }

  func literal(_ unit: UInt16) -> RegexNode {
    let ignoresCase = options.contains(.ignoreCase)
    return .unit(ignoresCase ? RegexCharacters.lower(unit) : unit, ignoresCase: ignoresCase)
  }

  // MARK: Quantifiers

  private mutating func quantified(_ atom: RegexNode) throws(RegexSyntaxError) -> RegexNode {
    while skipComment() {}
    let range: (min: Int, max: Int?)
    if take("*") {
      range = (0, nil)
    } else if take("+") {
      range = (1, nil)
    } else if take("?") {
      range = (0, 1)
    } else if let bounds = try bounds() {
      range = bounds
    } else {
      return atom
    }
    let isLazy = take("?")
    if let next = current, "*+?".unicodeScalars.contains(next) {
      throw error("Nested quantifier \(next).")
    }
    return .repetition(atom, min: range.min, max: range.max, isLazy: isLazy)
  }

  /// `{n}`, `{n,}`, `{n,m}`; anything else is not a quantifier.
  private mutating func bounds() throws(RegexSyntaxError) -> (min: Int, max: Int?)? {
    let start = position
    guard take("{"), let low = number() else {
      position = start
      return nil
    }
    var high: Int? = low
    if take(",") { high = number() }
    guard take("}") else {
      position = start
      return nil
    }
    if let high, high < low { throw error("Illegal {x,y} with x > y.") }
    return (low, high)
  }

  mutating func number() -> Int? {
    var value: Int?
    while let digit = current, ("0"..."9").contains(digit) {
      value = min((value ?? 0) * 10 + Int(digit.value - 0x30), 1_000_000)
      position += 1
    }
    return value
  }

  // MARK: Groups

  private mutating func group() throws(RegexSyntaxError) -> RegexNode? {
    guard take("?") else {
      if options.contains(.explicitCapture) { return try closed(alternation()) }
      unnamedCount += 1
      let number = unnamedCount
      return .capture(.numbered(number), try closed(alternation()))
    }
    if take(":") { return try closed(alternation()) }
    if take(">") { return .atomic(try closed(alternation())) }
    if take("=") { return .look(isBehind: false, isNegative: false, try closed(alternation())) }
    if take("!") { return .look(isBehind: false, isNegative: true, try closed(alternation())) }
    if current == "<", peek(1) == "=" || peek(1) == "!" {
      let isNegative = peek(1) == "!"
      position += 2
      return .look(isBehind: true, isNegative: isNegative, try closed(alternation()))
    }
    if take("<") { return try named(until: ">") }
    if take("'") { return try named(until: "'") }
    if take("#") {
      while let next = current, next != ")" { _ = next; position += 1 }
      guard take(")") else { throw error("Unterminated (?#...) comment.") }
      return nil
    }
    if current == "(" {
      throw error("Conditions (?(...)...) are not supported here; write them as alternatives.")
    }
    return try inlineOptions()
  }

  private mutating func closed(_ node: RegexNode) throws(RegexSyntaxError) -> RegexNode {
    guard take(")") else { throw error("Not enough )'s.") }
    return node
  }

  private mutating func named(until end: Unicode.Scalar) throws(RegexSyntaxError) -> RegexNode {
    let name = try groupName(until: end)
    let group = register(name)
    return .capture(group, try closed(alternation()))
  }

  mutating func groupName(until end: Unicode.Scalar) throws(RegexSyntaxError) -> String {
    var name = ""
    while let next = current, next != end {
      guard RegexCharacters.isWord(pattern[position]) else {
        throw error("Invalid group name: Group names must begin with a word character.")
      }
      name.unicodeScalars.append(next)
      position += 1
    }
    guard !name.isEmpty, take(end) else {
      throw error("Invalid group name: Group names must begin with a word character.")
    }
    return name
  }

  mutating func register(_ name: String) -> RegexGroup {
    if let index = names.firstIndex(of: name) { return .named(index) }
    names.append(name)
    return .named(names.count - 1)
  }

  private mutating func inlineOptions() throws(RegexSyntaxError) -> RegexNode? {
    var changed = options
    var isOff = false
    while let letter = current, letter != ")", letter != ":" {
      position += 1
      let option: RegexOptions
      switch letter {
      case "i", "I": option = .ignoreCase
      case "m", "M": option = .multiline
      case "n", "N": option = .explicitCapture
      case "s", "S": option = .singleline
      case "x", "X": option = .ignorePatternWhitespace
      case "-":
        isOff = true
        continue
      case "+":
        isOff = false
        continue
      default: throw error("Unrecognized grouping construct.")
      }
      if isOff { changed.remove(option) } else { changed.insert(option) }
    }
    if take(")") {
      options = changed
      return nil
    }
    guard take(":") else { throw error("Unrecognized grouping construct.") }
    let outer = options
    options = changed
    defer { options = outer }
    return try closed(alternation())
  }
}
