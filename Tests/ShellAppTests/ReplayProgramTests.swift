import Foundation
import Testing

@Suite("wsmansh replay")
struct ReplayProgramTests {
  @Test func whatMatches() async throws {
    let program = try Program()
    let file = try program.file("a.txt", "PS C:\\> 1 + 1\n2\n")
    let result = try await program.run("replay", file)
    #expect(result.code == 0)
    #expect(result.output.contains("1 transcript, 1 interaction, 0 differences"))
    #expect(try await program.run("replay", "-", input: "PS> 'x'\nx\n").code == 0)
  }

  @Test func theDocumentedSession() async throws {
    let program = try Program()
    let file = Repository.root.appending(path: "examples/transcripts/disconnect-wsman.txt").path
    let result = try await program.run(
      "replay", "--lab", "contoso", "--setup", "Connect-WSMan server01", file)
    #expect(result.code == 0)
    #expect(try await program.run("replay", "--lab", "contoso", file).code == 1)
  }

  @Test func whatDiffers() async throws {
    let program = try Program()
    let good = try program.file("good.txt", "PS> 1\n1\n")
    let bad = try program.file("bad.md", "# Page\n\n```\nPS> 'a', 'b'\na\nc\n```\n")
    let result = try await program.run("replay", good, bad)
    #expect(result.code == 1)
    #expect(result.output.contains("bad.md:4: PS> 'a', 'b'"))
    #expect(result.outputLines.contains("  - c"))
    #expect(result.outputLines.contains("  + b"))
    #expect(result.output.contains("2 transcripts, 2 interactions, 1 difference"))
  }

  @Test func exactComparesBlanks() async throws {
    let program = try Program()
    let file = try program.file("blanks.txt", "PS C:\\> 'a  b'\na b\n")
    #expect(try await program.run("replay", file).code == 0)
    #expect(try await program.run("replay", "--exact", file).code == 1)
  }

  @Test("a file without commands is no transcript that matches", arguments: ["a.txt", "a.md"])
  func nothingToReplay(_ name: String) async throws {
    let program = try Program()
    let result = try await program.run("replay", try program.file(name, "dir\nPS is a word\n"))
    #expect(result.code == 2)
    #expect(result.errors.contains("holds no command"))
  }

  @Test func whatCannotBeReadOrRun() async throws {
    let program = try Program()
    #expect(try await program.run("replay", "missing.txt").code == 2)
    let directive = try program.file("directive.txt", "//nosuch\nPS> 1\n1\n")
    let unknown = try await program.run("replay", directive)
    #expect(unknown.code == 2)
    #expect(unknown.errors.contains("directive.txt:1"))
    let latin = program.home.appending(path: "latin.txt")
    try Data(Array("PS> 'a".utf8) + [0xE4] + Array("'\n".utf8)).write(to: latin)
    #expect(try await program.run("replay", latin.path).code == 2)
    let lab = try program.file("lab.txt", "//lab nosuchlab\nPS> 1\n1\n")
    #expect(try await program.run("replay", lab).code == 2)
    let good = try program.file("good.txt", "PS> 1\n1\n")
    #expect(try await program.run("replay", "missing.txt", good).code == 2)
  }

  @Test func strangersCannotReachTheMachine() async throws {
    let program = try Program()
    let file = try program.file(
      "stranger.txt",
      """
      PS C:\\> try { /bin/sh -c 'echo started > \(program.home.path)/started' } catch { 'refused' }
      refused
      PS C:\\> Set-Content here.txt x; Test-Path here.txt
      True
      """)
    let result = try await program.run("replay", file)
    #expect(result.code == 0)
    for name in ["started", "here.txt"] {
      #expect(!FileManager.default.fileExists(atPath: program.home.appending(path: name).path))
    }
    let allowed = try program.file("allowed.txt", "PS> /bin/echo hello\nhello\n")
    #expect(try await program.run("replay", allowed).code == 1)
    #expect(try await program.run("replay", "--allow-programs", allowed).code == 0)
  }

  @Test func replayLeavesTheStateAlone() async throws {
    let program = try Program()
    let file = try program.file("set.txt", "PS> Set-Item WSMan:\\localhost\\MaxTimeoutms 12345\n")
    #expect(try await program.run("replay", file).code == 0)
    let value = try await program.run("-c", "(Get-Item WSMan:\\localhost\\MaxTimeoutms).Value")
    #expect(value.outputLines == ["60000"])
  }

  @Test("an endless loop is stopped, and the next command runs")
  func endlessLoops() async throws {
    let program = try Program()
    let file = try program.file(
      "loop.txt", "PS> while (1) {}\nPS> while (1) { 'x' }\nPS> 1 + 1\n2\nPS> 1\n3\n")
    let result = try await program.run("replay", "--timeout", "1", file, limit: 60)
    #expect(result.code == 2)
    #expect(result.output.contains("loop.txt:1: PS> while (1) {}: took longer than 1 s; stopped"))
    #expect(result.output.contains("loop.txt:2: PS> while (1) { 'x' }: took longer than 1 s"))
    #expect(
      result.output.contains("1 transcript, 4 interactions, 1 difference, 1 could not be run"))
    let setup = try await program.run(
      "replay", "--timeout", "1", "--setup", "while (1) {}", file, limit: 60)
    #expect(setup.code == 2)
    #expect(setup.output.contains("set-up 'while (1) {}' took longer than 1 s"))
  }

  @Test("questions that nobody answers come to an end")
  func unansweredQuestions() async throws {
    let program = try Program()
    let file = try program.file(
      "ask.txt",
      "PS> New-WSManInstance winrm/config/listener -File none.xml\n...\nPS> 1\n1\n")
    let result = try await program.run("replay", file, limit: 20)
    #expect(result.code == 0, "\(result.output)")
  }

  @Test(arguments: ["0", "-1", "x", "1000000"])
  func wrongTimeouts(_ seconds: String) async throws {
    #expect(try await Program().run("replay", "--timeout", seconds, "a.txt").code == 64)
  }
}
