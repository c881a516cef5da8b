import Testing

@testable import Lessons

@Suite("The file of a lesson")
struct LessonParserTests {
  private static let head = """
    ---
    name: sample
    title: A sample
    language: en
    lab: labs/own.yaml
    goals:
      - try it
    tasks:
      - checks:
          - connected: server01
          - item: WSMan:\\server01\\Client\\TrustedHosts
            value: ""
        hints:
          - Connect.
    ---

    """

  private static let body = """
    Hello.

    ## Connect

    Do it.

    ```powershell
    # shown
    ```

    ```solution
    PS C:\\> Connect-WSMan server01
    PS C:\\> dir `
    >> WSMan:
    ```

    ---

    Bye.
    """

  private func parse(_ text: String) throws(LessonFileError) -> Lesson {
    try LessonParser.parse(text, file: "course/01-sample.md")
  }

  @Test("has a head, tasks and closing words") func whole() throws {
    let lesson = try parse(Self.head + Self.body)
    #expect(lesson.name == "sample")
    #expect(lesson.lab == "course/labs/own.yaml")
    #expect(lesson.introduction.contains("Hello."))
    #expect(lesson.closing.contains("Bye."))
    let task = try #require(lesson.tasks.first)
    #expect(task.title == "Connect")
    #expect(task.text.contains("# shown"))
    #expect(!task.text.contains("Connect-WSMan"))
    #expect(task.commands == ["Connect-WSMan server01", "dir `\nWSMan:"])
    #expect(
      task.checks == [
        .connection(computer: "server01", exists: true),
        .value(path: "WSMan:\\server01\\Client\\TrustedHosts", value: ""),
      ])
    #expect(task.line == 18)
    #expect(task.solutionLine == 27)
  }

  @Test("may come from another editor") func lineEnds() throws {
    let text =
      "\u{FEFF}"
      + (Self.head + Self.body).split(separator: "\n", omittingEmptySubsequences: false).joined(
        separator: "\r\n")
    #expect(try parse(text).tasks.first?.commands.count == 2)
  }

  @Test(
    "names the line of a mistake",
    arguments: [
      ("connected: server01", "conected: server01", 10, "Unknown key \"conected\""),
      ("connected: server01", "connected: [a, b]", 10, "single value"),
      ("connected: server01", "item: WSMan:\\\\", 10, "either \"value\", or \"state\""),
      ("language: en", "language: de", 4, "Accepted: en, fr"),
      ("name: sample", "name: A Sample", 2, "no name of a lesson"),
      ("title: A sample", "title: [", 5, "YAML"),
      ("title: A sample", "title: [[[[[[[[[[", 3, "nested too deeply"),
      ("title: A sample", "- - - - - - - x", 3, "nested too deeply"),
      ("    - Connect.", "    - \"\"", 14, "missing"),
      ("## Connect", "# Connect", 26, "below the heading of its task"),
      ("```solution", "```powershell", 18, "has no solution"),
      ("PS C:\\> Connect-WSMan server01\nPS C:\\> dir `", "none", 27, "no command"),
      ("Do it.", "## And another", 9, "1 tasks, and the text has 2 headings"),
      ("Bye.", "```\nopen", 34, "does not end"),
      ("goals:\n  - try it", "goals: []", 6, "at least one goal"),
      ("    - Connect.", "    - Type: cd", 14, "stands in quotes"),
      ("    - Connect.", "\t- Connect.", 14, "here is a tab"),
      ("    - Connect.", "    - \"Type: cd WSMan:\\\"", 14, "begins in line 14 does not end"),
    ])
  func mistakes(from old: String, to new: String, line: Int, message: String) throws {
    let text = (Self.head + Self.body).replacing(old, with: new)
    let error = #expect(throws: LessonFileError.self) { try parse(text) }
    #expect(error?.line == line, "\(String(describing: error))")
    #expect(error?.message.contains(message) == true, "\(String(describing: error))")
  }

  @Test("may have blanks at the ends of lines, and its solution in a list") func forms() throws {
    let text = (Self.head + Self.body).replacing("---\n", with: "--- \n")
      .replacing("## Connect", with: "## Connect  ")
      .replacing("```solution\n", with: "1. so:\n\n   ```Solution\n")
      .replacing("\nPS C:\\> dir `\n>> WSMan:\n```", with: "\n   PS C:\\> 'x'\n   ```")
    let task = try #require(try parse(text).tasks.first)
    #expect(task.commands == ["Connect-WSMan server01", "'x'"])
    #expect(!task.text.contains("Connect-WSMan"))
    #expect(try parse(text).closing.contains("Bye."))
  }

  @Test("needs a head") func noHead() {
    #expect(throws: LessonFileError.self) { try parse("# Title\n") }
    #expect(throws: LessonFileError.self) { try parse("---\nname: x\n") }
    #expect(throws: LessonFileError.self) { try parse("---\n---\n") }
  }

  @Test("messages are told apart by the end of their action and resource") func messages() {
    let exchange = LessonExchange(
      action: "http://schemas.xmlsoap.org/ws/2004/09/transfer/Get",
      resource: "http://schemas.microsoft.com/wbem/wsman/1/config/client", computer: "server01",
      faultCode: 0, isEncrypted: true)
    func matches(_ pattern: LessonCheck.MessagePattern) -> Bool { pattern.matches(exchange) }
    #expect(matches(.init(action: "get")))
    #expect(!matches(.init(action: "et")))
    #expect(
      matches(.init(action: "Get", resource: "config/client", computer: "SERVER01", fault: 0)))
    #expect(!matches(.init(action: "Get", resource: "service")))
    #expect(!matches(.init(action: "Get", fault: 5)))
    #expect(matches(.init(action: "Get", isEncrypted: true)))
    #expect(!matches(.init(action: "Get", isEncrypted: false)))
  }
}
