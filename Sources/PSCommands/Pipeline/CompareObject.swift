import PSEngine

/// `Compare-Object`: what two sets have in common and what they do not.
final class CompareObject: Cmdlet {
  static let reference = Parameter<[PSValue]>(
    "ReferenceObject", position: 0, mandatory: true, validations: [.allowEmptyCollection],
    help: "The set to compare with.")
  static let difference = Parameter<[PSValue]>(
    "DifferenceObject", position: 1, mandatory: true, pipeline: .byValue,
    validations: [.allowEmptyCollection], help: "The set to compare.")
  static let window = Parameter<Int32>(
    "SyncWindow", validations: [.range(0, Int64(Int32.max))],
    help: "How far apart two objects may stand and still count as the same.")
  static let property = Parameter<[PSValue]>("Property", help: "What is compared.")
  static let excludeDifferent = Parameter<SwitchParameter>(
    "ExcludeDifferent", help: "Leaves differences out.")
  static let includeEqual = Parameter<SwitchParameter>(
    "IncludeEqual", help: "Shows what is in both sets.")
  static let passThru = Parameter<SwitchParameter>(
    "PassThru", help: "Gives the objects themselves, with SideIndicator added.")
  static let culture = Parameter<String>("Culture", help: "Culture of the comparison.")
  static let caseSensitive = Parameter<SwitchParameter>("CaseSensitive", help: "Regards case.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Compare-Object",
      parameters: [
        reference.definition.ofPSObject, difference.definition.ofPSObject, window.definition,
        property.definition,
        excludeDifferent.definition, includeEqual.definition, passThru.definition,
        culture.definition, caseSensitive.definition,
      ], synopsis: "Compares two sets of objects.")
  }

  private typealias Entry = (item: PSValue, keys: [PSValue])

  private var selectors: [PropertySelector] = []
  private var references: [Entry] = []
  private var position = 0
  private var pendingReferences: [Entry] = []
  private var pendingDifferences: [Entry] = []
  private var order: ValueOrder?

  override func beginProcessing(_ context: CommandContext) async throws {
    order = ValueOrder(
      types: context.session.types, isCaseSensitive: context[Self.caseSensitive])
    selectors = try (context[Self.property] ?? []).map { try PropertySelector($0) }
    for item in context[Self.reference] ?? [] {
      references.append((item, try await keys(of: item, context)))
    }
  }

  override func processRecord(_ context: CommandContext) async throws {
    for item in context[Self.difference] ?? [] {
      try await match((item, try await keys(of: item, context)), context)
    }
  }

  override func endProcessing(_ context: CommandContext) async throws {
    while position < references.count { try await match(nil, context) }
    guard !context[Self.excludeDifferent] else { return }
    for entry in pendingDifferences { try await emit(entry, "=>", context) }
    for entry in pendingReferences { try await emit(entry, "<=", context) }
  }

  /// Takes the next object of each side and looks for partners among those still alone.
  private func match(_ difference: Entry?, _ context: CommandContext) async throws {
    let reference = position < references.count ? references[position] : nil
    position += 1
    if let reference, let difference, isEqual(reference, difference) {
      return try await emitEqual(reference, context)
    }
    if let difference {
      if let partner = pendingReferences.firstIndex(where: { isEqual($0, difference) }) {
        try await emitEqual(pendingReferences.remove(at: partner), context)
      } else {
        pendingDifferences.append(difference)
      }
    }
    if let reference {
      if let partner = pendingDifferences.firstIndex(where: { isEqual(reference, $0) }) {
        pendingDifferences.remove(at: partner)
        try await emitEqual(reference, context)
      } else {
        pendingReferences.append(reference)
      }
    }
    try await trim(&pendingDifferences, "=>", context)
    try await trim(&pendingReferences, "<=", context)
  }

  private func trim(_ pending: inout [Entry], _ side: String, _ context: CommandContext)
    async throws
  {
    guard let limit = context[Self.window].map(Int.init), pending.count > limit else { return }
    let entry = pending.removeFirst()
    if !context[Self.excludeDifferent] { try await emit(entry, side, context) }
  }

  private func emitEqual(_ entry: Entry, _ context: CommandContext) async throws {
    guard context[Self.includeEqual] else { return }
    try await emit(entry, "==", context)
  }

  private func emit(_ entry: Entry, _ side: String, _ context: CommandContext) async throws {
    if context[Self.passThru] {
      let object: PSObject
      if case .object(let existing) = entry.item {
        object = existing
      } else {
        object = PSBoxedValue(entry.item)
      }
      object.setNote("SideIndicator", .string(side))
      return try await context.write(.object(object))
    }
    var notes: [(String, PSValue)] = []
    if selectors.isEmpty {
      notes.append(("InputObject", entry.item))
    } else {
      for (selector, key) in zip(selectors, entry.keys) { notes.append((selector.title, key)) }
    }
    notes.append(("SideIndicator", .string(side)))
    try await context.write(.object(PSCustomObject(notes)))
  }

  private func keys(of item: PSValue, _ context: CommandContext) async throws -> [PSValue] {
    guard !selectors.isEmpty else { return [item] }
    var keys: [PSValue] = []
    for selector in selectors { keys.append(try await selector.value(of: item, context)) }
    return keys
  }

  private func isEqual(_ left: Entry, _ right: Entry) -> Bool {
    zip(left.keys, right.keys).allSatisfy { order?.compare($0, $1) == 0 }
  }
}
