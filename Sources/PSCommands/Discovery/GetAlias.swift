import PSEngine

/// `Get-Alias`: aliases by name or by what they stand for.
final class GetAlias: Cmdlet {
  static let name = Parameter<[String]>(
    "Name", sets: ["Default"], position: 0, pipeline: [.byValue, .byPropertyName],
    completion: .source("Alias"), help: "Names; wildcards are allowed.")
  static let exclude = Parameter<[String]>("Exclude", help: "Names to leave out.")
  static let definition = Parameter<[String]>(
    "Definition", sets: ["Definition"], help: "Commands whose aliases are wanted.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-Alias",
      parameters: [
        name.definition, exclude.definition, ScopeParameters.scope.definition,
        definition.definition,
      ], defaultSet: "Default", synopsis: "Gets aliases.",
      outputTypes: ["System.Management.Automation.AliasInfo"])
  }

  override func processRecord(_ context: CommandContext) async throws {
    let scope = try context.scope()
    let all =
      context.isBound(ScopeParameters.scope)
      ? scope.aliases.values.sorted { $0.name.lowercased() < $1.name.lowercased() }
      : context.session.aliases.all(from: scope)
    let excluded = (context[Self.exclude] ?? []).map { WildcardPattern($0) }
    let isByDefinition = context.isBound(Self.definition)
    for wanted in context[Self.definition] ?? context[Self.name] ?? ["*"] {
      let pattern = WildcardPattern(wanted)
      let found = all.filter { alias in
        pattern.matches(isByDefinition ? alias.definition : alias.name)
          && !excluded.contains { $0.matches(alias.name) }
      }
      if found.isEmpty, !WildcardPattern.containsWildcards(wanted) {
        try await context.writeError(Self.missing(wanted, isByDefinition))
      }
      for alias in found {
        let target = context.commandBehind(alias)
        alias.aliased = target === alias ? nil : target
        try await context.write(.object(alias))
      }
    }
  }

  private static func missing(_ name: String, _ isByDefinition: Bool) -> ErrorRecord {
    PSRuntimeError(
      isByDefinition
        ? "This command cannot find a matching alias because no alias stands for '\(name)'."
        : "This command cannot find a matching alias because an alias with the name '\(name)' "
          + "does not exist.",
      id: "ItemNotFoundException", category: .objectNotFound,
      exception: "System.Management.Automation.ItemNotFoundException", target: .string(name)
    ).record
  }
}

extension CommandContext {
  /// What an alias stands for; any other command, and an alias that leads nowhere, is itself.
  func commandBehind(_ command: CommandInfo) -> CommandInfo {
    guard case .alias(let target) = command.implementation else { return command }
    return execution.resolveFully(command: target) ?? command
  }
}
