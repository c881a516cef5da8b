/// An expression of `set /a`: integers of 32 bits that wrap around, and variables.
struct IntegerExpression {
  /// What is wrong with it, in the words of Windows.
  struct Mistake: Error, Equatable {
    let text: String
    let code: Int32

    fileprivate static let operand = Mistake(text: "Missing operand.", code: 1_073_750_989)
    fileprivate static let operation = Mistake(text: "Missing operator.", code: 1_073_750_990)
    fileprivate static let parentheses = Mistake(
      text: "Unbalanced parenthesis.", code: 1_073_750_988)
    fileprivate static let number = Mistake(
      text: "Invalid number.  Numeric constants are either decimal (17),\n"
        + "hexadecimal (0x11), or octal (021).", code: 1_073_750_991)
    fileprivate static let division = Mistake(text: "Divide by zero error.", code: 1_073_750_993)
  }

  private let text: [Character]
  private var position = 0
  private var depth = 0
  private var variables: CommandEnvironment

  private static let deepest = 64
  /// Operators by how strongly they bind, the weakest first.
  private static let levels = [["|"], ["^"], ["&"], ["<<", ">>"], ["+", "-"], ["*", "/", "%"]]
  private static let assignments = [
    "*=", "/=", "%=", "+=", "-=", "&=", "^=", "|=", "<<=", ">>=", "=",
  ]

  /// Computes an expression; assignments change the variables.
  ///
  /// - Throws: ``Mistake``.
  static func value(
    _ text: String, _ variables: inout CommandEnvironment
  ) throws(Mistake) -> Int32 {
    var expression = IntegerExpression(
      text: Array(text.filter { $0 != "\"" }), variables: variables)
    let value = try expression.list()
    guard expression.next == nil else {
      throw expression.next == ")" ? .parentheses : .operation
    }
    variables = expression.variables
    return value
  }

  private init(text: [Character], variables: CommandEnvironment) {
    self.text = text
    self.variables = variables
  }

  private var next: Character? { position < text.count ? text[position] : nil }

  private mutating func skipBlanks() {
    while next?.isWhitespace == true { position += 1 }
  }

  private mutating func take(_ word: String) -> Bool {
    skipBlanks()
    guard text[position...].starts(with: word) else { return false }
    position += word.count
    return true
  }

  private mutating func list() throws(Mistake) -> Int32 {
    var value = try assignment()
    while take(",") { value = try assignment() }
    skipBlanks()
    return value
  }

  private mutating func assignment() throws(Mistake) -> Int32 {
    skipBlanks()
    let start = position
    if let name = name() {
      for sign in Self.assignments where take(sign) {
        let value = try nested { expression throws(Mistake) in try expression.assignment() }
        let old = variable(name)
        let result = sign == "=" ? value : try Self.apply(String(sign.dropLast()), old, value)
        variables[name] = String(result)
        return result
      }
    }
    position = start
    return try operation(level: 0)
  }

  private mutating func operation(level: Int) throws(Mistake) -> Int32 {
    guard level < Self.levels.count else { return try operand() }
    var value = try operation(level: level + 1)
    while let sign = takeOperator(level) {
      value = try Self.apply(sign, value, try operation(level: level + 1))
    }
    return value
  }

  private mutating func takeOperator(_ level: Int) -> String? {
    skipBlanks()
    for sign in Self.levels[level] where take(sign) { return sign }
    return nil
  }

  private mutating func operand() throws(Mistake) -> Int32 {
    if take("-") { return 0 &- (try nested { e throws(Mistake) in try e.operand() }) }
    if take("+") { return try nested { e throws(Mistake) in try e.operand() } }
    if take("~") { return ~(try nested { e throws(Mistake) in try e.operand() }) }
    if take("!") { return try nested { e throws(Mistake) in try e.operand() } == 0 ? 1 : 0 }
    if take("(") {
      let value = try nested { e throws(Mistake) in try e.list() }
      guard take(")") else { throw .parentheses }
      return value
    }
    skipBlanks()
    if next?.isNumber == true {
      var digits = ""
      while let character = next, character.isLetter || character.isNumber {
        digits.append(character)
        position += 1
      }
      guard let value = CommandInterpreter.number(digits) else { throw .number }
      return value
    }
    guard let name = name() else { throw .operand }
    return variable(name)
  }

  private mutating func nested(
    _ work: (inout IntegerExpression) throws(Mistake) -> Int32
  ) throws(Mistake) -> Int32 {
    guard depth < Self.deepest else { throw .parentheses }
    depth += 1
    defer { depth -= 1 }
    return try work(&self)
  }

  private mutating func name() -> String? {
    var name = ""
    while let character = next,
      character.isLetter || character.isNumber || "_.#$@".contains(character)
    {
      if name.isEmpty, character.isNumber { return nil }
      name.append(character)
      position += 1
    }
    return name.isEmpty ? nil : name
  }

  private func variable(_ name: String) -> Int32 {
    variables[name].flatMap { CommandInterpreter.number($0.trimmed) } ?? 0
  }

  private static func apply(
    _ sign: String, _ left: Int32, _ right: Int32
  ) throws(Mistake) -> Int32 {
    switch sign {
    case "|": return left | right
    case "^": return left ^ right
    case "&": return left & right
    case "<<": return (0..<32).contains(right) ? left << right : 0
    case ">>": return left >> min(max(right, 0), 31)
    case "+": return left &+ right
    case "-": return left &- right
    case "*": return left &* right
    default:
      guard right != 0 else { throw .division }
      return sign == "/"
        ? left.dividedReportingOverflow(by: right).partialValue
        : left.remainderReportingOverflow(dividingBy: right).partialValue
    }
  }
}
