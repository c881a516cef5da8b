/// What the formatting commands hand to the writers: text with a shape, not yet laid out in columns
/// of a width. A document is `start`, one or more groups, `end`; see `language.md` 10.1.
public enum FormatRecord: Sendable {
  /// A document begins.
  case start(FormatShape)
  /// The document goes on in another shape: the next group begins as any next group does.
  case reshape(FormatShape)
  /// A group of objects begins.
  case groupStart(GroupHeader?)
  /// An object in the shape of the document.
  case entry(FormatEntry)
  /// A group ends.
  case groupEnd
  /// The document ends.
  case end
  /// An object that stands outside the document's shape, printed where it occurs.
  case outOfBand(FormatEntry)
}

/// The shape of a document.
public enum FormatShape: Sendable {
  case table(TableShape)
  case list
  case wide(WideShape)
  /// Lines as an object's view makes them.
  case custom
}

/// The columns of a table.
public struct TableShape: Sendable {
  /// A column as the writer needs it.
  public struct Column: Sendable {
    /// The header.
    public var label: String
    /// Declared width, 0 where there is none.
    public var width: Int
    /// Where values stand.
    public var alignment: ColumnAlignment

    /// Describes a column.
    public init(label: String, width: Int = 0, alignment: ColumnAlignment = .left) {
      self.label = label
      self.width = width
      self.alignment = alignment
    }
  }

  /// The columns, left to right.
  public var columns: [Column]
  /// Whether widths follow the values of a group, also where they are declared.
  public var autosizes = false
  /// Whether long values go on in further lines instead of being cut.
  public var wraps = false
  /// Whether the header is left out.
  public var hidesHeaders = false

  /// Describes a table.
  public init(columns: [Column]) { self.columns = columns }
}

/// The cells of a wide listing.
public struct WideShape: Sendable {
  /// Cells per line, 2 when it is not given.
  public var columns: Int?
  /// Whether as many cells as fit stand on a line.
  public var autosizes: Bool

  /// Describes a wide listing.
  public init(columns: Int? = nil, autosizes: Bool = false) {
    self.columns = columns
    self.autosizes = autosizes
  }
}

/// The line above a group: three blanks, label, value; or a line of its own form.
public struct GroupHeader: Sendable, Equatable {
  /// What precedes the colon.
  public var label: String
  /// What follows it.
  public var value: String
  /// Blanks in front.
  public var indent: Int
  /// Empty lines that Windows PowerShell adds below, beyond the usual one.
  public var extraLinesBelow: Int

  /// Describes a group line.
  public init(label: String, value: String, indent: Int = 3, extraLinesBelow: Int = 0) {
    self.label = label
    self.value = value
    self.indent = indent
    self.extraLinesBelow = extraLinesBelow
  }
}

/// The texts of one object.
public enum FormatEntry: Sendable {
  /// A row of a table: one text a column; may be shorter than the header.
  case row([String])
  /// A list: labels and values.
  case list([ListField])
  /// A cell of a wide listing.
  case wide(String)
  /// Lines of a custom view; long ones are wrapped.
  case text([String])
  /// The text of a string or another scalar, written as it is.
  case raw(String)
  /// An error record.
  case error(ErrorReport)
}

/// A line of a list.
public struct ListField: Sendable, Equatable {
  /// What precedes the colon.
  public var label: String
  /// What follows it.
  public var value: String

  /// Describes a line.
  public init(_ label: String, _ value: String) {
    self.label = label
    self.value = value
  }
}
