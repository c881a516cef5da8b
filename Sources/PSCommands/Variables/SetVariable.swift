import PSEngine

/// `Set-Variable`: gives variables a value, making those that do not exist.
final class SetVariable: Cmdlet {
  static let name = Parameter<[String]>(
    "Name", position: 0, mandatory: true, pipeline: .byPropertyName,
    help: "Names without dollar.")
  static let value = Parameter<PSValue>(
    "Value", position: 1, pipeline: [.byValue, .byPropertyName], help: "The value.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Set-Variable",
      parameters: [
        name.definition, value.definition, ItemParameters.include.definition,
        ItemParameters.exclude.definition, ScopeParameters.summary.definition,
        ScopeParameters.option.definition, ScopeParameters.force.definition,
        ScopeParameters.passThru.definition, ScopeParameters.scope.definition,
      ], supportsShouldProcess: true, synopsis: "Sets the value of a variable.",
      outputTypes: ["System.Management.Automation.PSVariable"])
  }

  private var values: [PSValue] = []
  private var names: [String] = []

  override func processRecord(_ context: CommandContext) async throws {
    names = context[Self.name] ?? []
    if context.isBound(Self.value) { values.append(context[Self.value] ?? .null) }
  }

  override func endProcessing(_ context: CommandContext) async throws {
    let selection = try VariableSelection(context)
    let scope = try context.scope()
    let value: PSValue? = values.isEmpty ? nil : .collapsing(values)
    for name in names {
      var targets =
        WildcardPattern.containsWildcards(name) ? selection.matches(name).map(\.name) : []
      if targets.isEmpty, !WildcardPattern.containsWildcards(name) { targets = [name] }
      for target in targets {
        guard
          try await context.shouldProcess(
            "Name: \(target) Value: \(value.map { TextConversion.text(of: $0) } ?? "")",
            action: "Set variable")
        else { continue }
        try await context.reportingVariableErrors {
          let variable = try Self.assign(target, value, in: scope, context)
          if context[ScopeParameters.passThru] { try await context.write(.object(variable)) }
        }
      }
    }
  }

  private static func assign(
    _ name: String, _ value: PSValue?, in scope: VariableScope, _ context: CommandContext
  ) throws -> PSVariable {
    let key = name.lowercased()
    let shared = scope.find(key).flatMap { $0.options.contains(.allScope) ? $0 : nil }
    guard let existing = scope.own(key) ?? shared else {
      let variable = PSVariable(name, value ?? .null)
      variable.options = context[ScopeParameters.option]?.options ?? []
      variable.summary = context[ScopeParameters.summary] ?? ""
      scope.define(variable)
      return variable
    }
    let isForced = context[ScopeParameters.force]
    if let value { try existing.assign(value, force: isForced) }
    if let options = context[ScopeParameters.option]?.options {
      guard !existing.options.contains(.constant), !existing.options.contains(.readOnly) || isForced
      else { throw existing.notWritable() }
      existing.options = options
    }
    if let summary = context[ScopeParameters.summary] { existing.summary = summary }
    return existing
  }
}

/// `New-Variable`: makes a variable that does not exist yet.
final class NewVariable: Cmdlet {
  static let name = Parameter<String>(
    "Name", position: 0, mandatory: true, pipeline: .byPropertyName, help: "Name without dollar.")
  static let value = Parameter<PSValue>(
    "Value", position: 1, pipeline: [.byValue, .byPropertyName], help: "The value.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "New-Variable",
      parameters: [
        name.definition, value.definition, ScopeParameters.summary.definition,
        ScopeParameters.option.definition, ScopeParameters.force.definition,
        ScopeParameters.passThru.definition, ScopeParameters.scope.definition,
      ], supportsShouldProcess: true, synopsis: "Creates a variable.",
      outputTypes: ["System.Management.Automation.PSVariable"])
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let name = context[Self.name] else { return }
    let value = context[Self.value] ?? .null
    let scope = try context.scope()
    guard
      try await context.shouldProcess(
        "Name: \(name) Value: \(TextConversion.text(of: value))", action: "New variable")
    else { return }
    try await context.reportingVariableErrors {
      if let existing = scope.own(name.lowercased()) {
        guard context[ScopeParameters.force] else { throw Self.exists(name) }
        if existing.options.contains(.constant) { throw existing.notWritable() }
      }
      let variable = PSVariable(name, value)
      variable.options = context[ScopeParameters.option]?.options ?? []
      variable.summary = context[ScopeParameters.summary] ?? ""
      scope.define(variable)
      if context[ScopeParameters.passThru] { try await context.write(.object(variable)) }
    }
  }

  private static func exists(_ name: String) -> PSRuntimeError {
    PSRuntimeError(
      "A variable with name '\(name)' already exists.", id: "VariableAlreadyExists",
      category: .resourceExists, exception: "System.Management.Automation.SessionStateException",
      target: .string(name))
  }
}

extension CommandContext {
  /// Variables that cannot be changed are reported; the command goes on with the next.
  func reportingVariableErrors(_ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let error as PSRuntimeError
      where error.record.exception.exceptionType.hasPrefix(
        "System.Management.Automation.SessionState")
    {
      try await writeError(error.record)
    }
  }
}
