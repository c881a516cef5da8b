import PSEngine

/// `Select-Object`: takes a part of the stream, a part of each object, or both.
final class SelectObject: Cmdlet {
  private static let defaultSet = "DefaultParameter"
  private static let skipLastSet = "SkipLastParameter"
  private static let indexSet = "IndexParameter"
  private static let counts: [ParameterValidation] = [.range(0, Int64(Int32.max))]

  static let inputObject = Parameter<PSValue>(
    "InputObject", pipeline: .byValue, help: "The objects.")
  static let property = Parameter<[PSValue]>(
    "Property",
    in: [
      ParameterSetMembership(set: defaultSet, position: 0),
      ParameterSetMembership(set: skipLastSet, position: 0),
    ], completion: .propertyName, help: "Properties that the new objects get.")
  static let exclude = Parameter<[String]>(
    "ExcludeProperty", sets: [defaultSet, skipLastSet], completion: .propertyName,
    help: "Properties to leave out.")
  static let expand = Parameter<String>(
    "ExpandProperty", sets: [defaultSet, skipLastSet],
    completion: .propertyName, help: "A property whose values come out themselves.")
  static let unique = Parameter<SwitchParameter>("Unique", help: "Drops repeated objects.")
  static let last = Parameter<Int32>(
    "Last", sets: [defaultSet], validations: counts, help: "How many from the end.")
  static let first = Parameter<Int32>(
    "First", sets: [defaultSet], validations: counts, help: "How many from the start.")
  static let skip = Parameter<Int32>(
    "Skip", sets: [defaultSet], validations: counts, help: "How many to pass over.")
  static let skipLast = Parameter<Int32>(
    "SkipLast", sets: [skipLastSet], validations: counts, help: "How many to drop at the end.")
  static let wait = Parameter<SwitchParameter>(
    "Wait", sets: [defaultSet, indexSet], help: "Lets the commands before it run to their end.")
  static let index = Parameter<[Int32]>(
    "Index", sets: [indexSet], validations: counts, help: "Positions to take, from 0.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Select-Object",
      parameters: [
        inputObject.definition.ofPSObject, property.definition, exclude.definition,
        expand.definition,
        unique.definition, last.definition, first.definition, skip.definition,
        skipLast.definition, wait.definition, index.definition,
      ], defaultSet: defaultSet, synopsis: "Selects objects or properties of objects.")
  }

  private var window = SelectionWindow()
  private var projection = Projection()
  private var seenTexts: Set<String> = []

  override func beginProcessing(_ context: CommandContext) async throws {
    window = SelectionWindow(
      first: context[Self.first], last: context[Self.last], skip: context[Self.skip],
      skipLast: context[Self.skipLast], indexes: context[Self.index])
    projection = try Projection(
      properties: context[Self.property], excluded: context[Self.exclude],
      expanded: context[Self.expand])
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard context.isBound(Self.inputObject) else { return }
    let item = context[Self.inputObject] ?? .null
    if let passed = window.pass(item) { try await emit(passed, context) }
    // With -Unique the window counts inputs, but what it let through may still be dropped later.
    if window.isExhausted && !context[Self.wait] { try context.stopUpstream() }
  }

  override func endProcessing(_ context: CommandContext) async throws {
    for item in window.rest() { try await emit(item, context) }
  }

  private func emit(_ item: PSValue, _ context: CommandContext) async throws {
    for result in try await projection.apply(to: item, context) {
      if context[Self.unique], try await isRepeated(result, context) { continue }
      try await context.write(result)
    }
  }

  private func isRepeated(_ item: PSValue, _ context: CommandContext) async throws -> Bool {
    // Texts and custom objects are compared by what they show, with case; other objects by identity
    // of their text as well, which is how they compare in the language.
    !seenTexts.insert(try await UniqueKey.text(of: item, context)).inserted
  }
}

/// Which objects of a stream pass: the counting parameters of `Select-Object`.
struct SelectionWindow {
  private var first: Int?
  private var last: Int?
  private var skip = 0
  private var skipLast = 0
  private var indexes: Set<Int>?
  private var position = 0
  private var passed = 0
  private var queue: [PSValue] = []
  private var queueStart = 0

  init(
    first: Int32? = nil, last: Int32? = nil, skip: Int32? = nil, skipLast: Int32? = nil,
    indexes: [Int32]? = nil
  ) {
    self.first = first.map(Int.init)
    self.last = last.map(Int.init)
    self.skip = Int(skip ?? 0)
    self.skipLast = Int(skipLast ?? 0)
    self.indexes = indexes.map { Set($0.map(Int.init)) }
  }

  /// Whether nothing that is still to come can pass.
  var isExhausted: Bool {
    if let indexes { return position > (indexes.max() ?? -1) }
    guard let first, last == nil else { return false }
    return passed >= first
  }

  /// The object to write for one that arrives, if any.
  mutating func pass(_ item: PSValue) -> PSValue? {
    defer { position += 1 }
    if let indexes { return indexes.contains(position) ? item : nil }
    if let first, last == nil {
      guard position >= skip, passed < first else { return nil }
      passed += 1
      return item
    }
    if let last {
      if let first, passed < first {
        passed += 1
        return item
      }
      return hold(item, atMost: last + skip, releasing: false)
    }
    if skipLast > 0 { return hold(item, atMost: skipLast, releasing: true) }
    return position >= skip ? item : nil
  }

  /// What is written at the end.
  func rest() -> ArraySlice<PSValue> {
    guard last != nil else { return [] }
    let held = queue[queueStart...]
    return held.dropLast(min(skip, held.count))
  }

  /// Keeps the newest objects; the one pushed out is returned when it may pass.
  private mutating func hold(_ item: PSValue, atMost limit: Int, releasing: Bool) -> PSValue? {
    queue.append(item)
    guard queue.count - queueStart > limit else { return nil }
    let released = queue[queueStart]
    queueStart += 1
    if queueStart > 1024 && queueStart * 2 > queue.count {
      queue.removeFirst(queueStart)
      queueStart = 0
    }
    return releasing ? released : nil
  }
}
