import PSEngine
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
    #expect(await runspace.awaitedInput(after: text) != nil)
  }

  @Test(
    "what ends the open part must come before the text can be complete",
    arguments: [
      ("@'\nx", "it's", "'@"), ("@\"\nx", "\"quoted\"", "\"@"), ("'a", "b", "b\u{2019}"),
      ("\"a", "'b'", "b\u{201D}"), ("<# a", "#", "#>"),
      ("if (1) {", "'a'", "}"), ("f @(1", "2", "2)"), ("$x = @{ a = 1", "b = 2", "}"),
      ("if (1)", "# a", "{ }"), ("\"$(1", "2", ")\""),
    ])
  func enders(_ text: String, _ other: String, _ ender: String) async throws {
    let awaited = try #require(await make().awaitedInput(after: text))
    #expect(!awaited.mayArrive(in: other))
    #expect(awaited.mayArrive(in: ender))
    #expect(await make().awaitedInput(after: text + "\n" + other) != nil)
  }

  @Test(arguments: ["1 +", "Write-Many 3 |", "try { 1 }", "1 `", "do { 1 }"])
  func anyLineMayCompleteWhatHasNoEnder(_ text: String) async throws {
    let awaited = try #require(await make().awaitedInput(after: text))
    #expect(awaited.mayArrive(in: "2"))
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
