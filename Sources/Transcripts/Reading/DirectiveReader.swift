import PSEngine

/// Understands the lines that begin with `//` (`architecture.md` 12): some stand at the top of a
/// section, others in front of the command that they concern.
struct DirectiveReader {
  /// What concerns the next command.
  struct Pending {
    var exitCode: Int32?
    var errorId: String?
    var answers: [String] = []
    var secrets: [String] = []
    var skipReason: String?
  }

  /// A directive, to report one that concerns nothing.
  private struct Place {
    let word: Substring
    let line: Int
  }

  /// A heading without commands: its directives count for the headings below it. The first one is
  /// the beginning of the file, at level 0.
  private struct Heading {
    let level: Int
    let directives: Transcript.Directives
    /// A directive of it as long as no command has come.
    var unused: Place?
  }

  private var headings: [Heading] = []
  private var level = 0
  /// Of the section that is being read.
  private(set) var section = Transcript.Directives()
  private(set) var pending = Pending()
  /// A directive of the section as long as no command has come.
  private var unused: Place?
  /// A directive that waits for the next command.
  private var waiting: Place?
  /// Whether the section has a command already.
  private var hasCommands = false
  /// The folder of the transcript with a slash at its end; empty for the current one.
  private let folder: String

  /// - Parameter name: path of the transcript.
  init(name: String) {
    folder = name.lastIndex(of: "/").map { String(name[...$0]) } ?? ""
  }

  /// Begins another section. Directives of a heading without commands, and those in front of all
  /// headings, count for the headings below it; what a section says itself is added, or stands in
  /// place of it.
  /// - Parameter level: of its heading, from 1.
  mutating func beginSection(level: Int) throws(Transcript.Failure) {
    try endSection()
    try leaveHeadings(from: level)
    self.level = level
    section = headings.last?.directives ?? Transcript.Directives()
    hasCommands = false
  }

  /// Ends the file.
  mutating func finish() throws(Transcript.Failure) {
    try endSection()
    try leaveHeadings(from: 0)
  }

  private mutating func endSection() throws(Transcript.Failure) {
    if let waiting { throw Self.withoutEffect(waiting) }
    pending = Pending()
    if !hasCommands {
      headings.append(Heading(level: level, directives: section, unused: unused))
    }
    unused = nil
  }

  private mutating func leaveHeadings(from level: Int) throws(Transcript.Failure) {
    while let last = headings.last, last.level >= level {
      if let unused = last.unused { throw Self.withoutEffect(unused, ", nor below its heading") }
      headings.removeLast()
    }
  }

  private static func withoutEffect(_ place: Place, _ further: String = "") -> Transcript.Failure {
    failure(
      place.line,
      "//\(place.word) concerns no command: none follows it in its section\(further).")
  }

  /// Takes what concerns the command that has come.
  mutating func take() -> Pending {
    defer { pending = Pending() }
    hasCommands = true
    waiting = nil
    unused = nil
    for index in headings.indices { headings[index].unused = nil }
    return pending
  }

  /// Sets the width that a recording tells.
  mutating func set(width: Int) { section.width = min(max(width, 20), 1000) }

  private static let known = [
    "answers", "error", "exact", "exit", "lab", "local", "pattern", "secret", "setup", "skip",
    "transport", "width",
  ]
  private static let transports = [TranscriptRunner.inProcess, "http", "https"]

  /// Reads a line of a comment that holds directives.
  mutating func read(line: Substring, number: Int) throws(Transcript.Failure) {
    let text = line.drop(while: \.isWhitespace)
    guard !text.isEmpty else { return }
    guard text.hasPrefix("//") else {
      throw Self.failure(
        number,
        "a directive begins with //, such as //lab contoso; a comment has a blank behind //.")
    }
    try read(text.dropFirst(2), number: number)
  }

