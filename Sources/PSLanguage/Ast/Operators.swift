/// How an operator treats the case of text.
public enum CaseRule: Sendable, Equatable {
  /// No prefix; ignores case.
  case unspecified
  /// Prefix `i`; ignores case.
  case insensitive
  /// Prefix `c`; regards case.
  case sensitive

  /// Whether case counts.
  public var isSensitive: Bool { self == .sensitive }
}

/// Operators between two operands (`language.md` 3.3, 3.4).
public enum BinaryOperator: Sendable, Equatable {
  /// `-and`
  case and
  /// `-or`
  case or
  /// `-xor`
  case xor
  /// `-band`
  case bitAnd
  /// `-bor`
  case bitOr
  /// `-bxor`
  case bitXor
  /// `-eq`
  case equal(CaseRule)
  /// `-ne`
  case notEqual(CaseRule)
  /// `-gt`
  case greaterThan(CaseRule)
  /// `-ge`
  case greaterOrEqual(CaseRule)
  /// `-lt`
  case lessThan(CaseRule)
  /// `-le`
  case lessOrEqual(CaseRule)
  /// `-like`
  case like(CaseRule)
  /// `-notlike`
  case notLike(CaseRule)
  /// `-match`
  case match(CaseRule)
  /// `-notmatch`
  case notMatch(CaseRule)
  /// `-replace`
  case replace(CaseRule)
  /// `-contains`
  case contains(CaseRule)
  /// `-notcontains`
  case notContains(CaseRule)
  /// `-in`
  case `in`(CaseRule)
  /// `-notin`
  case notIn(CaseRule)
  /// `-split`
  case split(CaseRule)
  /// `-join`
  case join
  /// `-is`
  case isType
  /// `-isnot`
  case isNotType
  /// `-as`
  case asType
  /// `-shl`
  case shiftLeft
  /// `-shr`
  case shiftRight
  /// `??` (7 only)
  case coalesce
  /// `+`
  case add
  /// `-`
  case subtract
  /// `*`
  case multiply
  /// `/`
  case divide
  /// `%`
  case remainder
  /// `-f`
  case format
  /// `..`
  case range
}

/// Operators before or behind one operand.
public enum UnaryOperator: Sendable, Equatable {
  /// `-not`, `!`
  case not
  /// `-bnot`
  case bitNot
  /// `+`
  case plus
  /// `-`
  case minus
  /// `,` before an element: an array of one
  case comma
  /// `-split` before a text
  case split(CaseRule)
  /// `-join` before a list
  case join
  /// `++` before
  case prefixIncrement
  /// `--` before
  case prefixDecrement
  /// `++` behind
  case postfixIncrement
  /// `--` behind
  case postfixDecrement
}

/// Operators that assign.
public enum AssignmentOperator: String, Sendable {
  /// `=`
  case assign = "="
  /// `+=`
  case add = "+="
  /// `-=`
  case subtract = "-="
  /// `*=`
  case multiply = "*="
  /// `/=`
  case divide = "/="
  /// `%=`
  case remainder = "%="
  /// `??=` (7 only)
  case coalesce = "??="
}
