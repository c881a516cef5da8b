/// The result of a command, a statement or a method that gives nothing, which is not even `$null`
/// (`language.md` 4.3): in a pipeline, in `@()` and in a loop it has no elements, and a variable keeps
/// it; everything else takes it for `$null`.
final class PSAbsent: PSObject {
  override var baseTypeNames: [String] { ["System.Void", "System.Object"] }
  override var enumeratedElements: [PSValue]? { [] }
  override var text: String { "" }
  override var isTrue: Bool { false }
}

extension PSValue {
  /// The result of what gives nothing.
  public static var absent: PSValue { .object(PSAbsent()) }

  /// Whether this is the result of what gives nothing.
  public var isAbsent: Bool {
    if case .object(let object) = self { return object is PSAbsent }
    return false
  }

  /// The value, `$null` in place of an absent one: what an operator or an argument takes.
  public var presentOrNull: PSValue { isAbsent ? .null : self }

  /// Output as the value of a statement: as ``collapsing(_:)``, but nothing stays nothing.
  static func outcome(of output: [PSValue]) -> PSValue {
    output.isEmpty ? .absent : .collapsing(output)
  }
}
