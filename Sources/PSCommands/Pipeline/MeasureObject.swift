import PSEngine

/// `Measure-Object`: counts objects, calculates with their properties, or counts parts of text.
final class MeasureObject: Cmdlet {
  private static let genericSet = "GenericMeasure"
  private static let textSet = "TextMeasure"

  static let inputObject = Parameter<PSValue>(
    "InputObject", pipeline: .byValue, help: "The objects.")
  static let property = Parameter<[String]>(
    "Property", position: 0, validations: [.notNullOrEmpty],
    completion: .propertyName, help: "Properties to measure; the objects themselves without it.")
  static let sum = Parameter<SwitchParameter>("Sum", sets: [genericSet], help: "Adds the values.")
  static let average = Parameter<SwitchParameter>(
    "Average", sets: [genericSet], help: "Their mean.")
  static let maximum = Parameter<SwitchParameter>(
    "Maximum", sets: [genericSet], help: "The largest value.")
  static let minimum = Parameter<SwitchParameter>(
    "Minimum", sets: [genericSet], help: "The smallest value.")
  static let line = Parameter<SwitchParameter>("Line", sets: [textSet], help: "Counts lines.")
  static let word = Parameter<SwitchParameter>("Word", sets: [textSet], help: "Counts words.")
  static let character = Parameter<SwitchParameter>(
    "Character", sets: [textSet], help: "Counts characters.")
  static let ignoreWhiteSpace = Parameter<SwitchParameter>(
    "IgnoreWhiteSpace", sets: [textSet], help: "Does not count white space.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Measure-Object",
      parameters: [
        inputObject.definition.ofPSObject, property.definition, sum.definition, average.definition,
        maximum.definition, minimum.definition, line.definition, word.definition,
        character.definition, ignoreWhiteSpace.definition,
      ], defaultSet: genericSet,
      synopsis: "Calculates numeric properties of objects, and lines, words and characters of text."
    )
  }

  private var measures: [(name: String?, measure: Measure)] = []
  private var hasInput = false

  override func beginProcessing(_ context: CommandContext) async throws {
    guard let names = context[Self.property],
      !names.contains(where: WildcardPattern.containsWildcards)
    else {
      if !context.isBound(Self.property) { measures = [(nil, Measure())] }
      return
    }
    measures = names.map { ($0, Measure()) }
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard context.isBound(Self.inputObject), let item = context[Self.inputObject], !item.isNull
    else { return }
    hasInput = true
    guard let names = context[Self.property] else { return try await add(item, at: 0, context) }
    for name in names {
      for (found, value) in try await PropertySelector(.string(name)).values(of: item, context) {
        var position = measures.firstIndex { $0.name?.equalsIgnoringCase(found) == true }
        if position == nil {
          measures.append((found, Measure()))
          position = measures.count - 1
        }
        if let position, !value.isNull { try await add(value, at: position, context) }
      }
    }
  }

  override func endProcessing(_ context: CommandContext) async throws {
    for (name, measure) in measures {
      if let name, measure.count == 0, hasInput {
        try await context.writeError(
          PSRuntimeError(
            "The property \"\(name)\" cannot be found in the input for any objects.",
            id: "GenericMeasurePropertyNotFound", category: .invalidArgument,
            exception: "System.Management.Automation.PSArgumentException"
          ).record)
        continue
      }
      let properties =
        context.parameterSet == Self.textSet
        ? textProperties(measure, context) : numberProperties(measure, context)
      let type =
        context.parameterSet == Self.textSet ? "TextMeasureInfo" : "GenericMeasureInfo"
      try await context.write(
        .object(MeasureInfo(type, properties + [("Property", .optional(name))])))
    }
  }

  private func add(_ value: PSValue, at position: Int, _ context: CommandContext) async throws {
    measures[position].measure.count += 1
    if context.parameterSet == Self.textSet {
      measures[position].measure.add(
        text: TextConversion.text(of: value), skipsSpace: context[Self.ignoreWhiteSpace])
      return
    }
    if context[Self.sum] || context[Self.average] {
      guard
        let converted = try? Conversion.convert(
          value, to: .named("System.Double"), types: context.session.types),
        let number = Double.fromBound(converted)
      else {
        measures[position].measure.count -= 1
        return try await context.writeError(
          PSRuntimeError(
            "Input object \"\(TextConversion.text(of: value))\" is not numeric.",
            id: "NonNumericInputObject", category: .invalidType,
            exception: "System.Management.Automation.PSInvalidCastException", target: value
          ).record)
      }
      measures[position].measure.sum += number
    }
    measures[position].measure.extend(value, ValueOrder(types: context.session.types))
  }

  private func numberProperties(_ measure: Measure, _ context: CommandContext) -> [(
    String, PSValue
  )] {
    func value(_ isAsked: Bool, _ number: Double) -> PSValue {
      isAsked && measure.count > 0 ? .number(.double(number)) : .null
    }
    return [
      ("Count", .int(measure.count)),
      ("Average", value(context[Self.average], measure.sum / Double(max(1, measure.count)))),
      ("Sum", value(context[Self.sum], measure.sum)),
      ("Maximum", context[Self.maximum] ? Measure.asDouble(measure.maximum) : .null),
      ("Minimum", context[Self.minimum] ? Measure.asDouble(measure.minimum) : .null),
    ]
  }

  private func textProperties(_ measure: Measure, _ context: CommandContext) -> [(String, PSValue)]
  {
    [
      ("Lines", context[Self.line] ? .int(measure.lines) : .null),
      ("Words", context[Self.word] ? .int(measure.words) : .null),
      ("Characters", context[Self.character] ? .int(measure.characters) : .null),
    ]
  }
}

