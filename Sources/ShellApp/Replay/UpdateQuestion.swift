import Synchronization
import Transcripts

/// Asks for each difference whether the transcript is rewritten (`--update --interactive`).
final class UpdateQuestion: Sendable {
  /// What came of a question.
  struct Answer: Sendable {
    /// Whether the transcript is rewritten here.
    let rewrites: Bool
    /// Whether the difference was shown: not where an answer before holds for it.
    let wasShown: Bool
  }

  private enum Standing { case ask, all, none }

  private let bridge: MainThreadBridge
  private let reader = MainThreadOnly(value: PlainLineReader(showsPrompt: false))
  private let standing = Mutex(Standing.ask)

  init(_ bridge: MainThreadBridge) { self.bridge = bridge }

  /// Shows a difference and asks.
  func ask(_ difference: TranscriptRunner.Difference, in name: String) async -> Answer {
    switch standing.withLock({ $0 }) {
    case .all: return Answer(rewrites: true, wasShown: false)
    case .none: return Answer(rewrites: false, wasShown: false)
    case .ask: break
    }
    Terminal.write(TextReport.text(of: difference, in: name))
    return Answer(rewrites: await question(), wasShown: true)
  }

  private func question() async -> Bool {
    while true {
      let reader = reader
      let line = await bridge.onMain {
        reader.value.readAnswer(
          prompt: "Rewrite it? [y] yes, [n] no, [a] this and all others, [q] no more: ", echo: true)
      }
      guard case .line(let text) = line else {
        standing.withLock { $0 = .none }
        return false
      }
      switch text.trimmingPrefix(while: \.isWhitespace).first?.lowercased() {
      case "y": return true
      case "n": return false
      case "a":
        standing.withLock { $0 = .all }
        return true
      case "q":
        standing.withLock { $0 = .none }
        return false
      default: continue
      }
    }
  }
}
