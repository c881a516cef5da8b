/// The lessons of a folder: each folder in it with lessons is a course; lessons that lie in the
/// folder itself are one too. Names of folders and files begin with a number that orders them.
public struct LessonCatalog: Sendable {
  /// A course in one language.
  public struct Course: Sendable {
    /// Name of its folder without the number.
    public var name: String
    /// Title, from the first line of its `course.md`.
    public var title: String
    /// The lessons in order.
    public var lessons: [Lesson]
  }

  /// What a folder holds.
  public struct Shelf: Sendable {
    /// The courses, with the lessons that can be read.
    public var courses: [Course] = []
    /// What is wrong in the files that cannot be read.
    public var mistakes: [LessonFileError] = []
  }

  private static let introduction = "course"
  private let findFolder: @Sendable () -> String

  /// The lessons of a folder, which are read when they are asked for.
  /// - Parameter folder: tells where they are, when it is needed.
  public init(folder: @escaping @Sendable () -> String) { findFolder = folder }

  /// The courses in a language; a lesson that is not written in it is there in English, or in
  /// whatever language there is. A file with a mistake takes nothing from the others.
  /// - Throws: ``LessonFileError`` when there is no file of a lesson at all.
  public func shelf(in language: LessonLanguage) throws(LessonFileError) -> Shelf {
    let folder = LessonFiles.absolute(findFolder())
    var shelf = Shelf()
    for folder in Self.folders(in: folder) { add(folder, language, to: &shelf) }
    guard !shelf.courses.isEmpty || !shelf.mistakes.isEmpty else { throw Self.none(in: folder) }
    return shelf
  }

  /// The error for a folder without lessons.
  public static func none(in folder: String) -> LessonFileError {
    LessonFileError(
      file: folder,
      message: LessonFiles.obstacle(in: folder).map { "The folder cannot be read: \($0)." }
        ?? "There is no lesson in this folder: Markdown files that begin with \"---\".")
  }

  /// A folder, and the folders in it.
  private static func folders(in folder: String) -> [String] {
    [folder]
      + LessonFiles.names(in: folder).filter { !$0.contains(".") }.map { "\(folder)/\($0)" }
  }

  private func add(_ folder: String, _ language: LessonLanguage, to shelf: inout Shelf) {
    var order: [String] = []
    var found: [String: Lesson] = [:]
    for file in Self.files(in: folder) {
      let lesson: Lesson
      do {
        lesson = try Self.lesson(at: file)
      } catch {
        shelf.mistakes.append(error)
        continue
      }
      if let known = found[lesson.name] {
        guard Self.prefers(lesson.language, to: known.language, in: language) else { continue }
      } else {
        order.append(lesson.name)
      }
      found[lesson.name] = lesson
    }
    guard !order.isEmpty else { return }
    let last = folder.split(separator: "/").last.map(String.init) ?? folder
    let name = Self.withoutNumber(last.split(whereSeparator: \.isNewline).joined(separator: " "))
    shelf.courses.append(
      Course(
        name: name, title: title(folder, language) ?? name, lessons: order.compactMap { found[$0] }
      ))
  }

  private static func prefers(
    _ new: LessonLanguage, to old: LessonLanguage, in wanted: LessonLanguage
  ) -> Bool {
    new == wanted || new == .english && old != wanted
  }

  private func title(_ folder: String, _ language: LessonLanguage) -> String? {
    for name in ["\(Self.introduction).\(language.rawValue).md", "\(Self.introduction).md"] {
      guard let text = try? LessonFiles.text(of: "\(folder)/\(name)"), text.hasPrefix("# "),
        let line = text.split(whereSeparator: \.isNewline).first
      else { continue }
      return String(line.dropFirst(2))
    }
    return nil
  }

  /// Reads the lesson of a file.
  public static func lesson(at path: String) throws(LessonFileError) -> Lesson {
    try LessonParser.parse(try LessonFiles.text(of: path), file: path)
  }

  /// The files of a folder that are lessons: Markdown that begins with a head, and Markdown of which
  /// nobody can tell, because it cannot be read.
  static func files(in folder: String) -> [String] {
    LessonFiles.names(in: folder).compactMap { name in
      let path = "\(folder)/\(name)"
      guard name.lowercased().hasSuffix(".md") else { return nil }
      guard let text = try? LessonFiles.text(of: path) else { return path }
      return text.hasPrefix("---") || text.hasPrefix("\u{FEFF}---") ? path : nil
    }
  }

  /// All files of lessons in a folder and in the folders in it.
  public static func allFiles(in folder: String) -> [String] {
    folders(in: folder).flatMap(files)
  }

  /// `1-drive` as `drive`.
  private static func withoutNumber(_ name: String) -> String {
    let rest = name.drop { $0.isNumber }
    guard rest.first == "-", rest.count > 1, rest.count < name.count else { return name }
    return String(rest.dropFirst())
  }
}
