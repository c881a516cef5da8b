/// How far a learner is with a lesson.
public struct LessonProgress: Sendable, Equatable {
  /// Tasks that are behind, solved or skipped.
  public var tasksDone = 0
  /// Tasks of those that were skipped.
  public var tasksSkipped = 0
  /// Tasks that the lesson had.
  public var tasks = 0
  /// Commands that were typed for the tasks that were solved.
  public var commands = 0

  /// Nothing done.
  public init() {}

  /// `New`, `Started`, `Done`, or `Skipped` when a task of a finished lesson was skipped.
  public var state: String {
    if tasksDone == 0 { return "New" }
    if tasksDone < tasks { return "Started" }
    return tasksSkipped == 0 ? "Done" : "Skipped"
  }

  /// Whether nothing is left to do.
  public var isFinished: Bool { tasksDone > 0 && tasksDone >= tasks }
}

/// Progress on disk: one line for each lesson that was begun, in a file that is replaced as a whole.
/// Shells at the same time lose nothing of each other's.
public struct LessonProgressFile: Sendable {
  private static let header = "wsmansh lessons 1"
  private let path: String
  private let makeFolder: @Sendable () -> Void

  /// A file that need not exist.
  /// - Parameter makeFolder: makes its folder before it is written.
  public init(path: String, makeFolder: @escaping @Sendable () -> Void) {
    self.path = path
    self.makeFolder = makeFolder
  }

  /// Progress by course and name, `drive/look-around`. A file that cannot be understood counts as
  /// empty.
  public func load() -> [String: LessonProgress] {
    guard let text = try? LessonFiles.text(of: path) else { return [:] }
    let lines = text.split(whereSeparator: \.isNewline)
    guard lines.first == Self.header[...] else { return [:] }
    var all: [String: LessonProgress] = [:]
    for line in lines.dropFirst() {
      let words = line.split(separator: " ")
      let numbers = words.dropFirst().compactMap { Int($0) }
      guard numbers.count == 4, let key = words.first else { continue }
      var progress = LessonProgress()
      progress.tasksDone = numbers[0]
      progress.tasksSkipped = numbers[1]
      progress.tasks = numbers[2]
      progress.commands = numbers[3]
      all[String(key)] = progress
    }
    return all
  }

  /// Keeps the progress of a lesson.
  /// - Returns: whether it could be written.
  @discardableResult
  public func save(_ progress: LessonProgress, of key: String) -> Bool {
    makeFolder()
    return LessonFiles.locked(path + ".lock") {
      var all = load()
      all[key] = progress
      let lines = all.sorted { $0.key < $1.key }.map { key, value in
        "\(key) \(value.tasksDone) \(value.tasksSkipped) \(value.tasks) \(value.commands)"
      }
      return LessonFiles.replace(path, with: ([Self.header] + lines).joined(separator: "\n") + "\n")
    }
  }
}
