import PSEngine
import Transcripts

/// Reads, runs and shows, until `exit` or the end of input.
final class REPL {
  private let runspace: Runspace
  private let editor: any LineEditor
  private let bridge: MainThreadBridge
  private var hasNoticedPrompts = false

  init(runspace: Runspace, editor: any LineEditor, bridge: MainThreadBridge) {
    self.runspace = runspace
    self.editor = editor
    self.bridge = bridge
  }

  /// Runs until the end.
  /// - Returns: the exit code.
  func run() -> Int32 {
    while true {
      switch nextInput() {
      case .end:
        Terminal.write("\n")
        Terminal.flush()
        return 0
      case .nothing: continue
      case .input(let input):
        if case .exit(let code) = run(input) { return code }
      case .exit(let code): return code
      }
    }
  }

  private enum Input {
    case input(String)
    case nothing
    case exit(Int32)
    case end
  }

  /// One complete input: lines are joined until the language is satisfied. The inputs of a pasted
  /// block are run on the way, but for a last one that is unfinished: it goes on with what is typed.
  private func nextInput() -> Input {
    let runspace = runspace
    var text = ""
    var prompt = bridge.run { await runspace.promptText() }
    while true {
      switch editor.readLine(prompt: prompt) {
      case .interrupted:
        Terminal.write("\n")
        return .nothing
      case .end: return text.isEmpty ? .end : .input(text)
      case .pasted(let lines):
        switch runPasted(lines, after: text) {
        case .unfinished(let rest): text = rest
        case .done: return .nothing
        case .exit(let code): return .exit(code)
        }
        prompt = ">> "
      case .line(let line):
        text += text.isEmpty ? withoutPrompt(line) : "\n" + line
        if text.allSatisfy(\.isWhitespace) { return .nothing }
        let current = text
        guard bridge.run({ await runspace.isIncomplete(current) }) else {
          editor.remember(text)
          return .input(text)
        }
        prompt = ">> "
      }
    }
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
    case unfinished(String)
    case exit(Int32)
  }

  /// Splits a pasted block into inputs, shows each behind its prompt and runs it. The last line, which
  /// has no line end yet, runs as well when it completes an input. Ctrl+C drops the rest of the block.
  /// - Parameter start: lines that were typed before and want a continuation.
  private func runPasted(_ lines: [String], after start: String) -> PasteOutcome {
    let runspace = runspace
    var text = start
    for (index, line) in lines.enumerated() {
      if text.isEmpty, line.allSatisfy(\.isWhitespace) { continue }
      if index > 0 {
        let prompt = text.isEmpty ? bridge.run { await runspace.promptText() } : ">> "
        Terminal.write(prompt.filter { $0 != "\u{1}" } + line + "\n")
      }
      text += text.isEmpty ? line : "\n" + line
      let current = text
      if bridge.run({ await runspace.isIncomplete(current) }) { continue }
      text = ""
      editor.remember(current)
      switch run(current) {
      case .exit(let code): return .exit(code)
      case .cancelled: return .done
      default: break
      }
    }
    return text.isEmpty ? .done : .unfinished(text)
  }

  /// Runs one input; Ctrl+C cancels it and keeps the shell.
  private func run(_ input: String) -> RunOutcome {
    let runspace = runspace
    let outcome = bridge.run {
      let task = Task { await runspace.run(input, interactive: true) }
      Interrupts.shared.whileRunning { task.cancel() }
      defer { Interrupts.shared.whileRunning(nil) }
      return await task.value
    }
    // The terminal has written ^C without a line end.
    if outcome == .cancelled { Terminal.write("\n") }
    Terminal.flush()
    return outcome
  }
}
