extension CIMFilter {
  /// Whether an instance fulfils the condition.
  public func matches(_ instance: CIMInstance) -> Bool {
    switch self {
    case .all(let parts): parts.allSatisfy { $0.matches(instance) }
    case .any(let parts): parts.contains { $0.matches(instance) }
    case .not(let inner): !inner.matches(instance)
    case .isNull(let property): instance[property.name].isNull
    case .isClass(let names): names.contains(CIMName(instance.className))
    case .like(let property, let pattern):
      if case .string(let text) = instance[property.name] { pattern.matches(text) } else { false }
    case .comparison(let property, let comparison, let value):
      if let order = instance[property.name].compared(with: value) {
        comparison.holds(order)
      } else {
        false
      }
    }
  }
}

extension WQLComparison {
  /// Whether the relation holds when the left side stands so to the right side: below 0 for less, 0 for
  /// equal, above 0 for greater.
  public func holds(_ order: Int) -> Bool {
    switch self {
    case .equal, .like: order == 0
    case .notEqual, .notLike: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }
}

extension CIMValue {
  /// How the value stands to another one: below 0 for less, 0 for equal, above 0 for greater; nil when
  /// one of them is null or they cannot be compared. Letter case of text is ignored.
  public func compared(with other: CIMValue) -> Int? {
    switch (self, other) {
    case (.string(let left), .string(let right)): order(left.lowercased(), right.lowercased())
    case (.boolean(let left), .boolean(let right)): order(left ? 1 : 0, right ? 1 : 0)
    case (.unsigned(let left), .unsigned(let right)): order(left, right)
    case (.signed(let left), .signed(let right)): order(left, right)
    case (.char16(let left), .char16(let right)): order(left, right)
    case (.datetime(.timestamp(let left)), .datetime(.timestamp(let right))):
      order(left.microseconds, right.microseconds)
    case (.datetime(.interval(let left)), .datetime(.interval(let right))):
      order(left.microseconds, right.microseconds)
    case (.datetime(.timeOfDay(let left)), .datetime(.timeOfDay(let right))):
      order(left.microseconds, right.microseconds)
    case (.reference(let left), .reference(let right)): left == right ? 0 : 1
    default:
      if let left = number, let right = other.number { order(left, right) } else { nil }
    }
  }

  private func order<Value: Comparable>(_ left: Value, _ right: Value) -> Int {
    left < right ? -1 : left == right ? 0 : 1
  }

  private var number: Double? {
    switch self {
    case .unsigned(let number): Double(number)
    case .signed(let number): Double(number)
    case .real(let number): number
    default: nil
    }
  }
}
