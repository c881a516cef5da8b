import PSEngine
import PSLanguage

/// `Get-History`: the commands of this session.
final class GetHistory: Cmdlet {
  static let id = Parameter<[Int64]>(
    "Id", position: 0, pipeline: .byValue, validations: [.range(1, Int64.max)],
    help: "Numbers of commands.")
  static let count = Parameter<Int32>(
    "Count", position: 1, validations: [.range(0, Int64(Int16.max))], help: "How many at most.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-History", parameters: [id.definition, count.definition],
      synopsis: "Gets the commands entered in this session.",
      outputTypes: ["Microsoft.PowerShell.Commands.HistoryInfo"])
  }

  override func processRecord(_ context: CommandContext) async throws {
    let history = context.session.history
    guard let ids = context[Self.id] else {
      let finished = history.finished
      let count = context[Self.count].map(Int.init) ?? finished.count
      for entry in finished.suffix(count) { try await context.write(.object(entry)) }
      return
    }
    for id in ids {
      guard history.entry(id) != nil else {
        try await context.writeError(HistoryErrors.missing(id))
        continue
      }
      // With one number, -Count gives the commands that lead up to it.
      let count = ids.count == 1 ? context[Self.count].map(Int.init) ?? 1 : 1
      for entry in history.finished.filter({ $0.id <= id }).suffix(count) {
        try await context.write(.object(entry))
      }
    }
  }
}

/// `Invoke-History`: runs a command again.
final class InvokeHistory: Cmdlet {
  static let id = Parameter<String>(
    "Id", position: 0, pipeline: .byPropertyName,
    help: "Number of a command, or how it begins; the last one without it.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Invoke-History", parameters: [id.definition], supportsShouldProcess: true,
      synopsis: "Runs a command of the history.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    let entry = try self.entry(context)
    guard !entry.isMasked else { throw context.terminate(HistoryErrors.masked(entry.id)) }
    guard try await context.shouldProcess(entry.commandLine) else { return }
    let running = context.session.service(RunningHistory.self) { RunningHistory() }
    guard running.ids.insert(entry.id).inserted else {
      throw context.terminate(HistoryErrors.loop(entry.id))
    }
    defer { running.ids.remove(entry.id) }
    context.host.write(entry.commandLine + "\n", to: .output)
    // The history keeps what ran, not the command that called it up again.
    let history = context.session.history
    if let current = history.running {
      history.remove { $0 === current }
      history.add(entry.commandLine, at: context.session.configuration.now()).isCompleted = true
    }
    try await run(entry.commandLine, context)
  }

  private func entry(_ context: CommandContext) throws -> HistoryEntry {
    let earlier = context.session.history.finished
    guard let wanted = context[Self.id] else {
      if let last = earlier.last { return last }
      throw context.terminate(HistoryErrors.empty)
    }
    if let id = Int64(wanted) {
      if let entry = earlier.first(where: { $0.id == id }) { return entry }
      throw context.terminate(HistoryErrors.missing(id))
    }
    if let entry = earlier.last(where: { $0.commandLine.hasPrefixIgnoringCase(wanted) }) {
      return entry
    }
    throw context.terminate(HistoryErrors.noMatch(wanted))
  }

  private func run(_ text: String, _ context: CommandContext) async throws {
    let parsed = context.session.parse(text)
    if let diagnostic = parsed.diagnostics.first { throw SyntaxErrors.make(diagnostic) }
    try await context.execution.invoke(
      ScriptBlock(parsed.ast), newScope: false, output: context.sink)
  }
}

extension CommandHistory {
  /// The entry of the line that is running now; there is none outside of the prompt.
  var running: HistoryEntry? {
    guard let last = entries.last, !last.isCompleted, last.end == last.start else { return nil }
    return last
  }

  /// All entries but that of the running line, which users expect to see only afterwards.
  var finished: [HistoryEntry] {
    running == nil ? entries : entries.dropLast()
  }
}

/// Numbers of the history that are being run again: a command must not call itself up.
final class RunningHistory {
  var ids: Set<Int64> = []
}

/// Errors of the history commands.
enum HistoryErrors {
  static func missing(_ id: Int64) -> ErrorRecord {
    error(
      "Cannot locate the history for Id \(id).", "GetHistoryNoHistoryForId", .objectNotFound,
      .number(.int64(id)))
  }
  static func noMatch(_ text: String) -> ErrorRecord {
    error(
      "Cannot locate the most recent history for command line \(text).",
      "InvokeHistoryNoHistoryForCommandline", .objectNotFound, .string(text))
  }
  static func masked(_ id: Int64) -> ErrorRecord {
    error(
      "The command \(id) had a secret in it, which the history does not keep. Type it again.",
      "InvokeHistoryMasked", .invalidOperation, .number(.int64(id)))
  }
  static var empty: ErrorRecord {
    error(
      "Cannot locate the most recent history.", "InvokeHistoryNoLastHistoryEntryFound",
      .invalidOperation, .null)
  }
  static func loop(_ id: Int64) -> ErrorRecord {
    error(
      "The command \(id) of the history is running already and cannot call itself.",
      "InvokeHistoryLoopDetected", .invalidOperation, .number(.int64(id)))
  }

  private static func error(
    _ message: String, _ id: String, _ category: ErrorCategory, _ target: PSValue
  ) -> ErrorRecord {
    PSRuntimeError(
      message, id: id, category: category, exception: "System.ArgumentException", target: target
    ).record
  }
}
