import Lessons

extension Composition {
  /// A player of the lessons that come with the program, or of those of another folder.
  /// - Parameters:
  ///   - folder: what was named on the command line.
  ///   - hasStage: whether somebody sits at the prompt and can play.
  func lessonPlayer(folder: String? = nil, hasStage: Bool) -> LessonPlayer {
    let paths = paths
    return LessonPlayer(
      catalog: LessonCatalog { folder ?? SharedFolder.path("lessons") ?? "lessons" },
      language: LessonLanguage(culture: culture),
      progress: LessonProgressFile(path: paths.lessons) { paths.makeFolder() },
      hasStage: hasStage)
  }
}
