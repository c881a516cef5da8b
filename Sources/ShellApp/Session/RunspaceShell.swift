import PSEngine
import Transcripts
import WSManProtocol

/// A runspace as the transcript runner uses it.
struct RunspaceShell: TranscriptShell {
  let runspace: Runspace
  let folder: TemporaryFolder
  private let identifiers = RepeatableIdentifiers(seed: Composition.replayedSeed)

  init(runspace: Runspace, folder: TemporaryFolder) {
    self.runspace = runspace
    self.folder = folder
  }

  func run(_ input: String, isTyped: Bool) async -> TranscriptOutcome {
    let before = await runspace.withContext { ErrorMark($0.session.errors) }
    let result = await RepeatableIdentifiers.$current.withValue(identifiers) {
      await self.outcome(of: input, isTyped: isTyped)
    }
    var outcome = await runspace.withContext { context in
      TranscriptOutcome(
        exitCode: context.session.lastExitCode,
        errorIds: before.newIds(in: context.session.errors))
    }
    // Looked at out here: captured by the closure above, it came out as another value now and then in
    // release builds of Swift 6.3.
    if case .exit(let code) = result {
      outcome.hasExited = true
      outcome.exitCode = code
    }
    return outcome
  }

  private func outcome(of input: String, isTyped: Bool) async -> RunOutcome {
    let outcome = await runspace.run(input, interactive: isTyped)
    guard case .incomplete = outcome else { return outcome }
    // Nothing follows in a transcript: what ends too early is a syntax error.
    return await runspace.run(input, interactive: false)
  }

  func promptText() async -> String { await runspace.promptText() }

  func close() async {
    runspace.endRecording()
    folder.remove()
    // Not waited for: a command that does not heed its cancellation may still run in it.
    let runspace = runspace
    Task { await runspace.close() }
  }
}

/// The newest record of `$Error` before an input, to tell which ones are new.
private struct ErrorMark: Sendable {
  private let newest: ObjectIdentifier?

  init(_ errors: PSList) { newest = errors.elements.first?.asObject.map(ObjectIdentifier.init) }

  func newIds(in errors: PSList) -> [String] {
    var ids: [String] = []
    for value in errors.elements {
      guard let record = value.asObject as? ErrorRecord, ObjectIdentifier(record) != newest else {
        break
      }
      ids.append(record.fullyQualifiedErrorId)
    }
    return ids
  }
}
