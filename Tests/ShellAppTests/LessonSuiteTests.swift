import Foundation
import Testing

@testable import Lessons
@testable import ShellApp

/// All lessons that come with the program, from both sides.
@Suite("Lessons")
struct LessonSuiteTests {
  static let files = LessonCatalog.allFiles(
    in: Repository.root.appending(path: "lessons").path)

  @Test("fail before their solutions and pass after them", arguments: files)
  func lesson(_ file: String) async throws {
    let problems = try await Self.verifier().problems(of: LessonCatalog.lesson(at: file))
    for problem in problems { Issue.record(Comment(rawValue: problem.description)) }
  }

  @Test("have names of their own, and translations that ask for the same") func names() throws {
    let lessons = try Self.files.map { try LessonCatalog.lesson(at: $0) }
    #expect(!lessons.isEmpty)
    #expect(LessonVerifier.problems(among: lessons).isEmpty)
  }

  @Test("are found from the program") func found() throws {
    let folder = try #require(SharedFolder.path("lessons"))
    #expect(!LessonCatalog.allFiles(in: folder).isEmpty)
  }

  @Test("mistakes are found from both sides") func mistakes() async throws {
    let lesson = try Self.lesson(
      checks: "item: 'WSMan:\\localhost', state: exists", "connected: server02",
      body: """
        ## Solved before

        ```solution
        PS C:\\> 'said'
        said otherwise
        ```

        ## Not solved by its solution

        ```solution
        PS C:\\> Connect-WSMan server01
        ```
        """)
    let problems = try await Self.verifier().problems(of: lesson)
    #expect(problems.map(\.line) == [14, 17, 21])
    #expect(problems.first?.message.contains("before anything was done") == true)
    #expect(
      problems.last?.message.contains("connected: server02\n  Here it is not connected") == true)
    let twins = LessonVerifier.problems(among: [lesson, lesson])
    #expect(twins.first?.message.contains("\"wrong\"") == true)
  }

  @Test(
    "a check that fails tells what is there instead",
    arguments: [
      ("item: 'WSMan:\\server01\\MaxEnvelopeSizekb', value: 1", "its value is \"500\""),
      ("item: 'WSMan:\\server01\\Nothing', state: exists", "there is no such item"),
      ("item: 'WSMan:\\server01', state: missing", "there is one, without a value"),
      ("item: 'Nowhere:\\server01', state: missing", "there is no drive for this path"),
      ("location: 'WSMan:\\'", "the shell stands at C:"),
      ("disconnected: server01", "it is connected"),
      ("service: WinRM, state: stopped, computer: server01", "it is running"),
      ("service: Nothing, state: stopped", "there is no such service"),
      (
        "property: State, of: wmicimv2/Win32_Service?Name=Spooler, value: x, computer: server01",
        "its value is \"Running\""
      ),
      ("property: Nothing, of: winrm/config, value: x", "there is no such instance or property"),
      ("message: Put", "Get config, computer server01, fault none, encrypted true"),
      ("message: Get, computer: other", "Get config, computer server01"),
    ])
  func failingChecks(_ check: String, _ seen: String) async throws {
    let lesson = try Self.lesson(
      checks: check,
      body: """
        ## A task
        ```solution
        PS C:\\> Connect-WSMan server01
        PS C:\\> Get-WSManInstance winrm/config -ComputerName server01 | Out-Null
        ```

        """)
    let problems = try await Self.verifier().problems(of: lesson)
    let problem = try #require(problems.last?.message)
    #expect(problem.contains("Here ") && problem.contains(seen), "\(problem)")
  }

  @Test("a lab that does not exist is told") func noLab() async throws {
    let file = try #require(Self.files.first)
    var lesson = try LessonCatalog.lesson(at: file)
    lesson.lab = "nowhere"
    let problems = try await Self.verifier().problems(of: lesson)
    #expect(problems.first?.message.contains("no lab") == true)
  }

  /// A lesson with one check for each task.
  private static func lesson(checks: String..., body: String) throws -> Lesson {
    let tasks = checks.map { "  - checks: [{\($0)}]\n    hints: [none]\n" }.joined()
    return try LessonParser.parse(
      """
      ---
      name: wrong
      title: Wrong
      language: en
      lab: contoso
      goals: [none]
      tasks:
      \(tasks)---

      \(body)
      """, file: "wrong.md")
  }

  private static func verifier() throws -> LessonVerifier {
    let composition = try Composition(SessionChoices(), purpose: .replay(allowPrograms: false))
    return LessonVerifier { lesson, host in
      try composition.lessonRunspace(lesson, host: host, player: nil)
    }
  }
}