  /// Reads a directive.
  /// - Parameter text: what stands behind `//`; a comment has a blank there.
  mutating func read(_ text: Substring, number: Int) throws(Transcript.Failure) {
    guard let first = text.first, !first.isWhitespace else { return }
    let parts = text.split(maxSplits: 1, whereSeparator: \.isWhitespace)
    guard let word = parts.first else { return }
    let value = parts.count > 1 ? String(parts[1]).trimmed : ""
    if word != "secret",
      let other = Self.words(value).first(where: {
        $0.hasPrefix("//") && Self.known.contains(String($0.dropFirst(2)))
      })
    {
      throw Self.failure(
        number, "each directive stands on a line of its own; this one has \(other) too.")
    }
    defer { note(word, number) }
    switch word {
    case "exit":
      guard let code = Int32(value) else { throw Self.failure(number, "//exit takes a number.") }
      pending.exitCode = code
    case "error": pending.errorId = value
    case "answers" where hasCommands: pending.answers += Self.words(value)
    case "secret":
      guard !value.isEmpty else { throw Self.failure(number, "//secret takes the secret.") }
      if hasCommands { pending.secrets.append(value) } else { section.secrets.append(value) }
    case "skip" where hasCommands: pending.skipReason = Self.reason(value)
    case "answers", "exact", "lab", "local", "pattern", "setup", "skip", "transport", "width":
      guard !hasCommands else {
        throw Self.failure(
          number, "//\(word) stands at the top of a section, in front of its first prompt.")
      }
      try readTop(word, value, number)
    default:
      throw Self.failure(
        number,
        "unknown directive //\(word); known: \(Self.known.joined(separator: " ")); a comment has a blank behind //."
      )
    }
  }

  /// Remembers a directive until a command has come. One to skip may stand in front of what would not
  /// run anyway.
  private mutating func note(_ word: Substring, _ line: Int) {
    guard word != "skip" else { return }
    if hasCommands {
      waiting = waiting ?? Place(word: word, line: line)
    } else {
      unused = unused ?? Place(word: word, line: line)
    }
  }

  private static func reason(_ text: String) -> String {
    text.isEmpty ? "no reason given" : text
  }

  private mutating func readTop(
    _ word: Substring, _ value: String, _ number: Int
  ) throws(Transcript.Failure) {
    switch word {
    case "answers": section.answers += Self.words(value)
    case "exact": section.isExact = true
    case "lab": section.labs += Self.words(value).map(lab)
    case "local":
      guard !value.isEmpty else { throw Self.failure(number, "//local takes the reason.") }
      section.localReason = value
    case "pattern":
      let parts = value.split(maxSplits: 1, whereSeparator: \.isWhitespace).map(String.init)
      guard parts.count == 2, parts[0].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }),
        (try? PSPattern(parts[1])) != nil
      else {
        throw Self.failure(
          number, "//pattern takes a name and a regular expression, such as //pattern HOST [a-z]+.")
      }
      section.patterns[parts[0]] = parts[1]
    case "setup": section.setup.append(value)
    case "skip": section.skipReason = Self.reason(value)
    case "transport":
      let transports = Self.words(value)
      guard !transports.isEmpty, transports.allSatisfy(Self.transports.contains) else {
        throw Self.failure(
          number, "//transport takes some of \(Self.transports.joined(separator: ", ")).")
      }
      section.transports += transports
    default:
      guard let width = Int(value), (20...1000).contains(width) else {
        throw Self.failure(number, "//width takes a number from 20 to 1000.")
      }
      section.width = width
    }
  }

  private static func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }

  private static func failure(_ number: Int, _ message: String) -> Transcript.Failure {
    Transcript.Failure(line: number, message: message)
  }

  /// The name of a built-in lab as it stands; a lab file is found from the folder of the
  /// transcript.
  private func lab(_ name: String) -> String {
    guard name.contains("/") || name.contains("."), !name.hasPrefix("/") else { return name }
    return folder + name
  }
}

extension String {
  var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

extension StringProtocol {
  /// Whether there is nothing but white space.
  var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
