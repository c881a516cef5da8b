import PSEngine

/// Finds variables by name, with wildcards and name filters.
struct VariableSelection {
  private let names: NameFilter
  private let scope: VariableScope
  private let isScoped: Bool

  init(_ context: CommandContext) throws {
    names = NameFilter(context)
    scope = try context.scope()
    isScoped = context.isBound(ScopeParameters.scope)
  }

  /// Variables that fit a name or pattern.
  func matches(_ name: String) -> [PSVariable] {
    guard WildcardPattern.containsWildcards(name) else {
      let key = name.lowercased()
      let found = isScoped ? scope.own(key) : scope.find(key)
      return found.map { [$0] } ?? []
    }
    let pattern = WildcardPattern(name)
    let all = isScoped ? scope.ownVariables.sorted { $0.name < $1.name } : scope.visibleVariables
    return all.filter { pattern.matches($0.name) && names.passes($0.name) }
  }

  /// As ``matches(_:)``, and a name without a variable is an error.
  func wanted(_ name: String, _ context: CommandContext) async throws -> [PSVariable] {
    let found = matches(name)
    if found.isEmpty, !WildcardPattern.containsWildcards(name) {
      try await context.writeError(Self.missing(name))
    }
    return found
  }

  /// The scope in which a variable is defined.
  func home(of variable: PSVariable) -> VariableScope? {
    var candidate: VariableScope? = scope
    let key = variable.name.lowercased()
    while let current = candidate {
      if current.own(key) === variable { return current }
      candidate = current.parent
    }
    return nil
  }

  private static func missing(_ name: String) -> ErrorRecord {
    PSRuntimeError(
      "Cannot find a variable with the name '\(name)'.", id: "VariableNotFound",
      category: .objectNotFound, exception: "System.Management.Automation.ItemNotFoundException",
      target: .string(name)
    ).record
  }
}
