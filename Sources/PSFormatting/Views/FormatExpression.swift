public import PSEngine

/// Where the text of a column, a list line or a group comes from.
public enum FormatExpression {
  /// A property by name.
  case property(String)
  /// A value worked out from the object by the view.
  case computed((PSValue) -> PSValue)
  /// A script block of a calculated property; `$_` is the object.
  case script(ScriptBlock)
}

/// A column of a table or a line of a list: label, source and layout.
public struct FormatColumn {
  /// The label; the property's name when it is not given.
  public var label: String
  /// Where the value comes from.
  public var expression: FormatExpression
  /// Declared width in cells, 0 for none.
  public var width: Int
  /// Where values stand; `nil` follows the value of the first object.
  public var alignment: ColumnAlignment?
  /// A .NET format string for the value, with or without `{0:…}`.
  public var format: String?

  /// Describes a column that shows a property under its own or another name.
  public init(
    _ property: String, label: String? = nil, width: Int = 0,
    alignment: ColumnAlignment? = .left, format: String? = nil
  ) {
    self.label = label ?? property
    expression = .property(property)
    self.width = width
    self.alignment = alignment
    self.format = format
  }

  /// Describes a column with a computed value.
  public init(
    label: String, width: Int = 0, alignment: ColumnAlignment? = .left, format: String? = nil,
    value: @escaping (PSValue) -> PSValue
  ) {
    self.label = label
    expression = .computed(value)
    self.width = width
    self.alignment = alignment
    self.format = format
  }

  /// Describes a column of any source.
  init(
    label: String, expression: FormatExpression, width: Int = 0,
    alignment: ColumnAlignment? = nil, format: String? = nil
  ) {
    self.label = label
    self.expression = expression
    self.width = width
    self.alignment = alignment
    self.format = format
  }
}
