import PSEngine

/// The check that the service of the local computer runs (`provider.md` 11).
struct ServiceCheck {
  private let context: ProviderContext

  init(_ context: ProviderContext) { self.context = context }

  private var service: any LocalServiceState { context.session.wsmanServices.localService }

  /// Whether a computer of the drive is the local one, and so gets the local form of warnings.
  func isLocal(_ computer: String) -> Bool { service.isNamed(computer) }

  /// Sees to it that the service runs; computers elsewhere are not asked.
  /// - Throws: ``PSRuntimeError`` when it is stopped and may not or shall not be started.
  func requireRunning(_ computer: String) async throws {
    guard isLocal(computer), try await !service.isRunning() else { return }
    guard context.session.configuration.isElevated else {
      throw PSRuntimeError.provider(WSManMessages.elevationNeeded)
    }
    guard mayAsk else { throw PSRuntimeError.provider(WSManMessages.serviceNotStarted) }
    if !context.force {
      guard
        try await context.shouldContinue(
          WSManMessages.startQuestion, caption: WSManMessages.startCaption,
          alternative: "Start it first: Start-Service WinRM")
      else { throw PSRuntimeError.provider(WSManMessages.serviceNotStarted) }
    }
    try await service.start()
  }

  /// Completion and listings of names never ask.
  private var mayAsk: Bool {
    guard let command = context.command else { return false }
    return
      !(command.signature.name == "Get-ChildItem"
      && Truth.isTrue(command.value(named: "Name") ?? .null))
  }
}
