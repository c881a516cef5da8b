import Foundation
import Testing
import ThrowawayFolder

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

  @Test func theDocumentedInventory() async throws {
    let program = try Program()
    let examples = Repository.root.appending(path: "examples")
    let result = try await program.run(
      "replay", "--lab", examples.appending(path: "labs/inventory.yaml").path,
      examples.appending(path: "transcripts/inventory.txt").path)
    #expect(result.code == 0, "\(result.output)")
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

  @Test("an elision of lines inside a line is text, and a hint says so")
  func elisionInsideALine() async throws {
    let program = try Program()
    let file = try program.file("a.txt", "PS> 'one two three'\none ... three\nPS> 'a...'\na...\n")
    let result = try await program.run("replay", file)
    #expect(result.code == 1)
    #expect(result.output.contains("? ... inside a line is text; write [..] for any characters"))
    let other = try program.file("b.txt", "PS> 'one'\ntwo ... three\n")
    #expect(try await !program.run("replay", other).output.contains("?"))
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
    // 1 would say that the transcript differs.
    let start = try await program.run("replay", "--lab", "nosuchlab", good)
    #expect(start.code == 2 && start.errors.contains("nosuchlab"), "\(start.errors)")
    let nobody = try await program.run(
      "replay", "--computer", "server01=127.0.0.1:1", "--credential", "anna", good)
    #expect(nobody.code == 2 && nobody.errors.contains("WSMANSH_PASSWORD"), "\(nobody.errors)")
    let address = try await program.run("replay", "--computer", "server01", good)
    #expect(address.code == 64 && address.errors.contains("NAME=HOST"), "\(address.errors)")
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

  @Test("no temporary folder stays, also of a section that cannot begin")
  func temporaryFolders() async throws {
    let folder = try ThrowawayFolder()
    let program = try Program(environment: ["TMPDIR": folder.path])
    let file = try program.file("a.txt", "PS> 1\n1\n\n# Lab #\n//lab none.yaml\nPS> 1\n1\n")
    #expect(try await program.run("replay", file).code == 2)
    #expect(folder.names == [])
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

  @Test("what stands behind exit is reported, and the next section runs")
  func exits() async throws {
    let program = try Program()
    let file = try program.file(
      "exit.txt", "PS> 1\n1\n//exit 3\nPS> exit 3\nPS> 2\nwrong\nPS> 3\n# B #\nPS> 4\n4\n")
    let result = try await program.run("replay", file)
    #expect(result.code == 2)
    #expect(result.output.contains("exit.txt:5: PS> 2: not run, nor what follows it: line 4"))
    #expect(
      result.output.contains("1 transcript, 3 interactions, 0 differences, 1 could not be run"))
    let last = try program.file("last.txt", "//exit 3\nPS> exit 3\n//skip why\nPS> 2\n")
    #expect(try await program.run("replay", last).code == 0)
    let setup = try await program.run("replay", "--setup", "exit", last)
    #expect(setup.code == 2)
    #expect(setup.output.contains("set-up 'exit' has ended the session"))
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

  @Test("folders, single commands, parts of the work")
  func selections() async throws {
    let program = try Program()
    let folder = program.home.appending(path: "docs/inner")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    _ = try program.file("docs/a.txt", "PS> 1\n1\nPS> 2\n3\n# B #\nPS> $x = 4\nPS> $x\n4\n")
    _ = try program.file("docs/inner/b.md", "# Page\n```powershell\nPS> 'b'\nb\n```\n")
    _ = try program.file("docs/notes.txt", "nothing to run\n")
    _ = try program.file("docs/.hidden.txt", "PS> 1\n2\n")
    let docs = program.home.appending(path: "docs").path
    let all = try await program.run("replay", docs, "--jobs", "3")
    #expect(all.code == 1)
    #expect(all.output.contains("3 transcripts, 5 interactions, 1 difference"))
    #expect(try await program.run("replay", "\(docs)/a.txt:7").code == 0)
    let one = try await program.run("replay", "\(docs)/a.txt:4")
    #expect(one.code == 1)
    #expect(one.output.contains("1 transcript, 2 interactions, 1 difference"))
    let shards = [
      try await program.run("replay", docs, "--shard", "1/2"),
      try await program.run("replay", docs, "--shard", "2/2"),
    ]
    #expect(shards.map(\.code) == [1, 0])
    for wrong in ["0/2", "3/2", "x", "1"] {
      #expect(try await program.run("replay", docs, "--shard", wrong).code == 64)
    }
  }

  @Test("reports for programs")
  func reports() async throws {
    let program = try Program()
    let file = try program.file(
      "a.txt", "PS> 1\n1\n# Second & <last> #\nPS> 2\n3\n# Left out #\n//skip why\nPS> 1\n")
    let xml = program.home.appending(path: "r.xml").path
    let junit = try await program.run("replay", file, "--report", "junit=\(xml)")
    #expect(junit.code == 1)
    #expect(junit.output.contains("1 difference"))
    let suite = try String(contentsOfFile: xml, encoding: .utf8)
    #expect(suite.contains("tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"1\""))
    #expect(suite.contains("name=\"Second &amp; &lt;last&gt;\""))
    #expect(suite.hasSuffix("</testsuites>\n"))
    // What the schema of Jenkins allows.
    let cases = suite.split(separator: "\n").filter { $0.contains("<testcase ") }
    #expect(cases.count == 3)
    for line in cases { #expect(!line.contains(" file=") && !line.contains(" line="), "\(line)") }
    #expect(suite.contains("<failure type=\"difference\" message="))
    let tap = try await program.run("replay", file, "--report", "tap")
    #expect(tap.outputLines.first == "TAP version 13")
    #expect(tap.outputLines.last == "1..3")
    #expect(tap.output.contains("\nok 1 - \(file):1 line 1\nnot ok 2 - "))
    #expect(tap.output.contains("# SKIP why"))
    let github = try await program.run("replay", file, "--report", "github")
    #expect(github.output.contains("::error file=\(file),line=4,title=PS> 2::- 3%0A+ 2\n"))
    #expect(github.output.contains("1 transcript, "))
    let json = try await program.run("replay", file, "missing.txt", "--report", "json")
    #expect(json.code == 2)
    let value = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    let summary = try #require(value?["summary"] as? [String: Any])
    #expect(summary["differences"] as? Int == 1)
    #expect(summary["unreadable"] as? Int == 1)
    #expect((value?["transcripts"] as? [Any])?.count == 2)
    let odd = try program.file(
      "odd.txt", "# C:\\x # y #\n//skip a#b\nPS> 1\n# Bad #\n//lab nosuch\nPS> 1\n1\n")
    let escaped = try await program.run("replay", odd, "--report", "tap")
    #expect(escaped.output.contains(##"odd.txt:1 C:\\x \# y # SKIP a\#b"##))
    let placed = try await program.run("replay", odd, "--report", "github")
    #expect(placed.output.contains("::error file=\(odd),line=4,title=could not be run::"))
    #expect(try await program.run("replay", file, "--report", "xml").code == 64)
    #expect(try await program.run("replay", file, "--report", "tap=/nowhere/x").code == 2)
  }

  @Test("--update rewrites what differs, and what it cannot rewrite stays as it is")
  func updates() async throws {
    let program = try Program()
    let file = try program.file("a.txt", "prose\nPS> 1..3\n1\n...\n4\nPS> 'kept'\nkept\nPS> 5\n")
    let link = program.home.appending(path: "link.txt").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
    let update = try await program.run("replay", "--update", link)
    #expect(update.code == 0)
    #expect(update.output.contains("2 rewritten"))
    let text = "prose\nPS> 1..3\n1\n...\n3\nPS> 'kept'\nkept\nPS> 5\n5\n"
    #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == file)
    #expect(try await program.run("replay", file).code == 0)
    if geteuid() == 0 {
      let owned = try program.file("owned.txt", "PS> 1\n2\n")
      #expect(chmod(owned, 0o604) == 0 && chown(owned, 65_534, 65_533) == 0)
      #expect(try await program.run("replay", "--update", owned).code == 0)
      var status = stat()
      #expect(stat(owned, &status) == 0 && status.st_mode & 0o7777 == 0o604)
      #expect(status.st_uid == 65_534 && status.st_gid == 65_533)
    }

    let exit = try program.file("exit.txt", "//exit 3\nPS> exit 4\n")
    #expect(try await program.run("replay", "--update", exit).code == 1)
    let wrong = "PS> 1\n2\n"
    let readOnly = try program.file("read-only.txt", wrong)
    chmod(readOnly, 0o444)
    let refused = try await program.run("replay", "--update", readOnly)
    #expect(refused.code == 2)
    #expect(refused.errors.contains("read-only"))
    #expect(try String(contentsOfFile: readOnly, encoding: .utf8) == wrong)
    let cast = try program.file("a.cast", "{\"version\":2,\"width\":80,\"height\":24}\n")
    #expect(try await program.run("replay", "--update", cast).code == 2)
    #expect(try await program.run("replay", "--update", "-").code == 64)
    let left = try FileManager.default.contentsOfDirectory(atPath: program.home.path)
    #expect(!left.contains { $0.hasSuffix(".new") })
  }

  @Test("--update leaves a prompt over two lines as it is, and does not count it as mended")
  func updatedWrappedPrompts() async throws {
    let program = try Program()
    let text = "PS WSMan:\\localhost\\Plugin\\microsoft.powersh\nell> 1\n"
    let file = try program.file("a.txt", text + "2\n")
    let result = try await program.run("replay", "--update", file)
    #expect(result.code == 1)
    #expect(result.output.contains("1 difference, 1 rewritten"), "\(result.output)")
    #expect(try String(contentsOfFile: file, encoding: .utf8) == text + "1\n")
  }

  @Test("--update --interactive asks for each difference")
  func interactiveUpdates() async throws {
    let program = try Program()
    let file = try program.file("a.txt", "PS> 1\nx\nPS> 2\nx\nPS> 3\nx\nPS> 4\nx\n")
    let result = try await program.run(
      "replay", "--update", "--interactive", file, input: Array("n\nwhat\ny\nq\n".utf8))
    #expect(result.code == 1)
    #expect(result.output.contains("3 differences, 1 rewritten"))
    // Each difference once, those behind "no more" too.
    for line in [1, 3, 5, 7] {
      let head = "a.txt:\(line): PS> "
      #expect(result.output.components(separatedBy: head).count == 2, "\(result.output)")
    }
    #expect(
      try String(contentsOfFile: file, encoding: .utf8)
        == "PS> 1\nx\nPS> 2\n2\nPS> 3\nx\nPS> 4\nx\n")
    #expect(try await program.run("replay", "--interactive", file).code == 64)
  }

  @Test("what Start-Transcript writes can be replayed")
  func recordings() async throws {
    let program = try Program()
    let session = """
      Start-Transcript s.txt -Format Session
      Start-Transcript m.md -Format Markdown
      Start-Transcript c2.cast -Format Cast
      Start-Transcript c3.cast -Format Cast -CastVersion 3
      Start-Transcript w.txt
      Connect-WSMan server01
      cd WSMan:
      dir
      Get-Item nowhere
      if ($true) {
      'PS C:\\> is no prompt here'
      }
      (Get-Item server01\\MaxTimeoutms).Value
      """
    let recorded = try await program.run(
      "--lab", "contoso", "--no-profile", input: Array(session.utf8))
    #expect(recorded.code == 0)
    for name in ["s.txt", "m.md", "c2.cast", "c3.cast", "w.txt"] {
      let file = program.home.appending(path: name).path
      let result = try await program.run("replay", "--lab", "contoso", file)
      let expected: Int32 = name.hasSuffix("cast") || name == "w.txt" ? 1 : 0
      // The form of Windows and a screen cannot tell output that looks like a prompt.
      #expect(result.code == expected, "\(name): \(result.output)")
      let count = expected == 0 ? 0 : 2
      #expect(result.output.contains(" \(count) difference"), "\(name): \(result.output)")
    }
  }

  @Test("a script types nothing that a format of sessions could show, and Stop-Transcript says so")
  func recordingOfAScript() async throws {
    let program = try Program()
    for (format, isTold) in [("Session", true), ("Markdown", true), ("Windows", false)] {
      let result = try await program.run(
        "--no-profile", "-c",
        "Start-Transcript t.txt -Format \(format); Get-Location; Stop-Transcript")
      #expect(result.errors.contains("wsmansh < FILE") == isTold, "\(format): \(result.errors)")
    }
    let typed = try await program.run(
      "--no-profile", input: Array("Start-Transcript t.txt -Format Session\nStop-Transcript".utf8))
    #expect(typed.errors == "")
  }

  @Test("a recording with masked secrets replays once they are told, and skips until then")
  func maskedRecordings() async throws {
    let program = try Program()
    let session = """
      Start-Transcript s.txt -Format Session
      net user alice hunter22 /add
      $p = ConvertTo-SecureString 'hunter22' -AsPlainText -Force
      $p.Length
      'hunter' + '22'
      Stop-Transcript
      """
    #expect(
      try await program.run("--lab", "contoso", "--no-profile", input: Array(session.utf8)).code
        == 0)
    let file = program.home.appending(path: "s.txt").path
    let recorded = try String(contentsOfFile: file, encoding: .utf8)
    #expect(recorded.contains("net user alice ******** /add\n"))
    #expect(!recorded.contains("hunter22"))
    let without = try await program.run("replay", "--lab", "contoso", file)
    #expect(without.output.contains("//secret TEXT in front of the command"), "\(without.output)")
    #expect(without.output.contains("2 skipped"))
    let told = try program.file("told.txt", "//secret hunter22\n" + recorded)
    let result = try await program.run("replay", "--lab", "contoso", told)
    #expect(result.code == 0, "\(result.output)")
    #expect(result.output.contains("4 interactions, 0 differences"), "\(result.output)")
  }

  @Test("a replay is the same on every run and every machine")
  func reproducible() async throws {
    let program = try Program()
    // None of it is what it says: the difference shows what was printed.
    _ = try program.file(
      "all.txt",
      """
      //lab contoso
      PS> $HOME; $env:HOME; $env:USERPROFILE; $env:HOMEPATH; $env:TEMP; $env:USERNAME; $PSUICulture
      x
      PS> Get-Date; Get-Random; [guid]::NewGuid(); [IO.Path]::GetTempFileName()
      x
      PS> $null = mkdir d; dir | Format-List FullName, CreationTime, LastWriteTime, LastAccessTime
      x
      PS> 'RSA', 'ECDSA_nistP256', 'ECDSA_nistP384', 'ECDSA_nistP521' |
      >> ForEach-Object { New-SelfSignedCertificate -DnsName a -KeyAlgorithm $_ } | Select Thumbprint
      x
      PS> Measure-Command { 1..100 }; [Diagnostics.Stopwatch]::StartNew().ElapsedTicks
      x
      PS> 'a'.GetHashCode(); (1.5).GetHashCode(); @{}.GetHashCode()
      x
      PS> Get-ChildItem Cert:\\LocalMachine\\Root; Get-History | Format-List *
      x
      PS> winrs -r:server01 'echo %RANDOM% %TIME% & powershell -c $HOME'
      x
      """)
    var outputs: [String] = []
    for (zone, language, user) in [("UTC0", "C", "alice"), ("EST5", "fr_FR.UTF-8", "bob")] {
      let result = try await program.runInBash(
        "TZ=\(zone) LC_ALL=\(language) LOGNAME=\(user)"
          + " bash -c 'cd \"\(program.home.path)\" && \"\(Program.path)\" replay all.txt'")
      outputs.append(result.output)
    }
    #expect(outputs[0] == outputs[1])
    #expect(outputs[0].contains("8 differences"))
    for secret in ["wsmansh-", "/tmp", "alice"] { #expect(!outputs[0].contains(secret)) }
  }
}
