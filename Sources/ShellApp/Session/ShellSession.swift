import Lessons
import PSEngine
import WSManClient

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// One run of the program as a shell.
final class ShellSession {
  /// What is to be run.
  enum Work {
    /// - Parameter showsLogo: whether it is said where help is.
    case interactive(showsLogo: Bool)
    case commands(String)
    case script(path: String, arguments: [String])
    case standardInput
    /// A lesson, or the next one that is not done; then as ``interactive`` or ``standardInput``.
    case lesson(String?, folder: String?)
    /// A transcript that is typed; then as ``interactive``.
    case play(PlayScript, PlayPace)
    /// A program that the shell brings along; what it asks is answered by standard input.
    case program(name: String, arguments: [String])
  }

  private let composition: Composition
  private let work: Work
  private let usesProfile: Bool
  private let bridge = MainThreadBridge()
  private let editor: any LineEditor
  private let host: TerminalHost
  private let current: CurrentRunspace
  private let player: LessonPlayer?
  private let play: PlayStage?

  init(composition: Composition, work: Work, usesProfile: Bool, mayAsk: Bool) {
    self.composition = composition
    self.work = work
    self.usesProfile = usesProfile
    let box = RunspaceBox()
    let isAtPrompt = Self.isAtPrompt(work)
    var play: PlayStage?
    if case .play(let script, _) = work {
      play = Self.playStage(script, composition, box, bridge)
    }
    self.play = play
    editor = Self.editor(work, isAtPrompt, composition.paths, box, play)
    var isInteractive = mayAsk && Terminal.isInput
    switch work {
    case .standardInput: isInteractive = false
    case .lesson: isInteractive = mayAsk
    case .program: isInteractive = mayAsk
    default: break
    }
    host = TerminalHost(
      bridge: bridge, editor: editor, isInteractive: isInteractive,
      feedsPrograms: Self.feedsPrograms(work))
    player = Self.player(composition, work, isAtPrompt: isAtPrompt)
    current = CurrentRunspace(composition.runspace(host: host, player: player))
    box.current = current
    box.host = host
  }

  /// Lets completion and the player of transcripts reach what is made after the editor.
  private final class RunspaceBox {
    var current: CurrentRunspace?
    var host: TerminalHost?
  }

  private static func playStage(
    _ script: PlayScript, _ composition: Composition, _ box: RunspaceBox, _ bridge: MainThreadBridge
  ) -> PlayStage {
    PlayStage(script, bridge: bridge) { runspace in
      box.current?.runspace = runspace
    } makeSession: { directives in
      guard let host = box.host else { throw CancellationError() }
      return try composition.playShell(directives, host)
    }
  }

  private var runspace: Runspace { current.runspace }

  /// Whether somebody types at a prompt.
  private static func isAtPrompt(_ work: Work) -> Bool {
    switch work {
    case .interactive, .play: true
    case .lesson: Terminal.isInput
    default: false
    }
  }

  /// Whether programs get what comes through standard input while they run: not where it is commands,
  /// or keys that steer what is played.
  private static func feedsPrograms(_ work: Work) -> Bool {
    switch work {
    case .interactive, .lesson: Terminal.isInput
    case .commands, .script, .program: true
    case .standardInput, .play: false
    }
  }

  /// Plays lessons; `nil` where there is no prompt.
  private static func player(
    _ composition: Composition, _ work: Work, isAtPrompt: Bool
  ) -> LessonPlayer? {
    if case .lesson(_, let folder) = work {
      return composition.lessonPlayer(folder: folder, hasStage: true)
    }
    return isAtPrompt ? composition.lessonPlayer(hasStage: true) : nil
  }

