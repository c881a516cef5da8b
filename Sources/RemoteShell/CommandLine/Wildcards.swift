/// Patterns with `*` and `?`.
enum Wildcards {
  /// Whether a text has some.
  static func arePresent(in text: String) -> Bool { text.contains { $0 == "*" || $0 == "?" } }

  /// Whether a text is what a pattern means; letter case does not matter. It goes back to the latest `*`
  /// only, so that no pattern takes long.
  static func matches(_ text: String, _ pattern: String) -> Bool {
    let (text, pattern) = (Array(text.lowercased()), Array(pattern.lowercased()))
    var (position, place) = (0, 0)
    var retry: (place: Int, position: Int)?
    while position < text.count {
      if place < pattern.count, pattern[place] == "*" {
        retry = (place + 1, position)
        place += 1
      } else if place < pattern.count, pattern[place] == "?" || pattern[place] == text[position] {
        place += 1
        position += 1
      } else if let last = retry {
        retry = (last.place, last.position + 1)
        place = last.place
        position = last.position + 1
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == "*" }
  }
}

extension ComputerFiles {
  /// What is looked for.
  enum EntryKind {
    case files
    case folders
    case any
  }

  /// Whether there is a file or a folder.
  func exists(_ path: String) -> Bool { isFolder(path) || (try? contents(path)) != nil }

  /// The entries that a path with wildcards in its last name means, with the folder as it is written in
  /// front of them.
  func matching(_ path: String, from folder: String, _ kind: EntryKind = .any) -> [String] {
    let written = path.replacing("/", with: "\\")
    let start = written.lastIndex { $0 == "\\" || $0 == ":" }.map { written.index(after: $0) }
    let prefix = written[..<(start ?? written.startIndex)]
    let pattern = String(written[prefix.endIndex...])
    guard let place = Self.absolute(prefix.isEmpty ? "." : String(prefix), from: folder),
      let entries = try? entries(place)
    else { return [] }
    return entries.filter { entry in
      let isWanted =
        switch kind {
        case .any: true
        case .files: entry.size != nil
        case .folders: entry.size == nil
        }
      return isWanted && (pattern == "*.*" || Wildcards.matches(entry.name, pattern))
    }.map { prefix + $0.name }
  }
}
