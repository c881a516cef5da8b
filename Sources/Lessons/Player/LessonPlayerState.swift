/// Where a learner is in a lesson.
struct LessonPlayerState {
  var entry: LessonEntry?
  /// What was done since the lesson was begun or taken up again.
  var round = LessonProgress()
  var task = 0
  var commands = 0
  var hints = 0
  var isPlaying = false
  var isAside = false
  /// Whether the learner knows that progress is not kept.
  var knowsOfLoss = false
  var request: LessonPlayer.Request?

  var currentTask: LessonTask? {
    guard let tasks = entry?.lesson.tasks, tasks.indices.contains(task) else { return nil }
    return tasks[task]
  }

  var messages: LessonMessages? {
    entry.map { LessonMessages(language: $0.lesson.language) }
  }

  func taskLines(_ width: Int) -> [LessonPlayer.Line] {
    guard let current = currentTask, let messages, let entry else { return [] }
    let heading = messages.task(task + 1, of: entry.lesson.tasks.count, current.title)
    return LessonPlayer.prose(heading, width, .heading) + [.init(.text, "")]
      + LessonPlayer.prose(current.text, width) + [.init(.text, "")]
      + LessonPlayer.prose(messages.shortSolution(current.commands.count), width, .note)
  }

  /// Goes on behind a task that is done.
  /// - Returns: the progress of this round.
  mutating func advance(wasSkipped: Bool) -> LessonProgress {
    task += 1
    round.tasksDone = task
    round.tasksSkipped += wasSkipped ? 1 : 0
    round.commands += wasSkipped ? 0 : commands
    commands = 0
    hints = 0
    return round
  }
}