  private static func editor(
    _ work: Work, _ isAtPrompt: Bool, _ paths: StatePaths, _ box: RunspaceBox,
    _ play: PlayStage?
  ) -> any LineEditor {
    guard isAtPrompt else { return PlainLineReader(showsPrompt: false) }
    paths.makeFolder()
    let store = HistoryStore(path: paths.history)
    let editor = EditLineEditor(store: store) { before, behind in
      box.current.flatMap {
        CompletionBridge.complete($0.runspace, before: before, behind: behind)
      }
    }
    guard let editor else { return PlainLineReader(showsPrompt: true) }
    guard let play, case .play(_, let pace) = work else { return editor }
    return PlayingEditor(editor, play, pace: pace)
  }

  /// Runs to the end.
  /// - Returns: the exit code; 1 when the output could not be written.
  func run() -> Int32 {
    let code = runWork()
    runspace.endRecording()
    return Terminal.outputFailure == nil ? code : 1
  }

  private func runWork() -> Int32 {
    Interrupts.shared.start()
    Terminal.onOutputFailure { Interrupts.shared.stopRunning() }
    prepare()
    if case .interactive(showsLogo: true) = work, Terminal.isOutput {
      Terminal.write(logo + "\n")
    }
    if usesProfile, let code = runProfile() { return code }
    switch work {
    case .interactive: return runAtPrompt(stage())
    case .lesson(let name, _): return runLesson(name)
    case .play:
      Terminal.write(PlayingEditor.help(width: Terminal.width))
      var code = runAtPrompt(stage())
      while Terminal.outputFailure == nil, play?.leaveSection() == true {
        code = runAtPrompt(stage())
      }
      play?.close()
      return code
    case .commands(let text): return exitCode(runToEnd(text))
    case .script(let path, let arguments): return runScript(path, arguments)
    case .standardInput: return runStandardInput()
    case .program(let name, let arguments):
      let words = ([name] + arguments).map(Self.quoted).joined(separator: " ")
      return exitCode(runToEnd("& \(words); exit $LASTEXITCODE"))
    }
  }

