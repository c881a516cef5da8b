import PSEngine

/// A command of the learner's.
class LessonCommand: Cmdlet {
  /// The player of the session.
  func player(_ context: CommandContext) throws -> LessonPlayer {
    guard let player = context.session.lessonPlayer else {
      throw context.terminate(LessonErrors.noLessons)
    }
    return player
  }

  /// The player of a session in which a lesson runs.
  func playing(_ context: CommandContext) throws -> LessonPlayer {
    let player = try player(context)
    guard player.lesson != nil else { throw context.terminate(LessonErrors.notPlaying) }
    return player
  }

  /// Writes lines of the player.
  func write(_ lines: [LessonPlayer.Line]?, _ context: CommandContext) async throws {
    guard let lines else { throw context.terminate(LessonErrors.noTask) }
    for line in lines { try await context.write(.string(line.text)) }
  }
}

/// `Get-Lesson`: the lessons with the learner's progress.
final class GetLessonCommand: LessonCommand {
  private static let name = Parameter<[String]>(
    "Name", position: 0, pipeline: .byValue, completion: .source("Lesson"),
    help: "Names of lessons; wildcards are allowed.")
  private static let course = Parameter<[String]>(
    "Course", completion: .source("LessonCourse"), help: "Names of courses; wildcards are allowed.")

  private static let description = CmdletMetadata(
    "Get-Lesson", typeName: "WSManLessons.GetLessonCommand",
    parameters: [name.definition, course.definition],
    synopsis: "Lists the lessons and how far you are.", outputTypes: [LessonObject.typeName])

  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    let player = try player(context)
    player.noteAside()
    let contents = try LessonErrors.reported(context) { try player.contents() }
    let courses = (context[Self.course] ?? ["*"]).map { WildcardPattern($0) }
    let wanted = contents.entries.filter { entry in courses.contains { $0.matches(entry.course) } }
    var isAnyUnknown = false
    for name in context[Self.name] ?? ["*"] {
      let pattern = WildcardPattern(name)
      let found = wanted.filter { pattern.matches($0.lesson.name) }
      if found.isEmpty, !WildcardPattern.containsWildcards(name) {
        isAnyUnknown = true
        try await context.writeError(LessonErrors.unknown(name))
      }
      for entry in found { try await context.write(.object(LessonObject(entry))) }
    }
    // Whoever asks for a lesson that is there need not hear of others.
    guard isAnyUnknown || context[Self.name] == nil else { return }
    for mistake in contents.mistakes { try await context.writeError(LessonErrors.mistake(mistake)) }
  }
}

/// `Start-Lesson`: begins a lesson, or takes it up again.
final class StartLessonCommand: LessonCommand {
  private static let name = Parameter<String>(
    "Name", position: 0, pipeline: [.byValue, .byPropertyName], completion: .source("Lesson"),
    help: "The lesson; the next one that is not done when none is named.")
  private static let again = Parameter<SwitchParameter>(
    "Again", help: "Begins with the first task, also of a lesson that was begun before.")

  private static let description = CmdletMetadata(
    "Start-Lesson", typeName: "WSManLessons.StartLessonCommand",
    parameters: [name.definition, again.definition],
    synopsis: "Begins a lesson in a session of its own, or takes it up again.")

  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    let player = try player(context)
    let contents = try LessonErrors.reported(context) { try player.contents() }
    let entry =
      if let name = context[Self.name] {
        contents.entries.first { $0.lesson.name.equalsIgnoringCase(name) }
      } else {
        player.next(of: contents.entries)
      }
    guard let entry else {
      for mistake in contents.mistakes {
        try await context.writeError(LessonErrors.mistake(mistake))
      }
      throw context.terminate(
        context[Self.name].map(LessonErrors.unknown) ?? LessonErrors.allDone)
    }
    guard player.hasStage else { throw context.terminate(LessonErrors.notHere) }
    player.post(.start(entry, again: context[Self.again] || entry.progress.isFinished))
  }
}

/// `Get-LessonTask`, `info`: the task again.
final class GetLessonTaskCommand: LessonCommand {
  private static let description = CmdletMetadata(
    "Get-LessonTask", typeName: "WSManLessons.GetLessonTaskCommand", parameters: [],
    synopsis: "Shows the present task again.", outputTypes: ["System.String"])

  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    try await write(try playing(context).info(width: context.host.width), context)
  }
}

/// `Get-LessonHint`, `hint`: the next hint.
final class GetLessonHintCommand: LessonCommand {
  private static let description = CmdletMetadata(
    "Get-LessonHint", typeName: "WSManLessons.GetLessonHintCommand", parameters: [],
    synopsis: "Gives the next hint on the present task.", outputTypes: ["System.String"])

  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    guard let hint = try playing(context).hint() else {
      throw context.terminate(LessonErrors.noTask)
    }
    for line in LessonProse.lines(hint, width: context.host.width) {
      try await context.write(.string(line))
    }
  }
}

/// `Suspend-Lesson`, `play`: the learner experiments and nothing is judged.
final class SuspendLessonCommand: LessonCommand {
  private static let description = CmdletMetadata(
    "Suspend-Lesson", typeName: "WSManLessons.SuspendLessonCommand", parameters: [],
    synopsis: "Lets you experiment without being judged.", outputTypes: ["System.String"])

  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    let lines = try playing(context).setPlaying(true, width: context.host.width)
    try await write(lines, context)
  }
}

/// `Resume-Lesson`, `resume`: the lesson goes on.
final class ResumeLessonCommand: LessonCommand {
  private static let description = CmdletMetadata(
    "Resume-Lesson", typeName: "WSManLessons.ResumeLessonCommand", parameters: [],
    synopsis: "Goes on with the present task.", outputTypes: ["System.String"])

  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    let lines = try playing(context).setPlaying(false, width: context.host.width)
    try await write(lines, context)
  }
}

/// A command that only asks for something: it is done when the command has ended.
class LessonRequestCommand: LessonCommand {
  /// What is asked for.
  class var request: LessonPlayer.Request { .stop }
  /// Whether there must be a task that is not solved.
  class var needsTask: Bool { true }

  override func processRecord(_ context: CommandContext) async throws {
    let player = try playing(context)
    guard !Self.needsTask || player.task != nil else {
      throw context.terminate(LessonErrors.noTask)
    }
    player.post(Self.request)
  }
}

/// `Skip-LessonTask`, `skip`: the solution is typed for the learner.
final class SkipLessonTaskCommand: LessonRequestCommand {
  private static let description = CmdletMetadata(
    "Skip-LessonTask", typeName: "WSManLessons.SkipLessonTaskCommand", parameters: [],
    synopsis: "Types the solution of the present task for you.")

  override class var metadata: CmdletMetadata { description }
  override class var request: LessonPlayer.Request { .skip }
}

/// `Reset-Lesson`, `reset`: the task begins again.
final class ResetLessonCommand: LessonRequestCommand {
  private static let description = CmdletMetadata(
    "Reset-Lesson", typeName: "WSManLessons.ResetLessonCommand", parameters: [],
    synopsis: "Begins the present task again, with everything as it was.")

  override class var metadata: CmdletMetadata { description }
  override class var request: LessonPlayer.Request { .reset }
}

/// `Stop-Lesson`, `stop`: back to the learner's own session.
final class StopLessonCommand: LessonRequestCommand {
  private static let description = CmdletMetadata(
    "Stop-Lesson", typeName: "WSManLessons.StopLessonCommand", parameters: [],
    synopsis: "Leaves the lesson and returns to your own session.")

  override class var metadata: CmdletMetadata { description }
  override class var needsTask: Bool { false }
}
