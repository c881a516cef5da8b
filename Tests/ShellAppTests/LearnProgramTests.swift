import Foundation
import Testing

/// Lessons in the built program. What a person types comes from a pipe here.
@Suite("wsmansh learn")
struct LearnProgramTests {
  private static let lesson = """
    ---
    name: two-steps
    title: Two steps
    language: en
    lab: contoso
    goals: [try it]
    tasks:
      - checks: [{connected: server01}]
        hints: [Connect to it., "Connect-WSMan server01"]
      - checks: [{item: 'WSMan:\\server01\\Client\\TrustedHosts', value: abc}]
        hints: [Set it.]
    ---

    Hello.

    ## Connect

    Connect to `server01`.

    ```solution
    PS C:\\> Connect-WSMan server01
    ```

    ## Change

    ```solution
    PS C:\\> Set-Item WSMan:\\server01\\Client\\TrustedHosts abc -Force
    ```

    ---

    Good bye.
    """

  /// A program with a course; of the one lesson when no files are named.
  private func course(
    _ files: [String: String] = ["01-two-steps.md": lesson]
  ) throws -> (program: Program, folder: String) {
    let program = try Program()
    let folder = program.home.appending(path: "course")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files { _ = try program.file("course/" + name, text) }
    return (program, folder.path)
  }

  private static func broken(_ name: String) -> String { "---\nname: \(name)\n---\n" }

  @Test func isPlayedToItsEnd() async throws {
    let (program, folder) = try course()
    let result = try await program.run(
      "learn", "--path", folder,
      input: """
        dir WSMan: | Out-Null
        hint
        connect server01
        Set-Item WSMan:\\server01\\Client\\TrustedHosts xyz -Force
        undo
        Set-Item WSMan:\\server01\\Client\\TrustedHosts abc -Force
        stop
        """)
    #expect(result.errors.isEmpty)
    let wanted = [
      "Two steps", "Task 1 of 2: Connect", "A short solution needs 1 command.", "Not solved yet",
      "Hint 1 of 2: Connect to it.", "Solved with 2 commands; a short solution needs 1.",
      "Task 2 of 2: Change", "Solved with 3 commands", "Good bye.", "Lesson done: Two steps",
      "back in your own session",
    ]
    var rest = Substring(result.output)
    for text in wanted {
      let range = try #require(rest.range(of: text), "\(text) is missing in:\n\(result.output)")
      rest = rest[range.upperBound...]
    }
    #expect(!result.output.contains("```"))
    let file = try String(contentsOf: program.state.appending(path: "lessons"), encoding: .utf8)
    #expect(file.contains("course/two-steps 2 0 2 5"))
  }

  @Test func judgesWhatIsThereNow() async throws {
    let client = "Enable-WSManCredSSP -Role Client -DelegateComputer x -Force | Out-Null"
    let server = "Enable-WSManCredSSP -Role Server -Force | Out-Null"
    let result = try await Program().run(
      "learn", "credssp",
      input: """
        'something else'
        \(client)
        Get-Item WSMan:\\localhost\\Service\\Auth\\CredSSP | Out-Null; \(server)
        """)
    #expect(result.output.contains("Solved with 2 commands"))
    #expect(result.output.contains("Task 3 of 3"))
  }

  @Test func lookingUpIsNoTry() async throws {
    let (program, folder) = try course()
    let result = try await program.run(
      "learn", "--path", folder,
      input:
        "help\nGet-Help Connect-WSMan | Out-Null\nman dir\nConnect-WSMan -?\ncls\nconnect server01\n"
    )
    #expect(result.errors.isEmpty)
    #expect(result.output.contains("Not solved yet: 1 command so far"))
    #expect(result.output.contains("Solved with 2 commands"))
  }

