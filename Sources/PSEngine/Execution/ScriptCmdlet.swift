/// `$PSCmdlet` of an advanced function (`language.md` 5.2).
final class ScriptCmdlet: PSObject {
  private let command: CommandContext

  init(_ command: CommandContext) { self.command = command }

  override var baseTypeNames: [String] {
    [
      "System.Management.Automation.PSScriptCmdlet", "System.Management.Automation.PSCmdlet",
      "System.Object",
    ]
  }

  override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("ParameterSetName"),
      PSPropertyInfo("MyInvocation", "System.Management.Automation.InvocationInfo"),
    ]
  }

  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "parametersetname": return .string(command.parameterSet)
    case "myinvocation": return .object(command.invocation)
    default: return nil
    }
  }

  override var declaredMethods: [PSMethodInfo] {
    [
      PSMethodInfo("ShouldContinue", "bool ShouldContinue(string query, string caption)"),
      PSMethodInfo("ShouldProcess", "bool ShouldProcess(string target, string action)"),
      PSMethodInfo("ThrowTerminatingError", "void ThrowTerminatingError(ErrorRecord record)"),
      PSMethodInfo("WriteDebug", "void WriteDebug(string text)"),
      PSMethodInfo("WriteError", "void WriteError(ErrorRecord record)"),
      PSMethodInfo("WriteObject", "void WriteObject(Object value, bool enumerate)"),
      PSMethodInfo("WriteVerbose", "void WriteVerbose(string text)"),
      PSMethodInfo("WriteWarning", "void WriteWarning(string text)"),
    ]
  }

  override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    let texts = arguments.map { TextConversion.text(of: $0) }
    switch (name.lowercased(), arguments.count) {
    case ("shouldprocess", 1): return .bool(try await command.shouldProcess(texts[0]))
    case ("shouldprocess", 2):
      return .bool(try await command.shouldProcess(texts[0], action: texts[1]))
    case ("shouldprocess", 3):
      return .bool(
        try await command.shouldProcess(
          description: texts[0], warning: texts[1], caption: texts[2]))
    case ("shouldcontinue", 2):
      return .bool(try await command.shouldContinue(texts[0], caption: texts[1]))
    case ("writeobject", 1): try await command.write(arguments[0])
    case ("writeobject", 2):
      if Truth.isTrue(arguments[1]) {
        try await command.write(enumerating: arguments[0])
      } else {
        try await command.write(arguments[0])
      }
    case ("writeverbose", 1): try await command.writeVerbose(texts[0])
    case ("writewarning", 1): try await command.writeWarning(texts[0])
    case ("writedebug", 1): try await command.writeDebug(texts[0])
    case ("writeerror", 1):
      if let record = arguments[0].asObject as? ErrorRecord {
        try await command.writeError(record)
      }
    case ("throwterminatingerror", 1):
      if let record = arguments[0].asObject as? ErrorRecord { throw command.terminate(record) }
    default: return nil
    }
    return .null
  }
}
