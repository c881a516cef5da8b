import PSEngine
import Synchronization
import Testing

/// The exact layout of questions (`language.md` 6.6, 8.1 to 8.5).
@Suite struct PromptTests {
  @Test func confirmationAtEightyColumns() async throws {
    let host = ScriptedHost(width: 80, answers: ["Y"])
    let session = try TestSession(host: host)
    let output = try await session.texts([("Change-Thing", arguments("t", "-Confirm"))])
    #expect(output == ["changed t"])
    #expect(
      host.text == """

        Confirm
        Are you sure you want to perform this action?
        Performing the operation "Change-Thing" on target "t".
        [Y] Yes  [A] Yes to All  [N] No  [L] No to All  [S] Suspend  [?] Help 
        (default is "Y"):Y

        """)
  }

  @Test func confirmationOnAWideScreenIsOneLine() async throws {
    let host = ScriptedHost(width: 100, answers: ["?", "x", "no"])
    let session = try TestSession(host: host)
    #expect(try await session.texts([("Change-Thing", arguments("t", "-Confirm"))]).isEmpty)
    let line =
      "[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [S] Suspend  [?] Help (default is \"Y\"): "
    #expect(host.text.contains(line + "?\n"))
    #expect(host.text.contains("Y - Continue with only the next step of the operation.\n"))
    #expect(host.text.contains("L - Skip this operation and all subsequent operations.\n"))
    #expect(host.text.contains(line + "x\n" + line + "no\n"))
  }

  @Test func allAnswersHoldForTheCommand() async throws {
    let targets: [CommandArgument] = [
      .value(.strings(["a", "b", "c"]), nil), .parameter(name: "Confirm", value: nil, extent: nil),
    ]
    let yes = try TestSession(host: ScriptedHost(answers: ["A"]))
    #expect(try await yes.run([("Change-Thing", targets)]).count == 3)
    let no = try TestSession(host: ScriptedHost(answers: ["Y", "L"]))
    #expect(try await no.texts([("Change-Thing", targets)]) == ["changed a"])
  }

  @Test func whatIfAndVerbose() async throws {
    let session = try TestSession()
    #expect(try await session.run([("Change-Thing", arguments("t", "-WhatIf"))]).isEmpty)
    #expect(
      session.host.text("host")
        == "What if: Performing the operation \"Change-Thing\" on target \"t\".\n")
    #expect(try await session.run([("Change-Thing", arguments("t", "-Verbose"))]).count == 1)
    #expect(
      session.host.text("verbose")
        == "VERBOSE: Performing the operation \"Change-Thing\" on target \"t\".\n")
  }

  @Test func confirmPreferenceAsksByImpact() async throws {
    let session = try TestSession(host: ScriptedHost(answers: ["N"]))
    session.context.scope.define("ConfirmPreference", .string("Medium"))
    #expect(try await session.run([("Change-Thing", arguments("t"))]).isEmpty)
    let quiet = try TestSession(host: ScriptedHost(answers: []))
    quiet.context.scope.define("ConfirmPreference", .string("Medium"))
    #expect(try await quiet.run([("Change-Thing", arguments("t", "-Confirm:$false"))]).count == 1)
  }

  @Test func questionsBeforeContinuing() async throws {
    let host = ScriptedHost(width: 80, answers: [""])
    let session = try TestSession(host: host)
    #expect(try await session.run([("Change-Thing", arguments("t", "-Ask"))]).count == 1)
    #expect(
      host.text
        == "\nCareful\nReally t?\n[Y] Yes  [N] No  [S] Suspend  [?] Help (default is \"Y\"): \n")
  }

  @Test func nobodyToAskIsAnError() async throws {
    let session = try TestSession()
    let record = try #require(
      try await runtimeError {
        _ = try await session.run([("Change-Thing", arguments("t", "-Confirm"))])
      })
    #expect(record.message.contains("cannot ask"))
    #expect(record.message.contains("Performing the operation \"Change-Thing\" on target \"t\"."))
    #expect(record.message.hasSuffix(" Leave -Confirm out."))
  }

  @Test func mandatoryParametersAreAskedFor() async throws {
    let host = ScriptedHost(answers: ["!?", "Ann"])
    let session = try TestSession(host: host)
    #expect(try await session.texts([("Show-Bound", [])]) == ["A|Name=Ann"])
    #expect(
      host.text == """

        cmdlet Show-Bound at command pipeline position 1
        Supply values for the following parameters:
        (Type !? for Help.)
        Name: !?
        Whom to greet.
        Name: Ann

        """)
  }

  @Test func emptyAnswersAreRefused() async throws {
    let session = try TestSession(host: ScriptedHost(answers: [""]))
    let record = try #require(
      try await runtimeError { _ = try await session.run([("Show-Bound", [])]) })
    #expect(record.errorId == "ParameterArgumentValidationErrorEmptyStringNotAllowed")
  }

  @Test func credentials() async throws {
    let host = ScriptedHost(answers: ["lab\\admin", "secret"])
    let answer = try await CredentialPrompt().ask(host, .test)
    #expect(answer?.userName == "lab\\admin")
    #expect(answer?.password.reveal() == "secret")
    #expect(
      host.text.hasPrefix(
        "\nWindows PowerShell credential request\nEnter your credentials.\nUser: lab\\admin\n"
          + "Password for user lab\\admin: "))
  }
}

