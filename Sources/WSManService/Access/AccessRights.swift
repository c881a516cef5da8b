/// Rights as bits of an access mask (`configuration.md` 13.2).
public struct AccessRights: OptionSet, Sendable, Hashable {
  /// The bits.
  public let rawValue: UInt32

  /// The rights with these bits.
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// `GR`: Get, Enumerate, Pull, Release, Subscribe, Unsubscribe.
  public static let read = AccessRights(rawValue: 0x8000_0000)
  /// `GW`: Put, Create, Delete.
  public static let write = AccessRights(rawValue: 0x4000_0000)
  /// `GX`: everything else, and shells.
  public static let execute = AccessRights(rawValue: 0x2000_0000)
  /// `GA`: contains the other three.
  public static let all = AccessRights(rawValue: 0x1000_0000)

  /// The same rights, with what `GA` contains spelled out.
  var expanded: AccessRights {
    contains(.all) ? union([.read, .write, .execute]) : self
  }

  /// Reads the rights field of an entry: pairs of letters or a number; nil when it is neither.
  init?(sddl text: some StringProtocol) {
    if let first = text.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) {
      guard let number = Self.number(String(text)) else { return nil }
      self.init(rawValue: number)
      return
    }
    var rights = AccessRights()
    var rest = text.uppercased()[...]
    while !rest.isEmpty {
      guard let token = Self.tokens[String(rest.prefix(2))] else { return nil }
      rights.formUnion(AccessRights(rawValue: token))
      rest = rest.dropFirst(2)
    }
    self = rights
  }

  private static func number(_ text: String) -> UInt32? {
    let digits = text.lowercased()
    if digits.hasPrefix("0x") {
      let hex = digits.dropFirst(2)
      return (1...8).contains(hex.count) && hex.allSatisfy(\.isHexDigit)
        ? UInt32(hex, radix: 16) : nil
    }
    return digits.hasPrefix("0") && digits != "0"
      ? UInt32(digits.dropFirst(), radix: 8) : UInt32(digits)
  }

  private static let tokens: [String: UInt32] = [
    "GA": 0x1000_0000, "GX": 0x2000_0000, "GW": 0x4000_0000, "GR": 0x8000_0000,
    "SD": 0x0001_0000, "RC": 0x0002_0000, "WD": 0x0004_0000, "WO": 0x0008_0000,
    "CC": 0x0000_0001, "DC": 0x0000_0002, "LC": 0x0000_0004, "SW": 0x0000_0008,
    "RP": 0x0000_0010, "WP": 0x0000_0020, "DT": 0x0000_0040, "LO": 0x0000_0080,
    "CR": 0x0000_0100, "FA": 0x001F_01FF, "FR": 0x0012_0089, "FW": 0x0012_0116,
    "FX": 0x0012_00A0, "KA": 0x000F_003F, "KR": 0x0002_0019, "KW": 0x0002_0006,
    "KX": 0x0002_0019,
  ]
}
