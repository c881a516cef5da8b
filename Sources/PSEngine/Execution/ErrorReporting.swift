import PSLanguage

// What happens with an error that ends a statement.
extension ExecutionContext {
  /// Reports an error that nothing caught: `$Error`, `$?` and the error stream.
  public func report(_ error: PSRuntimeError) async throws {
    let record = error.record
    session.addError(record)
    session.lastSucceeded = false
    if record.invocation == nil { record.invocation = invocation }
    let action =
      variable("ErrorActionPreference").flatMap { ActionPreference(reading: $0) } ?? .continue
    if action == .silentlyContinue || action == .ignore { return }
    try await streams.error.write(.object(record))
  }

  /// Runs lines of the user until `exit`, as the answer Suspend asks for (`language.md` 8.2).
  public func enterNestedPrompt() async throws {
    session.nestedPromptLevel += 1
    defer { session.nestedPromptLevel -= 1 }
    while true {
      var text = ""
      var prompt = await promptText()
      var parsed = session.parse("")
      repeat {
        guard let line = try await host.readAnswer(prompt: prompt) else { return }
        text += text.isEmpty ? line : "\n" + line
        parsed = session.parse(text)
        prompt = ">> "
      } while parsed.isIncompleteInput
      do {
        try await runDisplayed(parsed)
      } catch is ExitSignal {
        return
      }
    }
  }
}
