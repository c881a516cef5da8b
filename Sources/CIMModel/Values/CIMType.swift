/// The type of one value of a property or parameter (DSP0004 5.2; `configuration.md` 18.5).
///
/// Whether a property holds one value or an array of them is said by the property.
public enum CIMType: Sendable, Hashable {
  case boolean
  case uint8, uint16, uint32, uint64
  case sint8, sint16, sint32, sint64
  case real32, real64
  case string
  /// One UTF-16 code unit.
  case char16
  /// A point in time or a length of time.
  case datetime
  /// The path of an instance of the named class, or of one of its subclasses.
  case reference(String)
  /// An instance of the named class inside another one.
  case instance(String)

  /// The type that MOF calls by a keyword; nil for the name of a class.
  public init?(keyword: some StringProtocol) {
    guard let type = Self.keywords[keyword.lowercased()] else { return nil }
    self = type
  }

  /// The type's name in MOF; of a reference and an embedded instance the name of the class.
  public var keyword: String {
    switch self {
    case .reference(let name), .instance(let name): name
    default: Self.keywords.first { $0.value == self }?.key ?? ""
    }
  }

  /// The least and the greatest value of an integer type as 64-bit numbers; nil for other types.
  public var integerRange: (least: Int64, greatest: UInt64)? {
    switch self {
    case .uint8: (0, UInt64(UInt8.max))
    case .uint16: (0, UInt64(UInt16.max))
    case .uint32: (0, UInt64(UInt32.max))
    case .uint64: (0, UInt64.max)
    case .sint8: (Int64(Int8.min), UInt64(Int8.max))
    case .sint16: (Int64(Int16.min), UInt64(Int16.max))
    case .sint32: (Int64(Int32.min), UInt64(Int32.max))
    case .sint64: (Int64.min, UInt64(Int64.max))
    default: nil
    }
  }

  /// Whether values of the type are numbers.
  public var isNumeric: Bool {
    switch self {
    case .real32, .real64: true
    default: integerRange != nil
    }
  }

  private static let keywords: [String: CIMType] = [
    "boolean": .boolean,
    "uint8": .uint8, "uint16": .uint16, "uint32": .uint32, "uint64": .uint64,
    "sint8": .sint8, "sint16": .sint16, "sint32": .sint32, "sint64": .sint64,
    "real32": .real32, "real64": .real64,
    "string": .string, "char16": .char16, "datetime": .datetime,
  ]
}
