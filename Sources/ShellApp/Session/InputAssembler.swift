import PSEngine

/// Joins lines to one input, until the language is satisfied.
struct InputAssembler {
  /// An input longer than this is refused (64 MB): nobody types it, and memory must stay bounded.
  private static let longest = 64 << 20

  /// What the user is told about one.
  static let refusal = "The command is longer than \(longest >> 20) MB; nothing of it was run."

  private let runspace: Runspace
  private let bridge: MainThreadBridge
  /// The lines so far.
  private(set) var text = ""
  private var awaited: AwaitedInput?

  init(runspace: Runspace, bridge: MainThreadBridge) {
    self.runspace = runspace
    self.bridge = bridge
  }

  /// Whether nothing but blanks has come.
  var isBlank: Bool { awaited == nil && text.allSatisfy(\.isWhitespace) }

  /// Whether the lines are more than an input may have.
  var isTooLong: Bool { text.utf8.count > Self.longest }

  /// Takes a line.
  /// - Returns: the input when it is complete, or wrong whatever follows; the next line begins
  ///   another one then. `nil` when more lines are wanted, or when all are blank.
  mutating func add(_ line: some StringProtocol) -> String? {
    if !text.isEmpty { text += "\n" }
    text += line
    if let awaited, !awaited.mayArrive(in: line) { return nil }
    if isBlank {
      text = ""
      return nil
    }
    let (runspace, current) = (runspace, text)
    awaited = bridge.run { await runspace.awaitedInput(after: current) }
    return awaited == nil ? take() : nil
  }

  /// Takes what has come so far, complete or not.
  mutating func take() -> String {
    defer {
      text = ""
      awaited = nil
    }
    return text
  }
}
