import PSEngine

/// `Set-Service`: start type, names and state of a service.
final class SetService: ServiceCommand {
  /// `ServiceStartMode`.
  struct StartMode: EnumParameterValue {
    static let enumType = ServiceEnums.startMode
    let rawValue: Int64
    init?(rawValue: Int64) { self.rawValue = rawValue }
  }

  static let computerName = Parameter<[String]>(
    "ComputerName", aliases: ["cn"], pipeline: .byPropertyName, validations: [.notNullOrEmpty],
    completion: .source("Computer"), help: "Computers; the local one when not given.")
  static let name = Parameter<String>(
    "Name", aliases: ["ServiceName", "SN"], sets: ["Name"], position: 0, mandatory: true,
    pipeline: [.byValue, .byPropertyName], completion: .source("Service"),
    help: "The service by its name.")
  static let newDisplayName = Parameter<String>(
    "DisplayName", aliases: ["DN"], validations: [.notNullOrEmpty],
    help: "Its new name for people.")
  static let about = Parameter<String>(
    "Description", validations: [.notNullOrEmpty], help: "Its new description.")
  static let startupType = Parameter<StartMode>(
    "StartupType", aliases: ["StartMode", "SM", "ST"], help: "When it starts.")
  static let status = Parameter<String>(
    "Status", validations: [.set(["Running", "Stopped", "Paused"])],
    help: "Whether it shall run.")
  static let input = Parameter<ServiceController>(
    "InputObject", sets: ["InputObject"], position: 0, pipeline: .byValue,
    help: "The service as an object.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Set-Service", typeName: "Microsoft.PowerShell.Commands.SetServiceCommand",
      parameters: [
        computerName.definition, name.definition, newDisplayName.definition, about.definition,
        startupType.definition, status.definition, input.definition, passThru.definition,
        include.definition, exclude.definition,
      ], defaultSet: "Name", supportsShouldProcess: true,
      synopsis: "Changes how a service of an emulated computer is set up.",
      outputTypes: [ServiceController.typeName])
  }

  override func processRecord(_ context: CommandContext) async throws {
    for service in try await services(context) {
      guard try await context.shouldProcess(service.title) else { continue }
      guard try await configure(service, context) else { continue }
      guard try await setStatus(of: service, context) else { continue }
      if context[Self.passThru] { try await context.write(.object(service)) }
    }
  }

  private func services(_ context: CommandContext) async throws -> [ServiceController] {
    if let service = context[Self.input] { return [service] }
    guard let name = context[Self.name] else { return [] }
    var found: [ServiceController] = []
    for computer in context[Self.computerName].map({ $0.map(Optional.some) }) ?? [nil] {
      let snapshot = try await context.session.serviceManager.snapshot(of: computer)
      if let service = snapshot.service(name), !service.kind.isDriver {
        found.append(ServiceController(service, in: snapshot))
      } else {
        try await context.writeError(ServiceErrors.notFound(name, on: snapshot.computer))
      }
    }
    return found
  }

  private func configure(
    _ service: ServiceController, _ context: CommandContext
  ) async throws -> Bool {
    let change = ServiceChange(
      startType: context[Self.startupType].flatMap { .init(rawValue: $0.rawValue) },
      displayName: context[Self.newDisplayName], description: context[Self.about])
    guard !change.isEmpty else { return true }
    let manager = context.session.serviceManager
    return try await attempt(.configure, service, context) {
      try await manager.configure(service, change)
      try await manager.refresh(service)
    }
  }

  private func setStatus(
    of service: ServiceController, _ context: CommandContext
  ) async throws -> Bool {
    switch context[Self.status]?.lowercased() {
    case "running": return try await start(service, context)
    case "stopped":
      return try await !stop(service, force: false, noForceError: .setNeedsForce, context).isEmpty
    case "paused":
      try await context.writeError(
        ServiceErrors.make(
          service.service.isRunning ? .suspendUnsupported : .suspendStopped, service))
      return false
    default: return true
    }
  }
}
