import Dispatch
import PSEngine
import Testing
import Transcripts

@testable import ShellApp

/// Gives prepared input and keeps what is remembered.
private final class PreparedEditor: LineEditor {
  private var inputs: [LineInput]
  private(set) var prompts: [String] = []
  private(set) var remembered: [String] = []

  init(_ inputs: [LineInput]) { self.inputs = inputs }

  func readLine(prompt: String) -> LineInput {
    prompts.append(prompt)
    return inputs.isEmpty ? .end : inputs.removeFirst()
  }

  func readAnswer(prompt: String, echo: Bool) -> LineInput { .end }

  func remember(_ input: String) { remembered.append(input) }
}

@Suite("The loop that reads and runs")
struct REPLTests {
  private struct Session {
    var code: Int32
    var prompts: [String]
    var remembered: [String]
  }

  /// The loop blocks while it waits for its work. A queue of its own gets a thread beyond those of the
  /// global queue, which on Linux are also the threads that do the work.
  private func run(_ inputs: [LineInput], onTerminal: Bool = false) async -> Session {
    await withCheckedContinuation { continuation in
      DispatchQueue(label: "REPL").async {
        let editor = PreparedEditor(inputs)
        let bridge = MainThreadBridge()
        let host: any PSHost =
          onTerminal
          ? TerminalHost(
            bridge: bridge, editor: editor, isInteractive: true, readsTerminal: true)
          : RecordingHost(width: 80)
        let runspace = Runspace(configuration: RunspaceConfiguration(), host: host, modules: [])
        let code = REPL(current: CurrentRunspace(runspace), editor: editor, bridge: bridge).run()
        continuation.resume(
          returning: Session(code: code, prompts: editor.prompts, remembered: editor.remembered))
      }
    }
  }

  @Test func pastedBlocksAreSplitIntoInputs() async {
    let session = await run([
      .pasted(["$a = 1", "", "if ($a) {", "  $b = 2", "}", "$c = @(", "  3"]), .line(")"),
      .line("exit ($a + $b + $c[0])"),
    ])
    #expect(
      session.remembered == [
        "$a = 1", "if ($a) {\n  $b = 2\n}", "$c = @(\n  3\n)", "exit ($a + $b + $c[0])",
      ])
    #expect(session.code == 6)
  }

  @Test func anUnfinishedPasteGoesOnWithWhatIsTyped() async {
    let session = await run([.pasted(["1 +", ""]), .line("2")])
    #expect(session.prompts.dropFirst().first == ">> ")
    #expect(session.remembered == ["1 +\n\n2"])
  }

  @Test func aPasteContinuesWhatWasTyped() async {
    let session = await run([.line("exit $("), .pasted(["4", ")"])])
    #expect(session.remembered == ["exit $(\n4\n)"])
    #expect(session.code == 4)
  }

  @Test("the end of input is no Yes")
  func endOfInputAtAQuestion() async {
    let session = await run(
      [
        .line(
          "function f { [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')] param() "
            + "if ($PSCmdlet.ShouldProcess('x')) { $global:answer = 7 } }"),
        .line("f"), .line("exit (1 + $answer)"),
      ], onTerminal: true)
    #expect(session.code == 1)
  }
}
