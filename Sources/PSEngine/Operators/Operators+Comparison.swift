import PSLanguage

extension Operators {
  /// `-eq -ne -lt -le -gt -ge`: a Bool for scalars, the matching elements for a collection.
  static func compare(
    _ operation: BinaryOperator, _ left: PSValue, _ right: PSValue, types: TypeTable
  ) throws -> PSValue {
    guard let elements = collection(left) else {
      return .bool(try holds(operation, left, right, types))
    }
    var check = CancellationCheck()
    return .list(
      try elements.filter {
        try check.pass()
        return try holds(operation, $0, right, types)
      })
  }

  private static func holds(
    _ operation: BinaryOperator, _ left: PSValue, _ right: PSValue, _ types: TypeTable
  ) throws -> Bool {
    func order(_ rule: CaseRule) throws -> Int {
      try Comparison.order(left, right, caseSensitive: rule.isSensitive, types: types)
    }
    switch operation {
    case .equal(let rule):
      return Comparison.areEqual(left, right, caseSensitive: rule.isSensitive, types: types)
    case .notEqual(let rule):
      return !Comparison.areEqual(left, right, caseSensitive: rule.isSensitive, types: types)
    case .lessThan(let rule): return try order(rule) < 0
    case .lessOrEqual(let rule): return try order(rule) <= 0
    case .greaterThan(let rule): return try order(rule) > 0
    case .greaterOrEqual(let rule): return try order(rule) >= 0
    default: return false
    }
  }

  /// `-like`, `-notlike`
  static func like(
    _ left: PSValue, _ right: PSValue, _ rule: CaseRule, negated: Bool,
    _ context: ExecutionContext
  ) throws -> PSValue {
    let pattern = WildcardPattern(text(right, context), ignoreCase: !rule.isSensitive)
    if let elements = collection(left) {
      var check = CancellationCheck()
      return .list(
        try elements.filter {
          try check.pass()
          return pattern.matches(text($0, context)) != negated
        })
    }
    return .bool(pattern.matches(text(left, context)) != negated)
  }

  /// `-split` before its operand: at runs of white space.
  static func splitOnWhiteSpace(_ value: PSValue, _ context: ExecutionContext) -> PSValue {
    let elements = collection(value) ?? [value]
    let words = elements.flatMap { element in
      text(element, context).split(whereSeparator: \.isWhitespace).map(String.init)
    }
    return .strings(words)
  }
}
