/// A query in WQL, the query language of WMI, as it was written (`configuration.md` 18.2).
///
/// The names in it have not been compared with any class; ``CIMFilter`` does that.
public enum WQLQuery: Sendable, Hashable {
  /// `SELECT … FROM … WHERE …`
  case select(WQLSelect)
  /// `ASSOCIATORS OF {…} WHERE …` or `REFERENCES OF {…} WHERE …`
  case associated(AssociationQuery)

  /// The longest text of a query, in bytes.
  public static let maximumLength = 1_048_576

  /// Reads a query.
  ///
  /// - Throws: ``WQLError`` when the text does not follow the grammar or is too large.
  public init(_ text: String) throws(WQLError) {
    guard text.utf8.count <= Self.maximumLength else {
      throw WQLError(.tooLarge, "the query is longer than \(Self.maximumLength) bytes")
    }
    var parser = try WQLParser(text)
    self = try parser.query()
  }
}

/// The parts of a `SELECT`.
public struct WQLSelect: Sendable, Hashable {
  /// The properties that are asked for, in the order of the query; nil for all of them.
  public let properties: [String]?
  /// The class after `FROM`.
  public let className: String
  /// What instances must fulfil; nil when all of them are wanted.
  public let condition: WQLCondition?
}

/// What a `WHERE` demands.
///
/// Chains of the same operator are one level, so that long queries are not deep ones.
public indirect enum WQLCondition: Sendable, Hashable {
  /// All of the conditions hold.
  case all([WQLCondition])
  /// One of the conditions holds.
  case any([WQLCondition])
  /// The condition does not hold.
  case not(WQLCondition)
  /// A property stands in a relation to a constant.
  case comparison(property: String, WQLComparison, WQLConstant)
  /// A property has no value.
  case isNull(property: String)
  /// A property, `__THIS` or `__CLASS`, is of a class or of one that descends from it.
  case isClass(property: String, className: String)
}

/// The relation between a property and a constant.
public enum WQLComparison: Sendable, Hashable {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
  /// The text fits a pattern of `%`, `_` and `[…]`.
  case like
  /// The text does not fit the pattern.
  case notLike

  /// The relation seen from the other side: `5 < Size` is `Size > 5`.
  var mirrored: WQLComparison {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    case .equal, .notEqual, .like, .notLike: self
    }
  }
}

/// A constant of a query.
public enum WQLConstant: Sendable, Hashable {
  case string(String)
  /// A whole or broken number as it was written.
  case number(String)
  case boolean(Bool)

  /// The constant as text.
  public var text: String {
    switch self {
    case .string(let text), .number(let text): text
    case .boolean(let flag): flag ? "TRUE" : "FALSE"
    }
  }
}
