public import PSEngine

/// How objects of some types are shown: what a module registers for its types
/// (`language.md` 10.2, 11).
///
/// Views are made when a session starts and stay with it, so they need not be `Sendable`.
public struct FormatViewDefinition {
  /// Name for `Format-Table -View`.
  public var name: String
  /// Full type names that the view serves.
  public var typeNames: [String]
  /// What groups consecutive objects.
  public var groupBy: FormatGrouping?
  /// Columns, lines or text.
  public var control: FormatControl
  /// Whether objects are printed on their own, without the empty lines of a document (errors).
  public var isOutOfBand = false
  /// Views of one family give way to each other: when an object comes whose own view is another one
  /// of the same family, that view begins; other objects would be listed out of band.
  public var family: String?

  /// Describes a view.
  public init(
    _ name: String, for typeNames: [String], groupBy: FormatGrouping? = nil,
    control: FormatControl
  ) {
    self.name = name
    self.typeNames = typeNames
    self.groupBy = groupBy
    self.control = control
  }

  /// A table.
  /// - Parameters:
  ///   - typeNames: the types that it serves.
  ///   - name: name for `-View`; the first type's name when it is not given.
  ///   - groupBy: what groups consecutive objects.
  ///   - family: see ``family``.
  ///   - columns: the columns, left to right.
  public static func table(
    for typeNames: [String], named name: String? = nil, groupBy: FormatGrouping? = nil,
    family: String? = nil, _ columns: [FormatColumn]
  ) -> FormatViewDefinition {
    var view = FormatViewDefinition(
      name ?? typeNames.first ?? "", for: typeNames, groupBy: groupBy,
      control: .table(TableControl(columns)))
    view.family = family
    return view
  }

  /// A list.
  public static func list(
    for typeNames: [String], named name: String? = nil, groupBy: FormatGrouping? = nil,
    _ lines: [FormatColumn]
  ) -> FormatViewDefinition {
    FormatViewDefinition(
      name ?? typeNames.first ?? "", for: typeNames, groupBy: groupBy, control: .list(lines))
  }

  /// Lines of text made from the object.
  public static func text(
    for typeNames: [String], named name: String? = nil, isOutOfBand: Bool = false,
    _ lines: @escaping (PSValue, FormatTextContext) -> [String]
  ) -> FormatViewDefinition {
    var view = FormatViewDefinition(
      name ?? typeNames.first ?? "", for: typeNames, control: .text(lines))
    view.isOutOfBand = isOutOfBand
    return view
  }
}

/// The kinds of view.
public enum FormatControl {
  case table(TableControl)
  case list([FormatColumn])
  case wide(FormatColumn)
  /// Lines made from the object.
  case text((PSValue, FormatTextContext) -> [String])

  /// The kind alone.
  var kind: FormatKind {
    switch self {
    case .table: return .table
    case .list: return .list
    case .wide: return .wide
    case .text: return .custom
    }
  }
}

/// What a view needs to know to make lines of text.
public struct FormatTextContext {
  /// Edition and preferences.
  public let style: OutputStyle
  /// Cells that a line may take; longer ones are wrapped.
  public let lineWidth: Int

  /// Describes the output.
  public init(style: OutputStyle, lineWidth: Int) {
    self.style = style
    self.lineWidth = lineWidth
  }
}

/// A shape that a formatting command may ask for.
public enum FormatKind: Sendable, Equatable {
  case table, list, wide, custom
}

/// The columns of a table view.
public struct TableControl {
  /// Left to right.
  public var columns: [FormatColumn]
  /// Whether widths follow the values.
  public var autosizes = false
  /// Whether long values go on in further lines.
  public var wraps = false
  /// Whether the header is left out.
  public var hidesHeaders = false
  /// Cells below which a line has no room for the columns: the same are then shown as a list.
  public var leastLineWidth = 0

  /// Describes a table.
  public init(_ columns: [FormatColumn]) { self.columns = columns }
}

/// What groups consecutive objects and how the line above a group looks.
public struct FormatGrouping {
  /// What is compared and shown.
  public var expression: FormatExpression
  /// What precedes the colon.
  public var label: String
  /// Blanks in front of the line.
  public var indent = 3
  /// Empty lines that Windows PowerShell adds below, beyond the usual one.
  public var extraLinesBelow = 0

  /// Groups by a property.
  public init(_ property: String, label: String? = nil) {
    expression = .property(property)
    self.label = label ?? property
  }

  /// Groups by a computed value.
  public init(label: String, value: @escaping (PSValue) -> PSValue) {
    expression = .computed(value)
    self.label = label
  }

  /// Groups by any source.
  init(_ expression: FormatExpression, label: String) {
    self.expression = expression
    self.label = label
  }
}
