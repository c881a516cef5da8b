/// Why a query cannot be answered.
public struct WQLError: Error, Hashable, CustomStringConvertible {
  /// Which rule was broken, as WMI numbers it.
  public enum Kind: Sendable, Hashable {
    /// The text does not follow the grammar (`WBEM_E_INVALID_QUERY`, 0x80041017).
    case syntax
    /// The class does not exist (`WBEM_E_INVALID_CLASS`, 0x80041010).
    case unknownClass
    /// The class has no such property, or the value cannot be one of it (0x80041017).
    case unfitting
    /// The text is longer or nested deeper than the service accepts
    /// (`WBEM_E_QUOTA_VIOLATION`, 0x8004106C).
    case tooLarge
  }

  /// Which rule was broken.
  public let kind: Kind
  /// What is wrong and where, for people.
  public let description: String

  /// An error.
  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
