/// An operator that is written as a dash and a name, or as a symbol.
enum OperatorWord {
  case binary(BinaryOperator)
  case unary(UnaryOperator)
  /// `-split` and `-join` stand before or between operands.
  case either(UnaryOperator, BinaryOperator)

  var binary: BinaryOperator? {
    switch self {
    case .binary(let operation), .either(_, let operation): operation
    case .unary: nil
    }
  }

  var unary: UnaryOperator? {
    switch self {
    case .unary(let operation), .either(let operation, _): operation
    case .binary: nil
    }
  }

  /// The operators by name, without dash, in lower case.
  static let byName: [String: OperatorWord] = {
    var table: [String: OperatorWord] = [
      "not": .unary(.not), "bnot": .unary(.bitNot), "join": .either(.join, .join),
      "and": .binary(.and), "or": .binary(.or), "xor": .binary(.xor),
      "band": .binary(.bitAnd), "bor": .binary(.bitOr), "bxor": .binary(.bitXor),
      "shl": .binary(.shiftLeft), "shr": .binary(.shiftRight),
      "is": .binary(.isType), "isnot": .binary(.isNotType), "as": .binary(.asType),
      "f": .binary(.format),
    ]
    let rules: [(String, CaseRule)] = [("", .unspecified), ("i", .insensitive), ("c", .sensitive)]
    for (prefix, rule) in rules {
      let comparisons: [(String, BinaryOperator)] = [
        ("eq", .equal(rule)), ("ne", .notEqual(rule)), ("gt", .greaterThan(rule)),
        ("ge", .greaterOrEqual(rule)), ("lt", .lessThan(rule)), ("le", .lessOrEqual(rule)),
        ("like", .like(rule)), ("notlike", .notLike(rule)), ("match", .match(rule)),
        ("notmatch", .notMatch(rule)), ("replace", .replace(rule)),
        ("contains", .contains(rule)), ("notcontains", .notContains(rule)),
        ("in", .in(rule)), ("notin", .notIn(rule)),
      ]
      for (name, operation) in comparisons { table[prefix + name] = .binary(operation) }
      table[prefix + "split"] = .either(.split(rule), .split(rule))
    }
    return table
  }()
}

extension BinaryOperator {
  /// How tightly the operator binds (`language.md` 3.3); a higher level binds first.
  var level: Int {
    switch self {
    case .and, .or, .xor: 3
    case .bitAnd, .bitOr, .bitXor: 4
    case .coalesce: 6
    case .add, .subtract: 7
    case .multiply, .divide, .remainder: 8
    case .format: 9
    case .range: 10
    default: 5
    }
  }
}

extension Tokenizer {
  /// The named operator that begins here with a dash, and its length.
  func peekOperatorWord() -> (word: OperatorWord, length: Int)? {
    let (code, dashLength) = next
    guard CharacterTraits.isDash(code) else { return nil }
    let end = endOfName(from: position + dashLength)
    let length = end - position - dashLength
    guard length > 0, length <= 12 else { return nil }
    let name = source.text(position + dashLength, end).lowercased()
    return OperatorWord.byName[name].map { ($0, end - position) }
  }

  /// The binary operator that begins here, and its length.
  func peekBinaryOperator() -> (operation: BinaryOperator, length: Int)? {
    let (code, length) = next
    let second = byte(length)
    switch code {
    case 0x2B: return second == 0x3D || second == 0x2B ? nil : (.add, 1)
    case 0x2A: return second == 0x3D || second == 0x3E ? nil : (.multiply, 1)
    case 0x2F: return second == 0x3D ? nil : (.divide, 1)
    case 0x25: return second == 0x3D ? nil : (.remainder, 1)
    case 0x2E: return second == 0x2E ? (.range, 2) : nil
    case 0x3F:
      guard options.acceptsCoreSyntax, second == 0x3F, byte(2) != 0x3D else { return nil }
      return (.coalesce, 2)
    default:
      guard CharacterTraits.isDash(code) else { return nil }
      if let (word, length) = peekOperatorWord() { return word.binary.map { ($0, length) } }
      let following = character(at: position + length).code
      if CharacterTraits.isDash(following) || following == 0x3D { return nil }
      return (.subtract, length)
    }
  }

  /// The assignment operator that begins here.
  func peekAssignment() -> AssignmentOperator? {
    let (code, length) = next
    guard length > 0 else { return nil }
    if code == 0x3D { return .assign }
    if code == 0x3F {
      return options.acceptsCoreSyntax && startsWith("??=") ? .coalesce : nil
    }
    guard byte(length) == 0x3D else { return nil }
    switch code {
    case 0x2B: return .add
    case 0x2A: return .multiply
    case 0x2F: return .divide
    case 0x25: return .remainder
    default: return CharacterTraits.isDash(code) ? .subtract : nil
    }
  }
}
