extension CaseRule {
  /// The letter before the name of an operator.
  var prefix: String {
    switch self {
    case .unspecified: ""
    case .insensitive: "i"
    case .sensitive: "c"
    }
  }
}

extension BinaryOperator {
  /// The operator as it is written, in lower case.
  public var symbol: String {
    switch self {
    case .and: "-and"
    case .or: "-or"
    case .xor: "-xor"
    case .bitAnd: "-band"
    case .bitOr: "-bor"
    case .bitXor: "-bxor"
    case .equal(let rule): "-\(rule.prefix)eq"
    case .notEqual(let rule): "-\(rule.prefix)ne"
    case .greaterThan(let rule): "-\(rule.prefix)gt"
    case .greaterOrEqual(let rule): "-\(rule.prefix)ge"
    case .lessThan(let rule): "-\(rule.prefix)lt"
    case .lessOrEqual(let rule): "-\(rule.prefix)le"
    case .like(let rule): "-\(rule.prefix)like"
    case .notLike(let rule): "-\(rule.prefix)notlike"
    case .match(let rule): "-\(rule.prefix)match"
    case .notMatch(let rule): "-\(rule.prefix)notmatch"
    case .replace(let rule): "-\(rule.prefix)replace"
    case .contains(let rule): "-\(rule.prefix)contains"
    case .notContains(let rule): "-\(rule.prefix)notcontains"
    case .in(let rule): "-\(rule.prefix)in"
    case .notIn(let rule): "-\(rule.prefix)notin"
    case .split(let rule): "-\(rule.prefix)split"
    case .join: "-join"
    case .isType: "-is"
    case .isNotType: "-isnot"
    case .asType: "-as"
    case .shiftLeft: "-shl"
    case .shiftRight: "-shr"
    case .coalesce: "??"
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .remainder: "%"
    case .format: "-f"
    case .range: ".."
    }
  }
}

extension UnaryOperator {
  /// The operator as it is written, in lower case; a blank-free name tells before from behind.
  public var symbol: String {
    switch self {
    case .not: "-not"
    case .bitNot: "-bnot"
    case .plus: "+"
    case .minus: "-"
    case .comma: ","
    case .split(let rule): "-\(rule.prefix)split"
    case .join: "-join"
    case .prefixIncrement: "++pre"
    case .prefixDecrement: "--pre"
    case .postfixIncrement: "++post"
    case .postfixDecrement: "--post"
    }
  }
}
