import Testing
import WSManProtocol
import WSManService

@testable import RemoteShell

/// Batch files of the emulated computer, and what its `cmd` does with files.
@Suite struct BatchFileTests {
  /// What a file writes that has been written with `echo` first, as clients bring files over.
  private func run(
    _ lines: [String], _ call: String = "call a.bat"
  ) async throws -> ShellComputer.Outcome {
    let computer = ShellComputer(rules: [
      CommandRule(
        pattern: "source",
        output: lines.map { $0 + "\n" }.joined())
    ])
    let shell = try await computer.open()
    _ = try await computer.finish(
      try await computer.start("source > a.bat", in: shell), in: shell)
    return try await computer.finish(try await computer.start(call, in: shell), in: shell)
  }

  private static let prompt = #"C:\Users\alice>"#

  @Test(
    arguments: [
      (
        ["@echo off", "echo %1-%2-%~1", "echo %*"], #"a.bat "x y" z"#,
        "\"x y\"-z-x y\r\n\"x y\" z\r\n", 0
      ),
      (["@echo hello", "echo seen"], "a", "hello\r\n\r\n\(prompt)echo seen \r\nseen\r\n", 0),
      (["@echo off", "goto end", "echo no", ":end", "echo yes"], "a.bat", "yes\r\n", 0),
      (
        ["@echo off", "call :sub 1", "call :sub 2", "goto :eof", ":sub", "echo sub %1"], "a.bat",
        "sub 1\r\nsub 2\r\n", 0
      ),
      (
        ["@echo off", "for %%i in (1 2) do (", "  echo [%%i]", "", "  rem nothing", ")"], "a.bat",
        "[1]\r\n[2]\r\n", 0
      ),
      (
        ["@echo off", "if \"%1\"==\"x\" (", "  echo x", ") else (", "  echo other", ")"], "a.bat x",
        "x\r\n", 0
      ),
      (
        [
          "@echo off", "set N=0", ":loop", "set /a N+=1 >nul", "if %N% lss 3 goto loop", "echo %N%",
        ], "a.bat",
        "3\r\n", 0
      ),
      (
        ["@echo off", "setlocal", "set LOCAL_=1", "cd \\", "endlocal", "echo [%LOCAL_%]", "cd"],
        "a.bat",
        "[]\r\nC:\\Users\\alice\r\n", 0
      ),
      (["@exit /b 5", "echo never"], "call a.bat || echo failed", "failed\r\n", 0),
      (["@exit /b 5", "echo never"], "a.bat", "", 5),
      (["@exit 6"], "call a.bat & echo never", "", 6),
      (
        ["@echo off", "echo %~n0 %~dp0 %~x0 %~f1"], #"a.bat \Windows\win.ini"#,
        "a C:\\Users\\alice\\ .bat C:\\Windows\\win.ini\r\n", 0
      ),
      (["@echo off", "shift", "echo %1 [%2]"], "a.bat 1 2", "2 []\r\n", 0),
      (["@echo off", "echo long ^", "line"], "a.bat", "long line\r\n", 0),
      (["@echo off", "echo %NOTHING%100%%"], "a.bat", "100%\r\n", 0),
      (["@echo off"], "a.bat & echo", "ECHO is on.\r\n", 0),
      (["@echo off", "nosuch 2>nul", "echo %errorlevel%"], "a.bat", "1\r\n", 1),
    ] as [([String], String, String, Int32)])
  func files(_ lines: [String], _ call: String, _ output: String, _ code: Int32) async throws {
    let outcome = try await run(lines, call)
    #expect(outcome.output == output, "\(outcome.errors)")
    #expect(outcome.code == code)
  }

  @Test(
    arguments: [
      (
        ["@goto nowhere", "echo never"],
        "The system cannot find the batch label specified - nowhere\r\n", 1
      ),
      (["@call :nowhere"], "The system cannot find the batch label specified - nowhere\r\n", 1),
      (["@if 1==1", "echo never"], "The syntax of the command is incorrect.\r\n", 255),
      (["@call a.bat"], "The command line is nested too deeply.\r\n", 1),
      (["@(", "echo never"], "The syntax of the command is incorrect.\r\n", 255),
    ] as [([String], String, Int32)])
  func mistakes(_ lines: [String], _ errors: String, _ code: Int32) async throws {
    let outcome = try await run(lines)
    #expect(outcome.output == "")
    #expect(outcome.errors == errors)
    #expect(outcome.code == code)
  }