  @Test func goesOnWhereItWasLeft() async throws {
    let (program, folder) = try course()
    _ = try await program.run("learn", "--path", folder, input: "connect server01\n")
    let again = try await program.run(
      "learn", "--path", folder, input: "(Get-Item WSMan:\\server01).PSChildName\nskip\n")
    #expect(!again.output.contains("Task 1 of 2"))
    #expect(again.outputLines.contains("server01"))
    #expect(again.output.contains("PS C:\\> Set-Item WSMan:\\server01\\Client\\TrustedHosts abc"))
    #expect(again.output.contains("Lesson done"))
  }

  @Test func resetAndPlayAreNotJudged() async throws {
    let (program, folder) = try course()
    let result = try await program.run(
      "learn", "--path", folder,
      input: "play\nconnect server01\nreset\nTest-Path WSMan:\\server01\ninfo\n")
    #expect(!result.output.contains("Solved with"))
    #expect(result.outputLines.contains("False"))
  }

  @Test func changesNothingOfTheLearners() async throws {
    let (program, folder) = try course()
    let trusted = "(Get-Item WSMan:\\localhost\\Client\\TrustedHosts).Value"
    _ = try await program.run(
      "learn", "--path", folder,
      input: "Set-Item WSMan:\\localhost\\Client\\TrustedHosts lesson -Force\n")
    let result = try await program.run("-c", "'<' + \(trusted) + '>'")
    #expect(result.outputLines == ["<>"])
  }

  @Test func tellsWhatIsWrong() async throws {
    let (program, folder) = try course()
    let unknown = try await program.run("learn", "--path", folder, "nothing")
    #expect(unknown.code == 1)
    #expect(unknown.errors.contains("no lesson 'nothing'"))
    let nowhere = try await program.run("learn", "--path", "/nonexistent")
    #expect(nowhere.errors.contains("no lesson in this folder"))
    let file = try await program.run("learn", "--path", folder + "/01-two-steps.md")
    #expect(file.errors.contains("folder cannot be read: Not a directory"))
    try FileManager.default.createDirectory(
      atPath: folder + "/empty", withIntermediateDirectories: true)
    let empty = try await program.run("lesson", "check", folder + "/empty")
    #expect(empty.errors.contains("no lesson in this folder"))
    _ = try program.file("course/02-broken.md", Self.broken("x"))
    let broken = try await program.run("lesson", "check", folder)
    #expect(broken.code == 2)
    #expect(broken.errors.contains("02-broken.md:2: The head has no"))
    #expect(broken.output.contains("01-two-steps.md: ok, 2 tasks"))
  }

  @Test func aFileWithAMistakeTakesNothingFromTheOthers() async throws {
    let (program, folder) = try course([
      "01-two-steps.md": Self.lesson, "02-broken.md": Self.broken("x"),
      "03-broken.md": Self.broken("y"),
    ])
    let result = try await program.run(
      "learn", "--path", folder, input: "Get-Lesson | % Name\nnext broken\nconnect server01\n")
    for name in ["02-broken.md:2: The head has no", "03-broken.md:2: The head has no"] {
      #expect(result.errors.contains(name), "\(result.errors)")
    }
    #expect(result.outputLines.contains("two-steps"))
    #expect(result.output.contains("Solved with"))
    #expect(result.errors.contains("LessonNotFound"))
  }

  @Test func aCourseOfMistakesTellsThemAll() async throws {
    let (program, folder) = try course([
      "01-broken.md": Self.broken("x"), "02-broken.md": Self.broken("y"),
    ])
    let result = try await program.run("learn", "--path", folder, input: "")
    #expect(result.code == 1)
    #expect(result.errors.contains("01-broken.md:2") && result.errors.contains("02-broken.md:2"))
    #expect(result.errors.contains("no lesson that can be read"))
  }

  @Test func aScriptCannotPlay() async throws {
    let result = try await Program().run(
      "-c", "Get-Lesson | Measure-Object | % Count; Start-Lesson")
    #expect(result.errors.contains("wsmansh learn"))
    #expect(result.outputLines.first.flatMap { Int($0) } ?? 0 > 0)
  }
}
