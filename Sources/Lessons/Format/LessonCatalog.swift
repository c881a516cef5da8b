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

  private static let introduction = "course"
  private let findFolder: @Sendable () -> String

  /// The lessons of a folder, which are read when they are asked for.
  /// - Parameter folder: tells where they are, when it is needed.
  public init(folder: @escaping @Sendable () -> String) { findFolder = folder }

  /// The courses in a language; a lesson that is not written in it is there in English, or in
  /// whatever language there is.
  /// - Throws: ``LessonFileError`` for the first mistake, or when there is no lesson at all.
  public func courses(in language: LessonLanguage) throws(LessonFileError) -> [Course] {
    let folder = LessonFiles.absolute(findFolder())
    var courses: [Course] = []
    if let course = try course(folder, language) { courses.append(course) }
    for name in LessonFiles.names(in: folder) where !name.contains(".") {
      if let course = try course("\(folder)/\(name)", language) { courses.append(course) }
    }
    guard !courses.isEmpty else {
      throw LessonFileError(
        file: folder,
        message: "There is no lesson in this folder: Markdown files that begin with \"---\".")
    }
    return courses
  }

  private func course(
    _ folder: String, _ language: LessonLanguage
  ) throws(LessonFileError) -> Course? {
    var order: [String] = []
    var found: [String: Lesson] = [:]
    for file in Self.files(in: folder) {
      let lesson = try Self.lesson(at: file)
      if let known = found[lesson.name] {
        guard Self.prefers(lesson.language, to: known.language, in: language) else { continue }
      } else {
        order.append(lesson.name)
      }
      found[lesson.name] = lesson
    }
    guard !order.isEmpty else { return nil }
    let last = folder.split(separator: "/").last.map(String.init) ?? folder
    let name = Self.withoutNumber(last.split(whereSeparator: \.isNewline).joined(separator: " "))
    return Course(
      name: name, title: title(folder, language) ?? name, lessons: order.compactMap { found[$0] })
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

  /// The files of a folder that are lessons: Markdown that begins with a head.
  static func files(in folder: String) -> [String] {
    LessonFiles.names(in: folder).compactMap { name in
      let path = "\(folder)/\(name)"
      guard name.hasSuffix(".md"), let text = try? LessonFiles.text(of: path),
        text.hasPrefix("---") || text.hasPrefix("\u{FEFF}---")
      else { return nil }
      return path
    }
  }

  /// All files of lessons in a folder and in the folders in it.
  public static func allFiles(in folder: String) -> [String] {
    let inner = LessonFiles.names(in: folder).filter { !$0.contains(".") }
    return files(in: folder) + inner.flatMap { files(in: "\(folder)/\($0)") }
  }

  /// `1-drive` as `drive`.
  private static func withoutNumber(_ name: String) -> String {
    let rest = name.drop { $0.isNumber }
    guard rest.first == "-", rest.count > 1, rest.count < name.count else { return name }
    return String(rest.dropFirst())
  }
}
