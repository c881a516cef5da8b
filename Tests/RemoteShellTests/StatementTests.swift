import Testing
import WSManProtocol

@testable import RemoteShell

/// `if`, `for`, `set` and the programs that scripts put behind pipes.
@Suite struct StatementTests {
  private static let prompt = #"C:\Users\alice>"#

  @Test(
    arguments: [
      ("if 1==1 echo y", "y\r\n", 0), ("if not 1==1 echo y", "", 0), ("if a==A echo y", "", 0),
      ("if /i a==A (echo y) else echo n", "y\r\n", 0),
      ("if 1==2 (echo y) else (echo n) & echo m", "n\r\nm\r\n", 0),
      ("if 1==2 (echo a) & echo b", "", 0), ("if \"x\"==\"x\" (echo y)", "y\r\n", 0),
      (#"if exist C:\Windows\win.ini (echo y) else echo n"#, "y\r\n", 0),
      (#"if exist C:\Windows\w*.ini if not exist nothing echo both"#, "both\r\n", 0),
      ("if defined Path if not defined NOTHING_ echo y", "y\r\n", 0),
      ("if 10 gtr 9 if 9 LSS 10 if 0x10 equ 16 if 010 equ 8 echo n", "n\r\n", 0),
      ("if abc lss abd echo y", "y\r\n", 0),
      ("if 1 neq 1 (echo a) else if 2 leq 2 echo b", "b\r\n", 0),
      ("nosuch 2>nul & if errorlevel 1 echo bad", "bad\r\n", 0),
      ("ver >nul & if errorlevel 1 (echo bad) else echo good", "good\r\n", 0),
      ("nosuch >nul 2>&1 & echo x & if errorlevel 1 echo still", "x \r\nstill\r\n", 0),
      ("cmd /c exit 3 & if not errorlevel 4 if errorlevel 3 exit 9", "", 9),
      ("(nosuch || echo no) 2>nul && echo and", "no\r\nand\r\n", 0),
    ])
  func conditions(_ line: String, _ output: String, _ code: Int32) async throws {
    let outcome = try await ShellComputer().run(line)
    #expect(outcome.output == output)
    #expect(outcome.code == code)
  }

  @Test(
    arguments: [
      ("for %i in (a b,c;\"d e\") do @echo %i", "a\r\nb\r\nc\r\n\"d e\"\r\n"),
      ("for %i in (1 2) do echo %i", "\r\n\(prompt)echo 1 \r\n1\r\n\r\n\(prompt)echo 2 \r\n2\r\n"),
      ("echo off & for %i in (1 2) do echo %i", "1\r\n2\r\n"),
      ("for /l %n in (5,-2,0) do @echo %n", "5\r\n3\r\n1\r\n"),
      ("for %a in (1 2) do @for %b in (x y) do @echo %a%b", "1x\r\n1y\r\n2x\r\n2y\r\n"),
      (#"for %f in (C:\Windows\*.ini) do @echo %~nxf %~dpf %~zf"#, "win.ini C:\\Windows\\ 35\r\n"),
      (#"for /d %d in (C:\Windows\*) do @echo %~nd"#, "System32\r\nTemp\r\n"),
      ("for %q in (\"a b\") do @echo %~q %~nxq", "a b a b\r\n"),
      ("for /f %i in ('hostname') do @echo [%i]", "[SERVER01]\r\n"),
      ("for /f \"tokens=1,2* delims=,\" %a in (\"1,2,3,4\") do @echo %a-%b-%c", "1-2-3,4\r\n"),
      (
        "for /f \"tokens=2 delims=:\" %a in ('ipconfig ^| find \"IPv4\"') do @echo %a",
        " 192.0.2.11\r\n"
      ),
      ("(echo ;no&echo a b&echo.&echo c) > f & for /f %i in (f) do @echo %i", "a\r\nc\r\n"),
      ("for /f \"skip=1 eol=c usebackq\" %i in (`echo a^&echo b^&echo c`) do @echo %i", "b\r\n"),
      ("for %i in (1 2 3) do @if %i==2 (exit 0) else echo %i", "1\r\n"),
      ("for %i in (no*thing) do @echo %i", ""), ("echo %i %~ni", "%i %~ni\r\n"),
    ])
  func loops(_ line: String, _ output: String) async throws {
    let outcome = try await ShellComputer().run(line)
    #expect(outcome.output == output)
    #expect(outcome.errors == "")
  }

  @Test(
    arguments: [
      ("set /a 1+2*3", "7"), ("set /a (1+2)*-3,7%4", "3"), ("set /a 0x10+010", "24"),
      ("set /a 2147483647+1", "-2147483648"), ("set /a \"-2147483648/-1\"", "-2147483648"),
      ("set /a \"x=3\" >nul & cmd /v:on /c \"set /a x*=5 >nul & echo !x!\"", "15\r\n"),
      ("set /a !0+~0", "0"), ("set /a \"1<<4|1\"", "17"), ("set /a y+1", "1"),
    ])
  func arithmetic(_ line: String, _ output: String) async throws {
    let outcome = try await ShellComputer().run(line)
    #expect(outcome.output == output)
    #expect(outcome.code == 0)
  }

  @Test(
    arguments: [
      ("set /a 1/0", "Divide by zero error.", 1_073_750_993),
      ("set /a 1+", "Missing operand.", 1_073_750_989),
      ("set /a (1", "Unbalanced parenthesis.", 1_073_750_988),
      ("set /a 09", "Invalid number.", 1_073_750_991),
      ("if", "'if' is not recognized", 1),
      ("if 1==1", "The syntax of the command is incorrect.", 1),
      ("if 1 foo 2 echo", "foo was unexpected at this time.", 1),
      ("for %%i in (1) do echo", "%%i was unexpected at this time.", 1),
      ("for %i in (1", "The syntax of the command is incorrect.", 1),
      ("for /x %i in (*) do echo", "/x was unexpected at this time.", 1),
      ("for /f \"tokens=x\" %i in (\"a\") do echo", "x was unexpected at this time.", 1),
      ("(echo a) echo b", "echo was unexpected at this time.", 1),
      ("find x", "FIND: Parameter format not correct", 2),
      ("findstr /q x", "FINDSTR: /q ignored", 2),
      // None of the texts may be left out without a word.
      (
        "findstr " + repeatElement("/c:x ", count: 101).joined(),
        "FINDSTR: Search string too long.", 2
      ),
    ])
  func mistakes(_ line: String, _ errors: String, _ code: Int32) async throws {
    let outcome = try await ShellComputer().run(line)
    #expect(outcome.errors.hasPrefix(errors), "\(outcome.errors)")
    #expect(outcome.code == code)
  }

  @Test(
    arguments: [
      ("%OS:~0,3%", "Win"), ("%OS:~-2%", "NT"), ("%OS:~1,-3%", "indows"),
      ("%OS:windows=W%", "W_NT"),
      ("%OS:*_=%", "NT"), ("%OS:~10%", ""), ("%OS:~x%", "%OS:~x%"), ("%NO:~1%", "%NO:~1%"),
    ])
  func partsOfVariables(_ text: String, _ value: String) async throws {
    #expect(try await ShellComputer().run("echo.\(text)").output == value + "\r\n")
  }

  private static let lines = "(echo Apple pie&echo banana&echo CHERRY pie)"

  @Test(
    arguments: [
      ("find /i \"PIE\"", "Apple pie\r\nCHERRY pie\r\n"), ("find /v /n \"pie\"", "[2]banana\r\n"),
      ("find /c \"pie\"", "2\r\n"), ("find \"pie\" > nul && echo found", "found\r\n"),
      ("findstr \"ban Cher\"", "banana\r\n"), ("findstr /c:\"e p\"", "Apple pie\r\n"),
      ("findstr /i /b cherry", "CHERRY pie\r\n"), ("findstr /e a", "banana\r\n"),
      ("findstr /r \"^[A-C].*pie$\"", "Apple pie\r\nCHERRY pie\r\n"),
      ("findstr /n /v pie", "2:banana\r\n"), (#"findstr /r "\<ban""#, "banana\r\n"),
      ("findstr /x /c:banana", "banana\r\n"), ("findstr nothing || echo none", "none\r\n"),
      ("sort /r", "CHERRY pie\r\nbanana\r\nApple pie\r\n"), ("more | find /c /v \"\"", "3\r\n"),
      ("sort /+2", "banana\r\nCHERRY pie\r\nApple pie\r\n"),
    ])
  func pipes(_ program: String, _ output: String) async throws {
    #expect(try await ShellComputer().run("\(Self.lines) | \(program)").output == output)
  }

  @Test(
    arguments: [
      ("find /i \"FONTS\" f", "\r\n---------- F\r\n[fonts]\r\n"),
      ("findstr fonts f", "[fonts]\r\n"),
      ("findstr fonts f*", "f:[fonts]\r\n"), ("more f | find /c /v \"\"", "2\r\n"),
      ("sort f /o g & findstr /m fonts g*", "g\r\n"),
    ])
  func files(_ line: String, _ output: String) async throws {
    let copy = #"type C:\Windows\win.ini > f & "#
    #expect(try await ShellComputer().run(copy + line).output == output)
  }

  @Test func aQuestion() async throws {
    let computer = ShellComputer()
    let shell = try await computer.open()
    let id = try await computer.start(
      "set /p NAME=Who? & cmd /v:on /c \"echo !NAME!\" & sort", in: shell)
    let input = ShellInput([
      ShellStreamBlock(
        name: "stdin", commandID: id, bytes: Array("me\r\nb\r\na\r\n".utf8), isEnd: true)
    ])
    _ = try await computer.send(.send, input.element, shell: shell)
    #expect(try await computer.finish(id, in: shell).output == "Who? me \r\na\r\nb\r\n")
  }

  /// `cmd` without a line answers each line as it comes.
  @Test func aConversation() async throws {
    let computer = ShellComputer()
    let shell = try await computer.open()
    let id = try await computer.start("cmd", in: shell)
    func say(_ text: String) async throws -> String {
      let block = ShellStreamBlock(name: "stdin", commandID: id, bytes: Array(text.utf8))
      _ = try await computer.send(.send, ShellInput([block]).element, shell: shell)
      var answer = ""
      while !answer.hasSuffix(">") {
        let output = try await computer.receive(id, in: shell)
        answer += String(decoding: output.blocks.flatMap(\.bytes), as: UTF8.self)
        if case .done? = output.state { break }
      }
      return answer
    }
    #expect(try await say("").contains("Microsoft Windows [Version"))
    #expect(try await say("hostname\r\n") == "SERVER01\r\n\r\n\(Self.prompt)")
    #expect(try await say("cd \\\r\n") == "\r\nC:\\>")
    #expect(try await say("exit 4\r\n") == "")
    #expect(try await computer.receive(id, in: shell).state == .done(exitCode: 4))
  }

  @Test func statementsThatAreDeepOrEndless() async throws {
    let computer = ShellComputer()
    for word in ["if 1==1 ", "for %i in (1) do ", "@"] {
      let line = String(repeating: word, count: 1500) + "ver >nul"
      let outcome = try await computer.run(line)
      #expect(outcome.code == (word == "@" ? 0 : 1), "\(word)")
    }
    let shell = try await computer.open()
    let id = try await computer.start("for /l %i in (1,0,2) do @rem", in: shell)
    let signal = ShellSignalRequest(.interrupt, commandID: id)
    _ = try await computer.send(.signal, signal.element, shell: shell)
    #expect(try await computer.finish(id, in: shell).code == Int32(bitPattern: 0xC000_013A))
    let deep = "set /a " + String(repeating: "(", count: 9000) + "1"
    #expect(try await computer.run(deep).code == 1_073_750_988)
  }
}
