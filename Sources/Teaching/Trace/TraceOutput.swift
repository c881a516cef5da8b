import PSEngine

/// Shows exchanges on the information stream as the command goes on: those that came before an
/// object are shown before it.
final class TraceOutput: OutputSink {
  private let recorder: TraceRecorder
  private let context: CommandContext
  private let detail: TraceDetail
  private let base: any OutputSink
  private let text: TraceText

  init(
    _ recorder: TraceRecorder, _ context: CommandContext, _ detail: TraceDetail,
    base: any OutputSink
  ) {
    self.recorder = recorder
    self.context = context
    self.detail = detail
    self.base = base
    text = TraceText(context.session, detail)
  }

  func write(_ value: PSValue) async throws {
    try await drain()
    try await base.write(value)
  }

  /// Shows what has happened since the last time.
  func drain() async throws {
    for traced in recorder.takePending() {
      for line in text.lines(traced, detail) { try await Self.show(line, context) }
    }
  }

  /// Shows a line as `Write-Host` does.
  static func show(_ line: StyledLine, _ context: CommandContext) async throws {
    let text = line.text(colored: context.host.supportsColor)
    try await context.writeInformation(.string(text), tags: ["PSHOST"])
  }
}

extension TraceText {
  /// Text in the language of the session. One line explains nothing, so that nothing is read for it.
  init(_ session: SessionState, _ detail: TraceDetail) {
    hidesTimes = session.hidesTimes
    if detail != .line { texts = TeachingTexts(session, .messages) }
  }
}

extension SessionState {
  /// A session that must show the same on every run shows no times.
  var hidesTimes: Bool { configuration.isReproducible }
}
