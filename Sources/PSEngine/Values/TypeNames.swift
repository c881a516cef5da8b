/// The type names of values, most derived first (`language.md` 4.1).
public enum TypeNames {
  /// The chain of a value, as `PSObject.TypeNames` shows it; empty for `$null`.
  public static func chain(of value: PSValue) -> [String] {
    switch value {
    case .null: return []
    case .string: return ["System.String", "System.Object"]
    case .bool: return ["System.Boolean", "System.ValueType", "System.Object"]
    case .char: return ["System.Char", "System.ValueType", "System.Object"]
    case .number(let number): return [number.typeName, "System.ValueType", "System.Object"]
    case .array(let array): return ["\(array.elementType)[]", "System.Array", "System.Object"]
    case .object(let object): return object.typeNames
    }
  }

  /// Full name of the underlying type: `GetType().FullName`; empty for `$null`.
  public static func name(of value: PSValue) -> String {
    switch value {
    case .null: return ""
    case .string: return "System.String"
    case .bool: return "System.Boolean"
    case .char: return "System.Char"
    case .number(let number): return number.typeName
    case .array(let array): return "\(array.elementType)[]"
    case .object(let object):
      if let boxed = object as? PSBoxedValue { return name(of: boxed.base) }
      return object.typeName
    }
  }

  /// The part of a full name behind the last dot, generic arguments untouched.
  public static func shortName(_ fullName: String) -> String {
    let head = fullName.prefix { $0 != "[" && $0 != "`" }
    guard let dot = head.lastIndex(of: ".") else { return fullName }
    return String(fullName[fullName.index(after: dot)...])
  }
}

extension PSNumber {
  /// Full .NET name of its type.
  public var typeName: String {
    switch self {
    case .byte: return "System.Byte"
    case .sbyte: return "System.SByte"
    case .int16: return "System.Int16"
    case .uint16: return "System.UInt16"
    case .int32: return "System.Int32"
    case .uint32: return "System.UInt32"
    case .int64: return "System.Int64"
    case .uint64: return "System.UInt64"
    case .single: return "System.Single"
    case .double: return "System.Double"
    case .decimal: return "System.Decimal"
    }
  }
}
