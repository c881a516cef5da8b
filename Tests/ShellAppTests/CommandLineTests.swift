import Foundation
import Testing

/// The built program as people start it.
@Suite("The command line")
struct CommandLineTests {
  @Test func help() async throws {
    let result = try await Program().run("--help")
    #expect(result.code == 0)
    for word in ["--lab", "replay", "serve", "--state-dir", "Exit codes", "Connect-WSMan"] {
      #expect(result.output.contains(word))
    }
  }

  @Test(arguments: ["replay", "serve"]) func helpOfSubcommands(_ name: String) async throws {
    let result = try await Program().run(name, "--help")
    #expect(result.code == 0)
    #expect(result.output.contains("USAGE: wsmansh \(name)"))
  }

  @Test(arguments: ["--version", "-Version", "-v"])
  func version(_ spelling: String) async throws {
    let result = try await Program().run(spelling)
    #expect(result.code == 0)
    #expect(result.output.hasPrefix("wsmansh "))
  }

  @Test func spellingsOfPowerShell() async throws {
    let program = try Program()
    let script = try program.file("words.ps1", "\"$args\"")
    let usual = ["-NoLogo", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass"]
    let file = try await program.run(usual + ["-File", script, "-NoProfile", "x"])
    #expect(file.code == 0)
    #expect(file.outputLines == ["-NoProfile x"])
    let commands = try await program.run(usual + ["-Command", "Write-Output", "-InputObject", "2"])
    #expect(commands.outputLines == ["2"])
    let piped = try await program.run("-c", "-", input: "'from ' + 'input'\n")
    #expect(piped.outputLines == ["from input"])
  }

  @Test(
    "commands may begin with a dash",
    arguments: [
      (["-c", "-1"], "-1"), (["--no-profile", "--command", "-(2 + 3)"], "-5"),
      (["-Command", "-1", "+", "3"], "2"), (["-c", "-join ('a', 'b')", "--no-profile"], "ab"),
    ] as [([String], String)])
  func commandsThatBeginWithADash(_ arguments: [String], _ output: String) async throws {
    let result = try await Program().run(arguments)
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.outputLines == [output])
  }

  @Test func aTextTooMany() async throws {
    let result = try await Program().run("-c", "Get-Item", "x")
    #expect(result.code == 64)
    #expect(result.errors.contains("quotes"))
  }

  @Test(
    arguments: [
      ["--no-such-option"], ["--persona", "linux"], ["serve"],
      ["serve", "--lab", "contoso", "--port", "x"],
      ["serve", "--lab", "contoso", "--port", "70000"], ["replay"], ["-c"],
    ])
  func wrongUsage(_ arguments: [String]) async throws {
    let result = try await Program().run(arguments)
    #expect(result.code == 64)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("Usage") || result.errors.contains("USAGE"))
  }

  @Test(
    arguments: [
      ("'hi'", 0), ("exit", 0), ("exit 3", 3), ("exit 300 - 45", 255), ("throw 'x'", 1),
      ("Get-Item nowhere", 1), ("Get-Item nowhere; 'goes on'", 0), ("1 +", 1),
      ("nosuchcommand", 1), ("'a'; nosuchcommand", 1), ("$x = 5", 0), ("", 0),
      ("try { throw 'x' } catch { 'caught' }", 0), ("function F { exit 7 }; F; 'not reached'", 7),
    ] as [(String, Int32)])
  func exitCodes(_ commands: String, _ code: Int32) async throws {
    #expect(try await Program().run("--no-profile", "-c", commands).code == code)
  }

  @Test func outputAndErrorsGoTheirWays() async throws {
    let result = try await Program().run(
      "-c", "'out'; Write-Warning 'careful'; Get-Item nowhere; Write-Host 'host'")
    #expect(result.outputLines.contains("out"))
    #expect(result.outputLines.contains("host"))
    #expect(!result.output.contains("Cannot find path"))
    #expect(result.errors.contains("Cannot find path"))
    #expect(!result.output.contains("\u{1B}"))
  }

