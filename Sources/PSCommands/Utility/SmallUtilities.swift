import PSEngine

/// `New-Guid`
final class NewGuid: Cmdlet {
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "New-Guid", synopsis: "Makes a globally unique identifier.", outputTypes: ["System.Guid"])
  }

  override func endProcessing(_ context: CommandContext) async throws {
    try await context.write(
      .object(context.session.random.withGenerator { PSGuid(using: &$0) }))
  }
}

/// `Get-Culture`
final class GetCulture: Cmdlet {
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-Culture", synopsis: "Gets the culture that texts are formatted in.",
      outputTypes: ["System.Globalization.CultureInfo"])
  }

  override func endProcessing(_ context: CommandContext) async throws {
    try await context.write(.object(PSCulture(context.session.configuration.culture)))
  }
}

/// `Get-UICulture`
final class GetUICulture: Cmdlet {
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-UICulture", typeName: "Microsoft.PowerShell.Commands.GetUICultureCommand",
      synopsis: "Gets the culture that messages are in.",
      outputTypes: ["System.Globalization.CultureInfo"])
  }

  override func endProcessing(_ context: CommandContext) async throws {
    try await context.write(.object(PSCulture(context.session.configuration.culture)))
  }
}

/// `Get-Host`
final class GetHost: Cmdlet {
  override class var metadata: CmdletMetadata {
    CmdletMetadata("Get-Host", synopsis: "Gets the object of the program around the shell.")
  }

  override func endProcessing(_ context: CommandContext) async throws {
    try await context.write(context.execution.variable("Host") ?? .null)
  }
}

/// `Set-StrictMode`: makes mistakes of scripts errors, in the scope that calls it and those below.
final class SetStrictMode: Cmdlet {
  static let version = Parameter<String>(
    "Version", aliases: ["v"], sets: ["Version"], mandatory: true,
    help: "1, 2, 3 or Latest: which rules hold.")
  static let off = Parameter<SwitchParameter>(
    "Off", sets: ["Off"], mandatory: true, help: "No rules hold.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Set-StrictMode", typeName: "Microsoft.PowerShell.Commands.SetStrictModeCommand",
      parameters: [version.definition, off.definition], defaultSet: "Version",
      synopsis: "Sets how strictly scripts are judged.")
  }

  override func endProcessing(_ context: CommandContext) async throws {
    guard let text = context[Self.version] else {
      context.execution.scope.strictMode = 0
      return
    }
    let known = ["1": 1, "1.0": 1, "2": 2, "2.0": 2, "3": 3, "3.0": 3, "latest": 3]
    guard let number = known[text.lowercased()] else {
      throw context.terminate(
        ErrorRecord(
          PSException(
            "System.Management.Automation.ParameterBindingValidationException",
            "'\(text)' is not a version of strict mode; give 1, 2, 3 or Latest."),
          id: "ParameterArgumentValidationError", category: .invalidData, target: .string(text)))
    }
    context.execution.scope.strictMode = number
  }
}
