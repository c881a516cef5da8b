import SystemFiles

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
  private static let numbers = 4

  /// Where it is.
  let path: String
  private let makeFolder: @Sendable () -> Void

  /// A file that need not exist.
  /// - Parameter makeFolder: makes its folder before it is written.
  public init(path: String, makeFolder: @escaping @Sendable () -> Void) {
    self.path = path
    self.makeFolder = makeFolder
  }

  /// What a file says.
  private struct Content {
    var progress: [String: LessonProgress] = [:]
    /// Whether there is something in it that cannot be understood.
    var isDamaged = false
  }

  /// Progress by course and name, `drive/look-around`. What cannot be understood is left out.
  public func load() -> [String: LessonProgress] { content().progress }

  /// Whether the file has something that cannot be understood. It is kept when progress is saved.
  var isDamaged: Bool { content().isDamaged }

  /// Where a file goes that cannot be understood.
  var damagedPath: String { path + ".damaged" }

  private func content() -> Content {
    var content = Content()
    guard LessonFiles.exists(path) else { return content }
    let lines = (try? LessonFiles.text(of: path))?.split(whereSeparator: \.isNewline) ?? []
    guard lines.first == Self.header[...] else { return Content(isDamaged: true) }
    for line in lines.dropFirst() {
      if let (key, progress) = Self.entry(line) {
        content.progress[key] = progress
      } else {
        content.isDamaged = true
      }
    }
    return content
  }

  /// A line: a key, in which there may be blanks, and four numbers.
  private static func entry(_ line: Substring) -> (key: String, progress: LessonProgress)? {
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
    let values = words.suffix(numbers).compactMap { Int($0) }.filter { 0..<1_000_000 ~= $0 }
    let key = words.dropLast(numbers).joined(separator: " ")
    guard values.count == numbers, !key.isEmpty else { return nil }
    var progress = LessonProgress()
    progress.tasksDone = values[0]
    progress.tasksSkipped = values[1]
    progress.tasks = values[2]
    progress.commands = values[3]
    return (key, progress)
  }

  /// Keeps the progress of a lesson.
  /// - Returns: whether it could be written.
  @discardableResult
  public func save(_ progress: LessonProgress, of key: String) -> Bool {
    makeFolder()
    return LessonFiles.locked(path + ".lock") {
      var content = content()
      if content.isDamaged, !LessonFiles.move(path, to: damagedPath) { return false }
      content.progress[key] = progress
      let lines = content.progress.sorted { $0.key < $1.key }.map { key, value in
        "\(key) \(value.tasksDone) \(value.tasksSkipped) \(value.tasks) \(value.commands)"
      }
      let text = ([Self.header] + lines).joined(separator: "\n") + "\n"
      do {
        try FileReplacement.write(
          Array(text.utf8), to: path, permissions: 0o600, safety: .machine)
        return true
      } catch {
        return false
      }
    }
  }
}
