public import PSEngine
import PSFormatting

/// The commands around lessons.
public struct LessonModule: PSModule {
  /// Name as `Get-Module` shows it.
  public let name = "WSManLessons"
  /// Version of this module.
  public let version = "1.0.0.0"
  private let makePlayer: @Sendable () -> LessonPlayer
  private let isLesson: Bool

  /// Makes the module.
  /// - Parameters:
  ///   - isLesson: whether the session is that of a lesson: the short names of the commands exist
  ///     there only, since some are programs elsewhere.
  ///   - player: gives the player when a command first needs it.
  public init(isLesson: Bool, player: @escaping @Sendable () -> LessonPlayer) {
    self.isLesson = isLesson
    makePlayer = player
  }

  /// Adds commands and views.
  public func register(in registrar: ModuleRegistrar) {
    let player = makePlayer
    registrar.session.makesLessonPlayer(player)
    registrar.add(cmdlets: [
      GetLessonCommand.self, GetLessonHintCommand.self, GetLessonTaskCommand.self,
      ResetLessonCommand.self, ResumeLessonCommand.self, SkipLessonTaskCommand.self,
      StartLessonCommand.self, StopLessonCommand.self, SuspendLessonCommand.self,
    ])
    registrar.add(views: LessonViews.all)
    registrar.add(completionSource: "Lesson") { prefix, context in
      let entries = try? context.session.lessonPlayer?.contents().entries
      return (entries ?? []).map(\.lesson.name).filter { $0.hasPrefixIgnoringCase(prefix) }
    }
    registrar.add(completionSource: "LessonCourse") { prefix, context in
      let entries = (try? context.session.lessonPlayer?.contents().entries) ?? []
      var courses: [String] = []
      for entry in entries where !courses.contains(entry.course) { courses.append(entry.course) }
      return courses.filter { $0.hasPrefixIgnoringCase(prefix) }
    }
    guard isLesson else { return }
    for (alias, command) in Self.aliases { registrar.add(alias: alias, for: command) }
  }

  private static let aliases = [
    ("hint", "Get-LessonHint"), ("info", "Get-LessonTask"), ("next", "Start-Lesson"),
    ("play", "Suspend-Lesson"), ("reset", "Reset-Lesson"), ("resume", "Resume-Lesson"),
    ("skip", "Skip-LessonTask"), ("stop", "Stop-Lesson"),
  ]
}

/// Keeps how the session's player is made.
private final class LessonPlayerSource {
  var make: (() -> LessonPlayer)?
}

extension SessionState {
  fileprivate func makesLessonPlayer(_ make: @escaping () -> LessonPlayer) {
    service(LessonPlayerSource.self) { LessonPlayerSource() }.make = make
  }

  /// The player; `nil` in a session without lessons.
  var lessonPlayer: LessonPlayer? {
    service(LessonPlayerSource.self) { LessonPlayerSource() }.make?()
  }
}
