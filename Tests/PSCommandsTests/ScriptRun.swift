import PSEngine
import PSLanguage
import Testing

@testable import PSCommands

extension Shell {
  /// Runs a script.
  /// - Returns: the texts of its output, then its errors as `!id: message`.
  func script(_ text: String) async throws -> [String] {
    try await runspace.withContext { context in
      let collector = ArrayCollector()
      let errors = ArrayCollector()
      let result = context.session.parse(text)
      if let problem = result.diagnostics.first { return ["!syntax: \(problem.message)"] }
      let inner = context.redirected { $0.error = errors }
      var ended: ErrorRecord?
      do {
        try await inner.invoke(ScriptBlock(result.ast), newScope: false, output: collector)
      } catch let failure as PSRuntimeError {
        ended = failure.record
      }
      let records =
        errors.values.compactMap { $0.asObject as? ErrorRecord } + (ended.map { [$0] } ?? [])
      return collector.values.map { TextConversion.text(of: $0) }
        + records.map { "!\($0.fullyQualifiedErrorId): \($0.message)" }
    }
  }
}
