/// What a formatting command was asked for; everything empty is what `Out-Default` does.
public struct FormatRequest {
  /// The shape; `nil` follows the view.
  public var kind: FormatKind?
  /// `-Property`: names, wildcards, blocks and calculated properties.
  public var properties: [FormatProperty]?
  /// `-GroupBy`.
  public var groupBy: FormatProperty?
  /// `-View`.
  public var viewName: String?
  /// `-AutoSize`; `nil` follows the view.
  public var autosizes: Bool?
  /// `-Wrap`.
  public var wraps = false
  /// `-HideTableHeaders`.
  public var hidesHeaders = false
  /// `-Column` of wide listings.
  public var wideColumns: Int?
  /// `-Force`: scalars and errors are shown by their properties, too.
  public var isForced = false
  /// `-Expand`: what is shown of a collection.
  public var expansion = Expansion.elements
  /// `-Depth` of `Format-Custom`.
  public var depth = 5

  /// What is shown of a collection.
  public enum Expansion: Sendable {
    /// Its elements.
    case elements
    /// The collection as an object.
    case collection
    /// Both.
    case both
  }

  /// A request for a shape.
  public init(_ kind: FormatKind? = nil) { self.kind = kind }
}
