import PSEngine
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
