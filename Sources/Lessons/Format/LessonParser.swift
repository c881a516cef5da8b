import Transcripts

/// Reads the file of a lesson: a YAML head between two lines `---`, then Markdown in which each
/// heading of the second level is a task.
struct LessonParser {
  private static let fileKeys = ["name", "title", "language", "lab", "setup", "goals", "tasks"]
  private static let taskKeys = ["checks", "hints"]

  let file: String
  let lines: [Substring]

  /// Reads a lesson.
  /// - Parameter file: path of the file, for messages and to find its lab.
  static func parse(_ text: String, file: String) throws(LessonFileError) -> Lesson {
    var text = Substring(text)
    if text.unicodeScalars.first == "\u{FEFF}" { text = Substring(text.unicodeScalars.dropFirst()) }
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    return try LessonParser(file: file, lines: lines.map(\.withoutBlanksAtEnd)).lesson()
  }

  private func error(_ message: String, line: Int? = nil) -> LessonFileError {
    LessonFileError(file: file, line: line, message: message)
  }

  private func lesson() throws(LessonFileError) -> Lesson {
    guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else {
      throw error("A lesson begins with a head: lines between two lines \"---\".", line: 1)
    }
    let head = try LessonNode.parse(lines[1..<end].joined(separator: "\n"), file: file)
    let fields = try head.fields(Self.fileKeys, of: "the head of a lesson")
    func required(_ key: String) throws(LessonFileError) -> LessonNode {
      guard let field = fields[key] else { throw head.error("The head has no \"\(key)\".") }
      return field
    }
    let body = try body(from: end + 1)
    let name = try required("name")
    let goals = try required("goals")
    let goalTexts = try goals.texts(of: "goals")
    guard !goalTexts.isEmpty else { throw goals.error("A lesson has at least one goal.") }
    let language = try required("language").choice(
      of: "language", LessonLanguage.allCases.map(\.rawValue))
    return Lesson(
      name: try Self.lessonName(name), title: try required("title").text(of: "title"),
      language: LessonLanguage(culture: language),
      lab: try fields["lab"].map { field throws(LessonFileError) in lab(try field.text(of: "lab"))
      },
      setup: try fields["setup"]?.texts(of: "commands") ?? [],
      goals: goalTexts, introduction: body.introduction,
      tasks: try tasks(try required("tasks"), body), closing: body.closing, file: file)
  }

  /// A name that can be typed without quotes.
  private static func lessonName(_ node: LessonNode) throws(LessonFileError) -> String {
    let name = try node.text(of: "name")
    guard name.utf8.count <= 40, name.first?.isLetter == true,
      name.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") })
    else {
      throw node.error("\"\(name)\" is no name of a lesson: lower-case letters, digits, hyphens.")
    }
    return name
  }

  /// A built-in lab as it stands; a file is found from the folder of the lesson.
  private func lab(_ name: String) -> String {
    guard name.contains("/") || name.contains("."), !name.hasPrefix("/") else { return name }
    return (file.lastIndex(of: "/").map { String(file[...$0]) } ?? "") + name
  }

  private func tasks(
    _ list: LessonNode, _ body: Body
  ) throws(LessonFileError) -> [LessonTask] {
    let nodes = try list.items(of: "tasks")
    guard !nodes.isEmpty else { throw list.error("A lesson has at least one task.") }
    guard nodes.count == body.sections.count else {
      throw list.error(
        "The head has \(nodes.count) tasks, and the text has \(body.sections.count) headings of "
          + "the form \"## Title\": each task needs one.")
    }
    var tasks: [LessonTask] = []
    for (node, section) in zip(nodes, body.sections) {
      let fields = try node.fields(Self.taskKeys, of: "a task")
      guard let checks = fields["checks"] else { throw node.error("The task has no \"checks\".") }
      guard let hints = fields["hints"] else { throw node.error("The task has no \"hints\".") }
      var states: [LessonCheck] = []
      for check in try checks.items(of: "checks") { states.append(try check.check()) }
      guard !states.isEmpty else { throw checks.error("A task has at least one check.") }
      let texts = try hints.texts(of: "hints")
      guard !texts.isEmpty else { throw hints.error("A task has at least one hint.") }
      tasks.append(try task(section, states, texts))
    }
    return tasks
  }

  private func task(
    _ section: Section, _ checks: [LessonCheck], _ hints: [String]
  ) throws(LessonFileError) -> LessonTask {
    guard let solution = section.solution else {
      throw error(
        "The task \"\(section.title)\" has no solution: a fenced block that begins with "
          + "```solution.", line: section.line)
    }
    let transcript: Transcript
    do {
      transcript = try TranscriptParser.parse(solution.text, name: "solution.txt")
    } catch {
      throw self.error(error.message, line: solution.line + error.line - 1)
    }
    let commands = transcript.sections.flatMap(\.interactions).map(\.command)
    guard transcript.sections.count == 1, !commands.isEmpty else {
      throw error(
        "The solution has no command: a line that begins with a prompt such as PS C:\\>",
        line: solution.line)
    }
    return LessonTask(
      title: section.title, text: section.text, checks: checks, hints: hints,
      solution: solution.text, commands: commands, line: section.line,
      solutionLine: solution.line)
  }
}
