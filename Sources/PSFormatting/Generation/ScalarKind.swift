import PSEngine

/// The kinds whose text is printed as a raw line and whose columns are aligned to the right
/// (`language.md` 10.2).
enum ScalarKind {
  /// Whether a value prints as its text.
  static func isScalar(_ value: PSValue) -> Bool {
    switch value {
    case .string, .char, .bool, .number: return true
    case .null, .array: return false
    case .object(let object):
      if let boxed = object as? PSBoxedValue { return isScalar(boxed.base) }
      return object is PSEnum || object is PSSecureString || names.contains(object.typeName)
    }
  }

  /// Whether a column whose first value is this one is aligned to the right.
  static func alignsRight(_ value: PSValue) -> Bool {
    if case .string = value.unwrapped { return false }
    return isScalar(value)
  }

  private static let names: Set<String> = [
    "System.IntPtr", "System.UIntPtr", "System.Numerics.BigInteger",
  ]
}
