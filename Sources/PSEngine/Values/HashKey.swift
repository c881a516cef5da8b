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

  /// A hash that is the same on every run, unlike that of `Hashable`. Equal keys have equal ones;
  /// so have all objects that are nothing but themselves.
  var stableHash: Int32 {
    switch content {
    case .none, .identity: 0
    case .int(let number): number
    case .text(let text): Self.hash(text)
    case .scalar(let type, let text): Self.hash(type + "\0" + text)
    }
  }

  /// FNV-1a with 32 bits.
  private static func hash(_ text: String) -> Int32 {
    Int32(bitPattern: text.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 })
  }
}
