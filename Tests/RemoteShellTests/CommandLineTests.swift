import Testing
import WSManProtocol
import WSManService

@testable import RemoteShell

/// Lines of `cmd` and the commands of the emulated computer.
@Suite struct CommandLineTests {
  @Test(
    arguments: [
      ("echo hello  world", "hello  world\r\n", 0), ("ECHO.", "\r\n", 0), ("echo.x", "x\r\n", 0),
      ("@echo off", "", 0), ("echo", "ECHO is on.\r\n", 0), ("echo \"a & b\"", "\"a & b\"\r\n", 0),
      ("echo a ^& b", "a & b\r\n", 0), ("echo a^", "a\r\n", 0), ("echo a&echo b", "a\r\nb\r\n", 0),
      ("echo a&& echo b", "a\r\nb\r\n", 0), ("ver >nul && echo ok", "ok\r\n", 0),
      ("cd C:\\nowhere 2>nul || echo no", "no\r\n", 0), ("cd nowhere 2>nul && echo no", "", 1),
      ("cd x 2>nul && echo a || echo b & echo c", "b \r\nc\r\n", 0),
      ("(echo a & echo b) | find /c \"a\"", "1\r\n", 0), ("exit 5", "", 5),
      ("exit /b 7 & echo never", "", 7), ("exit -1", "", -1), ("exit 4294967295", "", -1),
      ("cmd /c exit 3 || echo three", "three\r\n", 0),
      ("cmd /c \"echo in & exit 4\"", "in \r\n", 4),
      ("\"hostname\"", "SERVER01\r\n", 0),
      (" \"dir /b C:\\Users\\..\\Users\"", "alice\r\nPublic\r\n", 0),
      ("hostname", "SERVER01\r\n", 0), ("hostname.exe", "SERVER01\r\n", 0),
      (#"C:\Windows\System32\HOSTNAME.EXE"#, "SERVER01\r\n", 0),
      ("whoami", "server01\\alice\r\n", 0),
      ("ver", "\r\nMicrosoft Windows [Version 10.0.20348]\r\n", 0),
      ("echo %COMPUTERNAME% %UserDnsDomain%", "SERVER01 CONTOSO.COM\r\n", 0),
      ("echo 100% %nothing% %%", "100% %nothing% %%\r\n", 0), ("set ZA=1 & set ZA", "ZA=1 \r\n", 0),
      ("set \"ZA=x y\" && set za", "ZA=x y\r\n", 0), ("cd", "C:\\Users\\alice\r\n", 0),
      ("cd \\Windows & cd ..\\users/PUBLIC & cd", "C:\\Users\\Public\r\n", 0),
      ("cd.. & cd", "C:\\Users\r\n", 0), ("cd /d C:\\ & cd", "C:\\\r\n", 0),
      ("type C:\\windows\\WIN.INI | findstr /i FONTS", "[fonts]\r\n", 0),
      ("echo b>f.txt&echo a>>f.txt&sort < f.txt & del f.txt", "a\r\nb\r\n", 0),
      ("echo out 1>&2 2>nul", "", 0), ("mkdir a\\b & dir /b a", "b\r\n", 0),
      ("rem anything & here", "", 0), ("dir /b C:\\Windows", "System32\r\nTemp\r\nwin.ini\r\n", 0),
    ])
  func lines(_ line: String, _ output: String, _ code: Int32) async throws {
    let outcome = try await ShellComputer().run(line)
    #expect(outcome.output == output)
    #expect(outcome.code == code)
  }

  @Test(
    arguments: [
      ("nosuch -x", "'nosuch' is not recognized as an internal or external command,\r\n", 1),
      ("set NOTHING_", "Environment variable NOTHING_ not defined\r\n", 1),
      ("type nothing", "The system cannot find the file specified.\r\n", 1),
      ("cd nothing", "The system cannot find the path specified.\r\n", 1),
      ("echo a >", "The syntax of the command is incorrect.\r\n", 1),
      ("& echo a", "& was unexpected at this time.\r\n", 1),
      ("echo a && && echo b", "&& was unexpected at this time.\r\n", 1),
      ("(echo a", "The syntax of the command is incorrect.\r\n", 1),
      ("echo x>C:\\no\\where", "The system cannot find the path specified.\r\n", 1),
      ("echo x>D:\\x", "The system cannot find the path specified.\r\n", 1),
      ("type \\\\server\\share\\x", "The system cannot find the path specified.\r\n", 1),
      ("rd C:\\Windows", "The directory is not empty.\r\n", 1),
      ("rd /s C:\\", "Access is denied.\r\n", 1),
      ("powershell 1", "This computer has no PowerShell.\r\n", 1),
    ])
  func mistakes(_ line: String, _ errors: String, _ code: Int32) async throws {
    let outcome = try await ShellComputer().run(line)
    #expect(outcome.errors.hasPrefix(errors), "\(outcome.errors)")
    #expect(outcome.code == code)
  }

  @Test func nothingOfTheMachineIsReached() async throws {
    let computer = ShellComputer()
    for line in [
      "type /etc/passwd", "type ..\\..\\..\\..\\etc\\passwd", "dir /b \\etc", "type C:/etc/passwd",
      "sh -c id", "/bin/sh", "C:\\bin\\sh", "bash", "python3",
    ] {
      let outcome = try await computer.run(line)
      #expect(outcome.code != 0, "\(line)")
      #expect(outcome.output == "", "\(line)")
    }
  }

  @Test func linesThatAreDeepOrLong() async throws {
    let computer = ShellComputer()
    let groups = String(repeating: "(", count: 5000) + "ver" + String(repeating: ")", count: 5000)
    #expect(try await computer.run(groups).code == 1)
    let calls = String(repeating: "cmd /c ", count: 1000) + "ver"
    #expect(try await computer.run(calls).errors.contains("nested too deeply"))
    let chain = Array(repeating: "rem", count: 5000).joined(separator: "&")
    #expect(try await computer.run(chain).code == 0)
    let percent = String(repeating: "%", count: 30_000)
    #expect(try await computer.run("echo \(percent)").output.count > 1000)
  }

  @Test func theDiskIsLimited() async throws {
    let text = String(repeating: "x", count: 9 << 20)
    let computer = ShellComputer(rules: [CommandRule(pattern: "much", output: text)])
    #expect(try await computer.run("much > C:\\a").code == 0)
    let full = try await computer.run("much > C:\\b")
    #expect(full.errors.hasPrefix("There is not enough space on the disk."))
    #expect(try await computer.run("del C:\\a C:\\b & much > C:\\b").code == 0)
  }

  @Test func rulesOfTheLabFile() async throws {
    let computer = ShellComputer(rules: [
      CommandRule(pattern: "sc query *", output: "%COMPUTERNAME% runs %NOTHING%\n"),
      CommandRule(pattern: "hostname", output: "other\n", errorOutput: "why\n", exitCode: 9),
      CommandRule(pattern: "a?c*e*g", output: "matched"),
    ])
    #expect(
      try await computer.run("SC Query winrm")
        == .init(output: "SERVER01 runs %NOTHING%\r\n", code: 0))
    #expect(
      try await computer.run("echo 1 & hostname || echo 2")
        == .init(output: "1 \r\nother\r\n2\r\n", errors: "why\r\n", code: 0))
    #expect(try await computer.run("abcdefeg").output == "matched")
    #expect(try await computer.run("abcdefegh").code == 1)
    let hostile = String(repeating: "a*", count: 500) + "b"
    let slow = ShellComputer(rules: [CommandRule(pattern: hostile)])
    #expect(try await slow.run(String(repeating: "a", count: 20_000)).code == 1)
  }

  @Test(
    arguments: [
      (#"a "b c" d\"e "f\\" \\g"#, ["a", "b c", #"d"e"#, #"f\"#, #"\\g"#]), ("", []),
      (#""""#, [""]), ("  x  ", ["x"]),
    ] as [(String, [String])])
  func argumentsAreSplit(_ text: String, _ expected: [String]) {
    #expect(CommandArguments.split(text) == expected)
  }

  @Test(
    arguments: [
      ("-NoProfile -c 1 + 1", .script("1 + 1")), ("-Command \"'a b'\" x", .script("'a b' x")),
      ("-enc MQA=", .script("1")), ("-EncodedCommand MQA=", .script("1")), ("-c -", .input),
      ("", .input), ("-ExecutionPolicy Bypass -NonI -File x.ps1", .file("x.ps1", arguments: [])),
      ("-File x.ps1 1 -Name 'a b'", .file("x.ps1", arguments: ["1", "-Name", "'a", "b'"])),
      ("-ep bypass Get-Date", .script("Get-Date")), ("-?", .help),
      ("-OutputFormat Text -e MQA=", .script("1")),
    ] as [(String, PowerShellArguments.Work)])
  func argumentsOfPowerShell(_ text: String, _ work: PowerShellArguments.Work) throws {
    #expect(try PowerShellArguments(text).work == work)
  }

  @Test(arguments: ["-enc", "-enc x", "-enc MQ==", "-File", "-ExecutionPolicy"])
  func argumentsOfPowerShellThatAreWrong(_ text: String) {
    #expect(throws: PowerShellArguments.Mistake.self) { try PowerShellArguments(text) }
  }
}
