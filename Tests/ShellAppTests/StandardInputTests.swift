import Foundation
import Testing

/// Commands on standard input, good and bad ones.
@Suite("Standard input")
struct StandardInputTests {
  @Test func eachCommandRunsWhenItIsComplete() async throws {
    let result = try await Program().run(
      input: """
        if ($true) {
          'a block'
        }
        @'
        here 'string'
        '@
        1..3 |
          Measure-Object -Sum |
          ForEach-Object Sum
        'last without a line end'
        """)
    #expect(result.code == 0)
    #expect(result.outputLines == ["a block", "here 'string'", "6", "last without a line end"])
  }

  @Test(
    arguments: [
      ("exit 5\n'not reached'\n", 5), ("'a'\nGet-Item nowhere\n", 1),
      ("Get-Item nowhere\n'a'\n", 0), ("", 0), ("\n\n", 0), ("throw 'x'\n", 1),
    ] as [(String, Int32)])
  func exitCodes(_ input: String, _ code: Int32) async throws {
    let result = try await Program().run(input: input)
    #expect(result.code == code)
    #expect(!result.output.contains("not reached"))
  }

  @Test func linesOfWindowsAndAByteOrderMark() async throws {
    let result = try await Program().run(input: "\u{FEFF}'one'\r\nif (1) {\r\n'two'\r\n}\r\n")
    #expect(result.outputLines == ["one", "two"])
  }

  @Test(arguments: ["'abc", "\"abc", "@'\nabc\n", "if (1) {", "(1 + ", "1 |", "<# abc"])
  func whatEndsTooEarlyIsASyntaxError(_ input: String) async throws {
    let result = try await Program().run(input: "'before'\n" + input, limit: 20)
    #expect(result.code == 1)
    #expect(result.outputLines == ["before"])
    #expect(result.errors.contains("ParserError"))
  }

  @Test func invalidUTF8() async throws {
    let bytes = Array("'a".utf8) + [0xFF, 0xC0, 0x80] + Array("b'.Length\n'next'\n".utf8)
    let result = try await Program().run(input: bytes)
    #expect(result.code == 0)
    #expect(result.outputLines.last == "next")
  }

  @Test func nulBytes() async throws {
    let bytes =
      Array("'a".utf8) + [0] + Array("b'.Length\n".utf8) + [0, 0x0A] + Array("'next'\n".utf8)
    let result = try await Program().run(input: bytes)
    #expect(result.outputLines.first == "3")
    #expect(result.outputLines.last == "next")
  }

  @Test func aLineOfOneMegabyte() async throws {
    let text = String(repeating: "x", count: 1_000_000)
    let result = try await Program().run(input: "'\(text)'.Length\n")
    #expect(result.code == 0)
    #expect(result.outputLines == ["1000000"])
    let words = String(repeating: "a ", count: 500_000)
    #expect(
      try await Program().run(input: "(Write-Output \(words)).Count\n").outputLines == ["500000"])
  }

  @Test(arguments: [
    "(", "$(", "@(", "{", "[", "@{a=", "\"$(", "-", "!", "-not ", "if (1) {", "1 + (",
  ])
  func tenThousandBrackets(_ bracket: String) async throws {
    let nested = String(repeating: bracket, count: 10_000) + "1"
    let result = try await Program().run(input: nested + "\n", limit: 60)
    #expect(result.code == 0 || result.code == 1, "ended by a signal or too late")
    let closing = [
      "(": ")", "$(": ")", "@(": ")", "{": "}", "@{a=": "}", "\"$(": ")\"", "if (1) {": "}",
      "1 + (": ")", "[": "]",
    ]
    guard let end = closing[bracket] else { return }
    let closed = nested + String(repeating: end, count: 10_000)
    let second = try await Program().run(input: closed + "\n'next'\n", limit: 60)
    #expect(second.code != nil, "ended by a signal or too late")
    #expect(second.outputLines.last == "next")
  }

  @Test func deepRecursionIsAnError() async throws {
    let result = try await Program().run(
      input: "function F($n) { F ($n + 1) }\nF 0\n'next'\n", limit: 60)
    #expect(result.outputLines.last == "next")
    #expect(!result.errors.isEmpty)
  }

  @Test("a here-string is not parsed again for each of its lines", arguments: [true, false])
  func aLongHereString(_ ends: Bool) async throws {
    let lines = String(repeating: "a line of it's \"text\" {\n", count: 100_000)
    let end = ends ? "'@.Length\n" : ""
    let result = try await Program().run(input: "@'\n\(lines)\(end)", limit: 60)
    #expect(result.code == (ends ? 0 : 1))
    #expect(result.outputLines == (ends ? ["\(lines.utf8.count - 1)"] : []))
  }

  @Test func aLongBlock() async throws {
    let lines = String(repeating: "  $n = $n + 1\n", count: 20_000)
    let result = try await Program().run(input: "if ($true) {\n\(lines)}\n$n\n", limit: 60)
    #expect(result.outputLines == ["20000"])
  }

  @Test("a block of 9,000 lines is not parsed again for each block in it")
  func aLongBlockOfBlocks() async throws {
    let block = "  if ($n -ge 0) {\n    $n = $n + 1 # one } more\n  }\n"
    let lines = String(repeating: block, count: 3000)
    let result = try await Program().run(
      input: "& {\n  $n = 0\n\(lines)  $n\n}\n", limit: 30)
    #expect(result.outputLines == ["3000"])
  }

  @Test("a line of 65 MB is refused, not cut")
  func aLineThatIsTooLong() async throws {
    let bytes = [UInt8](repeating: UInt8(ascii: "1"), count: 65 << 20)
    let result = try await Program().run(input: bytes, limit: 120)
    #expect(result.code == 1)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("longer than 64 MB"))
  }

  @Test func answersComeBeforeTheNextLineIsWritten() async throws {
    let program = try Program()
    let shell = try RunningProgram(program, "--no-profile")
    for (line, answer) in [("'a' + 'b'", "ab"), ("if (1) {\n'c' + 'd' }", "cd")] {
      try shell.send(line)
      #expect(try await shell.wait { shell.text.contains(answer) })
    }
    try shell.send("exit 4")
    #expect(try await shell.end() == 4)
  }

  @Test("Ctrl+C ends the program, whether a command runs or the next one is waited for")
  func interrupts() async throws {
    let program = try Program()
    for commands in ["'ready'; while (1) {}\n'not ' + 'reached'", "'ready'"] {
      let shell = try RunningProgram(program, "--no-profile")
      try shell.send(commands)
      #expect(try await shell.wait { shell.text.contains("ready") })
      shell.signal(SIGINT)
      #expect(try await shell.end() == 130)
      #expect(!shell.text.contains("not reached"))
    }
  }

  @Test func aFolderAsInputIsAnError() async throws {
    let program = try Program()
    let result = try await program.runInBash("\(Program.path) < /")
    #expect(result.code == 1)
    #expect(result.errors == "wsmansh: Standard input cannot be read: Is a directory.\n")
  }
}
