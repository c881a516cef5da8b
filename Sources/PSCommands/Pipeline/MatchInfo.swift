import PSEngine

/// `Microsoft.PowerShell.Commands.MatchInfo`: a line that was found.
final class MatchInfo: PSObject {
  /// Lines around the found one (`-Context`).
  struct Surroundings {
    var before: [String] = []
    var after: [String] = []
    /// Those that no neighbouring find shows.
    var shownBefore: [String] = []
    var shownAfter: [String] = []
  }

  /// The line's number, from 1.
  let number: Int
  /// The lines around; `nil` when they were not asked for.
  var surroundings: Surroundings?
  private let line: String
  private let file: (path: String, relative: String)?
  private let pattern: String

  init(line: String, number: Int, file: (path: String, relative: String)?, pattern: String) {
    self.line = line
    self.number = number
    self.file = file
    self.pattern = pattern
  }

  override var baseTypeNames: [String] {
    ["Microsoft.PowerShell.Commands.MatchInfo", "System.Object"]
  }
  override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("LineNumber", "System.Int32"), PSPropertyInfo("Line"),
      PSPropertyInfo("Filename"), PSPropertyInfo("Path"), PSPropertyInfo("Pattern"),
      PSPropertyInfo("Context", "Microsoft.PowerShell.Commands.MatchInfoContext"),
    ]
  }
  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "linenumber": return .int(number)
    case "line": return .string(line)
    case "filename": return .string(file.map { FilePaths.name($0.path) } ?? "InputStream")
    case "path": return .string(file?.path ?? "InputStream")
    case "pattern": return .string(pattern)
    case "context": return surroundings.map { .object(Self.context($0)) } ?? .null
    default: return nil
    }
  }

  private static func context(_ lines: Surroundings) -> PSCustomObject {
    let object = PSCustomObject([
      ("PreContext", .strings(lines.before)), ("PostContext", .strings(lines.after)),
      ("DisplayPreContext", .strings(lines.shownBefore)),
      ("DisplayPostContext", .strings(lines.shownAfter)),
    ])
    object.typeNames =
      ["Microsoft.PowerShell.Commands.MatchInfoContext"] + object.baseTypeNames
    return object
  }

  override var text: String {
    guard let surroundings else { return labelled(line, number) }
    var lines: [String] = []
    let first = number - surroundings.shownBefore.count
    for (offset, text) in surroundings.shownBefore.enumerated() {
      lines.append("  " + labelled(text, first + offset))
    }
    lines.append("> " + labelled(line, number))
    for (offset, text) in surroundings.shownAfter.enumerated() {
      lines.append("  " + labelled(text, number + offset + 1))
    }
    return lines.joined(separator: "\n")
  }

  private func labelled(_ text: String, _ number: Int) -> String {
    guard let file else { return text }
    let shown = file.relative.hasPrefix(".\\") ? String(file.relative.dropFirst(2)) : file.path
    return "\(shown):\(number):\(text)"
  }
}

/// Gathers the lines around finds while lines pass by.
struct MatchWindow {
  private let before: Int
  private let after: Int
  private var recent: [(number: Int, text: String)] = []
  private var waiting: [MatchInfo] = []
  private var lastShown = 0

  init(before: Int, after: Int) {
    self.before = before
    self.after = after
  }

  /// Takes a line.
  /// - Parameter match: what was found in it.
  /// - Returns: the finds that are complete.
  mutating func take(_ text: String, _ number: Int, _ match: MatchInfo?) -> [MatchInfo] {
    for (index, earlier) in waiting.enumerated() {
      earlier.surroundings?.after.append(text)
      if match == nil, index == waiting.count - 1 {
        earlier.surroundings?.shownAfter.append(text)
        lastShown = number
      }
    }
    if let match {
      match.surroundings = MatchInfo.Surroundings(
        before: recent.map(\.text),
        shownBefore: recent.filter { $0.number > lastShown }.map(\.text))
      lastShown = number
      waiting.append(match)
    }
    if before > 0 {
      if recent.count == before { recent.removeFirst() }
      recent.append((number, text))
    }
    let complete = waiting.prefix { number - $0.number >= after }
    waiting.removeFirst(complete.count)
    return Array(complete)
  }

  /// The finds that have no more lines behind them.
  mutating func finish() -> [MatchInfo] {
    defer { self = MatchWindow(before: before, after: after) }
    return waiting
  }
}
