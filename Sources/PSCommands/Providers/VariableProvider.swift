import PSEngine

/// The drive `Variable:` over the variables that can be seen.
final class VariableProvider: FlatProvider {
  init() { super.init(driveName: "Variable", summary: "") }

  override var noun: String { "Variable" }

  override func names(_ context: ProviderContext) -> [String] {
    context.execution.scope.visibleVariables.map(\.name)
  }

  override func item(_ name: String, _ context: ProviderContext) -> PSValue? {
    context.execution.scope.find(name.lowercased()).map { .object($0) }
  }

  override func content(_ name: String, _ context: ProviderContext) -> PSValue? {
    context.execution.scope.find(name.lowercased())?.value
  }

  override func assign(_ name: String, _ value: PSValue, _ context: ProviderContext) async throws {
    let scope = context.execution.scope
    let own = scope.own(name.lowercased())
    if let own { return try own.assign(value, force: context.force) }
    try scope.set(name, to: value)
  }

  override func remove(_ name: String, _ context: ProviderContext) throws {
    let scope = context.execution.scope
    let key = name.lowercased()
    guard let variable = scope.find(key) else { throw PathResolver.notFound(name) }
    let isLocked =
      variable.options.contains(.constant)
      || (variable.options.contains(.readOnly) && !context.force)
    guard !isLocked else { throw RemoveVariable.locked(name) }
    var holder: VariableScope? = scope
    while let current = holder {
      if current.own(key) != nil {
        current.removeVariable(key)
        return
      }
      holder = current.parent
    }
  }
}

/// The drive `Alias:`.
final class AliasProvider: FlatProvider {
  init() { super.init(driveName: "Alias", summary: "") }

  override var noun: String { "Alias" }

  override func names(_ context: ProviderContext) -> [String] {
    context.session.aliases.all(from: context.execution.scope).map(\.name)
  }

  override func item(_ name: String, _ context: ProviderContext) -> PSValue? {
    context.session.aliases.find(name, from: context.execution.scope).map { .object($0) }
  }

  override func content(_ name: String, _ context: ProviderContext) -> PSValue? {
    context.session.aliases.find(name, from: context.execution.scope).map { .string($0.definition) }
  }

  override func assign(_ name: String, _ value: PSValue, _ context: ProviderContext) async throws {
    guard !value.isNull else { return try remove(name, context) }
    let scope = context.execution.scope
    if let existing = scope.aliases[name.lowercased()],
      existing.options.contains(.constant)
        || (existing.options.contains(.readOnly) && !context.force)
    {
      throw AliasErrors.locked(name)
    }
    context.session.aliases.define(name, TextConversion.text(of: value), in: scope)
  }

  override func remove(_ name: String, _ context: ProviderContext) throws {
    let scope = context.execution.scope
    guard let alias = context.session.aliases.find(name, from: scope) else {
      throw PathResolver.notFound(name)
    }
    guard !alias.options.contains(.constant), !alias.options.contains(.readOnly) || context.force
    else { throw AliasErrors.notRemovable(name) }
    context.session.aliases.remove(name, from: scope)
  }
}
