extension CIMValue: ExpressibleByStringLiteral {
  /// A text.
  public init(stringLiteral value: String) { self = .string(value) }
}

extension CIMValue: ExpressibleByBooleanLiteral {
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
}

extension CIMValue: ExpressibleByIntegerLiteral {
  /// A number without sign.
  public init(integerLiteral value: UInt64) { self = .unsigned(value) }
}
