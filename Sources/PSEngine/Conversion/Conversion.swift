/// Conversions of the language: casts, constraints of variables, arguments of commands and methods
/// (`language.md` 4.5).
public enum Conversion {
  /// Converts a value to a parameter's type.
  /// - Throws: ``PSRuntimeError`` of category InvalidArgument with an id such as
  ///   `InvalidCastFromStringToInteger` or `ConvertToFinalInvalidCastException`.
  public static func convert(
    _ value: PSValue, to type: ParameterType, types: TypeTable
  ) throws(PSRuntimeError) -> PSValue {
    switch type {
    case .any: return value
    case .named(let name): return try convert(value, toFullName: name, types: types)
    case .switchParameter: return try convertToSwitch(value)
    case .array(let element): return try convertToArray(value, of: element, types: types)
    case .enumeration(let enumType):
      do {
        return .object(try EnumConversion.value(of: value, as: enumType))
      } catch let failure {
        throw refused(value, enumType.name, failure, id: "InvalidCastFromStringToEnumeration")
      }
    }
  }

  /// Converts a value to the type of a name as scripts write it.
  /// - Throws: as ``convert(_:to:types:)``, and `TypeNotFound`.
  public static func convert(
    _ value: PSValue, toTypeNamed name: String, types: TypeTable
  ) throws(PSRuntimeError) -> PSValue {
    try convert(value, to: types.resolve(name: name), types: types)
  }

  /// Converts a value to a type.
  public static func convert(
    _ value: PSValue, to type: PSTypeDefinition, types: TypeTable
  ) throws(PSRuntimeError) -> PSValue {
    if let element = type.arrayElement {
      let parameterType: ParameterType = element == "System.Object" ? .any : .named(element)
      return try convertToArray(value, of: parameterType, types: types)
    }
    if let result = try builtIn(value, type.fullName, types) { return result }
    return try convert(value, by: type, types)
  }

  private static func convert(
    _ value: PSValue, toFullName name: String, types: TypeTable
  ) throws(PSRuntimeError) -> PSValue {
    if let result = try builtIn(value, name, types) { return result }
    if let type = types.find(name) { return try convert(value, to: type, types: types) }
    if isInstance(value, of: name) || value.isNull { return value }
    throw final(value, name)
  }

  private static func convert(
    _ value: PSValue, by type: PSTypeDefinition, _ types: TypeTable
  ) throws(PSRuntimeError) -> PSValue {
    if type.isInstance(value) { return value }
    if let converter = type.converter {
      do {
        if let result = try converter(value.unwrapped, types) { return result }
      } catch let error as PSRuntimeError {
        throw error
      } catch let failure as NativeFailure {
        throw refused(
          value, type.fullName, failure,
          id: type.enumType == nil
            ? "InvalidCastParseTargetInvocation" : "InvalidCastFromStringToEnumeration")
      } catch {
        throw final(value, type.fullName)
      }
    }
    if value.isNull && !type.baseNames.contains("System.ValueType") { return .null }
    throw final(value, type.fullName)
  }

  /// Conversions to the types of the language itself; `nil` for any other type.
  private static func builtIn(
    _ value: PSValue, _ name: String, _ types: TypeTable
  ) throws(PSRuntimeError) -> PSValue? {
    switch name {
    case "System.Object": return value
    case "System.String":
      if case .string = value { return value }
      return .string(TextConversion.text(of: value))
    case "System.Boolean": return .bool(Truth.isTrue(value))
    case "System.Char": return try convertToChar(value)
    case "System.Management.Automation.SwitchParameter": return try convertToSwitch(value)
    case "System.Array":
      if case .array = value { return value }
      return try convertToArray(value, of: .any, types: types)
    case "System.Management.Automation.PSObject": return value
    case "System.Management.Automation.PSCustomObject": return customObject(value)
    case "System.Void": return .null
    case "System.Type": return try convertToType(value, types)
    default:
      guard let kind = NumericKind(typeName: name) else { return nil }
      return .number(try convertToNumber(value, kind))
    }
  }

  private static func isInstance(_ value: PSValue, of name: String) -> Bool {
    PSTypeDefinition(name).isInstance(value)
  }

