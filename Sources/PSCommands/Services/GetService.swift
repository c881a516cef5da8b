import PSEngine

/// `Get-Service`: the services of the local computer, or of computers of the lab.
final class GetService: ServiceCommand {
  static let name = Parameter<[String]>(
    "Name", aliases: ["ServiceName"], sets: ["Default"], position: 0,
    pipeline: [.byValue, .byPropertyName], completion: .source("Service"),
    help: "Services by name; wildcards are allowed.")
  static let computerName = Parameter<[String]>(
    "ComputerName", aliases: ["Cn"], pipeline: .byPropertyName, validations: [.notNullOrEmpty],
    completion: .source("Computer"), help: "Computers; the local one when not given.")
  static let dependentServices = Parameter<SwitchParameter>(
    "DependentServices", aliases: ["DS"], help: "The services that need the service.")
  static let requiredServices = Parameter<SwitchParameter>(
    "RequiredServices", aliases: ["SDO", "ServicesDependedOn"],
    help: "The services that the service needs.")
  static let inputObject = Parameter<[ServiceController]>(
    "InputObject", sets: ["InputObject"], pipeline: .byValue, help: "Services as objects.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-Service", typeName: "Microsoft.PowerShell.Commands.GetServiceCommand",
      parameters: [
        name.definition, computerName.definition, dependentServices.definition,
        requiredServices.definition, displayName.definition, include.definition,
        exclude.definition, inputObject.definition,
      ], defaultSet: "Default", synopsis: "Gets the services of an emulated computer.",
      outputTypes: [ServiceController.typeName])
  }

  override func processRecord(_ context: CommandContext) async throws {
    if let given = context[Self.inputObject] {
      for service in given {
        try await context.session.serviceManager.refresh(service)
        try await write(service, context)
      }
      return
    }
    let computers: [String?] = context[Self.computerName] ?? [nil]
    var found: [ServiceController] = []
    for computer in computers {
      let snapshot = try await context.session.serviceManager.snapshot(of: computer)
      found += try await select(
        names: context[Self.name], displayNames: context[Self.displayName], from: snapshot, context)
    }
    if computers.count > 1 {
      found.sort { $0.name.lowercased() < $1.name.lowercased() }
    }
    for service in found { try await write(service, context) }
  }

  private func write(_ service: ServiceController, _ context: CommandContext) async throws {
    let snapshot = service.snapshot
    var related: [ServiceDescription] = []
    if context[Self.dependentServices] { related += snapshot.dependents(of: service.service) }
    if context[Self.requiredServices] { related += snapshot.required(by: service.service) }
    guard context[Self.dependentServices] || context[Self.requiredServices] else {
      return try await context.write(.object(service))
    }
    for other in related {
      try await context.write(.object(ServiceController(other, in: snapshot)))
    }
  }
}
