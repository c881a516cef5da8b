import Synchronization
public import Transcripts

/// The check for authors: every task fails before its solution and passes after it, the solution
/// prints what it says, and names are unique.
public struct LessonVerifier: Sendable {
  /// Makes a fresh session for a lesson; what it prints goes to the host.
  public typealias Factory = @Sendable (Lesson, RecordingHost) async throws -> any LessonShell

  private let factory: Factory

  /// A verifier.
  public init(factory: @escaping Factory) { self.factory = factory }

  /// The mistakes of a lesson, in the order of its lines.
  public func problems(of lesson: Lesson) async -> [LessonFileError] {
    let problems = Mutex<[LessonFileError]>([])
    let text = Self.session(lesson)
    let transcript: Transcript
    do {
      transcript = try TranscriptParser.parse(text, name: "solution.txt")
    } catch {
      return [LessonFileError(file: lesson.file, line: error.line, message: error.message)]
    }
    let factory = factory
    let runner = TranscriptRunner(setup: lesson.setup) { _, host in
      JudgedShell(try await factory(lesson, host), lesson) { task, message in
        problems.withLock {
          $0.append(LessonFileError(file: lesson.file, line: task.line, message: message))
        }
      }
    }
    let report = await runner.run(transcript)
    var found = problems.withLock { $0 }
    for failure in report.failures {
      found.append(LessonFileError(file: lesson.file, line: failure.line, message: failure.text))
    }
    for difference in report.differences {
      let lines = [difference.input] + difference.text
      found.append(
        LessonFileError(
          file: lesson.file, line: difference.line,
          message: "The solution prints something else:\n  " + lines.joined(separator: "\n  ")))
    }
    return found.sorted { ($0.line ?? 0) < ($1.line ?? 0) }
  }

  /// The solutions of all tasks as one session, each line at its place in the file, so that reports
  /// name the line of the file.
  private static func session(_ lesson: Lesson) -> String {
    var lines: [Substring] = []
    for task in lesson.tasks {
      lines += Array(repeating: "", count: max(0, task.solutionLine - 1 - lines.count))
      lines += task.solution.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    }
    return lines.joined(separator: "\n")
  }

  /// The mistakes of lessons that belong together: two with one name and language, and translations
  /// that ask for something else.
  public static func problems(among lessons: [Lesson]) -> [LessonFileError] {
    var problems: [LessonFileError] = []
    var first: [String: Lesson] = [:]
    var known: [String: Lesson] = [:]
    for lesson in lessons {
      if let other = known["\(lesson.name) \(lesson.language)"] {
        problems.append(
          LessonFileError(
            file: lesson.file, line: 1,
            message: "\(other.file) has the name \"\(lesson.name)\" too."))
        continue
      }
      known["\(lesson.name) \(lesson.language)"] = lesson
      guard let original = first[lesson.name] else {
        first[lesson.name] = lesson
        continue
      }
      if lesson.tasks.map(\.checks) != original.tasks.map(\.checks) || lesson.lab != original.lab
        || lesson.setup != original.setup
      {
        problems.append(
          LessonFileError(
            file: lesson.file, line: 1,
            message: "Lab, set-up and checks must be those of \(original.file)."))
      }
    }
    return problems
  }
}

/// A shell that judges the tasks before the first and behind the last command of each solution.
private final class JudgedShell: TranscriptShell {
  private let shell: any LessonShell
  private let lesson: Lesson
  private let report: @Sendable (LessonTask, String) -> Void
  private let place = Mutex((task: 0, command: 0))

  init(
    _ shell: any LessonShell, _ lesson: Lesson,
    report: @escaping @Sendable (LessonTask, String) -> Void
  ) {
    self.shell = shell
    self.lesson = lesson
    self.report = report
  }

  func run(_ input: String, isTyped: Bool) async -> TranscriptOutcome {
    let (index, command) = place.withLock { $0 }
    guard isTyped, lesson.tasks.indices.contains(index) else {
      return await shell.run(input, isTyped: isTyped)
    }
    let task = lesson.tasks[index]
    if command == 0 {
      shell.forgetExchanges()
      if await shell.findings(of: task.checks).allSatisfy(\.holds) {
        report(task, "The task \"\(task.title)\" is solved before anything was done.")
      }
    }
    let outcome = await shell.run(input, isTyped: true)
    guard command + 1 == task.commands.count else {
      place.withLock { $0.command += 1 }
      return outcome
    }
    place.withLock { $0 = (index + 1, 0) }
    let findings = await shell.findings(of: task.checks)
    for (check, finding) in zip(task.checks, findings) where !finding.holds {
      report(
        task,
        "The solution does not solve the task \"\(task.title)\". This check fails:\n"
          + "  \(check)\n  Here \(finding.seen)")
    }
    return outcome
  }

  func promptText() async -> String { await shell.promptText() }
  func close() async { await shell.close() }
}
