import PSEngine

/// The errors of the lesson commands.
enum LessonErrors {
  static var noLessons: ErrorRecord {
    error("This session has no lessons.", "NoLessons", .invalidOperation)
  }

  static var notPlaying: ErrorRecord {
    error("No lesson runs here. Begin one: Start-Lesson", "NoLesson", .invalidOperation)
  }

  static var noTask: ErrorRecord {
    error(
      "The lesson is done. Begin the next one: Start-Lesson", "NoLessonTask", .invalidOperation)
  }

  static var allDone: ErrorRecord {
    error(
      "All lessons are done. List them: Get-Lesson. Begin one again: Start-Lesson NAME", "AllDone",
      .objectNotFound)
  }

  static var notHere: ErrorRecord {
    error(
      "A lesson is played at the prompt, and here commands come from a script. "
        + "Type: wsmansh learn", "NoPrompt", .invalidOperation)
  }

  static func unknown(_ name: String) -> ErrorRecord {
    error(
      "There is no lesson '\(name)'. List the lessons: Get-Lesson", "LessonNotFound",
      .objectNotFound, .string(name))
  }

  /// A file that cannot be read.
  static func mistake(_ failure: LessonFileError) -> ErrorRecord {
    error("\(failure)", "LessonFile", .invalidData, .string(failure.file))
  }

  /// The result of work on files of lessons; when there are none, that ends the command.
  static func reported<Result>(
    _ context: CommandContext, _ work: () throws -> Result
  ) throws -> Result {
    do {
      return try work()
    } catch let failure as LessonFileError {
      throw context.terminate(mistake(failure))
    }
  }

  private static func error(
    _ message: String, _ id: String, _ category: ErrorCategory, _ target: PSValue = .null
  ) -> ErrorRecord {
    ErrorRecord(
      PSException("System.InvalidOperationException", message), id: id, category: category,
      target: target)
  }
}
