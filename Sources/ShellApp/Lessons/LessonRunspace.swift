import Lessons
import PSEngine
import PSLanguage
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

  /// Whether an input asks for help or clears the screen and does nothing else.
  func onlyLooksUp(_ input: String) async -> Bool {
    let result = Parser.parse(input)
    guard result.diagnostics.isEmpty, let statements = result.ast.endBlock?.statements,
      statements.count == 1, case .pipeline(let pipeline)? = statements.first,
      pipeline.elements.count == 1, case .command(let command)? = pipeline.elements.first
    else { return false }
    for case .parameter(let parameter) in command.elements where parameter.name == "?" {
      return true
    }
    guard case .string(let name) = command.name else { return false }
    return await runspace.withContext { context in
      let found = context.resolveFully(command: name.value)
      return ["Get-Help", "help", "Clear-Host"].contains(found?.name)
    }
  }

  func forgetExchanges() { recorder.forget() }

  func close() async { await shell.close() }
}
