/// Conversion to enumerations: names in any case, unambiguous prefixes, comma lists, numbers
/// (`language.md` 4.5, 6.3).
enum EnumConversion {
  static func convert(_ value: PSValue, to type: PSEnumType) throws(NativeFailure) -> PSValue? {
    .object(try self.value(of: value, as: type))
  }

  /// The value of an enumeration that a value stands for.
  static func value(of value: PSValue, as type: PSEnumType) throws(NativeFailure) -> PSEnum {
    switch value.unwrapped {
    case .object(let object):
      if let item = object as? PSEnum {
        return item.type.name == type.name ? item : try number(item.value, type)
      }
    case .number(let number):
      guard let whole = number.integer, let value = Int64(exactly: whole) else { break }
      return try self.number(value, type)
    case .array(let array):
      return try named(array.elements.map { TextConversion.text(of: $0) }, type)
    case .null:
      throw NativeFailure(
        "System.ArgumentException",
        "The value is null; give one of the following names: \(list(type)).")
    default: break
    }
    let text = TextConversion.text(of: value)
    if let value = Int64(text.trimmingWhiteSpace()) { return try number(value, type) }
    return try named(
      text.split(separator: ",", omittingEmptySubsequences: false).map(String.init), type)
  }

  private static func list(_ type: PSEnumType) -> String {
    type.members.map(\.name).joined(separator: ", ")
  }

  private static func number(_ value: Int64, _ type: PSEnumType) throws(NativeFailure) -> PSEnum {
    let isDefined =
      type.members.contains { $0.value == value }
      || (type.isFlags && value & ~type.members.reduce(0) { $0 | $1.value } == 0)
    guard isDefined else {
      throw NativeFailure(
        "System.ArgumentException",
        "The value \(value) is not defined by the enumeration \(type.name). "
          + "Specify one of the following enumerator names and try again:\n\(list(type))")
    }
    return PSEnum(type, value)
  }

  private static func named(_ names: [String], _ type: PSEnumType) throws(NativeFailure) -> PSEnum {
    if names.count > 1 && !type.isFlags {
      throw NativeFailure(
        "System.ArgumentException",
        "Several names were given, but a value of \(type.name) is one name. "
          + "Specify one of the following enumerator names and try again:\n\(list(type))")
    }
    var value: Int64 = 0
    for part in names { value |= try member(part.trimmingWhiteSpace(), type) }
    return PSEnum(type, value)
  }

  private static func member(_ name: String, _ type: PSEnumType) throws(NativeFailure) -> Int64 {
    if let exact = type.members.first(where: { $0.name.equalsIgnoringCase(name) }) {
      return exact.value
    }
    let candidates = name.isEmpty ? [] : type.members.filter { $0.name.hasPrefixIgnoringCase(name) }
    if candidates.count == 1 { return candidates[0].value }
    if candidates.count > 1 {
      throw NativeFailure(
        "System.ArgumentException",
        "The identifier name \(name) is ambiguous. It is the beginning of: "
          + "\(candidates.map(\.name).joined(separator: ", ")). Write one of them in full.")
    }
    throw NativeFailure(
      "System.ArgumentException",
      "Unable to match the identifier name \(name) to a valid enumerator name. "
        + "Specify one of the following enumerator names and try again:\n\(list(type))")
  }
}
