import Lab
import Synchronization
import Transcripts

/// Replays files, several at once where that is asked for, and reports them in their order.
struct ReplayRun: Sendable {
  /// What happens with interactions that differ.
  enum Update: Sendable {
    case never
    case always
    /// Each one is asked for.
    case ask(@Sendable (TranscriptRunner.Difference, String) async -> UpdateQuestion.Answer)
  }

  let runner: TranscriptRunner
  let update: Update
  let jobs: Int

  /// Replays all files.
  /// - Parameter report: takes the results, in the order of the files.
  func run(_ files: [ReplayFile], _ report: (ReplayResult) -> Void) async {
    await withTaskGroup(of: (Int, ReplayResult).self) { group in
      var next = 0
      var shown = 0
      var waiting: [Int: ReplayResult] = [:]
      func start() {
        guard next < files.count, Terminal.outputFailure == nil else { return }
        let index = next
        next += 1
        group.addTask { (index, await result(of: files[index])) }
      }
      for _ in 0..<max(1, jobs) { start() }
      for await (index, result) in group {
        waiting[index] = result
        while let result = waiting.removeValue(forKey: shown) {
          shown += 1
          report(result)
        }
        start()
      }
    }
  }

  private func result(of file: ReplayFile) async -> ReplayResult {
    var result = ReplayResult(name: file.path, report: TranscriptRunner.Report(name: file.path))
    do {
      var rewritten: TranscriptFile?
      if case .never = update {} else { rewritten = try TranscriptFile(file.path) }
      let input = try InputFile(path: file.path)
      let transcript = try TranscriptParser.open(RawLines { try input.next() }, name: file.path)
      if rewritten != nil, !transcript.form.canBeUpdated {
        throw InputFile.Failure(
          "is a recording of what has happened, which --update does not rewrite")
      }
      let edits = Edits()
      result.report = try await runner.run(transcript, only: file.line) { seen in
        await consider(seen, edits, file.path)
      }
      result.shownLines = edits.state.withLock { $0.shownLines }
      guard !result.report.sections.isEmpty || file.isFound else {
        throw InputFile.Failure(
          "holds no command: none of its lines begins with a prompt such as PS C:\\>"
            + " (in a page of Markdown: none within a fenced block)")
      }
      let (changes, mended) = edits.state.withLock { ($0.edits, $0.mended) }
      if let rewritten, !changes.isEmpty {
        try rewritten.apply(changes)
        result.updated = changes.count
        result.mended = mended
      }
    } catch let failure as Transcript.Failure {
      result.unreadable = (failure.line, failure.message)
    } catch let failure as InputFile.Failure {
      result.unreadable = (nil, failure.reason)
    } catch {
      result.unreadable = (nil, "\(error)")
    }
    return result
  }

  private final class Edits: Sendable {
    let state = Mutex((edits: TranscriptEdits(), mended: 0, shownLines: Set<Int>()))
  }

  private func consider(
    _ seen: TranscriptRunner.Observation, _ edits: Edits, _ name: String
  ) async {
    switch update {
    case .never: return
    case .always: break
    case .ask(let ask):
      guard seen.canBeRewritten else { return }
      let answer = await ask(seen.difference, name)
      if answer.wasShown {
        edits.state.withLock { _ = $0.shownLines.insert(seen.difference.line) }
      }
      guard answer.rewrites else { return }
    }
    edits.state.withLock { state in
      if state.edits.add(seen), !seen.differsOtherwise { state.mended += 1 }
    }
  }
}
