/// A value of the shell language (`language.md` 4.1).
///
/// Scalars travel by value; everything with identity is a reference: arrays through ``PSArray``, all
/// other objects through ``PSObject`` and its subclasses. Values are confined to the runspace that
/// made them and are deliberately not `Sendable`.
public enum PSValue {
  /// `$null`. An *absent* result is not a value at all: it is an output without elements.
  case null
  /// `System.Boolean`.
  case bool(Bool)
  /// Any numeric type.
  case number(PSNumber)
  /// `System.Char`.
  case char(Unicode.Scalar)
  /// `System.String`.
  case string(String)
  /// `System.Object[]` or a typed array: fixed length, shared by reference.
  case array(PSArray)
  /// Everything else.
  case object(PSObject)
}

extension PSValue {
  /// An `Int32` value.
  public static func int(_ value: Int32) -> PSValue { .number(.int32(value)) }

  /// An `Int32` value when it fits, an `Int64` otherwise.
  public static func int(_ value: Int) -> PSValue {
    if let small = Int32(exactly: value) { return .number(.int32(small)) }
    return .number(.int64(Int64(value)))
  }

  /// A `System.Object[]` with these elements.
  public static func list(_ elements: [PSValue]) -> PSValue { .array(PSArray(elements)) }

  /// A `System.String[]` with these elements.
  public static func strings(_ elements: [String]) -> PSValue {
    .array(PSArray(elements.map { .string($0) }, elementType: "System.String"))
  }

  /// A string, or `$null` for `nil`.
  public static func optional(_ text: String?) -> PSValue { text.map { .string($0) } ?? .null }

  /// Whether this is `$null`.
  public var isNull: Bool {
    if case .null = self { return true }
    return false
  }

  /// The value without a wrapper that only carries extended members (see ``PSBoxedValue``).
  public var unwrapped: PSValue {
    if case .object(let object) = self, let boxed = object as? PSBoxedValue { return boxed.base }
    return self
  }

  /// The object behind the value, also when it is a scalar with extended members.
  public var asObject: PSObject? {
    if case .object(let object) = self { return object }
    return nil
  }

  /// What a pipeline sees when this value enters it: the elements of arrays, lists and other
  /// enumerable objects (one level), the value itself otherwise (`language.md` 4.10).
  public var enumerated: [PSValue] {
    switch self {
    case .array(let array): return array.elements
    case .object(let object): return object.enumeratedElements ?? [self]
    default: return [self]
    }
  }

  /// Output of a statement as one value: nothing is `$null`, one object is itself, more are an array.
  public static func collapsing(_ output: [PSValue]) -> PSValue {
    switch output.count {
    case 0: return .null
    case 1: return output[0]
    default: return .list(output)
    }
  }
}

/// A number of one of .NET's numeric types.
public enum PSNumber: Sendable {
  case byte(UInt8)
  case sbyte(Int8)
  case int16(Int16)
  case uint16(UInt16)
  case int32(Int32)
  case uint32(UInt32)
  case int64(Int64)
  case uint64(UInt64)
  case single(Float)
  case double(Double)
  case decimal(PSDecimal)
}

/// A fixed-length array with reference identity (`System.Object[]`, `System.String[]`…).
public final class PSArray {
  /// The elements. The length is fixed from the language's view; only elements are assigned.
  public var elements: [PSValue]
  /// Full name of the element type, `System.Object` for an untyped array.
  public let elementType: String

  /// Makes an array.
  /// - Parameters:
  ///   - elements: its elements.
  ///   - elementType: full .NET name of the element type.
  public init(_ elements: [PSValue], elementType: String = "System.Object") {
    self.elements = elements
    self.elementType = elementType
  }

  deinit { DeferredRelease.free(&elements) }
}