  @Test func aSyntaxErrorRunsNothing() async throws {
    let result = try await Program().run("-c", "'must not appear'; (1 + 2))")
    #expect(result.code == 1)
    #expect(!result.output.contains("must not appear\n"))
    #expect(result.errors.contains("At line:1 char:"))
    #expect(result.errors.contains("~"))
  }

  @Test func aQuestionNobodyCanAnswerIsAnError() async throws {
    let result = try await Program().run(
      "-c", "Set-Item WSMan:\\localhost\\Client\\TrustedHosts server01", limit: 20)
    #expect(result.code == 1)
    #expect(!result.errors.isEmpty)
    let missing = try await Program().run(
      "-c", "function F { param([Parameter(Mandatory)] $Name) $Name }; F", limit: 20)
    #expect(missing.code == 1)
    #expect(missing.errors.contains("MissingMandatoryParameter"))
  }

  @Test func scriptsWithArguments() async throws {
    let program = try Program()
    let script = try program.file(
      "show.ps1",
      """
      param([string] $Name = 'nobody', [int] $Count = 1)
      foreach ($i in 1..$Count) { "$i $Name" }
      exit 5
      """)
    let result = try await program.run(script, "it's me", "-Count", "2")
    #expect(result.code == 5)
    #expect(result.outputLines == ["1 it's me", "2 it's me"])
    let plain = try await program.run(
      try program.file("plain.ps1", "$args.Count; $args[1]"), "a", "b")
    #expect(plain.code == 0)
    #expect(plain.outputLines == ["2", "b"])
  }

  @Test func aScriptKnowsItsPlaceAndItsArguments() async throws {
    let program = try Program()
    let script = try program.file(
      "place.ps1",
      "param([switch] $Fast, [int] $Depth, $Rest)\n"
        + "\"$Fast $Depth $Rest\"; Split-Path $PSCommandPath -Leaf; $PSScriptRoot.Length -gt 1\n")
    let result = try await program.run(script, "-Fast", "-Depth:-3", "-1")
    #expect(result.code == 0)
    #expect(result.outputLines == ["True -3 -1", "place.ps1", "True"])
    let first = try await program.run(try program.file("first.ps1", "param($a) throw 'x'"))
    #expect(first.errors.contains("first.ps1:1 char:11"))
  }

  @Test func aProfileThatCannotBeReadIsReported() async throws {
    let program = try Program()
    let folder = program.home.appending(path: "config/wsmansh/profile.ps1")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let result = try await program.run("-c", "'goes on'")
    #expect(result.outputLines == ["goes on"])
    #expect(result.errors.contains("profile.ps1"))
  }

  @Test func aScriptGoesOnAfterAnErrorUnlessItIsThrown() async throws {
    let program = try Program()
    let script = try program.file(
      "errors.ps1", "Get-Item nowhere\n'second'\nthrow 'third'\n'fourth'\n")
    let result = try await program.run(script)
    #expect(result.code == 1)
    #expect(result.outputLines == ["second"])
    #expect(result.errors.contains("errors.ps1:3 char:1"))
  }

  @Test func aScriptThatCannotBeRead() async throws {
    let program = try Program()
    let missing = try await program.run("missing.ps1")
    #expect(missing.code == 1)
    #expect(missing.errors.contains("missing.ps1"))
    let folder = try await program.run(program.home.path)
    #expect(folder.code == 1)
  }

  @Test func labs() async throws {
    let result = try await Program().run(
      "--lab", "contoso", "-c", "Connect-WSMan server01; (dir WSMan:\\).Name")
    #expect(result.code == 0)
    #expect(result.outputLines == ["localhost", "server01"])
  }

