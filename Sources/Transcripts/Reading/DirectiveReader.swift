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

  /// What stands above the first title of the file, and so counts for all of its sections.
  private var head: Transcript.Directives?
  /// Of the section that is being read.
  private(set) var section = Transcript.Directives()
  private(set) var pending = Pending()
  /// Whether the section has a command already.
  private var hasCommands = false
  /// The folder of the transcript with a slash at its end; empty for the current one.
  private let folder: String

  /// - Parameter name: path of the transcript.
  init(name: String) {
    folder = name.lastIndex(of: "/").map { String(name[...$0]) } ?? ""
  }

  /// Begins another section. Directives in front of all titles, without a command between, count for
  /// all sections; what a section says itself is added, or stands in place of it.
  mutating func beginSection() {
    let common = head ?? (hasCommands ? Transcript.Directives() : section)
    head = common
    section = common
    pending = Pending()
    hasCommands = false
  }

  /// Takes what concerns the command that has come.
  mutating func take() -> Pending {
    defer { pending = Pending() }
    hasCommands = true
    return pending
  }

  /// Sets the width that a recording tells.
  mutating func set(width: Int) { section.width = min(max(width, 20), 1000) }

  private static let known =
    "answers error exact exit lab local pattern secret setup skip transport width"

  /// Reads a directive.
  /// - Parameter text: what stands behind `//`; a comment has a blank there.
  mutating func read(_ text: Substring, number: Int) throws(Transcript.Failure) {
    guard let first = text.first, !first.isWhitespace else { return }
    let parts = text.split(maxSplits: 1, whereSeparator: \.isWhitespace)
    guard let word = parts.first else { return }
    let value = parts.count > 1 ? String(parts[1]).trimmed : ""
    switch word {
    case "exit":
      guard let code = Int32(value) else { throw Self.failure(number, "//exit takes a number.") }
      pending.exitCode = code
    case "error": pending.errorId = value
    case "answers" where hasCommands: pending.answers += Self.words(value)
    case "secret":
      guard !value.isEmpty else { throw Self.failure(number, "//secret takes the secret.") }
      if hasCommands { pending.secrets.append(value) } else { section.secrets.append(value) }
    case "skip" where hasCommands: pending.skipReason = value.isEmpty ? "skipped" : value
    case "answers", "exact", "lab", "local", "pattern", "setup", "skip", "transport", "width":
      guard !hasCommands else {
        throw Self.failure(
          number, "//\(word) stands at the top of a section, in front of its first prompt.")
      }
      try readTop(word, value, number)
    default:
      throw Self.failure(
        number,
        "unknown directive //\(word); known: \(Self.known); a comment has a blank behind //.")
    }
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
    case "skip": section.skipReason = value.isEmpty ? "skipped" : value
    case "transport": section.transports += Self.words(value)
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
