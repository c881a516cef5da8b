/// A condition on the instances of a class, with names and constants that fit the class.
///
/// A comparison with a property that has no value does not hold, whatever the operator.
public indirect enum CIMFilter: Sendable, Hashable {
  case all([CIMFilter])
  case any([CIMFilter])
  case not(CIMFilter)
  /// A property stands in a relation to a value of its type.
  case comparison(CIMProperty, WQLComparison, CIMValue)
  /// The text of a property fits a pattern.
  case like(CIMProperty, WQLPattern)
  /// A property has no value.
  case isNull(CIMProperty)
  /// The instance is of one of the classes.
  case isClass(Set<CIMName>)

  /// Compares the condition of a query with the classes.
  ///
  /// - Parameters:
  ///   - condition: the condition as it was written.
  ///   - target: the class after `FROM`.
  ///   - schema: the classes of the namespace.
  /// - Throws: ``WQLError`` of kind `unfitting` when the class has no such property or a constant
  ///   cannot be a value of it.
  public init(_ condition: WQLCondition, on target: CIMClass, in schema: CIMSchema) throws(WQLError)
  {
    switch condition {
    case .all(let parts): self = .all(try Self.filters(parts, target, schema))
    case .any(let parts): self = .any(try Self.filters(parts, target, schema))
    case .not(let inner): self = .not(try CIMFilter(inner, on: target, in: schema))
    case .isNull(let name): self = .isNull(try Self.property(name, of: target))
    case .isClass(let name, let className):
      guard CIMName(name) == CIMName("__THIS") || CIMName(name) == CIMName("__CLASS") else {
        throw WQLError(.unfitting, "ISA needs __THIS; \(name) is no object")
      }
      self = .isClass(Set(schema.family(of: className).map { CIMName($0.name) }))
    case .comparison(let name, let comparison, let constant):
      if CIMName(name) == CIMName("__CLASS") {
        self = try Self.classComparison(comparison, constant)
      } else {
        self = try Self.comparison(
          try Self.property(name, of: target), comparison, constant)
      }
    }
  }

  private static func filters(
    _ parts: [WQLCondition], _ target: CIMClass, _ schema: CIMSchema
  ) throws(WQLError) -> [CIMFilter] {
    var filters: [CIMFilter] = []
    for part in parts { filters.append(try CIMFilter(part, on: target, in: schema)) }
    return filters
  }

  private static func property(
    _ name: String, of target: CIMClass
  ) throws(WQLError) -> CIMProperty {
    guard let property = target.property(name) else {
      throw WQLError(.unfitting, "the class \(target.name) has no property \(name)")
    }
    return property
  }

  private static func classComparison(
    _ comparison: WQLComparison, _ constant: WQLConstant
  ) throws(WQLError) -> CIMFilter {
    let names = CIMFilter.isClass([CIMName(constant.text)])
    switch comparison {
    case .equal: return names
    case .notEqual: return .not(names)
    default: throw WQLError(.unfitting, "__CLASS can be compared with = and <> only")
    }
  }

  private static func comparison(
    _ property: CIMProperty, _ comparison: WQLComparison, _ constant: WQLConstant
  ) throws(WQLError) -> CIMFilter {
    guard !property.isArray else {
      throw WQLError(.unfitting, "\(property.name) is an array; WQL compares single values")
    }
    switch (comparison, property.type) {
    case (.like, .string), (.like, .char16):
      return .like(property, WQLPattern(constant.text))
    case (.notLike, .string), (.notLike, .char16):
      return .all([.not(.isNull(property)), .not(.like(property, WQLPattern(constant.text)))])
    case (.like, _), (.notLike, _):
      throw WQLError(.unfitting, "LIKE needs a text; \(property.name) is \(property.type.keyword)")
    case (_, .boolean), (_, .reference):
      guard comparison == .equal || comparison == .notEqual else {
        throw WQLError(.unfitting, "\(property.name) can be compared with = and <> only")
      }
    default: break
    }
    if let value = CIMValue(constant, comparedWith: property.type) {
      return .comparison(property, comparison, value)
    }
    if let range = property.type.integerRange, let number = WholePart(constant.text) {
      return integerComparison(property, comparison, number, in: range)
    }
    throw WQLError(
      .unfitting,
      "\(constant.text.prefix(80)) is no \(property.type.keyword), which \(property.name) is")
  }

  /// A comparison of a whole number with a broken or very large one, in terms of whole numbers, so that
  /// no precision is lost.
  private static func integerComparison(
    _ property: CIMProperty, _ comparison: WQLComparison, _ number: WholePart,
    in range: (least: Int64, greatest: UInt64)
  ) -> CIMFilter {
    let hasValue = CIMFilter.not(.isNull(property))
    let nothing = CIMFilter.any([])
    // Whether all numbers of the type lie on the same side of the constant.
    if number.floor > Int128(range.greatest) {
      return [.less, .lessOrEqual, .notEqual].contains(comparison) ? hasValue : nothing
    }
    if number.floor < Int128(range.least) {
      return [.greater, .greaterOrEqual, .notEqual].contains(comparison) ? hasValue : nothing
    }
    let below: CIMValue =
      range.least == 0 ? .unsigned(UInt64(number.floor)) : .signed(Int64(number.floor))
    guard !number.isWhole else { return .comparison(property, comparison, below) }
    switch comparison {
    case .less, .lessOrEqual: return .comparison(property, .lessOrEqual, below)
    case .greater, .greaterOrEqual: return .comparison(property, .greater, below)
    case .notEqual: return hasValue
    default: return nothing
    }
  }
}

extension CIMValue {
  /// The value of a type that a constant stands for.
  fileprivate init?(_ constant: WQLConstant, comparedWith type: CIMType) {
    switch (constant, type) {
    case (.number(let digits), .boolean):
      guard let number = Double(digits) else { return nil }
      self = .boolean(number != 0)
    case (.boolean(let flag), let type) where type.isNumeric:
      self = type.integerRange?.least == 0 ? .unsigned(flag ? 1 : 0) : .signed(flag ? 1 : 0)
    case (.boolean(let flag), .boolean): self = .boolean(flag)
    case (.boolean, _): return nil
    case (.number(let digits), let type), (.string(let digits), let type):
      self.init(digits, as: type)
    }
  }
}
