import PSEngine
import PSFormatting

/// A lesson as `Get-Lesson` shows it.
final class LessonObject: PSObject {
  static let typeName = "WSManLessons.Lesson"

  private let entry: LessonEntry

  init(_ entry: LessonEntry) { self.entry = entry }

  override var baseTypeNames: [String] { [Self.typeName, "System.Object"] }

  override var declaredProperties: [PSPropertyInfo] {
    ["Course", "Name", "Title", "State"].map { PSPropertyInfo($0) } + [
      PSPropertyInfo("Tasks", "System.Int32"), PSPropertyInfo("Solved", "System.Int32"),
      PSPropertyInfo("Skipped", "System.Int32"), PSPropertyInfo("Commands", "System.Int32"),
      PSPropertyInfo("ShortSolution", "System.Int32"), PSPropertyInfo("Language"),
      PSPropertyInfo("Lab"), PSPropertyInfo("Goals", "System.String[]"), PSPropertyInfo("Path"),
    ]
  }

  override func declaredValue(_ name: String) -> PSValue? {
    let (lesson, progress) = (entry.lesson, entry.progress)
    switch name.lowercased() {
    case "course": return .string(entry.course)
    case "name": return .string(lesson.name)
    case "title": return .string(lesson.title)
    case "state": return .string(progress.state)
    case "tasks": return .int(lesson.tasks.count)
    case "solved": return .int(progress.tasksDone - progress.tasksSkipped)
    case "skipped": return .int(progress.tasksSkipped)
    case "commands": return .int(progress.commands)
    case "shortsolution": return .int(lesson.tasks.reduce(0) { $0 + $1.commands.count })
    case "language": return .string(lesson.language.rawValue)
    case "lab": return .optional(lesson.lab)
    case "goals": return .strings(lesson.goals)
    case "path": return .string(lesson.file)
    default: return nil
    }
  }

  override var text: String { entry.lesson.name }

  /// Title of the course, for the line above its lessons.
  var courseTitle: String { entry.courseTitle }
}

/// How lessons are printed.
enum LessonViews {
  static var all: [FormatViewDefinition] {
    var view = FormatViewDefinition.table(
      for: [LessonObject.typeName],
      [
        FormatColumn("Name", width: 24), FormatColumn("State", width: 8),
        FormatColumn("Tasks", width: 5), FormatColumn("Title"),
      ])
    view.groupBy = FormatGrouping(label: "Course") { item in
      .string((item.asObject as? LessonObject)?.courseTitle ?? "")
    }
    return [view]
  }
}
