import PSEngine
import PSLanguage
import Testing

@Suite struct RunspaceTests {
  private func make(_ host: ScriptedHost = ScriptedHost()) -> Runspace {
    Runspace(
      configuration: .test, host: host,
      modules: [TestModule(provider: MemoryProvider.sample(), cmdlets: TestModule.cmdlets)])
  }

  @Test(arguments: ["if (1) {", "\"abc", "1 +", "Write-Many 3 |", "@'\nx"])
  func textsThatEndTooEarlyWait(_ text: String) async {
    let runspace = make()
    #expect(await runspace.run(text) == .incomplete)
    var input = runspace.pendingInput()
    let wantsMore = input.append(text)
    #expect(wantsMore)
  }

  @Test("lines are joined in the syntax of the persona", arguments: [true, false])
  func personas(_ isCore: Bool) {
    var configuration = RunspaceConfiguration.test
    configuration.persona = isCore ? .core : .desktop
    let runspace = Runspace(configuration: configuration, host: ScriptedHost(), modules: [])
    // Only PowerShell 7 knows `??`; for 5.1 it is wrong whatever follows.
    var input = runspace.pendingInput()
    let wantsMore = input.append("$a ??")
    #expect(wantsMore == isCore)
  }

  @Test func aSyntaxErrorIsShownAndNothingRuns() async {
    let host = ScriptedHost()
    let runspace = make(host)
    #expect(await runspace.run("Write-Many 3; )") == .syntaxError)
    #expect(host.text("output").isEmpty)
    #expect(
      host.text("error").hasPrefix("At line:1 char:15\n+ Write-Many 3; )\n+               ~\n"))
    #expect(await runspace.run("if (1) {", interactive: false) == .syntaxError)
  }

  @Test func promptShowsTheLocation() async {
    #expect(await make().promptText() == "PS Mem:\\> ")
  }

  @Test func historyAndWords() async throws {
    let runspace = make()
    _ = await runspace.run("Write-Many 3; )")
    await runspace.addHistory("  ")
    let seen = await runspace.withContext { context in
      [
        String(context.session.history.entries.count),
        context.session.history.entries.first?.commandLine ?? "",
        context.variable("^").map { TextConversion.text(of: $0) } ?? "",
        context.variable("$").map { TextConversion.text(of: $0) } ?? "",
      ]
    }
    #expect(seen == ["1", "Write-Many 3; )", "Write-Many", "3"])
  }
}
