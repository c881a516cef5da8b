import PSEngine

/// `Start-Service`: services that run stay as they are.
final class StartService: ChangingServiceCommand {
  override class var metadata: CmdletMetadata {
    metadata("Start", synopsis: "Starts services of the emulated computer.")
  }

  override func change(_ service: ServiceController, _ context: CommandContext) async throws {
    if try await start(service, context), context[Self.passThru] {
      try await context.write(.object(service))
    }
  }
}

/// `Stop-Service`: services that others need only with `-Force`.
final class StopService: ChangingServiceCommand {
  static let force = Parameter<SwitchParameter>(
    "Force", help: "Stops the services that need the service as well.")
  static let noWait = Parameter<SwitchParameter>(
    "NoWait", help: "Does not wait; here services stop at once.")

  override class var metadata: CmdletMetadata {
    metadata(
      "Stop", own: [force.definition, noWait.definition],
      synopsis: "Stops services of the emulated computer.")
  }

  override func change(_ service: ServiceController, _ context: CommandContext) async throws {
    let stopped = try await stop(
      service, force: context[Self.force], noForceError: .stopNeedsForce, context)
    if context[Self.passThru], !stopped.isEmpty { try await context.write(.object(service)) }
  }
}

/// `Restart-Service`: stops services and starts them again, with those that were stopped with them.
final class RestartService: ChangingServiceCommand {
  static let force = Parameter<SwitchParameter>(
    "Force", help: "Restarts the services that need the service as well.")

  override class var metadata: CmdletMetadata {
    metadata(
      "Restart", own: [force.definition],
      synopsis: "Stops services of the emulated computer and starts them again.")
  }

  override func change(_ service: ServiceController, _ context: CommandContext) async throws {
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

/// `Suspend-Service`: no service of the emulated computers can pause, as on Windows most cannot.
final class SuspendService: ChangingServiceCommand {
  override class var metadata: CmdletMetadata {
    metadata("Suspend", synopsis: "Pauses services; none of the emulated ones can pause.")
  }

  override func change(_ service: ServiceController, _ context: CommandContext) async throws {
    try await context.writeError(
      ServiceErrors.make(
        service.service.isRunning ? .suspendUnsupported : .suspendStopped, service))
  }
}

/// `Resume-Service`: see ``SuspendService``.
final class ResumeService: ChangingServiceCommand {
  override class var metadata: CmdletMetadata {
    metadata(
      "Resume", synopsis: "Continues paused services; none of the emulated ones can pause.")
  }

  override func change(_ service: ServiceController, _ context: CommandContext) async throws {
    try await context.writeError(
      ServiceErrors.make(
        service.service.isRunning ? .resumeUnsupported : .resumeStopped, service))
  }
}
