/// A lesson: prose and tasks for somebody who sits at the prompt, as an author wrote them in a
/// Markdown file with a YAML head.
public struct Lesson: Sendable {
  /// Name by which learners start it; every language has the same.
  public var name: String
  /// Title.
  public var title: String
  /// The language that it is written in.
  public var language: LessonLanguage
  /// A built-in lab, or the path of a lab file; `nil` when `localhost` is enough.
  public var lab: String?
  /// Commands that run before the learner begins.
  public var setup: [String]
  /// What the learner can do afterwards.
  public var goals: [String]
  /// Markdown in front of the first task.
  public var introduction: String
  /// The tasks in order; at least one.
  public var tasks: [LessonTask]
  /// Markdown that is shown when all tasks are solved.
  public var closing: String
  /// The file that it comes from.
  public var file: String
}

/// One thing to do, and how it is told that it was done.
public struct LessonTask: Sendable {
  /// Heading of the task.
  public var title: String
  /// Markdown without the solution.
  public var text: String
  /// The states that must hold, all of them.
  public var checks: [LessonCheck]
  /// Hints, from a nudge to the whole command.
  public var hints: [String]
  /// A session that solves the task, as a transcript.
  public var solution: String
  /// The commands of the solution.
  public var commands: [String]
  /// Line of the heading in the file.
  public var line: Int
  /// Line of the first line of the solution.
  public var solutionLine: Int
}

/// The languages that lessons may be written in.
public enum LessonLanguage: String, Sendable, CaseIterable {
  /// English.
  case english = "en"
  /// French.
  case french = "fr"

  /// The language of a culture such as `fr-FR`; English for all that have no lessons.
  public init(culture: String) {
    self = Self(rawValue: String(culture.prefix { $0 != "-" }).lowercased()) ?? .english
  }
}

/// A mistake in the file of a lesson.
public struct LessonFileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file as it was named.
  public var file: String
  /// Line, from 1; `nil` when it is the file as a whole.
  public var line: Int?
  /// What is wrong, and what is accepted.
  public var message: String

  /// Describes a mistake.
  public init(file: String, line: Int? = nil, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  /// `file:line: message`
  public var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(message)" }
}
