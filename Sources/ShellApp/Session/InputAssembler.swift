import PSEngine
import PSLanguage

/// Joins lines to one input, until the language is satisfied.
struct InputAssembler {
  /// An input longer than this is refused (64 MB): nobody types it, and memory must stay bounded.
  private static let longest = 64 << 20

  /// What the user is told about one.
  static let refusal = "The command is longer than \(longest >> 20) MB; nothing of it was run."

  private var pending: PendingInput

  init(runspace: Runspace) { pending = runspace.pendingInput() }

  /// Whether nothing but blanks has come.
  var isBlank: Bool { pending.isBlank }

  /// Whether the lines are more than an input may have.
  var isTooLong: Bool { pending.text.utf8.count > Self.longest }

  /// Takes a line.
  /// - Returns: the input when it is complete, or wrong whatever follows; the next line begins
  ///   another one then. `nil` when more lines are wanted, or when all are blank.
  mutating func add(_ line: String) -> String? {
    if pending.append(line) { return nil }
    let isBlank = isBlank
    let input = take()
    return isBlank ? nil : input
  }

  /// Takes what has come so far, complete or not.
  mutating func take() -> String {
    defer { pending.clear() }
    return pending.text
  }
}
