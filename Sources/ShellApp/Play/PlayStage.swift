import PSEngine
import Transcripts

/// The sessions in which a transcript is played: each section has a fresh one, as in a replay.
final class PlayStage {
  /// What is played.
  var script: PlayScript
  private let show: (Runspace) -> Void
  private let bridge: MainThreadBridge
  private let makeSession: (Transcript.Directives) throws -> RunspaceShell
  private var session: RunspaceShell?
  private var isOver = false

  /// - Parameters:
  ///   - show: brings a session to the prompt.
  ///   - makeSession: makes a fresh session for a section.
  init(
    _ script: PlayScript, bridge: MainThreadBridge, show: @escaping (Runspace) -> Void,
    makeSession: @escaping (Transcript.Directives) throws -> RunspaceShell
  ) {
    self.script = script
    self.show = show
    self.bridge = bridge
    self.makeSession = makeSession
  }

  /// Opens the session of the next section where one begins here.
  /// - Returns: whether it did.
  func enterSection() -> Bool {
    guard !isOver, let section = script.beginSection() else { return false }
    return openFirst(of: section)
  }

  /// The session has ended by itself: opens that of the next section.
  /// - Returns: `false` when nothing is left, or the person plays no longer.
  func leaveSection() -> Bool {
    guard !isOver, let section = script.endSection() else { return false }
    return openFirst(of: section)
  }

  /// The person goes on alone, in the session as it is.
  func handOver() { isOver = true }

  /// Removes the last session.
  func close() {
    guard let session else { return }
    self.session = nil
    bridge.run { await session.close() }
  }

  /// Opens the session of a section, or else of the first behind it for which there can be one.
  private func openFirst(of section: PlayScript.Section) -> Bool {
    var next: PlayScript.Section? = section
    while let section = next {
      do {
        open(try makeSession(section.directives), section)
        return true
      } catch {
        Terminal.report("A section cannot be played: \(error)")
        next = script.endSection()
      }
    }
    return false
  }

  private func open(_ next: RunspaceShell, _ section: PlayScript.Section) {
    close()
    session = next
    show(next.runspace)
    let setup = section.directives.setup
    bridge.run {
      for command in setup { _ = await next.run(command, isTyped: false) }
    }
  }
}
