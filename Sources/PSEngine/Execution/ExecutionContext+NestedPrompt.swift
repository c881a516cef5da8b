import PSLanguage

// The prompt within a command that waits, as the answer Suspend asks for (`language.md` 8.2).
extension ExecutionContext {
  /// Runs lines of the user until `exit` or the end of input. Ctrl+C drops the line that is typed, or
  /// stops what runs; the command that waits goes on waiting.
  public func enterNestedPrompt(
    isolation: isolated (any Actor)? = #isolation
  ) async throws {
    session.nestedPromptLevel += 1
    defer { session.nestedPromptLevel -= 1 }
    while let parsed = try await nextNestedInput() {
      do {
        try await runStoppable(parsed)
      } catch is ExitSignal {
        return
      } catch is CancellationError where !Task.isCancelled {
        // The terminal has written ^C without a line end.
        host.write("\n", to: .output)
      }
    }
  }

  /// The next complete input; nil at the end.
  private func nextNestedInput() async throws -> ParseResult? {
    while true {
      var text = ""
      var prompt = await promptText()
      reading: while true {
        switch try await readCommand(prompt) {
        case .end: return nil
        case .interrupted: break reading
        case .line(let line):
          text += text.isEmpty ? line : "\n" + line
          let parsed = session.parse(text)
          guard parsed.isIncompleteInput else { return parsed }
          prompt = ">> "
        }
      }
    }
  }

  private func readCommand(_ prompt: String) async throws -> CommandLineInput {
    do {
      return try await host.readCommand(prompt: prompt)
    } catch let unavailable as PromptUnavailable {
      throw unavailable.error()
    }
  }

  /// Runs an input in a task of its own, which Ctrl+C cancels alone.
  private func runStoppable(
    _ parsed: ParseResult, isolation: isolated (any Actor)? = #isolation
  ) async throws {
    let task = Task {
      _ = isolation
      _ = try await runDisplayed(parsed)
    }
    let outer = host.exchangeInterrupt { task.cancel() }
    defer { _ = host.exchangeInterrupt(outer) }
    try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
  }
}
