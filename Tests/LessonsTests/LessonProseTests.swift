import Testing

@testable import Lessons

@Suite("The text of a lesson in a terminal")
struct LessonProseTests {
  private func lines(_ text: String, width: Int = 21) -> [String] {
    LessonProse.lines(text, width: width)
  }

  @Test("paragraphs are wrapped, and fenced blocks are not") func paragraphs() {
    #expect(
      lines("one two three four\nfive six\n\n\n```\na  long line that stays as it is\n```\n")
        == ["one two three four", "five six", "", "    a  long line that stays as it is"])
  }

  @Test("lists keep their numbers, their depth and what belongs to an item") func lists() {
    let text = """
      First:
      1. one that is wrapped at its end
      2. two
         - a nested one, wrapped too
           over lines
      10. ten

         ```
         code
         ```

         more of it
      * star
      """
    #expect(
      lines(text) == [
        "First:", "1. one that is", "   wrapped at its", "   end", "2. two", "   - a nested one,",
        "     wrapped too", "     over lines", "10. ten", "", "    code", "", "   more of it",
        "* star",
      ])
  }

  @Test("a number at the end of a sentence begins no list") func numbers() {
    #expect(
      lines("It came in the year\n12. Then more came.", width: 60) == [
        "It came in the year 12. Then more came."
      ])
  }

  @Test("quotes, tables and headings stay apart") func blocks() {
    let text = """
      # Title
      text
      > a quote that is wrapped
      > at its end
      | a | b |
      |---|---|
      | `1` | 2 |
      """
    #expect(
      lines(text) == [
        "Title", "text", "> a quote that is", "> wrapped at its end", "| a | b |", "|---|---|",
        "| 1 | 2 |",
      ])
  }

  @Test("marks go, and what only looks like one stays") func marks() {
    #expect(
      lines(
        "**Now** `*.a` and `**`, 2 ** 3, [text](https://a.example/x_(y) is `[a](b://c)`", width: 90
      )
      .first?.hasPrefix("Now *.a and **, 2 ** 3, text (https://a.example/x_(y)") == true)
    #expect(lines("type `[int](5)` or [int](5)", width: 90) == ["type [int](5) or [int](5)"])
  }
}
