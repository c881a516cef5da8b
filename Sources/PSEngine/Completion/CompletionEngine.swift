/// Finds candidates for what is being typed (`language.md` 13.1, 13.3).
struct CompletionEngine {
  let context: ExecutionContext

  init(_ context: ExecutionContext) { self.context = context }

  /// Candidates for what stands before the cursor.
  /// - Parameter cursor: UTF-8 bytes before the cursor.
  func complete(_ line: String, cursor: Int) async -> CompletionResult {
    CompletionResult(start: cursor, length: 0, candidates: [])
  }
}
