/// A finished line with what a terminal may do with it.
public struct OutputLine: Sendable, Equatable {
  /// Where the line came from.
  public enum Kind: Sendable, Equatable {
    /// Columns, lists and other texts made from the values of objects.
    case data
    /// A header of a table.
    case header
    /// A string of the pipeline.
    case raw
    /// Part of an error as shown.
    case error
  }

  /// The text without its line end.
  public var text: String
  /// Where it came from.
  public var kind: Kind

  /// Makes a line.
  public init(_ text: String, _ kind: Kind = .data) {
    self.text = text
    self.kind = kind
  }
}
