import PSEngine

/// Reads, runs and shows, until `exit` or the end of input.
final class REPL {
  private let current: CurrentRunspace
  private let editor: any LineEditor
  private let bridge: MainThreadBridge
  private let afterRun: (String, RunOutcome) -> Void
  private var hasNoticedPrompts = false

  /// - Parameter afterRun: what is done with an input that has run, before the next prompt.
  init(
    current: CurrentRunspace, editor: any LineEditor, bridge: MainThreadBridge,
    afterRun: @escaping (String, RunOutcome) -> Void = { _, _ in }
  ) {
    self.current = current
    self.editor = editor
    self.bridge = bridge
    self.afterRun = afterRun
  }

  /// The runspace of the next input; a lesson has one of its own.
  private var runspace: Runspace { current.runspace }

  /// Runs until the end.
  /// - Returns: the exit code.
  func run() -> Int32 {
    while true {
      switch nextInput() {
      case .end:
        Terminal.write("\n")
        Terminal.flush()
        return 0
      case .nothing: break
      case .input(let input):
        if case .exit(let code) = run(input) { return code }
      case .unfinished(let input): _ = run(input, isFinal: true)
      case .exit(let code): return code
      }
      if Terminal.outputFailure != nil { return 1 }
    }
  }

  private enum Input {
    case input(String)
    /// Ended by Ctrl+D: it is shown what is missing.
    case unfinished(String)
    case nothing
    case exit(Int32)
    case end
  }

  /// One complete input: lines are joined until the language is satisfied. The inputs of a pasted
  /// block are run on the way, but for a last one that is unfinished: it goes on with what is typed.
  private func nextInput() -> Input {
    let runspace = runspace
    var assembler = InputAssembler(runspace: runspace)
    var prompt = bridge.run { await runspace.promptText() }
    while true {
      switch editor.readLine(prompt: prompt) {
      case .interrupted:
        Terminal.write("\n")
        return .nothing
      case .end:
        guard !assembler.isBlank else { return .end }
        Terminal.write("\n")
        return .unfinished(assembler.take())
      case .failed(let message):
        Terminal.report(message)
        return .exit(1)
      case .pasted(let lines):
        switch runPasted(lines, &assembler) {
        case .unfinished: break
        case .done: return .nothing
        case .exit(let code): return .exit(code)
        }
      case .line(let line):
        if let input = assembler.add(assembler.isBlank ? withoutPrompt(line) : line) {
          editor.remember(input)
          return .input(input)
        }
        if assembler.isBlank { return .nothing }
        if assembler.isTooLong { return refuse(&assembler) }
      }
      prompt = ">> "
    }
  }

  private func refuse(_ assembler: inout InputAssembler) -> Input {
    Terminal.report(InputAssembler.refusal)
    _ = assembler.take()
    return .nothing
  }

  /// A pasted prompt in front of a command is taken off, with a notice the first time
  /// (`language.md` 12.5).
  private func withoutPrompt(_ line: String) -> String {
    guard let prompt = PromptLine(line) else { return line }
    if !hasNoticedPrompts {
      hasNoticedPrompts = true
      Terminal.write("The prompt '\(prompt.prompt)' in front of the command was taken off.\n")
    }
    return prompt.command
  }

  private enum PasteOutcome {
    case done
    case unfinished
    case exit(Int32)
  }

  /// Splits a pasted block into inputs, shows each behind its prompt and runs it. The last line, which
  /// has no line end yet, runs as well when it completes an input. Ctrl+C drops the rest of the block.
  /// - Parameter assembler: holds the lines that were typed before and want a continuation, then
  ///   those of the block that do.
  private func runPasted(_ lines: [String], _ assembler: inout InputAssembler) -> PasteOutcome {
    let runspace = runspace
    for (index, line) in lines.enumerated() {
      if assembler.isBlank, line.allSatisfy(\.isWhitespace) { continue }
      if index > 0 {
        let prompt = assembler.isBlank ? bridge.run { await runspace.promptText() } : ">> "
        Terminal.write(prompt.filter { $0 != "\u{1}" } + line + "\n")
      }
      guard let input = assembler.add(line) else { continue }
      editor.remember(input)
      switch run(input) {
      case .exit(let code): return .exit(code)
      case .cancelled: return .done
      default: break
      }
    }
    return assembler.isBlank ? .done : .unfinished
  }

  /// Runs one input; Ctrl+C cancels it and keeps the shell.
  /// - Parameter isFinal: whether no more lines will come for it.
  private func run(_ input: String, isFinal: Bool = false) -> RunOutcome {
    let runspace = runspace
    let outcome = bridge.run {
      let task = Task { await runspace.run(input, interactive: !isFinal) }
      Interrupts.shared.whileRunning { task.cancel() }
      defer { Interrupts.shared.whileRunning(nil) }
      return await task.value
    }
    afterRun(input, outcome)
    Terminal.flush()
    return outcome
  }
}