  /// Parentheses that stay open do not make reading slow.
  @Test(arguments: ["(", "if 1==1 (", "echo ^", "for %%i in (1) do ("])
  func filesThatNeverClose(_ line: String) {
    let text = repeatElement(line + "\n", count: 20_000).joined()
    let start = ContinuousClock.now
    let file = BatchFile(path: #"C:\a.bat"#, text: text)
    #expect(!file.lines.isEmpty && file.lines.count < 10_000)
    #expect(ContinuousClock.now - start < .seconds(30))
  }

  /// A file that calls itself without `call` never comes back, and can be interrupted.
  @Test func endlessFiles() async throws {
    for line in ["@:top\n@goto top", "@echo off\n:top\ngoto top"] {
      let computer = ShellComputer(rules: [CommandRule(pattern: "source", output: line + "\n")])
      let shell = try await computer.open()
      _ = try await computer.finish(
        try await computer.start("source > a.bat", in: shell), in: shell)
      let id = try await computer.start("a.bat", in: shell)
      _ = try await computer.send(
        .signal, ShellSignalRequest(.interrupt, commandID: id).element, shell: shell)
      let code = try await computer.finish(id, in: shell).code
      #expect([Int32(bitPattern: 0xC000_013A), 1].contains(code))
    }
  }

  @Test(
    arguments: [
      (
        #"copy C:\Windows\win.ini x.ini & type x.ini | find "fonts""#,
        "        1 file(s) copied.\r\n[fonts]\r\n"
      ),
      (
        #"(echo a)>1&(echo b)>2&copy /b 1+2 3 & type 3"#,
        "1\r\n2\r\n        1 file(s) copied.\r\na\r\nb\r\n"
      ),
      (#"md d & copy \Windows\*.ini d >nul & dir /b d"#, "win.ini\r\n"),
      ("echo a>x&move x y & dir /b", "        1 file(s) moved.\r\ny\r\n"),
      ("echo a>x&md d&move x d >nul & dir /b d & dir /b x 2>nul || echo gone", "x\r\ngone\r\n"),
      ("md d & echo a>d\\x&move d e & type e\\x", "        1 dir(s) moved.\r\na\r\n"),
      ("echo a>x&ren x Y.txt & dir /b", "Y.txt\r\n"), ("del *.no 2>nul || echo none", "none\r\n"),
      ("echo a>1.x&echo b>2.x&del *.x & dir /b *.x 2>nul || echo none", "none\r\n"),
      (#"dir /b C:\Windows\*.ini"#, "win.ini\r\n"),
      ("echo a>x&md d&echo b>d\\y.t&dir /s /b *.t", "C:\\Users\\alice\\d\\y.t\r\n"),
      ("md d & dir /b & dir /b /a", "d\r\nAppData\r\nd\r\n"),
      ("echo a>%TEMP%\\x&type %TEMP%\\x", "a\r\n"),
      (
        #"for /r C:\Windows %f in (*.ini host*) do @echo %f"#,
        "C:\\Windows\\win.ini\r\nC:\\Windows\\System32\\drivers\\etc\\hosts\r\n"
      ),
      (
        #"cd \Windows\System32 & for /r %f in (x) do @echo %f"#,
        "C:\\Windows\\System32\\x\r\nC:\\Windows\\System32\\drivers\\x\r\n"
          + "C:\\Windows\\System32\\drivers\\etc\\x\r\n"
      ),
      (#"pushd C:\Windows & cd & popd & cd"#, "C:\\Windows\r\nC:\\Users\\alice\r\n"),
      ("echo aGVs>b&echo bG8=>>b&certutil -decode b t >nul & type t", "hello"),
      (
        "echo hi>t&certutil -encode t b >nul & type b",
        "-----BEGIN CERTIFICATE-----\r\naGkNCg==\r\n-----END CERTIFICATE-----\r\n"
      ),
      ("chcp.com 65001", "Active code page: 65001\r\n"), ("chcp", "Active code page: 65001\r\n"),
      ("where cmd", "C:\\Windows\\System32\\cmd.exe\r\n"),
      ("vol", " Volume in drive C has no label.\r\n Volume Serial Number is 5C1A-2B3D\r\n"),
    ])
  func transfers(_ line: String, _ output: String) async throws {
    let outcome = try await ShellComputer().run(line)
    #expect(outcome.output == output, "\(outcome.errors)")
  }

  @Test(
    arguments: [
      ("copy nothing x", "The system cannot find the file specified.\r\n", 1),
      ("copy", "The syntax of the command is incorrect.\r\n", 1),
      (#"copy C:\Windows\win.ini D:\x"#, "The system cannot find the path specified.\r\n", 1),
      (#"move C:\Windows C:\Windows\System32\x"#, "Access is denied.\r\n", 1),
      (#"move C:\ x"#, "The system cannot find the path specified.\r\n", 1),
      (
        "echo a>x&echo b>y&ren x y",
        "A duplicate file name exists, or the file\r\ncannot be found.\r\n", 1
      ),
      (
        "timeout /t 1",
        "ERROR: Input redirection is not supported, exiting the process immediately.\r\n", 1
      ),
      ("where nothing", "INFO: Could not find files for the given pattern(s).\r\n", 1),
      ("chcp 437", "Invalid code page: the shell was opened with 65001.\r\n", 1),
      ("certutil -decode nothing x", "", -2_147_024_894),
      ("echo a>x&echo !!>y&certutil -decode y x", "", -2_147_024_816),
      ("echo !!>y&certutil -decode y x", "", -2_147_024_883),
    ])
  func mistakesWithFiles(_ line: String, _ errors: String, _ code: Int32) async throws {
    let outcome = try await ShellComputer().run(line)
    #expect(outcome.errors == errors)
    #expect(outcome.code == code)
  }
}
