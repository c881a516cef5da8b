import PSEngine

/// `Get-Variable`: variables that can be seen.
final class GetVariable: Cmdlet {
  static let name = Parameter<[String]>(
    "Name", position: 0, pipeline: [.byValue, .byPropertyName],
    completion: .source("Variable"), help: "Names without dollar; wildcards are allowed.")
  static let valueOnly = Parameter<SwitchParameter>("ValueOnly", help: "Gives the values alone.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-Variable",
      parameters: [
        name.definition, valueOnly.definition, ItemParameters.include.definition,
        ItemParameters.exclude.definition, ScopeParameters.scope.definition,
      ], synopsis: "Gets variables.", outputTypes: ["System.Management.Automation.PSVariable"])
  }

  override func processRecord(_ context: CommandContext) async throws {
    let selection = try VariableSelection(context)
    for name in context[Self.name] ?? ["*"] {
      for variable in try await selection.wanted(name, context) {
        try await context.write(context[Self.valueOnly] ? variable.value : .object(variable))
      }
    }
  }
}
