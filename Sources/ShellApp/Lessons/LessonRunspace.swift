import Lessons
import PSEngine
import Transcripts

/// The session of a lesson: fresh state in a folder of its own.
struct LessonRunspace: LessonShell {
  let shell: RunspaceShell
  let recorder: LessonRecorder

  var runspace: Runspace { shell.runspace }

  func run(_ input: String, isTyped: Bool) async -> TranscriptOutcome {
    await shell.run(input, isTyped: isTyped)
  }

  func promptText() async -> String { await shell.promptText() }

  func results(of checks: [LessonCheck]) async -> [Bool] {
    recorder.setJudging(true)
    defer { recorder.setJudging(false) }
    let recorder = recorder
    return await runspace.withContext { context in
      let judge = LessonJudge(context.session, world: recorder)
      var results: [Bool] = []
      for check in checks { results.append(await judge.holds(check)) }
      return results
    }
  }

  func forgetExchanges() { recorder.forget() }

  func close() async { await shell.close() }
}
