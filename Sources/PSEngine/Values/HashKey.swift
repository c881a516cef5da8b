/// What makes two keys of a dictionary the same (`language.md` 4.7): scalars of one type by value,
/// texts optionally ignoring case, all else by identity. `1` and `[long]1` are different keys.
public struct HashKey: Hashable {
  private enum Content: Hashable {
    case none
    case text(String)
    case int(Int32)
    case scalar(type: String, text: String)
    case identity(ObjectIdentifier)
  }

  private let content: Content

  /// The key of a value.
  /// - Parameters:
  ///   - value: the value.
  ///   - ignoresCase: whether texts that differ in case are one key.
  public init(_ value: PSValue, ignoresCase: Bool) {
    switch value {
    case .null: content = .none
    case .string(let text): content = .text(ignoresCase ? text.lowercased() : text)
    case .number(.int32(let number)): content = .int(number)
    case .bool(let flag): content = .scalar(type: "System.Boolean", text: flag ? "1" : "0")
    case .char(let scalar): content = .scalar(type: "System.Char", text: String(scalar))
    case .number(let number):
      content = .scalar(type: number.typeName, text: TextConversion.text(of: number))
    case .array(let array): content = .identity(ObjectIdentifier(array))
    case .object(let object):
      if let boxed = object as? PSBoxedValue {
        self = HashKey(boxed.base, ignoresCase: ignoresCase)
      } else if let key = object.equalityKey {
        content = .scalar(type: object.typeName, text: key)
      } else {
        content = .identity(ObjectIdentifier(object))
      }
    }
  }
}
