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

  func findings(of checks: [LessonCheck]) async -> [LessonFinding] {
    recorder.setJudging(true)
    defer { recorder.setJudging(false) }
    let recorder = recorder
    return await runspace.withContext { context in
      let judge = LessonJudge(context.session, world: recorder)
      var findings: [LessonFinding] = []
      for check in checks { findings.append(await judge.finding(check)) }
      return findings
    }
  }

  func forgetExchanges() { recorder.forget() }

  func close() async { await shell.close() }
}
