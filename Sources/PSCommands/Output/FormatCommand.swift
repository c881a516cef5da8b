import PSEngine
import PSFormatting

/// What `Format-Table`, `Format-List`, `Format-Wide` and `Format-Custom` have in common: they turn
/// objects into format objects, which `Out-Default` and its companions lay out (`language.md` 10.10).
class FormatCommand: Cmdlet {
  static let inputObject = Parameter<PSValue>(
    "InputObject", pipeline: .byValue, help: "The objects.")
  static let property = Parameter<[PSValue]>(
    "Property", position: 0,
    completion: .propertyName,
    help: "Names, wildcards, script blocks or @{Name=…; Expression=…} tables.")
  static let groupBy = Parameter<PSValue>(
    "GroupBy", completion: .propertyName,
    help: "A property, script block or table; a new group begins when its value changes."
  )
  static let view = Parameter<String>("View", help: "Name of a view of the type.")
  static let force = Parameter<SwitchParameter>(
    "Force", help: "Shows strings, numbers and errors by their properties.")
  static let expand = Parameter<String>(
    "Expand", validations: [.set(["CoreOnly", "EnumOnly", "Both"])],
    help: "What is shown of a collection: itself, its elements, or both.")
  static let showError = Parameter<SwitchParameter>(
    "ShowError", help: "Accepted for compatibility; a property that fails stays empty.")
  static let displayError = Parameter<SwitchParameter>(
    "DisplayError", help: "Accepted for compatibility; a property that fails stays empty.")

  /// Parameters behind the command's own ones.
  static let sharedParameters: [ParameterDefinition] = [
    groupBy.definition, view.definition, showError.definition, displayError.definition,
    force.definition, expand.definition, inputObject.definition,
  ]

  private var generator: FormatGenerator?

  /// The shape and what the command's own parameters say of it.
  func request(_ context: CommandContext) throws -> FormatRequest { FormatRequest() }

  final override func beginProcessing(_ context: CommandContext) async throws {
    var request = try request(context)
    if request.properties == nil, let properties = context[Self.property] {
      request.properties = try Self.properties(properties)
    }
    request.groupBy = try context[Self.groupBy].map { try FormatProperty($0) }
    request.viewName = context[Self.view]
    if request.viewName != nil, request.properties != nil {
      throw context.terminate(
        ErrorRecord(
          PSException(
            "System.InvalidOperationException",
            "-View and -Property exclude each other: the view says which properties are shown."),
          id: "FormatCannotSpecifyViewAndProperty", category: .invalidArgument))
    }
    request.isForced = context[Self.force]
    switch context[Self.expand]?.lowercased() {
    case "coreonly": request.expansion = .collection
    case "both": request.expansion = .both
    default: break
    }
    generator = FormatGenerator(
      request, in: context.execution, style: OutputStyle(for: context.execution))
  }

  final override func processRecord(_ context: CommandContext) async throws {
    guard let generator, let item = context[Self.inputObject] else { return }
    if item.asObject is FormatObject { throw context.terminate(conflict(context)) }
    try await generator.add(item)
    try await pass(generator, to: context)
  }

  final override func endProcessing(_ context: CommandContext) async throws {
    guard let generator else { return }
    generator.finish()
    try await pass(generator, to: context)
  }

  private func pass(_ generator: FormatGenerator, to context: CommandContext) async throws {
    for record in generator.takeRecords() {
      try await context.write(.object(FormatObject(record)))
    }
  }

  /// No properties at all (`-Property @()`) is the same as no `-Property`.
  static func properties(_ arguments: [PSValue]) throws -> [FormatProperty]? {
    let entries = arguments.flatMap { $0.isNull ? [] : $0.enumerated }
    return entries.isEmpty ? nil : try entries.map { try FormatProperty($0) }
  }

  private func conflict(_ context: CommandContext) -> ErrorRecord {
    ErrorRecord(
      PSException(
        "System.InvalidOperationException",
        "What arrives here is already formatted. Use one Format- command, as the last of the "
          + "pipeline, in place of \(context.invocation.invocationName)."),
      id: "ConsoleLineOutputOutOfSequencePacket", category: .invalidData)
  }
}
