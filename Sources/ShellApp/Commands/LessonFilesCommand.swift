import ArgumentParser
import Lessons
import SystemFiles

/// What authors of lessons need.
struct LessonFilesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lesson",
    abstract: "Check files of lessons.", subcommands: [LessonCheckCommand.self])
}

/// The check of lessons from both sides.
struct LessonCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check that every task fails before its solution and passes after it.",
    discussion: """
      Each lesson is read, and played in a fresh session: before the solution of a task its checks \
      must not all hold, after it they must; the solution must print what it says, and hints must be \
      there. Names must be unique. A folder stands for all lessons in it.

      Exit codes: 0 all lessons are in order, 1 some are not, 2 something could not be read.
      """)

  @Argument(help: ArgumentHelp("Lessons, or folders with lessons.", valueName: "file"))
  var files: [String]

  func run() throws {
    ProcessEnvironment.useUniversalTime()
    let composition = try Composition(
      SessionChoices(), purpose: .replay(allowPrograms: false))
    let files = files
    let code = MainThreadBridge().run { await Self.check(files, composition) }
    throw ExitCode(code)
  }

  /// Checks all lessons and prints what is wrong.
  /// - Returns: the exit code.
  private static func check(_ arguments: [String], _ composition: Composition) async -> Int32 {
    var lessons: [Lesson] = []
    var unreadable = 0
    for file in arguments.flatMap(Self.files) {
      do {
        guard !SystemCalls.isFolder(file) else { throw LessonCatalog.none(in: file) }
        lessons.append(try LessonCatalog.lesson(at: file))
      } catch {
        unreadable += 1
        Terminal.write("\(error)\n", toError: true)
      }
    }
    let verifier = LessonVerifier { lesson, host in
      try composition.lessonRunspace(lesson, host: host, player: nil)
    }
    var problems = LessonVerifier.problems(among: lessons)
    for problem in problems { Terminal.write("\(problem)\n") }
    for lesson in lessons where Terminal.outputFailure == nil {
      let found = await verifier.problems(of: lesson)
      problems += found
      for problem in found { Terminal.write("\(problem)\n") }
      if found.isEmpty {
        let tasks = lesson.tasks.count
        Terminal.write("\(lesson.file): ok, \(tasks) task\(tasks == 1 ? "" : "s")\n")
      }
      Terminal.flush()
    }
    Terminal.write(
      "\(counted(lessons.count, "lesson")), \(counted(problems.count, "mistake"))"
        + (unreadable > 0 ? ", \(unreadable) could not be read\n" : "\n")
    )
    return unreadable > 0 ? 2 : problems.isEmpty ? 0 : 1
  }

  private static func counted(_ number: Int, _ word: String) -> String {
    "\(number) \(word)\(number == 1 ? "" : "s")"
  }

  /// The files that an argument stands for.
  private static func files(_ argument: String) -> [String] {
    let found = LessonCatalog.allFiles(in: argument)
    return found.isEmpty ? [argument] : found
  }
}
