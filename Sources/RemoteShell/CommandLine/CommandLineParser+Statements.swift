/// `if` and `for`.
extension CommandLineParser {
  /// The word of a statement that stands here; the parser stays where it is.
  func statementWord() -> String? {
    let rest = text[position...].drop { $0 == "@" || $0.isWhitespace }
    let word = rest.prefix { $0.isLetter }
    guard let next = rest.dropFirst(word.count).first, next.isWhitespace || next == "/" else {
      return nil
    }
    let name = String(word).lowercased()
    return name == "if" || name == "for" ? name : nil
  }

  /// Reads a statement whose word stands here.
  mutating func statement(_ word: String) throws(CommandSyntaxError) -> CommandScript.Stage {
    guard nesting < Self.deepestNesting else { throw .incorrect }
    nesting += 1
    defer { nesting -= 1 }
    while next == "@" || next?.isWhitespace == true { position += 1 }
    position += word.count
    return word == "if" ? try condition() : try loop()
  }

  private mutating func condition() throws(CommandSyntaxError) -> CommandScript.Stage {
    var condition = CommandCondition(test: .defined(""))
    if takeWord("/i") { condition.ignoresCase = true }
    if takeWord("not") { condition.isNegated = true }
    if takeWord("/i") { condition.ignoresCase = true }
    condition.test = try test()
    let then = try body()
    skipBlanks()
    guard takeWord("else") else {
      return .condition(condition, then: then, otherwise: nil)
    }
    return .condition(condition, then: then, otherwise: try body())
  }

  private mutating func test() throws(CommandSyntaxError) -> CommandCondition.Test {
    if takeWord("errorlevel") { return .errorLevel(try argument()) }
    if takeWord("exist") { return .exists(try argument()) }
    if takeWord("defined") { return .defined(try argument()) }
    let left = try argument()
    skipBlanks()
    if take("==") {
      while next == "=" { position += 1 }
      return .same(left, try argument())
    }
    let word = try argument()
    guard let comparison = CommandCondition.Comparison(rawValue: word.lowercased()) else {
      throw .unexpected(word)
    }
    return .compare(left, comparison, try argument())
  }

  private mutating func loop() throws(CommandSyntaxError) -> CommandScript.Stage {
    var kind = CommandLoop.Kind.words
    skipBlanks()
    if next == "/" {
      let word = try argument().lowercased()
      switch word {
      case "/d": kind = .folders
      case "/l": kind = .numbers
      case "/r":
        skipBlanks()
        kind = .tree(root: next == "%" ? nil : try argument())
      case "/f":
        skipBlanks()
        kind = .lines(options: next == "%" ? "" : try argument())
      default: throw .unexpected(word)
      }
      skipBlanks()
    }
    let word = try argument()
    let name = Array(word)
    guard name.count == 2, name[0] == "%", name[1] != "%" else { throw .unexpected(word) }
    guard takeWord("in") else { throw .unexpected(try argument()) }
    skipBlanks()
    guard take("(") else { throw .incorrect }
    let set = try loopSet()
    guard takeWord("do") else { throw .unexpected(try argument()) }
    var loop = CommandLoop(kind: kind, variable: name[1], set: set)
    skipBlanks()
    let start = position
    let body = try body()
    loop.text = String(text[start..<position]).trimmed
    return .loop(loop, body: body)
  }

  /// Reads up to the parenthesis that ends the set of a loop.
  private mutating func loopSet() throws(CommandSyntaxError) -> String {
    var set = ""
    var isQuoted = false
    while let character = next {
      position += 1
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted, character == ")" { return set }
      if !isQuoted, character == "^", let escaped = next {
        set.append(escaped)
        position += 1
        continue
      }
      set.append(character)
    }
    throw .incorrect
  }

  /// What a statement runs: everything up to the end of the line, or of the group around it.
  private mutating func body() throws(CommandSyntaxError) -> CommandScript {
    let body = try script()
    guard !body.items.isEmpty else { throw next == nil ? .incorrect : .unexpected(")") }
    return body
  }

  /// Takes a word, whatever its letter case, behind which it ends.
  private mutating func takeWord(_ word: String) -> Bool {
    skipBlanks()
    let end = position + word.count
    guard end <= text.count, String(text[position..<end]).lowercased() == word,
      end == text.count || text[end].isWhitespace || "(/=\"".contains(text[end])
    else { return false }
    position = end
    return true
  }

  /// Reads a word with its quotes.
  private mutating func argument() throws(CommandSyntaxError) -> String {
    skipBlanks()
    var word = ""
    var isQuoted = false
    while let character = next {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted {
        if character.isWhitespace || "&|<>()".contains(character) { break }
        if "=,;".contains(character), !word.isEmpty { break }
        if character == "^", position + 1 < text.count { position += 1 }
      }
      word.append(text[position])
      position += 1
    }
    guard !word.isEmpty else {
      throw next.map { .unexpected(String($0)) } ?? .incorrect
    }
    return word
  }
}
