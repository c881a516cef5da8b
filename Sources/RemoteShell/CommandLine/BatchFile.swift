/// A batch file: its lines, taken together where parentheses stay open or `^` goes on.
struct BatchFile: Sendable {
  /// The whole path.
  let path: String
  let lines: [String]

  /// What is longer is not read.
  private static let mostLines = 10_000
  /// The longest line that is made of several.
  private static let longestLine = 16_384

  init(path: String, text: String) {
    self.path = path
    var lines: [String] = []
    var open = ""
    for line in text.lines.prefix(Self.mostLines) {
      open = open.isEmpty ? String(line) : Self.joined(open, String(line))
      guard open.utf8.count > Self.longestLine || !Self.goesOn(open) else { continue }
      lines.append(open)
      open = ""
    }
    if !open.isEmpty { lines.append(open) }
    self.lines = lines
  }

  /// The name of the label that a line is; nil for other lines.
  static func label(_ line: String) -> String? {
    let text = line.trimmed
    guard text.first == ":" else { return nil }
    return text.dropFirst().prefix { !$0.isWhitespace && $0 != ":" }.lowercased()
  }

  /// Where a label stands: behind a place, or else from the start on.
  func place(of label: String, after place: Int) -> Int? {
    let wanted = label.lowercased()
    return lines[min(place, lines.count)...].firstIndex { Self.label($0) == wanted }
      ?? lines.firstIndex { Self.label($0) == wanted }
  }

  /// Whether the next line belongs to a line.
  private static func goesOn(_ line: String) -> Bool {
    if line.hasSuffix("^") { return true }
    guard line.contains("("), label(line) == nil else { return false }
    do throws(CommandSyntaxError) {
      _ = try CommandLineParser.parse(line.replacing("%%", with: "%"))
      return false
    } catch {
      return error == .incorrect
    }
  }

  /// Two lines as one: what stands in parentheses is separated by line ends or by `&`.
  private static func joined(_ first: String, _ second: String) -> String {
    if first.hasSuffix("^") { return first.dropLast() + second }
    let text = second.trimmed
    let isRemark = text.isEmpty || text.hasPrefix(":") || text.lowercased().hasPrefix("rem ")
    guard !isRemark else { return first }
    // A blank behind `echo` would belong to what it writes.
    guard !text.hasPrefix(")") else { return first + text }
    return first + (first.trimmed.hasSuffix("(") ? " " : "& ") + text
  }
}

/// A batch file that runs, or a part of it that was called.
struct BatchFrame: Sendable {
  /// What `setlocal` keeps.
  struct Saved: Sendable {
    let environment: CommandEnvironment
    let folder: String
    let expandsLate: Bool
  }

  let file: BatchFile
  /// `%0`, `%1` and so on.
  var arguments: [String]
  /// The line that comes next.
  var next: Int
  /// Set where the rest of a line must not run: by `goto` and `exit /b`.
  var hasLeftLine = false
  var hasEnded = false
  var saved: [Saved] = []

  /// Leaves the line, and the file.
  mutating func end() {
    hasLeftLine = true
    hasEnded = true
  }

  /// A line with `%1`, `%*`, `%~dp0`, `%%` and variables replaced; a variable that is not there is
  /// nothing, otherwise than on a command line.
  ///
  /// - Parameters:
  ///   - changed: an argument with the parts of a path that letters name.
  ///   - variable: what stands between two `%`.
  func expanding(
    _ line: String, changed: (_ value: String, _ parts: Set<Character>) -> String,
    variable: (Substring) -> String?
  ) -> String {
    guard line.contains("%") else { return line }
    var result = ""
    var rest = line[...]
    while let start = rest.firstIndex(of: "%") {
      result += rest[..<start]
      rest = rest[start...].dropFirst()
      guard let next = rest.first else { break }
      if next == "%" {
        result.append("%")
        rest.removeFirst()
      } else if next == "*" {
        result += arguments.dropFirst().joined(separator: " ")
        rest.removeFirst()
      } else if let number = next.wholeNumberValue {
        result += argument(number)
        rest.removeFirst()
      } else if let (parts, number, count) = Self.modifiers(rest) {
        // Parts of %0 are those of the file, however it was called.
        result += changed(number == 0 ? file.path : argument(number), parts)
        rest = rest.dropFirst(count)
      } else if let end = rest.firstIndex(of: "%") {
        result += variable(rest[..<end]) ?? ""
        rest = rest[end...].dropFirst()
      }
    }
    return result + rest
  }

  private func argument(_ number: Int) -> String {
    arguments.indices.contains(number) ? arguments[number] : ""
  }

  /// What stands behind `%` when it is `~`, letters and a digit.
  private static func modifiers(
    _ text: Substring
  ) -> (parts: Set<Character>, number: Int, count: Int)? {
    guard text.first == "~" else { return nil }
    let letters = text.dropFirst().prefix { "fdpnxsz".contains($0.lowercased()) }
    guard let number = text.dropFirst(1 + letters.count).first?.wholeNumberValue else { return nil }
    return (Set(letters.map { Character($0.lowercased()) }), number, letters.count + 2)
  }
}
