import PSEngine

/// `-Option` of variables and aliases: `System.Management.Automation.ScopedItemOptions`.
struct ScopedItemOptions: ParameterValue {
  static let enumType = PSEnumType(
    "System.Management.Automation.ScopedItemOptions",
    [("None", 0), ("ReadOnly", 1), ("Constant", 2), ("Private", 4), ("AllScope", 8)],
    isFlags: true)

  let options: ItemOptions

  static var parameterType: ParameterType { .enumeration(enumType) }
  static func fromBound(_ value: PSValue) -> ScopedItemOptions? {
    guard case .object(let object) = value, let item = object as? PSEnum else { return nil }
    return ScopedItemOptions(options: ItemOptions(rawValue: Int32(truncatingIfNeeded: item.value)))
  }
}

/// Parameters that the commands on variables and aliases share.
enum ScopeParameters {
  static let scope = Parameter<String>(
    "Scope", help: "Global, Script, Local, Private, or how many calls up.")
  static let option = Parameter<ScopedItemOptions>("Option", help: "Flags of the item.")
  static let summary = Parameter<String>("Description", help: "A text about the item.")
  static let force = Parameter<SwitchParameter>(
    "Force", help: "Also changes what is read-only.")
  static let passThru = Parameter<SwitchParameter>("PassThru", help: "Gives the item.")
}

extension CommandContext {
  /// The scope that `-Scope` names; the caller's own without it.
  func scope() throws -> VariableScope {
    guard let text = self[ScopeParameters.scope] else { return execution.scope }
    guard let scope = execution.scope.named(text) else {
      throw terminate(
        PSRuntimeError(
          "The scope '\(text)' does not exist. Use Global, Script, Local, Private or the number "
            + "of calls to go up.", id: "ArgumentOutOfRange", category: .invalidArgument,
          exception: "System.ArgumentOutOfRangeException", target: .string(text)
        ).record)
    }
    return scope
  }
}
