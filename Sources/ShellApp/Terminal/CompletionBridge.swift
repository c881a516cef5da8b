import Dispatch
import PSEngine
import Synchronization
import Teaching

/// Completes a line while the main thread waits inside libedit, for a limited time.
enum CompletionBridge {
  /// Longest wait; a remote path that answers later is completed at the next Tab.
  private static let limit = DispatchTimeInterval.seconds(2)

  private final class Answer: Sendable {
    let value = Mutex<CompletionResult?>(nil)
  }

  static func complete(
    _ runspace: Runspace, before: String, behind: String
  ) -> LineCompletion? {
    let box = Answer()
    let done = DispatchSemaphore(value: 0)
    let cursor = before.utf8.count
    let task = Task {
      let answer = await TraceRecorder.$isSilent.withValue(true) {
        await runspace.complete(before + behind, cursor: cursor)
      }
      box.value.withLock { $0 = answer }
      done.signal()
    }
    guard done.wait(timeout: .now() + limit) == .success else {
      task.cancel()
      return nil
    }
    guard let answer = box.value.withLock({ $0 }), answer.start <= cursor else { return nil }
    let replaced = before.utf8.suffix(cursor - answer.start)
    let count = String(decoding: replaced, as: UTF8.self).unicodeScalars.count
    return LineCompletion(
      replacedCharacters: count,
      candidates: answer.candidates.map {
        LineCompletion.Candidate(
          text: $0.text, label: $0.label, isFinal: !$0.isContainer && $0.kind != .member)
      })
  }
}