  private static func customObject(_ value: PSValue) -> PSValue {
    guard let table = value.asObject as? PSHashtable else { return value }
    let object = PSCustomObject()
    for (key, item) in table.entries {
      let name = TextConversion.text(of: key)
      if name.equalsIgnoringCase("PSTypeName") {
        object.typeNames = [TextConversion.text(of: item)] + object.typeNames
      } else {
        object.setNote(name, item)
      }
    }
    return .object(object)
  }

  private static func convertToType(
    _ value: PSValue, _ types: TypeTable
  ) throws(PSRuntimeError) -> PSValue {
    if value.isNull || value.asObject is PSRuntimeType { return value }
    guard case .string(let name) = value.unwrapped else { throw final(value, "System.Type") }
    guard let type = types.find(name) else { throw final(value, "System.Type") }
    return .object(PSRuntimeType(type))
  }

  private static func convertToSwitch(_ value: PSValue) throws(PSRuntimeError) -> PSValue {
    switch value.unwrapped {
    case .null, .bool, .number: return .object(PSSwitch(Truth.isTrue(value)))
    case .object(let object) where object is PSSwitch: return value
    default: throw final(value, "System.Management.Automation.SwitchParameter")
    }
  }

  private static func convertToChar(_ value: PSValue) throws(PSRuntimeError) -> PSValue {
    switch value.unwrapped {
    case .char: return value.unwrapped
    case .null: return .char("\0")
    case .string(let text):
      if text.unicodeScalars.count == 1, let scalar = text.unicodeScalars.first {
        return .char(scalar)
      }
      throw refused(
        value, "System.Char", .format("String must be exactly one character long."),
        id: "InvalidCastFromStringToChar")
    case .number(let number):
      if let code = number.roundedInteger, let unit = UInt16(exactly: code) {
        return .char(Unicode.Scalar(unit) ?? "\u{FFFD}")
      }
      throw refused(
        value, "System.Char", .overflow("Value was either too large or too small for a character."),
        id: "InvalidCastIConvertible")
    default: throw final(value, "System.Char")
    }
  }

  private static func convertToArray(
    _ value: PSValue, of element: ParameterType, types: TypeTable
  ) throws(PSRuntimeError) -> PSValue {
    let name = element.fullName
    switch value.unwrapped {
    case .null: return .null
    case .array(let array) where array.elementType == name: return value
    case .string(let text) where name == "System.Char":
      let characters = text.utf16.map { PSValue.char(Unicode.Scalar($0) ?? "\u{FFFD}") }
      return .array(PSArray(characters, elementType: name))
    default: break
    }
    var elements: [PSValue] = []
    for item in value.unwrapped.enumerated {
      elements.append(try convert(item, to: element, types: types))
    }
    return .array(PSArray(elements, elementType: name))
  }

  /// The value that a variable or element of a type has before it is assigned.
  public static func defaultValue(of name: String) -> PSValue {
    switch name {
    case "System.Boolean": return .bool(false)
    case "System.Char": return .char("\0")
    default:
      guard let kind = NumericKind(typeName: name) else { return .null }
      return .number(kind.number(0) ?? .int32(0))
    }
  }

  // MARK: Errors

  /// The error of a value of the right kind that its target type refuses.
  static func refused(
    _ value: PSValue, _ type: String, _ failure: NativeFailure, id: String
  ) -> PSRuntimeError {
    let shown = TextConversion.text(of: value)
    return castError(
      "Cannot convert value \"\(shown)\" to type \"\(type)\". Error: \"\(failure.message)\"",
      id: id, cause: failure)
  }

  /// The error of a value of a kind that its target type does not take.
  static func final(_ value: PSValue, _ type: String) -> PSRuntimeError {
    if value.isNull {
      return castError(
        "Cannot convert null to type \"\(type)\".", id: "nullToObjectInvalidCast", cause: nil)
    }
    let shown = TextConversion.text(of: value)
    let own = TypeNames.name(of: value)
    return castError(
      "Cannot convert the \"\(shown)\" value of type \"\(own)\" to type \"\(type)\".",
      id: "ConvertToFinalInvalidCastException", cause: nil)
  }

  private static func castError(
    _ message: String, id: String, cause: NativeFailure?
  ) -> PSRuntimeError {
    let inner = PSException(
      "System.Management.Automation.PSInvalidCastException", message,
      inner: cause.map { PSException($0.exceptionType, $0.message) })
    return PSRuntimeError(
      ErrorRecord(
        PSException("System.Management.Automation.RuntimeException", message, inner: inner),
        id: id, category: .invalidArgument))
  }
}
