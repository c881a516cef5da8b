import PSEngine
import Testing

@testable import ShellApp
@testable import Transcripts

@Suite("Playing transcripts")
struct PlayTests {
  @Test("sections one after the other, with the labs and the set-up that they want")
  func script() throws {
    let text = """
      # One #
      //lab contoso
      //setup first
      //answers given
      PS> a
      Name: shown
      PS> if (1) {
      >> }
      # Left out #
      //skip why
      PS> no
      # Two #
      //lab contoso two
      PS> b
      Password: ****
      """
    var script = PlayScript(try TranscriptParser.parse(text, name: "t.txt"))
    #expect(script.next() == nil)
    let first = script.beginSection()
    let one = try #require(first)
    #expect(one.directives.labs == ["contoso"])
    #expect(one.directives.setup == ["first"])
    #expect(script.next() == ["a"])
    #expect(script.answer(to: "Name: ", isSecret: false)?.text == "shown")
    #expect(script.answer(to: "Other: ", isSecret: true)?.text == "given")
    #expect(script.answer(to: "Other: ", isSecret: false) == nil)
    #expect(script.beginSection()?.directives == nil)
    #expect(script.next() == ["if (1) {", "}"])
    #expect(script.next() == nil)
    let second = script.beginSection()
    let two = try #require(second)
    #expect(two.directives.labs == ["contoso", "two"])
    #expect(script.next() == ["b"])
    // Stars are no password: the person is asked.
    #expect(script.answer(to: "Password: ", isSecret: true) == nil)
    #expect(script.isAtEnd)
    #expect(script.beginSection()?.directives == nil)
    #expect(script.next() == nil)
  }

  @Test("what stands behind exit is left out")
  func endedSection() throws {
    var script = PlayScript(
      try TranscriptParser.parse("PS> exit\nPS> 2\n# B #\nPS> 3\n", name: "t.txt"))
    #expect(script.beginSection()?.directives.labs == [])
    #expect(script.next() == ["exit"])
    #expect(script.endSection()?.directives.labs == [])
    #expect(script.next() == ["3"])
    #expect(script.endSection()?.directives == nil)
  }

  @Test(
    arguments: [
      (" ", .pause), ("\r", .step), ("\u{1B}[C", .step), ("s", .skip), ("+", .faster),
      ("-", .slower), ("\u{1B}", .takeOver), ("q", .takeOver), ("\u{3}", .takeOver),
      ("\u{1B}[A", nil), ("x", nil),
    ] as [(String, PlayKey?)])
  func keys(_ text: String, _ key: PlayKey?) {
    #expect(PlayKey(Array(text.utf8)) == key)
  }

  @Test("the line of keys is broken between words", arguments: [20, 40, 78, 200])
  func help(_ width: Int) {
    let lines = PlayingEditor.help(width: width).split(separator: "\n")
    let words = lines.flatMap { $0.split(separator: " ") }
    #expect(words.joined(separator: " ").hasPrefix("Space pauses, Return steps, s skips, + and -"))
    #expect(words.last == "over.")
    for line in lines { #expect(line.trimmingPrefix(" ").count < width) }
  }

  @Test("the pace has its limits")
  func pace() {
    var pace = PlayPace(speed: 99)
    pace.faster()
    pace.faster()
    #expect(pace.speed == 100)
    for _ in 0..<30 { pace.slower() }
    #expect(pace.speed == 0.1)
    #expect(pace.delay(before: "x") >= 300)
  }

  @Test("where there is no terminal, nothing is played")
  func noTerminal() async throws {
    let program = try Program()
    let file = try program.file("a.txt", "PS> 1\n1\n")
    let result = try await program.run("play", file)
    #expect(result.code == 2)
    #expect(result.errors.contains("terminal"))
    #expect(try await program.run("play", "--speed", "0", file).code == 64)
    #expect(try await program.run("play", "-").code == 64)
  }
}
