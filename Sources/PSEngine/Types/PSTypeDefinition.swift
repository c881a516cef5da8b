/// A type that scripts can name: its literal names, conversions, constructors and static members
/// (`language.md` 4.5).
public final class PSTypeDefinition: Sendable {
  /// Converts a value; `nil` when the type has no conversion from that kind of value.
  /// Throws ``NativeFailure`` or ``PSRuntimeError`` when the value is of a suitable kind but refused.
  public typealias Converter = @Sendable (PSValue, TypeTable) throws -> PSValue?

  /// Full .NET name, such as `System.Int32`.
  public let fullName: String
  /// Short names that a literal may use, in lower or any case; the first is the one shown.
  public let accelerators: [String]
  /// Full names of the types above it, nearest first, with `System.Object` last.
  public let baseNames: [String]
  /// Interfaces for `-is`.
  public let interfaces: [String]
  /// The names, when it is an enumeration.
  public let enumType: PSEnumType?
  /// The conversion of values of other types.
  public let converter: Converter?
  /// Overloads of `::new` and `New-Object`.
  public let constructors: [NativeOverload]
  /// Static properties and fields.
  public let staticProperties: [NativeProperty]
  /// Static methods.
  public let staticMethods: [NativeMethod]

  /// Describes a type.
  public init(
    _ fullName: String, accelerators: [String] = [], baseNames: [String] = ["System.Object"],
    interfaces: [String] = [], enumType: PSEnumType? = nil, converter: Converter? = nil,
    constructors: [NativeOverload] = [], staticProperties: [NativeProperty] = [],
    staticMethods: [NativeMethod] = []
  ) {
    self.fullName = fullName
    self.accelerators = accelerators
    self.baseNames = baseNames
    self.interfaces = interfaces
    self.enumType = enumType
    self.converter = converter
    self.constructors = constructors
    self.staticProperties = staticProperties
    self.staticMethods = staticMethods
  }

  /// An enumeration.
  public convenience init(enumeration type: PSEnumType, accelerators: [String] = []) {
    self.init(
      type.name, accelerators: accelerators,
      baseNames: ["System.Enum", "System.ValueType", "System.Object"], enumType: type,
      converter: { value, _ in try EnumConversion.convert(value, to: type) },
      staticProperties: type.members.map { member in
        NativeProperty(member.name, type.name) { _ in .object(PSEnum(type, member.value)) }
      })
  }

  /// The name behind the last dot, without the arguments of a generic type.
  public var shortName: String {
    let name = TypeNames.shortName(fullName)
    guard let mark = name.firstIndex(of: "`") else { return name }
    return String(name.prefix { $0 != "[" || name.startIndex == mark })
  }

  /// The type as text (`"$([int])"`): its accelerator when it has one, else its full name.
  public var displayName: String { accelerators.first ?? fullName }

  /// The element type's full name, when it is an array.
  public var arrayElement: String? {
    fullName.hasSuffix("[]") ? String(fullName.dropLast(2)) : nil
  }

  /// Whether a value is of this type or of one derived from it (`-is`).
  public func isInstance(_ value: PSValue) -> Bool {
    switch value {
    case .null: return false
    case .object(let object) where fullName == "System.Management.Automation.PSObject":
      return object is PSCustomObject || object is PSBoxedValue || !object.extendedMembers.isEmpty
    default: break
    }
    if fullName == "System.Object" { return true }
    var names = [TypeNames.name(of: value)]
    if case .object(let object) = value.unwrapped {
      names += object.baseTypeNames
    } else {
      names += TypeNames.chain(of: value.unwrapped)
    }
    if names.contains(where: { $0.equalsIgnoringCase(fullName) }) { return true }
    return TypeInterfaces.implemented(by: value).contains { $0.equalsIgnoringCase(fullName) }
  }
}

/// A static property or field of a type.
public struct NativeProperty: Sendable {
  /// Name as shown.
  public let name: String
  /// Full name of its type.
  public let typeName: String
  /// Reads it.
  public let value: @Sendable (ExecutionContext) throws -> PSValue

  /// Sets it; `nil` for one that can only be read.
  public let setter: (@Sendable (PSValue, ExecutionContext) throws -> Void)?

  /// Describes a property.
  public init(
    _ name: String, _ typeName: String,
    _ value: @escaping @Sendable (ExecutionContext) throws -> PSValue,
    set setter: (@Sendable (PSValue, ExecutionContext) throws -> Void)? = nil
  ) {
    self.name = name
    self.typeName = typeName
    self.value = value
    self.setter = setter
  }
}

/// The interfaces that scripts test for with `-is`.
enum TypeInterfaces {
  static func implemented(by value: PSValue) -> [String] {
    switch value.unwrapped {
    case .null: return []
    case .string: return [comparable, "System.Collections.IEnumerable"]
    case .bool, .char: return [comparable]
    case .number: return [comparable, formattable]
    case .array: return list
    case .object(let object):
      if object is PSList { return list }
      if object is PSHashtable {
        return [
          "System.Collections.IDictionary", "System.Collections.ICollection",
          "System.Collections.IEnumerable",
        ]
      }
      if object.enumeratedElements != nil {
        return ["System.Collections.ICollection", "System.Collections.IEnumerable"]
      }
      switch object {
      case is PSEnum, is PSDateTime, is PSTimeSpan, is PSGuid: return [comparable, formattable]
      case is any OrderedObject: return [comparable]
      default: return []
      }
    }
  }

  static let comparable = "System.IComparable"
  static let formattable = "System.IFormattable"

  private static let list = [
    "System.Collections.IList", "System.Collections.ICollection", "System.Collections.IEnumerable",
  ]
}