  /// What somebody needs who has never seen the shell, in lines that fit the window.
  private var logo: String {
    let text =
      composition.culture.hasPrefix("fr")
      ? "\(ProgramVersion.text) : Start-Lesson enseigne, help explique, exit quitte."
      : "\(ProgramVersion.text): Start-Lesson teaches, help explains, exit leaves."
    var lines = [""]
    for word in text.split(separator: " ") {
      let last = lines[lines.count - 1]
      if last.isEmpty || last.count + word.count + 1 < host.width {
        lines[lines.count - 1] += last.isEmpty ? word : " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.joined(separator: "\n")
  }

  private func stage() -> LessonStage? {
    let composition = composition
    return player.map { player in
      LessonStage(player: player, current: current, host: host, bridge: bridge) { lesson, host in
        try composition.lessonRunspace(lesson, host: host, player: player)
      }
    }
  }

  private func runAtPrompt(_ stage: LessonStage?) -> Int32 {
    let host = host
    defer { stage?.close() }
    return REPL(current: current, editor: editor, bridge: bridge) { input, outcome in
      host.endProgress()
      // The terminal has written ^C without a line end.
      if outcome == .cancelled { Terminal.write("\n") }
      // Who leaves is not told what is still to do.
      if case .exit = outcome { return }
      stage?.afterRun(input)
    }.run()
  }

  /// Begins with a lesson.
  private func runLesson(_ name: String?) -> Int32 {
    let stage = stage()
    do {
      let start = try player?.requestStart(name)
      let mistakes = start?.mistakes ?? []
      for mistake in mistakes { Terminal.report("\(mistake)") }
      guard start?.isFound == true else {
        guard let name else { return failed("There is no lesson that can be read.") }
        return failed("There is no lesson '\(name)'. List the lessons: wsmansh -c Get-Lesson")
      }
    } catch {
      return failed("\(error)")
    }
    stage?.afterRun(nil)
    guard !Terminal.isInput else { return runAtPrompt(stage) }
    defer { stage?.close() }
    return runStandardInput { stage?.afterRun($0) }
  }

  /// A word that stands for itself in the language.
  private static func quoted(_ word: String) -> String {
    "'" + word.map { "'‘’‚‛".contains($0) ? "\($0)\($0)" : String($0) }.joined() + "'"
  }

  private func prepare() {
    guard let credential = composition.credential else { return }
    let runspace = runspace
    runspace.hideFromRecordings(credential.password)
    bridge.run {
      await runspace.withContext { context in
        context.session.globalScope.define(
          "Credential",
          .object(
            PSCredential(
              userName: credential.userName, password: PSSecureString(credential.password))))
      }
    }
  }

  private func runProfile() -> Int32? {
    let profile = composition.paths.profile
    guard access(profile, F_OK) == 0 else { return nil }
    if case .exit(let code)? = runFile(profile, isDotSourced: true) { return code }
    return nil
  }

  private func runScript(_ path: String, _ arguments: [String]) -> Int32 {
    let absolute = path.hasPrefix("/") ? path : ProcessEnvironment.folder() + "/" + path
    return runFile(absolute, arguments).map(exitCode) ?? 1
  }

  /// Runs a script file; one that cannot be read is reported.
  /// - Returns: `nil` when it could not be read.
  private func runFile(
    _ path: String, _ arguments: [String] = [], isDotSourced: Bool = false
  ) -> RunOutcome? {
    let runspace = runspace
    return runToEnd {
      do {
        return try await runspace.run(
          script: path, arguments: arguments, isDotSourced: isDotSourced)
      } catch {
        Terminal.report((error as? PSRuntimeError)?.record.message ?? "\(error)")
        return nil
      }
    }
  }

  /// Commands from a pipe or file: each runs as soon as it is complete, since whoever writes them may
  /// wait for what they print.
  /// - Parameter afterRun: what is done with an input that has run.
  private func runStandardInput(afterRun: (String) -> Void = { _ in }) -> Int32 {
    var assembler = InputAssembler(runspace: runspace)
    var last: RunOutcome = .completed(success: true)
    Interrupts.shared.endWhenIdle()
    while Terminal.outputFailure == nil {
      switch editor.readLine(prompt: "") {
      case .line(let line):
        if let input = assembler.add(line) {
          last = runToEnd(input)
          switch last {
          case .exit, .cancelled: return exitCode(last)
          default: afterRun(input)
          }
          // A lesson may have begun, in another runspace.
          assembler = InputAssembler(runspace: runspace)
        }
        guard !assembler.isTooLong else { return failed(InputAssembler.refusal) }
      case .failed(let message): return failed(message)
      case .pasted, .interrupted, .end:
        if !assembler.isBlank { last = runToEnd(assembler.take()) }
        return exitCode(last)
      }
    }
    return 1
  }

  private func failed(_ message: String) -> Int32 {
    Terminal.report(message)
    return 1
  }

  private func runToEnd(_ text: String) -> RunOutcome {
    let runspace = runspace
    return runToEnd { await runspace.run(text, interactive: false) }
  }

  /// Runs work that Ctrl+C cancels.
  private func runToEnd<Result: Sendable>(
    _ work: @escaping @Sendable () async -> Result
  ) -> Result {
    defer { host.endProgress() }
    return bridge.run {
      let task = Task { await work() }
      Interrupts.shared.whileRunning { task.cancel() }
      defer { Interrupts.shared.whileRunning(nil) }
      // Whoever feeds commands through a pipe may wait for the answer before it sends the next one.
      defer { Terminal.flush() }
      return await task.value
    }
  }

  private func exitCode(_ outcome: RunOutcome) -> Int32 {
    switch outcome {
    case .completed(let success): return success ? 0 : 1
    case .exit(let code): return code
    case .incomplete, .syntaxError, .busy: return 1
    case .cancelled: return 128 + SIGINT
    }
  }
}
