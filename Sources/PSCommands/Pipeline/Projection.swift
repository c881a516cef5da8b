import PSEngine

/// Makes new objects from chosen properties (`Select-Object -Property … -ExpandProperty …`).
struct Projection {
  private var selectors: [PropertySelector] = []
  private var excluded: [WildcardPattern] = []
  private var expanded: PropertySelector?

  init() {}

  init(properties: [PSValue]?, excluded: [String]?, expanded: String?) throws {
    selectors = try (properties ?? []).map { try PropertySelector($0) }
    // An exclusion alone means "everything else".
    if properties == nil, excluded != nil, expanded == nil {
      selectors = [try PropertySelector(.string("*"))]
    }
    self.excluded = (excluded ?? []).map { WildcardPattern($0) }
    self.expanded = try expanded.map { try PropertySelector(.string($0)) }
  }

  /// The objects that stand for one object.
  func apply(to item: PSValue, _ context: CommandContext) async throws -> [PSValue] {
    guard !selectors.isEmpty || expanded != nil else { return [item] }
    let notes = try await self.notes(of: item, context)
    guard let expanded else {
      let object = PSCustomObject(notes)
      let type = TypeNames.chain(of: item).first ?? "System.Object"
      object.typeNames = [selectedTypeName(type)] + object.baseTypeNames
      return [.object(object)]
    }
    return try await expand(expanded, of: item, adding: notes, context)
  }

  private func notes(of item: PSValue, _ context: CommandContext) async throws -> [(
    String, PSValue
  )] {
    var notes: [(String, PSValue)] = []
    for selector in selectors {
      var found = try await selector.values(of: item, context)
      // A property that is not there still becomes a member, without a value.
      if found.isEmpty, case .name(let name) = selector.source,
        !WildcardPattern.containsWildcards(name)
      {
        found = [(selector.label ?? name, .null)]
      }
      for (name, value) in found {
        guard !excluded.contains(where: { $0.matches(name) }) else { continue }
        guard !notes.contains(where: { $0.0.equalsIgnoringCase(name) }) else {
          guard case .name(let text) = selector.source, !WildcardPattern.containsWildcards(text)
          else { continue }
          try await context.writeError(duplicate(name, item))
          continue
        }
        notes.append((name, value))
      }
    }
    return notes
  }

  private func expand(
    _ selector: PropertySelector, of item: PSValue, adding notes: [(String, PSValue)],
    _ context: CommandContext
  ) async throws -> [PSValue] {
    let found = try await selector.values(of: item, context)
    guard found.count == 1 else {
      let problem = found.isEmpty ? "cannot be found" : "fits several properties"
      try await context.writeError(
        PSRuntimeError(
          "Property \"\(selector.title)\" \(problem).",
          id: found.isEmpty ? "ExpandPropertyNotFound" : "MutlipleExpandProperties",
          category: .invalidArgument,
          exception: "System.Management.Automation.PSArgumentException", target: item
        ).record)
      return []
    }
    let values = found[0].value.isNull ? [] : found[0].value.enumerated
    guard !notes.isEmpty else { return values }
    return values.map { value in
      let object: PSObject
      if case .object(let existing) = value {
        object = existing
      } else {
        object = PSBoxedValue(value)
      }
      for (name, note) in notes { object.setNote(name, note) }
      return .object(object)
    }
  }

  private func selectedTypeName(_ type: String) -> String {
    type.hasPrefix("Selected.") ? type : "Selected." + type
  }

  private func duplicate(_ name: String, _ item: PSValue) -> ErrorRecord {
    PSRuntimeError(
      "The property \"\(name)\" cannot be added because the object has one of that name already.",
      id: "AlreadyExistingUserSpecifiedPropertyNoExpand", category: .invalidOperation,
      exception: "System.Management.Automation.PSArgumentException", target: item
    ).record
  }
}
