/// The result of a method without result, which is not even `$null` (`language.md` 4.3): as a
/// statement it writes nothing, assigned it is `$null`.
final class PSAbsent: PSObject {
  override var baseTypeNames: [String] { ["System.Void", "System.Object"] }
  override var enumeratedElements: [PSValue]? { [] }
  override var text: String { "" }
  override var isTrue: Bool { false }
}

extension PSValue {
  /// The result of a method without result.
  public static var absent: PSValue { .object(PSAbsent()) }

  /// Whether this is the result of a method without result.
  public var isAbsent: Bool {
    if case .object(let object) = self { return object is PSAbsent }
    return false
  }

  /// The value, `$null` in place of an absent one: what an assignment or an argument takes.
  public var presentOrNull: PSValue { isAbsent ? .null : self }
}
