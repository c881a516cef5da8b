/// A name of the CIM world: as it was written, and compared without regard to letter case.
public struct CIMName: Sendable, Hashable, Comparable {
  /// The name as it was written.
  public let text: String
  private let folded: String

  /// A name.
  public init(_ text: String) {
    self.text = text
    folded = text.lowercased()
  }

  /// Whether both names are the same but for letter case.
  public static func == (left: Self, right: Self) -> Bool { left.folded == right.folded }
  /// Alphabetical order without regard to letter case.
  public static func < (left: Self, right: Self) -> Bool { left.folded < right.folded }
  /// Names that are the same but for letter case have the same hash.
  public func hash(into hasher: inout Hasher) { hasher.combine(folded) }
}
