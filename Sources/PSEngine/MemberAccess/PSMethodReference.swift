/// A method that is named without being called: prints its signatures (`PSMethod`).
public final class PSMethodReference: PSObject {
  /// Name and signatures.
  public let info: PSMethodInfo
  /// Whose method it is.
  public private(set) var target: PSValue

  /// Refers to a method.
  public init(_ info: PSMethodInfo, on target: PSValue) {
    self.info = info
    self.target = target
  }

  deinit { DeferredRelease.free(&target) }

  public override var baseTypeNames: [String] {
    [
      "System.Management.Automation.PSMethod", "System.Management.Automation.PSMethodInfo",
      "System.Management.Automation.PSMemberInfo", "System.Object",
    ]
  }
  public override var text: String { info.definition }
  public override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("MemberType"), PSPropertyInfo("OverloadDefinitions", "System.String[]"),
      PSPropertyInfo("TypeNameOfValue"), PSPropertyInfo("Value", "System.Object"),
      PSPropertyInfo("Name"), PSPropertyInfo("IsInstance", "System.Boolean"),
    ]
  }
  public override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "membertype": return .string("Method")
    case "overloaddefinitions":
      return .strings(
        info.definition.split(separator: ")").map {
          var part = String($0)
          while part.first == "," || part.first == " " { part.removeFirst() }
          return part + ")"
        })
    case "typenameofvalue": return .string(typeName)
    case "value": return .object(self)
    case "name": return .string(info.name)
    case "isinstance": return .bool(true)
    default: return nil
    }
  }
  public override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    guard name.equalsIgnoringCase("Invoke") else { return nil }
    return try await MemberAccess.invoke(target, info.name, arguments, in: context)
  }
}
