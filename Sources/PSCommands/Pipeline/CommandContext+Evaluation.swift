import PSEngine

/// What the pipeline commands do with each object.
extension CommandContext {
  /// Runs a block with `$_` in the caller's scope; its output is the command's.
  func run(_ block: ScriptBlock, with item: PSValue) async throws {
    try await execution.invoke(block, underscore: item, newScope: false, output: sink)
  }

  /// Runs a block with `$_` in the caller's scope and collects its output.
  func evaluate(_ block: ScriptBlock, with item: PSValue) async throws -> [PSValue] {
    try await execution.evaluate(block, underscore: item, newScope: false)
  }

  /// The value of a property; `nil` when the object has none of that name.
  func property(_ name: String, of item: PSValue) async throws -> PSValue? {
    let found = try await MemberAccess.find(item, name, in: execution)
    guard let found, (found.asObject as? PSMethodReference) == nil else { return nil }
    // Everything counts as a collection of one in an expression, but not here.
    if name.equalsIgnoringCase("Count") || name.equalsIgnoringCase("Length"),
      !hasProperty(name, item)
    {
      return nil
    }
    return found
  }

  private func hasProperty(_ name: String, _ item: PSValue) -> Bool {
    if case .object(let table as PSHashtable) = item, table[name] != nil { return true }
    return propertyNames(of: item).contains { $0.equalsIgnoringCase(name) }
  }

  /// Names of all properties of an object, in the order of `Select-Object *`: members added at run
  /// time, then those of its kind (`language.md` 10.7).
  func propertyNames(of item: PSValue) -> [String] {
    let all = MemberAccess.properties(of: item)
    return all.filter { $0.kind != .property }.map(\.name)
      + all.filter { $0.kind == .property }.map(\.name)
  }
}
