/// A .NET enumeration type: names in the order of their values.
public struct PSEnumType: Sendable, Equatable {
  /// Full .NET name.
  public let name: String
  /// Names and values, ascending by value.
  public let members: [Member]
  /// Whether values combine (`[Flags]`).
  public let isFlags: Bool

  /// One name of an enumeration.
  public struct Member: Sendable, Equatable {
    /// The name as shown.
    public let name: String
    /// The number.
    public let value: Int64
  }

  /// Describes an enumeration type.
  public init(_ name: String, _ members: [(String, Int64)], isFlags: Bool = false) {
    self.name = name
    self.members = members.map { Member(name: $0.0, value: $0.1) }
    self.isFlags = isFlags
  }
}

/// A value of an enumeration type; prints its name or names.
public final class PSEnum: PSObject {
  /// The type.
  public let type: PSEnumType
  /// The number.
  public let value: Int64

  /// Makes a value; the number need not be a defined one.
  public init(_ type: PSEnumType, _ value: Int64) {
    self.type = type
    self.value = value
  }

  public override var baseTypeNames: [String] {
    [type.name, "System.Enum", "System.ValueType", "System.Object"]
  }

  public override var text: String {
    if let exact = type.members.first(where: { $0.value == value }) { return exact.name }
    guard type.isFlags, value != 0 else { return String(value) }
    var rest = value
    var names: [String] = []
    for member in type.members.reversed()
    where member.value != 0 && rest & member.value == member.value {
      names.append(member.name)
      rest &= ~member.value
    }
    return rest == 0 ? names.reversed().joined(separator: ", ") : String(value)
  }

  public override var isTrue: Bool { value != 0 }
  public override var equalityKey: String? { String(value) }
  public override var declaredProperties: [PSPropertyInfo] {
    [PSPropertyInfo("value__", "System.Int32")]
  }
  public override func declaredValue(_ name: String) -> PSValue? {
    name.equalsIgnoringCase("value__") ? .int(Int(value)) : nil
  }
}
