import Testing

@testable import PSFormatting

@Suite("Width of text in cells")
struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("한국어", 6), ("ｆ", 2),
    ("😀", 2), ("a\u{200D}b", 2), ("\u{1B}[1m", 4), ("\u{0}", 1), ("\u{202E}x", 2), ("⌚", 2),
    ("…", 1),
  ])
  func cells(_ text: String, _ expected: Int) {
    #expect(DisplayWidth.cells(text) == expected)
  }

  @Test("A wide character is never cut in half, a mark never leaves its letter")
  func prefix() {
    #expect(DisplayWidth.prefix("日本語", cells: 3) == "日")
    #expect(DisplayWidth.prefix("ae\u{301}b", cells: 2) == "ae\u{301}")
    #expect(DisplayWidth.prefix("abc", cells: 10) == "abc")
    #expect(DisplayWidth.prefix("abc", cells: 0) == "")
    #expect(DisplayWidth.suffix("日本語", cells: 3) == "語")
    #expect(DisplayWidth.suffix("xe\u{301}", cells: 1) == "e\u{301}")
    #expect(DisplayWidth.suffix("abc", cells: 2) == "bc")
  }
}

@Suite("Word wrap (language.md 10.11)")
struct WordWrapTests {
  @Test func shortTextStays() {
    #expect(WordWrap.lines("one two", width: 7) == ["one two"])
    #expect(WordWrap.lines("", width: 5) == [""])
  }

  @Test("A word counts with the blank behind it, so one that would just fit moves on")
  func trailingBlankCounts() {
    #expect(WordWrap.lines("aaa bbb ccc", width: 7) == ["aaa ", "bbb ccc"])
    #expect(WordWrap.lines("aaa bbb ccc", width: 8) == ["aaa bbb ", "ccc"])
  }

  @Test("A word that is too long begins on the current line and breaks anywhere")
  func longWord() {
    #expect(WordWrap.lines("ab cdefghijkl", width: 6) == ["ab cde", "fghijk", "l"])
    #expect(WordWrap.lines("日本語日本語", width: 5) == ["日本", "語日", "本語"])
  }

  @Test func lineBreaks() {
    #expect(WordWrap.lines("a\nb\r\nc\rd", width: 10) == ["a", "b", "c", "d"])
    #expect(WordWrap.split("a\n") == ["a", ""])
  }

  @Test("No width makes it hang or trap")
  func smallestWidth() {
    #expect(WordWrap.lines("ab c", width: 0) == ["a", "b", " ", "c"])
    #expect(WordWrap.lines("日", width: 1) == ["日"])
  }
}

@Suite("Wrapping of prose")
struct ParagraphWrapTests {
  @Test("lines end at blanks and begin as they are told to; long words stand out")
  func lines() {
    #expect(
      ParagraphWrap.lines("aa  bb cc", width: 6, first: "- ", rest: "  ") == [
        "- aa", "  bb", "  cc",
      ])
    #expect(ParagraphWrap.lines("aa bb", width: 5) == ["aa bb"])
    #expect(ParagraphWrap.lines("a bbbbbbbb c", width: 3) == ["a", "bbbbbbbb", "c"])
    #expect(ParagraphWrap.lines("", width: 3, first: "- ") == ["- "])
    #expect(ParagraphWrap.lines("日本 日本", width: 8) == ["日本", "日本"])
  }

  @Test("no line begins or ends with a sign that belongs to a word")
  func signs() {
    #expect(ParagraphWrap.lines("on tape : « dir ».", width: 7) == ["on", "tape :", "« dir »."])
    #expect(ParagraphWrap.lines("1 -lt 2 ?{ x", width: 9) == ["1 -lt", "2 ?{ x"])
    #expect(ParagraphWrap.lines("a !b", width: 2) == ["a", "!b"])
  }
}

@Suite("Fitting values into columns (language.md 10.5)")
struct CellFittingTests {
  private func cut(
    _ text: String, _ width: Int, _ alignment: ColumnAlignment = .left, _ ellipsis: String = "..."
  ) -> String {
    CellFitting.cut(text, width: width, alignment: alignment, ellipsis: ellipsis)
  }

  @Test func cutting() {
    #expect(cut("abcdefgh", 8) == "abcdefgh")
    #expect(cut("abcdefgh", 6) == "abc...")
    #expect(cut("abcdefgh", 6, .right) == "...fgh")
    #expect(cut("abcdefgh", 3) == "abc")
    #expect(cut("abcdefgh", 6, .left, "…") == "abcde…")
    #expect(cut("abcdefgh", 1, .left, "…") == "a")
    #expect(cut("日本語日本語", 8) == "日本...")
  }

  @Test func firstLine() {
    #expect(CellFitting.firstLine("one\ntwo", ellipsis: "...") == "one...")
    #expect(CellFitting.firstLine("one", ellipsis: "...") == "one")
  }

  @Test func padding() {
    func padded(_ text: String, _ width: Int, _ alignment: ColumnAlignment) -> String {
      var line = "|"
      CellFitting.append(text, to: &line, width: width, alignment: alignment)
      return line + "|"
    }
    #expect(padded("ab", 5, .left) == "|ab   |")
    #expect(padded("ab", 5, .right) == "|   ab|")
    #expect(padded("ab", 5, .center) == "| ab  |")
    #expect(padded("日", 5, .left) == "|日   |")
    #expect(padded("a", 200, .right) == "|" + String(repeating: " ", count: 199) + "a|")
  }

  @Test func trimming() {
    #expect(CellFitting.trimmingEnd("a b \t ") == "a b")
    #expect(CellFitting.trimmingEnd("   ") == "")
  }
}

@Suite("Control characters on a terminal")
struct ControlCharacterTests {
  private func shown(
    _ text: String, _ allowance: ControlCharacters.Allowance, colors: Bool = true
  ) -> String {
    ControlCharacters.shown(text, allowing: allowance, colors: colors)
  }

  @Test("Nothing of another computer reaches the terminal as a control character")
  func values() {
    #expect(shown("a\u{1B}[2Jb\u{0}\u{7}", .nothing) == "a␛[2Jb␀␇")
    #expect(shown("\u{1B}]0;title\u{7}", .lineText) == "␛]0;title␇")
    #expect(shown("a\tb\u{7F}\u{9B}31m", .nothing) == "a b␡\u{FFFD}31m")
    #expect(shown("safe\u{202E}txt", .nothing) == "safe\u{FFFD}txt")
    #expect(shown("日本 é", .nothing) == "日本 é")
  }

  @Test("Each replacement takes the cells that the layout counted")
  func sameWidth() {
    for code in UInt32(0)..<0x2070 {
      guard let scalar = Unicode.Scalar(code) else { continue }
      let text = String(Character(scalar))
      #expect(DisplayWidth.cells(text) == DisplayWidth.cells(shown(text, .nothing)))
    }
  }

  @Test("Colours that a script writes itself pass where the host shows colours")
  func colors() {
    let text = "\u{1B}[31;1mred\u{1B}[0m"
    #expect(shown(text, .lineText) == text)
    #expect(shown(text, .lineText, colors: false) == "red")
    #expect(shown("\u{1B}[31", .lineText) == "␛[31")
    #expect(shown("\u{1B}[?25lx", .hostText) == "␛[?25lx")
    #expect(shown("10%\r20%\n", .hostText) == "10%\r20%\n")
    #expect(shown("a\rb", .lineText) == "a␍b")
  }
}
