import Synchronization

/// What stands between the learner's commands and the lesson: which task is next, what was tried, and
/// what is said about it.
///
/// The cmdlets of a session ask for things; who owns the terminal does them when the command has
/// ended, because a lesson runs in a session of its own.
public final class LessonPlayer: Sendable {
  /// What a cmdlet wants to be done when it has ended.
  public enum Request: Sendable {
    /// Begin a lesson, at the first task that is not done unless all shall be done again.
    case start(LessonEntry, again: Bool)
    /// Return to the learner's own session.
    case stop
    /// Begin the task again, from a fresh state.
    case reset
    /// Solve the task.
    case skip
  }

  /// A line with what it is.
  public struct Line: Sendable, Equatable {
    /// What a line is; a terminal gives it a colour.
    public enum Kind: Sendable {
      case heading, text, success, failure, note
    }

    /// What the line is.
    public var kind: Kind
    /// The line.
    public var text: String
  }

  private let catalog: LessonCatalog
  private let language: LessonLanguage
  private let file: LessonProgressFile?
  /// Whether there is a prompt at which a lesson can be played.
  let hasStage: Bool
  private let state = Mutex(LessonPlayerState())

  /// A player.
  /// - Parameters:
  ///   - catalog: the lessons.
  ///   - language: the learner's.
  ///   - progress: where progress is kept; it is forgotten when `nil`.
  ///   - hasStage: whether there is a prompt at which a lesson can be played.
  public init(
    catalog: LessonCatalog, language: LessonLanguage, progress: LessonProgressFile?,
    hasStage: Bool
  ) {
    self.catalog = catalog
    self.language = language
    file = progress
    self.hasStage = hasStage
  }

  // MARK: Lessons

  /// All lessons with the learner's progress, and what is wrong in files that cannot be read.
  public struct Contents: Sendable {
    /// The lessons.
    public var entries: [LessonEntry] = []
    /// The mistakes.
    public var mistakes: [LessonFileError] = []
  }

  /// All lessons with the learner's progress.
  /// - Throws: ``LessonFileError`` when there is none.
  public func contents() throws(LessonFileError) -> Contents {
    let known = file?.load() ?? [:]
    let shelf = try catalog.shelf(in: language)
    var entries: [LessonEntry] = []
    for course in shelf.courses {
      for lesson in course.lessons {
        var entry = LessonEntry(
          course: course.name, courseTitle: course.title, lesson: lesson,
          progress: LessonProgress())
        if let progress = known[entry.key] { entry.progress = progress }
        entry.progress.tasks = lesson.tasks.count
        entries.append(entry)
      }
    }
    return Contents(entries: entries, mistakes: shelf.mistakes)
  }

  /// The first lesson that is not finished, behind the present one where there is one.
  func next(of entries: [LessonEntry]) -> LessonEntry? {
    let current = state.withLock { $0.entry?.key }
    let start = entries.firstIndex { $0.key == current }.map { $0 + 1 } ?? 0
    let ordered = entries[start...] + entries[..<start]
    return ordered.first { !$0.progress.isFinished }
  }

  // MARK: Requests

  /// Asks for something to be done when the command has ended.
  func post(_ request: Request) { state.withLock { $0.request = request } }

  /// Starts with a lesson without a command.
  /// - Parameter name: `nil` for the next one.
  /// - Returns: whether there is one, and what is wrong in other files.
  /// - Throws: ``LessonFileError`` when there are no lessons.
  public func requestStart(
    _ name: String?
  ) throws(LessonFileError) -> (isFound: Bool, mistakes: [LessonFileError]) {
    let contents = try contents()
    let entry =
      if let name {
        contents.entries.first { $0.lesson.name == name.lowercased() }
      } else {
        next(of: contents.entries) ?? contents.entries.first
      }
    if let entry { post(.start(entry, again: entry.progress.isFinished)) }
    return (entry != nil, contents.mistakes)
  }

  /// What was asked for since the last call.
  public func takeRequest() -> Request? {
    state.withLock { state in
      defer { state.request = nil }
      return state.request
    }
  }

  /// The lesson that is being played.
  public var lesson: Lesson? { state.withLock { $0.entry?.lesson } }

  /// The task that is to be solved; `nil` without a lesson and behind its end.
  public var task: LessonTask? { state.withLock { $0.currentTask } }

  /// Number of the task, from 0.
  public var taskIndex: Int { state.withLock { $0.task } }

  // MARK: Course of a lesson

  /// Begins a lesson.
  /// - Parameter task: number of the first task to do, from 0.
  /// - Returns: what the learner reads.
  public func begin(_ entry: LessonEntry, at task: Int, width: Int) -> [Line] {
    state.withLock { state in
      state = LessonPlayerState()
      state.entry = entry
      state.task = min(max(task, 0), entry.lesson.tasks.count - 1)
      if state.task > 0 { state.round = entry.progress }
      state.round.tasks = entry.lesson.tasks.count
      let messages = LessonMessages(language: entry.lesson.language)
      var lines: [Line] = []
      if let file, file.isDamaged {
        let text = messages.damaged(file.path, keptAs: file.damagedPath)
        lines = Self.prose(text, width, .failure) + [Line(.text, "")]
      }
      lines += Self.prose(entry.lesson.title, width, .heading) + [Line(.text, "")]
      if state.task == 0 {
        lines += Self.prose(entry.lesson.introduction, width)
        lines += [Line(.text, ""), Line(.text, messages.goals)]
        lines += Self.prose(entry.lesson.goals.map { "- \($0)" }.joined(separator: "\n"), width)
        lines.append(Line(.text, ""))
      }
      lines += state.taskLines(width)
      return lines + [Line(.note, "")] + Self.prose(messages.help, width, .note)
    }
  }

