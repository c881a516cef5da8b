import PSEngine

/// `Get-Random`: a number between bounds, or members of a collection.
final class GetRandom: Cmdlet {
  private static let numberSet = "RandomNumberParameterSet"
  private static let listSet = "RandomListItemParameterSet"

  static let maximum = Parameter<PSValue>(
    "Maximum", sets: [numberSet], position: 0, help: "The number that is never reached.")
  static let minimum = Parameter<PSValue>(
    "Minimum", sets: [numberSet], help: "The smallest number; 0 unless given.")
  static let inputObject = Parameter<[PSValue]>(
    "InputObject", sets: [listSet], position: 0, mandatory: true, pipeline: .byValue,
    help: "The objects to choose from.")
  static let count = Parameter<Int32>(
    "Count", sets: [listSet], validations: [.range(1, Int64(Int32.max))],
    help: "How many objects are chosen, none of them twice.")
  static let setSeed = Parameter<Int32>(
    "SetSeed", help: "Makes what follows the same on every run.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-Random",
      parameters: [
        maximum.definition, minimum.definition, inputObject.definition, count.definition,
        setSeed.definition,
      ], defaultSet: numberSet,
      synopsis: "Gets a random number, or objects of a collection at random.")
  }

  private var candidates: [PSValue] = []

  override func beginProcessing(_ context: CommandContext) async throws {
    if let seed = context[Self.setSeed] {
      context.session.random.restart(seed: UInt64(bitPattern: Int64(seed)))
    }
    guard context.parameterSet == Self.numberSet else { return }
    try await context.write(try number(context))
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard context.parameterSet == Self.listSet else { return }
    candidates += context[Self.inputObject] ?? []
  }

  override func endProcessing(_ context: CommandContext) async throws {
    guard context.parameterSet == Self.listSet else { return }
    let count = context[Self.count].map { Int($0) } ?? 1
    let chosen = context.session.random.withGenerator { generator in
      Array(candidates.shuffled(using: &generator).prefix(count))
    }
    for value in chosen { try await context.write(value) }
  }

  private func bound(_ value: PSValue?, _ context: CommandContext) throws -> PSNumber? {
    guard let value else { return nil }
    switch value.unwrapped {
    case .number(let number): return number
    default:
      let converted = try Conversion.convert(
        value, to: .named("System.Double"), types: context.session.types)
      guard case .number(let number) = converted else { return nil }
      let rounded = number.doubleValue.rounded()
      return rounded == number.doubleValue && abs(rounded) < 2_147_483_648
        ? .int32(Int32(rounded)) : number
    }
  }

  private func number(_ context: CommandContext) throws -> PSValue {
    let low = try bound(context[Self.minimum], context)
    let high = try bound(context[Self.maximum], context)
    let random = context.session.random
    if low?.isFloating == true || high?.isFloating == true {
      let range = (low?.doubleValue ?? 0, high?.doubleValue ?? Double.greatestFiniteMagnitude)
      guard range.0 < range.1, (range.1 - range.0).isFinite else { throw wrongOrder(context) }
      return .number(
        .double(random.withGenerator { Double.random(in: range.0..<range.1, using: &$0) }))
    }
    let first = low?.roundedInteger ?? 0
    let last = high?.roundedInteger ?? Int128(Int32.max)
    guard first < last, let lower = Int64(exactly: first), let upper = Int64(exactly: last) else {
      throw wrongOrder(context)
    }
    let value = random.withGenerator { Int64.random(in: lower..<upper, using: &$0) }
    let isLong = [low, high].contains { number in
      if case .int64? = number { return true }
      return false
    }
    return isLong ? .number(.int64(value)) : .int(Int(value))
  }

  private func wrongOrder(_ context: CommandContext) -> PSRuntimeError {
    let low = context[Self.minimum].map { TextConversion.text(of: $0) } ?? "0"
    let high = context[Self.maximum].map { TextConversion.text(of: $0) } ?? ""
    return context.terminate(
      ErrorRecord(
        PSException(
          "System.ArgumentException",
          "The Minimum value (\(low)) cannot be greater than or equal to the Maximum value (\(high))."
        ),
        id: "MinGreaterThanOrEqualMax", category: .invalidArgument))
  }
}
