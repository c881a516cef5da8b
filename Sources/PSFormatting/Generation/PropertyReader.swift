import PSEngine

/// Reads the properties that views and `-Property` name. A getter that fails gives nothing
/// (`language.md` 10.7); stopping the pipeline passes through.
struct PropertyReader {
  let context: ExecutionContext
  /// The same without an error stream: what a block reports is not shown.
  private let silent: ExecutionContext

  init(context: ExecutionContext) {
    self.context = context
    silent = context.redirected { $0.error = NullSink() }
  }

  /// The value of an expression for an object.
  func value(_ expression: FormatExpression, of item: PSValue) async throws -> PSValue {
    switch expression {
    case .property(let name): return try await value(name, of: item)
    case .computed(let compute): return compute(item)
    case .script(let block):
      do {
        let output = try await silent.evaluate(block, underscore: item)
        return .collapsing(output)
      } catch is PSRuntimeError {
        return .null
      }
    }
  }

  /// The value of an expression where it needs no script, the common case; `nil` where
  /// ``value(_:of:)`` has to look.
  func storedValue(_ expression: FormatExpression, of item: PSValue) -> PSValue? {
    switch expression {
    case .property(let name):
      guard case .object(let object) = item else { return nil }
      return object.value(of: name)
    case .computed(let compute): return compute(item)
    case .script: return nil
    }
  }

  /// The value of a property, `$null` when there is none.
  func value(_ name: String, of item: PSValue) async throws -> PSValue {
    if let stored = storedValue(.property(name), of: item) { return stored }
    // The language answers `.Count` of anything; a column of that name shows real properties only.
    if name.equalsIgnoringCase("Count") || name.equalsIgnoringCase("Length") {
      guard names(of: item).contains(where: { $0.equalsIgnoringCase(name) }) else { return .null }
    }
    do {
      let value = try await MemberAccess.find(item, name, in: silent) ?? .null
      return value.asObject is PSMethodReference ? .null : value
    } catch is PSRuntimeError {
      return .null
    }
  }

  /// Names of the properties in the order of display: declared ones, then extended ones.
  func names(of item: PSValue) -> [String] {
    MemberAccess.properties(of: item).map(\.name)
  }

  /// Names in the order of `-Property *`: what was added to the object before what its type declares.
  func namesForWildcard(of item: PSValue) -> [String] {
    let names = names(of: item)
    guard case .object(let object) = item, !object.extendedMembers.isEmpty else { return names }
    let added = Set(object.extendedMembers.map { $0.name.lowercased() })
    return names.filter { added.contains($0.lowercased()) }
      + names.filter { !added.contains($0.lowercased()) }
  }
}