  @Test("a lab that is no file of text is refused in our words")
  func whatIsNoLabFile() async throws {
    let program = try Program()
    let latin = program.home.appending(path: "latin.yaml")
    try Data([0x6E, 0xE4]).write(to: latin)
    mkfifo(program.home.appending(path: "pipe").path, 0o600)
    for (lab, text) in [
      ("/", "is a folder"), ("/dev/zero", "is larger than 4 MB"), ("nowhere", "no lab and no file"),
      (latin.path, "is not text in UTF-8"), ("pipe", "is a pipe without a writer"),
    ] {
      let result = try await program.run("--lab", lab, "-c", "'runs'", limit: 30)
      #expect(result.code == 1)
      #expect(result.output.isEmpty)
      #expect(result.errors.contains(text))
      #expect(!result.errors.contains("Cocoa"))
    }
    let substituted = try await program.runInBash(
      "\(Program.path) --lab <(sleep 0.2; echo 'computers: [{name: piped}]')"
        + " -c 'connect piped'")
    #expect(substituted.errors.contains("is not trusted"), "it is known, and asks for more")
  }

  @Test func aWrongLabFileIsNamedWithItsLine() async throws {
    let program = try Program()
    let file = try program.file("lab.yaml", "computers:\n  - name: a\n    colour: blue\n")
    let result = try await program.run("--lab", file, "-c", "1")
    #expect(result.code != 0)
    #expect(result.errors.contains("lab.yaml:3"))
    #expect(result.errors.contains("colour"))
    #expect(result.errors.contains("configuration"))
  }

  @Test func theProfileRunsUnlessItIsForbidden() async throws {
    let program = try Program()
    let folder = program.home.appending(path: "config/wsmansh")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try "$fromProfile = 'set'".write(
      to: folder.appending(path: "profile.ps1"), atomically: true, encoding: .utf8)
    #expect(try await program.run("-c", "$fromProfile").outputLines == ["set"])
    #expect(try await program.run("--no-profile", "-c", "$fromProfile").outputLines == [])
  }

  @Test func programsOfTheMachine() async throws {
    let program = try Program()
    let result = try await program.run(
      "-c", "/bin/echo 'two words'; $LASTEXITCODE; /bin/sh -c 'exit 9'; $LASTEXITCODE")
    #expect(result.outputLines == ["two words", "0", "9"])
    let piped = try await program.run(
      "-c", "'b', 'a' | /usr/bin/sort; /bin/echo x | ForEach-Object { \"<$_>\" }")
    #expect(piped.outputLines == ["a", "b", "<x>"])
    let redirected = try await program.run("-c", "/bin/echo one > out.txt; Get-Content out.txt")
    #expect(redirected.outputLines == ["one"])
  }