/// Running totals of one property.
private struct Measure {
  var count = 0
  var sum = 0.0
  var maximum: PSValue = .null
  var minimum: PSValue = .null
  var lines = 0
  var words = 0
  var characters = 0

  mutating func extend(_ value: PSValue, _ order: ValueOrder) {
    if maximum.isNull || order.compare(value, maximum) > 0 { maximum = value }
    if minimum.isNull || order.compare(value, minimum) < 0 { minimum = value }
  }

  mutating func add(text: String, skipsSpace: Bool) {
    lines +=
      TextLines.split(text).filter {
        !skipsSpace || !$0.allSatisfy(\.isWhitespace)
      }.count
    words += text.split(whereSeparator: \.isWhitespace).count
    characters += text.utf16.count
    if skipsSpace { characters -= text.filter(\.isWhitespace).utf16.count }
  }

  /// Windows PowerShell gives numbers as doubles; other values stay what they are.
  static func asDouble(_ value: PSValue) -> PSValue {
    guard case .number(let number) = value.unwrapped else { return value }
    return .number(.double(number.doubleValue))
  }
}

/// `GenericMeasureInfo` or `TextMeasureInfo`.
final class MeasureInfo: PSObject {
  private let type: String
  private let properties: [(String, PSValue)]

  init(_ type: String, _ properties: [(String, PSValue)]) {
    self.type = type
    self.properties = properties
  }

  override var baseTypeNames: [String] {
    [
      "Microsoft.PowerShell.Commands." + type, "Microsoft.PowerShell.Commands.MeasureInfo",
      "System.Object",
    ]
  }
  override var declaredProperties: [PSPropertyInfo] {
    properties.map { name, _ in
      switch name {
      case "Property": return PSPropertyInfo(name)
      case "Count": return PSPropertyInfo(name, "System.Int32")
      case "Lines", "Words", "Characters":
        return PSPropertyInfo(name, "System.Nullable`1[System.Int32]")
      default: return PSPropertyInfo(name, "System.Nullable`1[System.Double]")
      }
    }
  }
  override func declaredValue(_ name: String) -> PSValue? {
    properties.first { $0.0.equalsIgnoringCase(name) }?.1
  }
}
