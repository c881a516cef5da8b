import PSEngine

/// `Start-Service`: services that run stay as they are.
final class StartService: ServiceCommand {
  static let input = inputObject()
  static let name = name()

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Start-Service", typeName: "Microsoft.PowerShell.Commands.StartServiceCommand",
      parameters: [
        input.definition, name.definition, displayName.definition, passThru.definition,
        include.definition, exclude.definition,
      ], defaultSet: "InputObject", supportsShouldProcess: true,
      synopsis: "Starts services of the emulated computer.",
      outputTypes: [ServiceController.typeName])
  }

  override func processRecord(_ context: CommandContext) async throws {
    for service in try await targets(Self.input, Self.name, context) {
      guard try await context.shouldProcess(service.title) else { continue }
      if try await start(service, context), context[Self.passThru] {
        try await context.write(.object(service))
      }
    }
  }
}

/// `Stop-Service`: services that others need only with `-Force`.
final class StopService: ServiceCommand {
  static let input = inputObject()
  static let name = name()
  static let force = Parameter<SwitchParameter>(
    "Force", help: "Stops the services that need the service as well.")
  static let noWait = Parameter<SwitchParameter>(
    "NoWait", help: "Does not wait; here services stop at once.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Stop-Service", typeName: "Microsoft.PowerShell.Commands.StopServiceCommand",
      parameters: [
        force.definition, noWait.definition, input.definition, name.definition,
        displayName.definition, passThru.definition, include.definition, exclude.definition,
      ], defaultSet: "InputObject", supportsShouldProcess: true,
      synopsis: "Stops services of the emulated computer.",
      outputTypes: [ServiceController.typeName])
  }

  override func processRecord(_ context: CommandContext) async throws {
    for service in try await targets(Self.input, Self.name, context) {
      guard try await context.shouldProcess(service.title) else { continue }
      let stopped = try await stop(
        service, force: context[Self.force], noForceError: .stopNeedsForce, context)
      if context[Self.passThru], !stopped.isEmpty { try await context.write(.object(service)) }
    }
  }
}

/// `Restart-Service`: stops services and starts them again, with those that were stopped with them.
final class RestartService: ServiceCommand {
  static let input = inputObject()
  static let name = name()
  static let force = Parameter<SwitchParameter>(
    "Force", help: "Restarts the services that need the service as well.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Restart-Service", typeName: "Microsoft.PowerShell.Commands.RestartServiceCommand",
      parameters: [
        force.definition, input.definition, name.definition, displayName.definition,
        passThru.definition, include.definition, exclude.definition,
      ], defaultSet: "InputObject", supportsShouldProcess: true,
      synopsis: "Stops services of the emulated computer and starts them again.",
      outputTypes: [ServiceController.typeName])
  }

  override func processRecord(_ context: CommandContext) async throws {
    for service in try await targets(Self.input, Self.name, context) {
      guard try await context.shouldProcess(service.title) else { continue }
      let stopped = try await stop(
        service, force: context[Self.force], noForceError: .stopNeedsForce, context)
      for other in stopped {
        let isStarted = try await start(other, context)
        if isStarted, other === service, context[Self.passThru] {
          try await context.write(.object(service))
        }
      }
    }
  }
}

/// `Suspend-Service`: no service of the emulated computers can pause, as on Windows most cannot.
final class SuspendService: ServiceCommand {
  static let input = inputObject()
  static let name = name()

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Suspend-Service", typeName: "Microsoft.PowerShell.Commands.SuspendServiceCommand",
      parameters: [
        input.definition, name.definition, displayName.definition, passThru.definition,
        include.definition, exclude.definition,
      ], defaultSet: "InputObject", supportsShouldProcess: true,
      synopsis: "Pauses services; none of the emulated ones can pause.",
      outputTypes: [ServiceController.typeName])
  }

  override func processRecord(_ context: CommandContext) async throws {
    for service in try await targets(Self.input, Self.name, context) {
      guard try await context.shouldProcess(service.title) else { continue }
      try await context.writeError(
        ServiceErrors.make(
          service.service.isRunning ? .suspendUnsupported : .suspendStopped, service))
    }
  }
}

/// `Resume-Service`: see ``SuspendService``.
final class ResumeService: ServiceCommand {
  static let input = inputObject()
  static let name = name()

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Resume-Service", typeName: "Microsoft.PowerShell.Commands.ResumeServiceCommand",
      parameters: [
        input.definition, name.definition, displayName.definition, passThru.definition,
        include.definition, exclude.definition,
      ], defaultSet: "InputObject", supportsShouldProcess: true,
      synopsis: "Continues paused services; none of the emulated ones can pause.",
      outputTypes: [ServiceController.typeName])
  }

  override func processRecord(_ context: CommandContext) async throws {
    for service in try await targets(Self.input, Self.name, context) {
      guard try await context.shouldProcess(service.title) else { continue }
      try await context.writeError(
        ServiceErrors.make(
          service.service.isRunning ? .resumeUnsupported : .resumeStopped, service))
    }
  }
}