  /// Begins the task again.
  /// - Returns: what the learner reads.
  public func restart(width: Int) -> [Line] {
    state.withLock { state in
      state.commands = 0
      state.isPlaying = false
      return state.taskLines(width)
    }
  }

  /// The task again, with all that belongs to it.
  func info(width: Int) -> [Line]? {
    state.withLock { state in
      guard state.entry != nil, state.currentTask != nil else { return nil }
      state.isAside = true
      return state.taskLines(width)
    }
  }

  /// The next hint.
  func hint() -> String? {
    state.withLock { state in
      guard let task = state.currentTask, let messages = state.messages else { return nil }
      state.isAside = true
      guard state.hints < task.hints.count else { return messages.noMoreHints }
      state.hints += 1
      return messages.hint(state.hints, of: task.hints.count, task.hints[state.hints - 1])
    }
  }

  /// Judges nothing for a while, or judges again.
  /// - Returns: what is said about it; `nil` without a lesson.
  func setPlaying(_ isPlaying: Bool, width: Int) -> [Line]? {
    state.withLock { state in
      guard state.currentTask != nil, let messages = state.messages else { return nil }
      state.isPlaying = isPlaying
      state.isAside = true
      return isPlaying ? Self.prose(messages.playing, width) : state.taskLines(width)
    }
  }

  /// The command that has just run is none of the learner's tries.
  public func noteAside() { state.withLock { $0.isAside = true } }

  /// Whether the command that has just run is to be judged; counts it.
  public func countsCommand() -> Bool {
    state.withLock { state in
      defer { state.isAside = false }
      guard state.currentTask != nil, !state.isPlaying, !state.isAside else { return false }
      state.commands += 1
      return true
    }
  }

  /// Says what the checks have found, and goes on to the next task when all hold.
  /// - Parameter wasSkipped: whether the solution was typed for the learner.
  public func judge(_ results: [Bool], wasSkipped: Bool = false, width: Int) -> [Line] {
    let isSolved = results.allSatisfy { $0 }
    var finished: LessonEntry?
    var lines = state.withLock { state -> [Line] in
      guard let task = state.currentTask, let messages = state.messages, let entry = state.entry
      else { return [] }
      let short = task.commands.count
      guard isSolved else {
        let met = results.count { $0 }
        let text = messages.notSolved(met, of: results.count, state.commands, short: short)
        return Self.prose(text, width, .note)
      }
      var lines: [Line] = []
      if !wasSkipped {
        lines += Self.prose(messages.solved(state.commands, short: short), width, .success)
      }
      let round = state.advance(wasSkipped: wasSkipped)
      // Whoever does a lesson again keeps what was reached before.
      if round.isFinished || round.tasksDone > entry.progress.tasksDone {
        lines += keep(round, of: entry, &state, width)
      }
      if state.currentTask == nil {
        finished = entry
      } else {
        lines += [Line(.text, "")] + state.taskLines(width)
      }
      return lines
    }
    if let finished { lines += ending(finished, width) }
    return lines
  }

  /// Keeps progress; tells once when that is not possible.
  private func keep(
    _ round: LessonProgress, of entry: LessonEntry, _ state: inout LessonPlayerState, _ width: Int
  ) -> [Line] {
    guard let file, !file.save(round, of: entry.key), !state.knowsOfLoss else { return [] }
    state.knowsOfLoss = true
    let messages = LessonMessages(language: entry.lesson.language)
    return Self.prose(messages.notKept(file.path), width, .failure)
  }

  private func ending(_ entry: LessonEntry, _ width: Int) -> [Line] {
    let messages = LessonMessages(language: entry.lesson.language)
    let closing = Self.prose(entry.lesson.closing, width)
    let following = next(of: (try? contents().entries) ?? [])
    return (closing.isEmpty ? [] : [Line(.text, "")] + closing)
      + [Line(.text, "")] + Self.prose(messages.done(entry.lesson.title), width, .success)
      + Self.prose(messages.next(following?.lesson.name), width, .note)
  }

  /// Leaves the lesson.
  public func stop(width: Int) -> [Line] {
    let text = state.withLock { state in
      defer { state = LessonPlayerState() }
      let messages = state.messages ?? LessonMessages(language: language)
      return messages.stopped(isKept: file != nil && !state.knowsOfLoss)
    }
    return Self.prose(text, width)
  }

  /// What stands in front of a solution that is typed for the learner.
  public var skipLine: Line {
    Line(.note, LessonMessages(language: lesson?.language ?? language).skipping)
  }

  static func prose(
    _ text: String, _ width: Int, _ kind: Line.Kind = .text
  ) -> [Line] {
    LessonProse.lines(text, width: width).map { Line(kind, $0) }
  }
}

extension LessonPlayer.Line {
  init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}
