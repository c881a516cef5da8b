/// A Swift type that can stand for a parameter's value after the binder has converted it.
public protocol ParameterValue {
  /// The type that the binder converts arguments to.
  static var parameterType: ParameterType { get }
  /// Reads a converted value; `nil` when it is `$null` or of another kind.
  static func fromBound(_ value: PSValue) -> Self?
}

extension PSValue: ParameterValue {
  /// The type that the binder converts arguments to.
  public static var parameterType: ParameterType { .any }
  /// Reads a converted value.
  public static func fromBound(_ value: PSValue) -> PSValue? { value }
}

extension String: ParameterValue {
  /// The type that the binder converts arguments to.
  public static var parameterType: ParameterType { .named("System.String") }
  /// Reads a converted value.
  public static func fromBound(_ value: PSValue) -> String? {
    if case .string(let text) = value.unwrapped { return text }
    return nil
  }
}

extension Bool: ParameterValue {
  /// The type that the binder converts arguments to.
  public static var parameterType: ParameterType { .named("System.Boolean") }
  /// Reads a converted value.
  public static func fromBound(_ value: PSValue) -> Bool? {
    if case .bool(let flag) = value.unwrapped { return flag }
    return nil
  }
}

extension Int32: ParameterValue {
  /// The type that the binder converts arguments to.
  public static var parameterType: ParameterType { .named("System.Int32") }
  /// Reads a converted value.
  public static func fromBound(_ value: PSValue) -> Int32? {
    if case .number(.int32(let number)) = value.unwrapped { return number }
    return nil
  }
}

extension Int64: ParameterValue {
  /// The type that the binder converts arguments to.
  public static var parameterType: ParameterType { .named("System.Int64") }
  /// Reads a converted value.
  public static func fromBound(_ value: PSValue) -> Int64? {
    if case .number(.int64(let number)) = value.unwrapped { return number }
    return nil
  }
}

extension Double: ParameterValue {
  /// The type that the binder converts arguments to.
  public static var parameterType: ParameterType { .named("System.Double") }
  /// Reads a converted value.
  public static func fromBound(_ value: PSValue) -> Double? {
    if case .number(.double(let number)) = value.unwrapped { return number }
    return nil
  }
}

extension Array: ParameterValue where Element: ParameterValue {
  /// The type that the binder converts arguments to.
  public static var parameterType: ParameterType { .array(Element.parameterType) }
  /// Reads a converted value.
  @inlinable public static func fromBound(_ value: PSValue) -> [Element]? {
    if value.isNull { return nil }
    let values = value.enumerated
    var elements: [Element] = []
    elements.reserveCapacity(values.count)
    for value in values { if let element = Element.fromBound(value) { elements.append(element) } }
    return elements
  }
}

/// `SwitchParameter`: present or not.
public struct SwitchParameter: ParameterValue, Sendable {
  /// Whether the switch is on.
  public let isPresent: Bool

  /// Makes a switch.
  public init(_ isPresent: Bool) { self.isPresent = isPresent }

  /// The type that the binder converts arguments to.
  public static var parameterType: ParameterType { .switchParameter }
  /// Reads a converted value.
  public static func fromBound(_ value: PSValue) -> SwitchParameter? {
    SwitchParameter(Truth.isTrue(value))
  }
}

/// A Swift enumeration that is an enumeration of the language: give its type and read it back.
public protocol EnumParameterValue: ParameterValue, RawRepresentable where RawValue == Int64 {
  /// The enumeration type with its names.
  static var enumType: PSEnumType { get }
}

extension EnumParameterValue {
  /// The type that the binder converts arguments to.
  public static var parameterType: ParameterType { .enumeration(enumType) }
  /// Reads a converted value.
  public static func fromBound(_ value: PSValue) -> Self? {
    guard case .object(let object) = value, let item = object as? PSEnum else { return nil }
    return Self(rawValue: item.value)
  }

  /// A value by its name, letter case ignored.
  public init?(name: String) {
    guard let member = Self.enumType.members.first(where: { $0.name.equalsIgnoringCase(name) })
    else { return nil }
    self.init(rawValue: member.value)
  }

  /// The name as shown.
  public var name: String { PSEnum(Self.enumType, rawValue).text }
  /// The value as the language sees it.
  public var value: PSValue { .object(PSEnum(Self.enumType, rawValue)) }
}

extension PSHashtable: ParameterValue {
  /// The type that the binder converts arguments to.
  public static var parameterType: ParameterType { .named("System.Collections.Hashtable") }
}
extension ScriptBlock: ParameterValue {
  /// The type that the binder converts arguments to.
  public static var parameterType: ParameterType {
    .named("System.Management.Automation.ScriptBlock")
  }
}
extension PSCredential: ParameterValue {
  /// The type that the binder converts arguments to.
  public static var parameterType: ParameterType {
    .named("System.Management.Automation.PSCredential")
  }
}
extension PSSecureString: ParameterValue {
  /// The type that the binder converts arguments to.
  public static var parameterType: ParameterType { .named("System.Security.SecureString") }
}

extension ParameterValue where Self: PSObject {
  /// Reads an object of this class.
  public static func fromBound(_ value: PSValue) -> Self? {
    if case .object(let object) = value { return object as? Self }
    return nil
  }
}
