import CIMModel
import Foundation

/// Instances as JSON, in a form that the database can compare: whole numbers of 64 bits without sign as
/// 20 digits, times as DSP0004 writes them, references as paths.
enum CIMDocument {
  /// The text of an instance.
  static func text(of instance: CIMInstance, of type: CIMClass) throws -> String {
    var members: [String: Any] = [:]
    for name in instance.names {
      let property = type.property(name)
      members[property?.name ?? name] = json(instance[name], as: property?.type)
    }
    let data = try JSONSerialization.data(withJSONObject: members, options: [.sortedKeys])
    return String(decoding: data, as: UTF8.self)
  }

  /// The instance of a text.
  static func instance(_ text: String, of type: CIMClass) throws -> CIMInstance {
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    guard let members = object as? [String: Any] else {
      throw CIMStorageError.unreadable(type.name)
    }
    var values: [String: CIMValue] = [:]
    for (name, member) in members {
      let type = type.property(name)?.type
      if let list = member as? [Any] {
        values[name] = .array(list.map { value($0, as: type) })
      } else {
        values[name] = value(member, as: type)
      }
    }
    return CIMInstance(className: type.name, values: values)
  }

  /// A whole number without sign as digits that sort like the number.
  static func digits(_ number: UInt64) -> String {
    let digits = String(number)
    return String(repeating: "0", count: 20 - digits.utf8.count) + digits
  }

  private static func json(_ value: CIMValue, as type: CIMType?) -> Any {
    switch value {
    case .null: return NSNull()
    case .boolean(let flag): return flag
    case .unsigned(let number): return type == .uint64 ? digits(number) as Any : number as Any
    case .signed(let number): return number
    case .real(let number): return number.isFinite ? number as Any : value.text as Any
    case .char16(let unit): return Int(unit)
    case .string, .datetime, .reference: return value.text
    case .array(let values): return values.map { json($0, as: type) }
    case .instance(let instance):
      var members: [String: Any] = ["__class": instance.className]
      for name in instance.names { members[name] = json(instance[name], as: nil) }
      return members
    }
  }

  private static func value(_ member: Any, as type: CIMType?) -> CIMValue {
    switch (member, type) {
    case (is NSNull, _): return .null
    case (let text as String, let type?):
      return CIMValue(text, as: type) ?? .null
    case (let text as String, nil): return .string(text)
    case (let number as NSNumber, .boolean?): return .boolean(number.boolValue)
    case (let number as NSNumber, .real32?), (let number as NSNumber, .real64?):
      return .real(number.doubleValue)
    case (let number as NSNumber, .char16?): return .char16(number.uint16Value)
    case (let number as NSNumber, let type?):
      return type.integerRange?.least == 0
        ? .unsigned(number.uint64Value) : .signed(number.int64Value)
    case (let number as NSNumber, nil): return .boolean(number.boolValue)
    case (let members as [String: Any], _):
      var instance = CIMInstance(className: members["__class"] as? String ?? "")
      for (name, inner) in members where name != "__class" {
        instance[name] = value(inner, as: nil)
      }
      return .instance(instance)
    default: return .null
    }
  }
}
