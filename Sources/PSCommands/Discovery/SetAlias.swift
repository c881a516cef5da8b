import PSEngine

/// Parameters that the commands that write aliases share.
enum AliasParameters {
  static let name = Parameter<String>(
    "Name", position: 0, mandatory: true, pipeline: .byPropertyName, help: "The new name.")
  static let value = Parameter<String>(
    "Value", position: 1, mandatory: true, pipeline: .byPropertyName, completion: .commandName,
    help: "The command that it stands for.")

  static let all = [
    name.definition, value.definition, ScopeParameters.summary.definition,
    ScopeParameters.option.definition, ScopeParameters.passThru.definition,
    ScopeParameters.scope.definition, ScopeParameters.force.definition,
  ]
}

/// `Set-Alias`: makes or changes an alias.
class SetAlias: Cmdlet {
  /// Whether an alias of that name is an error.
  class var mustBeNew: Bool { false }

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Set-Alias", parameters: AliasParameters.all, defaultSet: "Default",
      supportsShouldProcess: true, synopsis: "Creates or changes an alias.",
      outputTypes: ["System.Management.Automation.AliasInfo"])
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let name = context[AliasParameters.name], let value = context[AliasParameters.value]
    else { return }
    let scope = try context.scope()
    let options = context[ScopeParameters.option]?.options ?? []
    guard
      try await context.shouldProcess(
        "Name: \(name) Value: \(value)", action: Self.mustBeNew ? "New Alias" : "Set Alias")
    else { return }
    try await context.reportingVariableErrors {
      if let existing = scope.aliases[name.lowercased()] {
        let isForced = context[ScopeParameters.force]
        if Self.mustBeNew && !isForced { throw AliasErrors.exists(name) }
        if existing.options.contains(.constant)
          || (existing.options.contains(.readOnly) && !isForced)
        {
          throw AliasErrors.locked(name)
        }
        if existing.options.contains(.allScope) && !options.contains(.allScope) {
          throw AliasErrors.keepsAllScope(name)
        }
      }
      let alias = CommandInfo(alias: name, target: value, options: options)
      alias.summary = context[ScopeParameters.summary] ?? ""
      scope.define(alias: alias)
      if context[ScopeParameters.passThru] { try await context.write(.object(alias)) }
    }
  }
}

/// `New-Alias`: makes an alias that does not exist yet.
final class NewAlias: SetAlias {
  override class var mustBeNew: Bool { true }
  override class var metadata: CmdletMetadata {
    var metadata = SetAlias.metadata
    metadata.name = "New-Alias"
    metadata.typeName = "Microsoft.PowerShell.Commands.NewAliasCommand"
    metadata.synopsis = "Creates an alias."
    return metadata
  }
}

/// `Remove-Alias`, which came with PowerShell 6.
final class RemoveAlias: Cmdlet {
  static let name = Parameter<[String]>(
    "Name", position: 0, mandatory: true, pipeline: [.byValue, .byPropertyName],
    help: "The aliases; wildcards are allowed.", isAddition: true)

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Remove-Alias",
      parameters: [
        name.definition, ScopeParameters.scope.definition, ScopeParameters.force.definition,
      ], defaultSet: "Default", synopsis: "Removes aliases.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    let scope = try context.scope()
    for name in context[Self.name] ?? [] {
      let pattern = WildcardPattern(name)
      let found = context.session.aliases.all(from: scope).filter { pattern.matches($0.name) }
      if found.isEmpty, !WildcardPattern.containsWildcards(name) {
        try await context.writeError(AliasErrors.missing(name).record)
      }
      for alias in found {
        let isLocked =
          alias.options.contains(.constant)
          || (alias.options.contains(.readOnly) && !context[ScopeParameters.force])
        guard !isLocked else {
          try await context.writeError(AliasErrors.notRemovable(alias.name).record)
          continue
        }
        context.session.aliases.remove(alias.name, from: scope)
      }
    }
  }
}

/// Errors about aliases.
enum AliasErrors {
  static func exists(_ name: String) -> PSRuntimeError {
    error(
      "The alias is not allowed, because an alias with the name '\(name)' already exists.",
      "AliasAlreadyExists", .resourceExists, "SessionStateException", name)
  }

  static func locked(_ name: String) -> PSRuntimeError {
    error(
      "Alias is not writeable because alias \(name) is read-only or constant and cannot be "
        + "written to.", "AliasNotWritable", .writeError,
      "SessionStateUnauthorizedAccessException", name)
  }

  static func keepsAllScope(_ name: String) -> PSRuntimeError {
    error(
      "The AllScope option cannot be removed from the alias '\(name)'. To give it another meaning, "
        + "add -Option AllScope.", "AliasAllScopeOptionCannotBeRemoved", .writeError,
      "SessionStateUnauthorizedAccessException", name)
  }

  static func notRemovable(_ name: String) -> PSRuntimeError {
    error(
      "Alias was not removed because alias \(name) is constant or read-only. Add -Force to remove "
        + "a read-only one.", "AliasNotRemovable", .writeError,
      "SessionStateUnauthorizedAccessException", name)
  }

  static func missing(_ name: String) -> PSRuntimeError {
    error(
      "An alias with the name '\(name)' does not exist.", "ItemNotFoundException",
      .objectNotFound, "ItemNotFoundException", name)
  }

  private static func error(
    _ message: String, _ id: String, _ category: ErrorCategory, _ exception: String, _ name: String
  ) -> PSRuntimeError {
    PSRuntimeError(
      message, id: id, category: category,
      exception: "System.Management.Automation." + exception, target: .string(name))
  }
}
