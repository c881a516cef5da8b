/// Variables that collect what a command writes (`-ErrorVariable` and its kin).
struct StreamCollectors {
  var errors: PSList?
  var warnings: PSList?
  var information: PSList?
}

extension CommandContext {
  // MARK: Preferences

  /// What happens with errors that do not end the command.
  public var errorAction: ActionPreference {
    common.errorAction ?? preference("ErrorActionPreference") ?? .continue
  }

  private func preference(_ variable: String) -> ActionPreference? {
    execution.variable(variable).flatMap { ActionPreference(reading: $0) }
  }

  private var warningAction: ActionPreference {
    common.warningAction ?? preference("WarningPreference") ?? .continue
  }

  private var verboseAction: ActionPreference {
    if let verbose = common.verbose { return verbose ? .continue : .silentlyContinue }
    return preference("VerbosePreference") ?? .silentlyContinue
  }

  private var debugAction: ActionPreference {
    if let debug = common.debug {
      guard debug else { return .silentlyContinue }
      return session.configuration.persona == .desktop ? .inquire : .continue
    }
    return preference("DebugPreference") ?? .silentlyContinue
  }

  private var informationAction: ActionPreference {
    common.informationAction ?? preference("InformationPreference") ?? .silentlyContinue
  }

  /// Whether verbose lines are shown, so that costly ones need not be made.
  public var isVerbose: Bool { verboseAction == .continue || verboseAction == .inquire }

  // MARK: Records

  /// Reports an error that does not end the command; what happens with it is for `-ErrorAction`
  /// and `$ErrorActionPreference` to say (`language.md` 9.4).
  /// - Throws: ``PSRuntimeError`` when the action is Stop.
  public func writeError(_ record: ErrorRecord) async throws {
    complete(record)
    hasErrors = true
    session.lastSucceeded = false
    collectors.errors?.elements.append(.object(record))
    let action = errorAction
    switch action {
    case .ignore: return
    case .silentlyContinue: session.addError(record)
    case .stop: throw PSRuntimeError(record, reach: .script)
    case .continue, .suspend:
      session.addError(record)
      try await execution.streams.error.write(.object(record))
    case .inquire:
      session.addError(record)
      try await inquire(record.message)
      try await execution.streams.error.write(.object(record))
    }
  }

  /// Writes a warning.
  public func writeWarning(_ text: String) async throws {
    try await write(
      StreamRecord(.warning, .string(text)), action: warningAction, variable: "WarningPreference",
      collector: collectors.warnings, to: execution.streams.warning)
  }

  /// Writes a verbose line.
  public func writeVerbose(_ text: String) async throws {
    try await write(
      StreamRecord(.verbose, .string(text)), action: verboseAction, variable: "VerbosePreference",
      collector: nil, to: execution.streams.verbose)
  }

  /// Writes a debug line.
  public func writeDebug(_ text: String) async throws {
    try await write(
      StreamRecord(.debug, .string(text)), action: debugAction, variable: "DebugPreference",
      collector: nil, to: execution.streams.debug)
  }

  /// Writes an information record; with the tag `PSHOST` it is always shown.
  public func writeInformation(_ value: PSValue, tags: [String] = []) async throws {
    try await writeInformation(StreamRecord(.information, value, tags: tags))
  }

  /// Writes an information record made by the caller, as `Write-Host` does to give colours.
  public func writeInformation(_ record: StreamRecord) async throws {
    var action = informationAction
    if record.tags.contains("PSHOST"), action == .silentlyContinue { action = .continue }
    try await write(
      record, action: action, variable: "InformationPreference", collector: collectors.information,
      to: execution.streams.information)
  }

  /// Shows progress, unless `-ProgressAction` or `$ProgressPreference` hides it.
  public func writeProgress(_ record: ProgressRecord) {
    guard
      (common.progressAction ?? preference("ProgressPreference") ?? .continue) == .continue
    else { return }
    host.show(record)
  }

  private func write(
    _ record: StreamRecord, action: ActionPreference, variable: String, collector: PSList?,
    to sink: any OutputSink
  ) async throws {
    record.invocation = invocation
    collector?.elements.append(.object(record))
    switch action {
    case .silentlyContinue, .ignore: return
    case .continue, .suspend: try await sink.write(.object(record))
    case .inquire:
      try await sink.write(.object(record))
      try await inquire(record.text)
    case .stop:
      try await sink.write(.object(record))
      throw terminate(
        ErrorRecord(
          PSException(
            "System.Management.Automation.ActionPreferenceStopException",
            "The running command stopped because the preference variable \"\(variable)\" or "
              + "common parameter is set to Stop: \(record.text)"),
          id: "ActionPreferenceStop", category: .operationStopped))
    }
  }
}
