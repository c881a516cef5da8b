/// `System.Management.Automation.SwitchParameter` as a value of the language.
public final class PSSwitch: PSObject {
  /// Whether the switch is on.
  public let isPresent: Bool

  /// Makes a switch.
  public init(_ isPresent: Bool) { self.isPresent = isPresent }

  public override var baseTypeNames: [String] {
    [
      "System.Management.Automation.SwitchParameter", "System.ValueType", "System.Object",
    ]
  }
  public override var text: String { isPresent ? "True" : "False" }
  public override var isTrue: Bool { isPresent }
  public override var equalityKey: String? { text }
  public override var declaredProperties: [PSPropertyInfo] {
    [PSPropertyInfo("IsPresent", "System.Boolean")]
  }
  public override func declaredValue(_ name: String) -> PSValue? {
    name.equalsIgnoringCase("IsPresent") ? .bool(isPresent) : nil
  }
  public override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    name.equalsIgnoringCase("ToBool") && arguments.isEmpty ? .bool(isPresent) : nil
  }
}
