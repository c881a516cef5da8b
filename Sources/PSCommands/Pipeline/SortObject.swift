import PSEngine

/// `Sort-Object`: orders objects by themselves or by properties; equal ones keep their order.
final class SortObject: Cmdlet {
  static let property = Parameter<[PSValue]>(
    "Property", position: 0, completion: .propertyName,
    help: "What to sort by, most important first.")
  static let inputObject = Parameter<PSValue>(
    "InputObject", pipeline: .byValue, help: "The objects.")
  static let descending = Parameter<SwitchParameter>("Descending", help: "Largest first.")
  static let unique = Parameter<SwitchParameter>("Unique", help: "One of each equal group only.")
  static let culture = Parameter<String>("Culture", help: "Culture of the comparison.")
  static let caseSensitive = Parameter<SwitchParameter>("CaseSensitive", help: "Regards case.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Sort-Object",
      parameters: [
        property.definition, descending.definition, unique.definition,
        inputObject.definition.ofPSObject,
        culture.definition, caseSensitive.definition,
      ], synopsis: "Sorts objects by property values.")
  }

  private struct Entry {
    let item: PSValue
    let keys: [PSValue]
    let index: Int
  }

  private var selectors: [PropertySelector] = []
  private var entries: [Entry] = []

  override func beginProcessing(_ context: CommandContext) async throws {
    selectors = try (context[Self.property] ?? []).map { try PropertySelector($0) }
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let item = context[Self.inputObject], !item.isNull else { return }
    var keys: [PSValue] = []
    for selector in selectors { keys.append(try await selector.value(of: item, context)) }
    entries.append(
      Entry(item: item, keys: selectors.isEmpty ? [item] : keys, index: entries.count))
  }

  override func endProcessing(_ context: CommandContext) async throws {
    let order = ValueOrder(
      types: context.session.types, isCaseSensitive: context[Self.caseSensitive])
    let isDescending = context[Self.descending]
    let directions =
      selectors.isEmpty ? [isDescending] : selectors.map { $0.isDescending ?? isDescending }
    func compare(_ left: Entry, _ right: Entry) -> Int {
      for (position, isDescending) in directions.enumerated() {
        let result = order.compare(left.keys[position], right.keys[position])
        if result != 0 { return isDescending ? -result : result }
      }
      return 0
    }
    var check = CancellationCheck()
    try entries.sort {
      try check.pass()
      let result = compare($0, $1)
      return result == 0 ? $0.index < $1.index : result < 0
    }
    var previous: Entry?
    for entry in entries {
      if context[Self.unique], let previous, compare(previous, entry) == 0 { continue }
      previous = entry
      try await context.write(entry.item)
    }
  }
}
