import PSEngine

/// `Remove-Variable`: removes variables.
final class RemoveVariable: Cmdlet {
  static let name = Parameter<[String]>(
    "Name", position: 0, mandatory: true, pipeline: [.byValue, .byPropertyName],
    help: "Names without dollar; wildcards are allowed.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Remove-Variable",
      parameters: [
        name.definition, ItemParameters.include.definition,
        ItemParameters.exclude.definition, ScopeParameters.force.definition,
        ScopeParameters.scope.definition,
      ], supportsShouldProcess: true, synopsis: "Removes variables.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    let selection = try VariableSelection(context)
    for name in context[Self.name] ?? [] {
      for variable in try await selection.wanted(name, context) {
        guard
          try await context.shouldProcess("Name: \(variable.name)", action: "Remove variable")
        else { continue }
        let isLocked =
          variable.options.contains(.constant)
          || (variable.options.contains(.readOnly) && !context[ScopeParameters.force])
        guard !isLocked, let home = selection.home(of: variable) else {
          try await context.writeError(Self.locked(variable.name).record)
          continue
        }
        home.removeVariable(variable.name.lowercased())
      }
    }
  }

  static func locked(_ name: String) -> PSRuntimeError {
    PSRuntimeError(
      "Cannot remove variable \(name) because it is constant or read-only. If the variable is "
        + "read-only, try the operation again specifying the Force option.",
      id: "VariableNotRemovable", category: .writeError,
      exception: "System.Management.Automation.SessionStateUnauthorizedAccessException",
      target: .string(name))
  }
}

/// `Clear-Variable`: gives variables the value `$null`.
final class ClearVariable: Cmdlet {
  static let name = Parameter<[String]>(
    "Name", position: 0, mandatory: true, pipeline: .byPropertyName,
    help: "Names without dollar; wildcards are allowed.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Clear-Variable",
      parameters: [
        name.definition, ItemParameters.include.definition,
        ItemParameters.exclude.definition, ScopeParameters.force.definition,
        ScopeParameters.passThru.definition, ScopeParameters.scope.definition,
      ], supportsShouldProcess: true, synopsis: "Empties variables.",
      outputTypes: ["System.Management.Automation.PSVariable"])
  }

  override func processRecord(_ context: CommandContext) async throws {
    let selection = try VariableSelection(context)
    for name in context[Self.name] ?? [] {
      for variable in try await selection.wanted(name, context) {
        guard try await context.shouldProcess("Name: \(variable.name)", action: "Clear variable")
        else { continue }
        try await context.reportingVariableErrors {
          try variable.assign(.null, force: context[ScopeParameters.force])
          if context[ScopeParameters.passThru] { try await context.write(.object(variable)) }
        }
      }
    }
  }
}
