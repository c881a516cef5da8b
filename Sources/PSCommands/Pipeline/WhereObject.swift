import PSEngine
import PSLanguage

/// `Where-Object`: lets objects pass that fit a block or a comparison.
final class WhereObject: Cmdlet {
  private static let blockSet = "ScriptBlockSet"

  /// A comparison of the simple form: the switch names the operator and its parameter set.
  private struct Comparison: Sendable {
    let name: String
    let aliases: [String]
    let operation: BinaryOperator
    var set: String
    var parameter: Parameter<SwitchParameter>

    init(_ name: String, _ set: String, _ operation: BinaryOperator, aliases: [String] = []) {
      self.name = name
      self.aliases = aliases
      self.operation = operation
      self.set = set + "Set"
      // `-EQ` is what is meant when no operator is written.
      parameter = Parameter<SwitchParameter>(
        name, aliases: aliases, sets: [self.set], mandatory: name != "EQ",
        help: "Compares with the operator of that name.")
    }
  }

  private static let comparisons: [Comparison] = {
    let cased: [(String, String, (CaseRule) -> BinaryOperator)] = [
      ("EQ", "Equal", { .equal($0) }), ("NE", "NotEqual", { .notEqual($0) }),
      ("GT", "GreaterThan", { .greaterThan($0) }), ("LT", "LessThan", { .lessThan($0) }),
      ("GE", "GreaterOrEqual", { .greaterOrEqual($0) }),
      ("LE", "LessOrEqual", { .lessOrEqual($0) }), ("Like", "Like", { .like($0) }),
      ("NotLike", "NotLike", { .notLike($0) }), ("Match", "Match", { .match($0) }),
      ("NotMatch", "NotMatch", { .notMatch($0) }), ("Contains", "Contains", { .contains($0) }),
      ("NotContains", "NotContains", { .notContains($0) }), ("In", "In", { .in($0) }),
      ("NotIn", "NotIn", { .notIn($0) }),
    ]
    return cased.flatMap { name, set, make in
      [
        Comparison(name, set, make(.insensitive), aliases: ["I" + name]),
        Comparison("C" + name, "CaseSensitive" + set, make(.sensitive)),
      ]
    } + [Comparison("Is", "Is", .isType), Comparison("IsNot", "IsNot", .isNotType)]
  }()
  private static let comparisonSets = comparisons.map(\.set)

  static let inputObject = Parameter<PSValue>(
    "InputObject", pipeline: .byValue, help: "The objects.")
  static let filter = Parameter<ScriptBlock>(
    "FilterScript", sets: [blockSet], position: 0, mandatory: true,
    help: "Objects for which it gives a true value pass.")
  static let property = Parameter<String>(
    "Property", sets: comparisonSets + ["Not"], position: 0, mandatory: true,
    completion: .propertyName, help: "The property to compare.")
  static let value = Parameter<PSValue>(
    "Value", sets: comparisonSets, position: 1, help: "What it is compared with.")
  static let not = Parameter<SwitchParameter>(
    "Not", sets: ["Not"], mandatory: true, help: "Objects whose property is false pass.",
    isAddition: true)

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Where-Object",
      parameters: [
        inputObject.definition.ofPSObject, filter.definition, property.definition, value.definition,
        not.definition,
      ]
        + comparisons.map(\.parameter.definition),
      defaultSet: blockSet,
      synopsis: "Selects objects by a condition.")
  }

  private var comparison: Comparison?

  override func beginProcessing(_ context: CommandContext) async throws {
    comparison = Self.comparisons.first {
      $0.set == context.parameterSet && context[$0.parameter]
    }
    guard let comparison, !context.isBound(Self.value) else { return }
    throw context.terminate(
      PSRuntimeError(
        "The operator -\(comparison.name) needs a value to compare with: add -Value VALUE.",
        id: "ValueNotSpecifiedForWhereObject", category: .invalidArgument,
        exception: "System.Management.Automation.PSArgumentException"
      ).record)
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let item = context[Self.inputObject] else { return }
    if try await passes(item, context) { try await context.write(item) }
  }

  private func passes(_ item: PSValue, _ context: CommandContext) async throws -> Bool {
    if let filter = context[Self.filter] {
      return Truth.isTrue(.collapsing(try await context.evaluate(filter, with: item)))
    }
    guard let name = context[Self.property] else { return false }
    let left = try await context.property(name, of: item) ?? .null
    if context[Self.not] { return !Truth.isTrue(left) }
    guard let comparison else {
      if context.isBound(Self.value) {
        return try await compare(.equal(.insensitive), left, context)
      }
      return Truth.isTrue(left)
    }
    return try await compare(comparison.operation, left, context)
  }

  private func compare(_ operation: BinaryOperator, _ left: PSValue, _ context: CommandContext)
    async throws -> Bool
  {
    let right = context[Self.value] ?? .null
    return Truth.isTrue(
      try await Operators.binary(operation, left, right, in: context.execution))
  }
}