  @Test("pipelines of programs stream, and end when nobody wants more")
  func pipelinesOfPrograms() async throws {
    func lines(_ commands: String) async throws -> [String] {
      try await Program().run("--no-profile", "-c", commands, limit: 30).outputLines
    }
    #expect(try await lines("yes | select -First 2; 'next'") == ["y", "y", "next"])
    #expect(try await lines("yes | head -1; $LASTEXITCODE") == ["y", "0"])
    #expect(try await lines("& { while (1) { 'x' } } | head -1; 'next'") == ["x", "next"])
    #expect(try await lines("1..20000 | /usr/bin/sort -n | tail -1") == ["20000"])
    #expect(try await lines("1..100000 | /bin/true; 'next'") == ["next"])
    #expect(try await lines("'a', 'b' | /bin/cat | /bin/cat -n | % { \"[$_]\" }").count == 2)
    #expect(try await lines("$x = /bin/echo hi; \"<$x>\"") == ["<hi>"])
    #expect(
      try await lines("/bin/sh -c 'echo out; echo err >&2; exit 3' 2>&1 | % { \"<$_>\" }").sorted()
        == ["<err>", "<out>"])
    #expect(try await lines("/bin/sh -c 'kill -KILL $$'; $LASTEXITCODE") == ["137"])
    #expect(try await lines("head -c 3000000 /dev/zero | tr '\\0' 'a' | wc -c") == ["3000001"])
  }

  @Test func aFileThatIsNoProgram() async throws {
    let program = try Program()
    chmod(try program.file("bad", "no program"), 0o755)
    let result = try await program.run("-c", "./bad; 'next'")
    #expect(result.outputLines == ["next"])
    #expect(result.errors.contains("Program 'bad' failed to run"))
    #expect(result.errors.contains("NativeCommandFailed"))
  }

  @Test func personas() async throws {
    let core = try await Program().run(
      "--persona", "core", "-c", "$PSVersionTable.PSEdition; Get-Item nowhere")
    #expect(core.outputLines == ["Core"])
    #expect(core.errors.hasPrefix("Get-Item: Cannot find path"))
    let other = try await Program().run("--not-elevated", "-c", "dir WSMan:\\localhost\\Client")
    #expect(other.code == 1)
    #expect(other.errors.contains("ccess is denied"))
  }

  @Test("-ProgressAction is a common parameter of PowerShell 7 only")
  func progressAction() async throws {
    let script = """
      (Test-WSMan -ProgressAction SilentlyContinue).ProductVendor
      function Show { [CmdletBinding()] param() "$ProgressPreference" }
      Show; Show -proga Ignore
      """
    let core = try await Program().run("--persona", "core", "-c", script)
    #expect(
      core.outputLines == ["Microsoft Corporation", "Continue", "Ignore"], "\(core.errors)")
    let desktop = try await Program().run("-c", script)
    #expect(desktop.outputLines == ["Continue"])
    #expect(desktop.errors.contains("NamedParameterNotFound,Show"))
  }

  @Test("who is no administrator here may be one elsewhere")
  func remoteWithoutRights() async throws {
    let result = try await Program().run(
      "--not-elevated", "--lab", "contoso", "-c",
      "(Test-WSMan server01).ProductVendor; Connect-WSMan server01; "
        + "(Get-Item WSMan:\\server01\\MaxTimeoutms).Value; winrs -r:server01 echo hello")
    #expect(result.outputLines == ["Microsoft Corporation", "60000", "hello"], "\(result.errors)")
  }

  @Test("keys of the computer leave it through administrators only")
  func keysWithoutRights() async throws {
    let program = try Program()
    _ = try await program.run("-c", "New-SelfSignedCertificate a | Out-Null")
    let result = try await program.run(
      "--not-elevated", "-c",
      "dir Cert:\\LocalMachine\\My | Export-PfxCertificate a.pfx -Password "
        + "(ConvertTo-SecureString x -AsPlainText -Force); Test-Path a.pfx")
    #expect(result.errors.contains("Access is denied"))
    #expect(result.outputLines == ["False"])
  }

  @Test("certificates of the computer are the administrators' business")
  func certificatesWithoutRights() async throws {
    let result = try await Program().run(
      "--not-elevated",
      input: """
        function id([scriptblock]$block) {
          try { $null = & $block; 'done' } catch { "$($_.CategoryInfo.Category)" } }
        $c = New-SelfSignedCertificate a -CertStoreLocation Cert:\\CurrentUser\\My
        $p = ConvertTo-SecureString x -AsPlainText -Force
        $null = Export-PfxCertificate a.pfx -Cert $c -Password $p
        $null = Export-Certificate a.cer -Cert $c
        id { New-SelfSignedCertificate a }
        id { Import-Certificate a.cer }
        id { Import-Certificate a.cer -CertStoreLocation Cert:\\LocalMachine\\Root }
        id { Import-PfxCertificate a.pfx -Password $p }
        id { Import-PfxCertificate a.pfx Cert:\\CurrentUser\\My -Password $p }
        id { Import-Certificate a.cer -CertStoreLocation Cert:\\CurrentUser\\Root }
        @(dir Cert:\\LocalMachine\\My).Count

        """)
    let denied = [String](repeating: "PermissionDenied", count: 4)
    #expect(result.outputLines == denied + ["done", "done", "0"], "\(result.errors)")
  }
}
