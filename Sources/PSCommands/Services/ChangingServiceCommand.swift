import PSEngine

/// What the cmdlets that start, stop and pause services have in common: services come as objects or
/// by name, and all of them are of the local computer.
class ChangingServiceCommand: ServiceCommand {
  static let input = Parameter<[ServiceController]>(
    "InputObject", sets: ["InputObject"], position: 0, mandatory: true, pipeline: .byValue,
    help: "Services as objects.")
  static let name = Parameter<[String]>(
    "Name", aliases: ["ServiceName"], sets: ["Default"], position: 0, mandatory: true,
    pipeline: [.byValue, .byPropertyName], completion: .source("Service"),
    help: "Services by name; wildcards are allowed.")

  /// The description of a cmdlet with the common parameters behind its own.
  static func metadata(
    _ verb: String, own: [ParameterDefinition] = [], synopsis: String
  ) -> CmdletMetadata {
    CmdletMetadata(
      "\(verb)-Service", typeName: "Microsoft.PowerShell.Commands.\(verb)ServiceCommand",
      parameters: own + [
        input.definition, name.definition, displayName.definition, passThru.definition,
        include.definition, exclude.definition,
      ], defaultSet: "InputObject", supportsShouldProcess: true, synopsis: synopsis,
      outputTypes: [ServiceController.typeName])
  }

  /// Changes one service that the user has agreed to.
  func change(_ service: ServiceController, _ context: CommandContext) async throws {}

  override func processRecord(_ context: CommandContext) async throws {
    for service in try await targets(context)
    where try await context.shouldProcess(service.title) {
      try await change(service, context)
    }
  }

  private func targets(_ context: CommandContext) async throws -> [ServiceController] {
    if let given = context[Self.input] {
      return filter(given, by: \.name, context)
    }
    let snapshot = try await context.session.serviceManager.snapshot(of: nil)
    return try await select(
      names: context[Self.name], displayNames: context[Self.displayName], from: snapshot, context)
  }
}