/// The prompt of the answer Suspend, and questions that nobody answers.
@Suite struct NestedPromptTests {
  /// What a person does at the prompts of one test.
  private final class TypingHost: PSHost {
    private let base: ScriptedHost
    private let state: Mutex<(lines: [CommandLineInput], interrupt: (@Sendable () -> Void)?)>
    /// Presses Ctrl+C as soon as this is printed.
    private let interruptsAt: String

    init(answers: [String], lines: [CommandLineInput], interruptsAt: String = "\u{0}") {
      base = ScriptedHost(answers: answers)
      state = Mutex((lines, nil))
      self.interruptsAt = interruptsAt
    }

    let name = "ConsoleHost"
    let width = 120
    let height = 50
    let supportsColor = false
    let isInteractive = true
    var text: String { base.text }
    var isWithoutAction: Bool { state.withLock { $0.interrupt == nil } }

    func write(_ text: String, to stream: HostStream) {
      base.write(text, to: stream)
      if text.contains(interruptsAt) { state.withLock { $0.interrupt }?() }
    }

    func readLine(prompt: String) async throws -> String? {
      try await base.readLine(prompt: prompt)
    }
    func readSecret(prompt: String) async throws -> String? { nil }
    func show(_ progress: ProgressRecord) {}
    func clearScreen() {}
    func start(_ program: NativeProgram) async throws -> any NativeProcess {
      try await base.start(program)
    }

    func readCommand(prompt: String) async throws -> CommandLineInput {
      write(prompt, to: .prompt)
      let input = state.withLock { $0.lines.isEmpty ? .end : $0.lines.removeFirst() }
      if case .line(let line) = input { write(line + "\n", to: .prompt) }
      return input
    }

    func exchangeInterrupt(_ action: (@Sendable () -> Void)?) -> (@Sendable () -> Void)? {
      state.withLock { state in
        defer { state.interrupt = action }
        return state.interrupt
      }
    }
  }

  private func run(_ host: TypingHost) async throws -> [String] {
    let session = try TestSession()
    let context = ExecutionContext(
      session: session.context.session, host: host, scope: session.context.scope,
      streams: StreamSet(host: host, error: session.errors))
    let output = ArrayCollector()
    let change = try context.processor(
      for: "Change-Thing", arguments: arguments("t", "-Confirm"), extent: nil)
    try await PipelineProcessor([change], output: output).run()
    return output.values.map { TextConversion.text(of: $0) }
  }

  @Test func ctrlCDropsTheLine() async throws {
    let host = TypingHost(
      answers: ["S", "Y"],
      lines: [.line("'half"), .interrupted, .line("'whole'"), .line("exit"), .line("never")])
    #expect(try await run(host) == ["changed t"])
    #expect(host.text.contains("whole\n"))
    #expect(!host.text.contains("never"))
  }

  @Test func theEndOfInputLeadsBackToTheQuestion() async throws {
    #expect(try await run(TypingHost(answers: ["S", "N"], lines: [])).isEmpty)
  }

  @Test func ctrlCStopsOnlyWhatRuns() async throws {
    let host = TypingHost(
      answers: ["S", "Y"],
      lines: [.line("'begun'; while ($true) { }"), .line("'after'"), .line("exit")],
      interruptsAt: "begun\n")
    #expect(try await run(host) == ["changed t"])
    #expect(host.text.contains("after\n"))
    #expect(host.isWithoutAction)
  }

  @Test func anUnansweredQuestionIsNotYes() async throws {
    let session = try TestSession(host: ScriptedHost(answers: []))
    let record = try #require(
      try await runtimeError {
        _ = try await session.run([("Change-Thing", arguments("t", "-Confirm"))])
      })
    #expect(record.errorId == "PromptForChoiceCanceled")
    #expect(record.message.contains("Performing the operation \"Change-Thing\" on target \"t\"."))
  }
}
