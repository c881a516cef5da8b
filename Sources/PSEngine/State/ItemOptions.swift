/// Flags of variables, aliases and functions, with PowerShell's numbers (`ScopedItemOptions`).
public struct ItemOptions: OptionSet, Sendable {
  /// The bits.
  public let rawValue: Int32
  /// Makes a set of bits.
  public init(rawValue: Int32) { self.rawValue = rawValue }
  /// Cannot be changed without `-Force`.
  public static let readOnly = ItemOptions(rawValue: 1)
  /// Can never be changed.
  public static let constant = ItemOptions(rawValue: 2)
  /// Not seen by child scopes.
  public static let `private` = ItemOptions(rawValue: 4)
  /// Shared by all scopes.
  public static let allScope = ItemOptions(rawValue: 8)

  /// The names as shown: `ReadOnly, AllScope`, or `None`.
  public var text: String {
    var names: [String] = []
    if contains(.readOnly) { names.append("ReadOnly") }
    if contains(.constant) { names.append("Constant") }
    if contains(.private) { names.append("Private") }
    if contains(.allScope) { names.append("AllScope") }
    return names.isEmpty ? "None" : names.joined(separator: ", ")
  }

  /// Whether assignment is refused.
  public var forbidsWriting: Bool { contains(.readOnly) || contains(.constant) }
}
