/// A lesson with its course and the learner's progress.
public struct LessonEntry: Sendable {
  /// Name of the course.
  public var course: String
  /// Title of the course.
  public var courseTitle: String
  /// The lesson.
  public var lesson: Lesson
  /// How far the learner is.
  public var progress: LessonProgress

  /// Name under which progress is kept.
  public var key: String { "\(course)/\(lesson.name)" }
}
