import CIMModel
import PSEngine

/// Values of CIM as values of the language, and back.
enum CIMValues {
  /// The full names of the types of .NET.
  static func typeName(_ type: CIMType, isArray: Bool, _ style: CIMObject.Style) -> String {
    let name =
      switch type {
      case .boolean: "System.Boolean"
      case .uint8: "System.Byte"
      case .uint16: "System.UInt16"
      case .uint32: "System.UInt32"
      case .uint64: "System.UInt64"
      case .sint8: "System.SByte"
      case .sint16: "System.Int16"
      case .sint32: "System.Int32"
      case .sint64: "System.Int64"
      case .real32: "System.Single"
      case .real64: "System.Double"
      case .char16: "System.Char"
      case .datetime: style == .cim ? "System.DateTime" : "System.String"
      case .string, .reference, .instance: "System.String"
      }
    return isArray ? name + "[]" : name
  }

  /// A value of a property.
  static func value(_ value: CIMValue, of property: CIMProperty, _ style: CIMObject.Style)
    -> PSValue
  {
    guard !value.isNull else { return .null }
    if property.isArray {
      return .array(
        PSArray(
          value.elements.map { one($0, property.type, style) },
          elementType: typeName(property.type, isArray: false, style)))
    }
    return one(value, property.type, style)
  }

  private static func one(
    _ value: CIMValue, _ type: CIMType, _ style: CIMObject.Style
  ) -> PSValue {
    switch value {
    case .null, .array, .instance: return .null
    case .boolean(let flag): return .bool(flag)
    case .unsigned(let number): return .number(unsigned(number, type))
    case .signed(let number): return .number(signed(number, type))
    case .real(let number):
      return .number(type == .real32 ? .single(Float(number)) : .double(number))
    case .string(let text): return .string(text)
    case .char16(let unit): return .char(Unicode.Scalar(unit) ?? "\u{FFFD}")
    case .reference(let path): return .string(path.text)
    case .datetime(let time):
      guard style == .cim else { return .string(time.text) }
      switch time {
      case .timestamp(let moment):
        return .object(PSDateTime(unixTime: Double(moment.microseconds) / 1e6))
      case .interval(let length):
        return .object(PSTimeSpan(ticks: length.microseconds.multipliedReportingOverflow(by: 10).0))
      // On no certain date, it is no moment.
      case .timeOfDay: return .string(time.text)
      }
    }
  }

  private static func unsigned(_ number: UInt64, _ type: CIMType) -> PSNumber {
    switch type {
    case .uint8: .byte(UInt8(truncatingIfNeeded: number))
    case .uint16: .uint16(UInt16(truncatingIfNeeded: number))
    case .uint64: .uint64(number)
    default: .uint32(UInt32(truncatingIfNeeded: number))
    }
  }

  private static func signed(_ number: Int64, _ type: CIMType) -> PSNumber {
    switch type {
    case .sint8: .sbyte(Int8(truncatingIfNeeded: number))
    case .sint16: .int16(Int16(truncatingIfNeeded: number))
    case .sint64: .int64(number)
    default: .int32(Int32(truncatingIfNeeded: number))
    }
  }

  /// What a script gives for a parameter.
  ///
  /// - Returns: nil when it is no value of the type.
  static func input(_ value: PSValue, for parameter: CIMProperty) -> CIMValue? {
    if value.isNull { return .null }
    if parameter.isArray {
      let elements = value.enumerated.map {
        CIMValue(TextConversion.text(of: $0), as: parameter.type)
      }
      let known = elements.compactMap { $0 }
      return known.count == elements.count ? .array(known) : nil
    }
    return CIMValue(TextConversion.text(of: value), as: parameter.type)
  }
}
