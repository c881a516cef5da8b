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
      case .inputs(let inputs):
        for input in inputs {
          if let code = run(input) { return code }
        }
      }
    }
  }

  private enum Input {
    case inputs([String])
    case nothing
    case end
  }

  /// One complete input: lines are joined until the language is satisfied.
  private func nextInput() -> Input {
    let runspace = runspace
    var text = ""
    var prompt = bridge.run { await runspace.promptText() }
    while true {
      switch editor.readLine(prompt: prompt) {
      case .interrupted:
        Terminal.write("\n")
        return .nothing
      case .end: return text.isEmpty ? .end : .inputs([text])
      case .pasted(let lines):
        return pasted((text.isEmpty ? [] : [text]) + lines)
      case .line(let line):
        text += text.isEmpty ? withoutPrompt(line) : "\n" + line
        if text.allSatisfy(\.isWhitespace) { return .nothing }
        let current = text
        guard bridge.run({ await runspace.isIncomplete(current) }) else {
          editor.remember(text)
          return .inputs([text])
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

  /// Splits a pasted block into inputs and shows each behind its prompt. The last line, which has no
  /// line end yet, runs as well when it completes an input.
  private func pasted(_ lines: [String]) -> Input {
    let commands = PastedSession.commands(lines) { PromptLine($0)?.command }
    let runspace = runspace
    var inputs: [String] = []
    var text = ""
    for line in commands {
      text += text.isEmpty ? line : "\n" + line
      if text.allSatisfy(\.isWhitespace) {
        text = ""
        continue
      }
      let current = text
      if bridge.run({ await runspace.isIncomplete(current) }) { continue }
      inputs.append(text)
      text = ""
    }
    if !text.isEmpty { inputs.append(text) }
    for input in inputs { editor.remember(input) }
    return inputs.isEmpty ? .nothing : .inputs(inputs)
  }

  /// Runs one input; Ctrl+C cancels it and keeps the shell.
  /// - Returns: the exit code when the shell is to end.
  private func run(_ input: String) -> Int32? {
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
    if case .exit(let code) = outcome { return code }
    return nil
  }
}
