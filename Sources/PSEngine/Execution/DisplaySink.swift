/// The end of what is typed at the prompt: everything goes through one `Out-Default`, so that the
/// objects of several statements share one table (`language.md` 10.1).
public final class DisplaySink: OutputSink {
  private let context: ExecutionContext
  private var processor: CommandProcessor?
  /// Whether a value is on its way: what its own members run cannot end the display it is part of.
  private var isWriting = false

  /// A sink that displays through the session's `Out-Default`.
  public init(_ context: ExecutionContext) { self.context = context }

  /// Takes one value.
  public func write(_ value: PSValue) async throws {
    guard let processor = try await current() else {
      context.host.write(TextConversion.text(of: value) + "\n", to: .output)
      return
    }
    let wasWriting = isWriting
    isWriting = true
    defer { isWriting = wasWriting }
    try await processor.process(value)
  }

  /// Displays what is still being collected, such as the rows of a table.
  public func flush() async throws {
    guard let processor, !isWriting else { return }
    self.processor = nil
    do {
      try await processor.endOnce()
    } catch {
      await processor.dispose()
      throw error
    }
    await processor.dispose()
  }

  /// Drops what is still being collected.
  func abandon() async {
    guard let processor else { return }
    self.processor = nil
    await processor.dispose()
  }

  private func current() async throws -> CommandProcessor? {
    if let processor { return processor }
    guard let command = context.session.commands.cmdlet("Out-Default") else { return nil }
    let made = try context.processor(
      for: command, as: "Out-Default", arguments: [], extent: nil)
    made.expectsInput = true
    try await made.beginOnce()
    processor = made
    return made
  }
}

/// The end of the error stream at the prompt: records are displayed between the objects, in order.
final class ErrorDisplaySink: OutputSink {
  private let display: DisplaySink
  private let context: ExecutionContext

  init(_ display: DisplaySink, _ context: ExecutionContext) {
    self.display = display
    self.context = context
  }

  func write(_ value: PSValue) async throws {
    guard let record = value.asObject as? ErrorRecord else { return try await display.write(value) }
    record.isFromErrorStream = true
    if context.session.commands.cmdlet("Out-Default") == nil {
      context.host.write(record.message + "\n", to: .error)
    } else {
      try await display.write(value)
    }
    // The hint is a line of its own, so that the message stays what scripts and people know.
    if let hint = record.recommendedAction, context.host.isInteractive {
      context.host.write(hint + "\n", to: .error)
    }
  }
}
