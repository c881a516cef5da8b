import PSEngine
import PSLanguage
import Testing

/// Runs texts of the language in one session and shows what came of them.
struct ScriptRun {
  /// What a text came to.
  struct Outcome: Sendable {
    /// The texts of what it wrote, with `,` between them; `<null>` is `$null`.
    var output = ""
    /// The full ids of what reached the error stream.
    var errors: [String] = []
    /// The full id of the error that ended it.
    var thrown: String?
    /// The place of that error, or of the last one on the error stream.
    var place: String?
    /// Another end: the type of what was thrown.
    var end: String?
  }

  let runspace: Runspace
  let host: ScriptedHost

  init(persona: RunspaceConfiguration.Persona = .desktop, host: ScriptedHost = ScriptedHost()) {
    var configuration = RunspaceConfiguration.test
    configuration.persona = persona
    self.host = host
    runspace = Runspace(
      configuration: configuration, host: host,
      modules: [TestModule(provider: .sample(), cmdlets: TestModule.cmdlets)])
  }

  /// Runs a text.
  func run(_ text: String) async throws -> Outcome {
    try await runspace.withContext { context in
      let parsed = context.session.parse(text)
      let problem = parsed.diagnostics.first
      try #require(problem == nil, "\(problem?.message ?? "") in: \(text)")
      let output = ArrayCollector()
      let errors = ArrayCollector()
      context.streams.error = errors
      var outcome = Outcome()
      do {
        try await context.invoke(ScriptBlock(parsed.ast), newScope: false, output: output)
      } catch let error as PSRuntimeError {
        outcome.thrown = error.record.fullyQualifiedErrorId
        outcome.place = error.record.errorExtent?.text
      } catch {
        outcome.end = "\(type(of: error))"
      }
      outcome.output = output.values
        .map { $0.isNull ? "<null>" : TextConversion.text(of: $0) }.joined(separator: ",")
      let records = errors.values.compactMap { $0.asObject as? ErrorRecord }
      outcome.errors = records.map(\.fullyQualifiedErrorId)
      if let record = records.last { outcome.place = record.errorExtent?.text }
      return outcome
    }
  }

  /// Runs a text and gives what it wrote.
  func text(_ text: String) async throws -> String { try await run(text).output }
}

/// Runs a text in a new session and gives what it wrote; an error that ended it is an issue.
func run(_ text: String) async throws -> String {
  let outcome = try await ScriptRun().run(text)
  #expect(outcome.thrown == nil && outcome.errors.isEmpty, "\(text)")
  return outcome.output
}
