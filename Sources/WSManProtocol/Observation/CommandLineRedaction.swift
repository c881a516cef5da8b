/// Blanks passwords in command lines for remote shells and processes: `net user NAME PASSWORD`,
/// `-p:PASSWORD`, `password=…`, `ConvertTo-SecureString '…'`.
enum CommandLineRedaction {
  private static let switches: Set<String> = ["p", "pp", "pass", "rp", "password", "pwd"]
  private static let announcements: Set<String> = [
    "/rp", "/pass", "/password", "-password", "--password", "convertto-securestring",
  ]

  /// The line without secrets.
  static func redacted(_ line: String) -> String { redacted([line])[0] }

  /// The pieces of a line without secrets, each with its own blanks.
  static func redacted(_ pieces: [String]) -> [String] {
    var state = State()
    return pieces.map { piece in
      piece.split(separator: " ", omittingEmptySubsequences: false)
        .map { $0.isEmpty ? "" : state.redacted($0) }.joined(separator: " ")
    }
  }

  /// What the words before make of the next one.
  private struct State {
    /// How many words of `net user NAME` have come.
    private var net = 0
    private var isNext = false

    mutating func redacted(_ word: Substring) -> String {
      let lower = word.lowercased().trimming { "\"'".contains($0) }
      if let last = word.last, "&|;".contains(last) {
        defer { (net, isNext) = (0, false) }
        return net < 3 && !isNext || word.count == 1
          ? String(word) : EnvelopeRedaction.replacement + String(last)
      }
      if isNext, !lower.hasPrefix("-") {
        isNext = false
        return EnvelopeRedaction.replacement
      }
      if net >= 3, !lower.hasPrefix("/") { return EnvelopeRedaction.replacement }
      switch net {
      case 0: net = isNet(lower) ? 1 : 0
      case 1: net = ["user", "users", "use"].contains(lower) ? 2 : 0
      default: net += 1
      }
      if announcements.contains(lower) { isNext = true }
      guard let mark = word.firstIndex(where: { $0 == ":" || $0 == "=" }) else {
        return String(word)
      }
      let name = word[..<mark].lowercased()
      let isSwitch =
        word[mark] == ":" && (name.hasPrefix("-") || name.hasPrefix("/"))
        && switches.contains(String(name.dropFirst()))
      guard isSwitch || name.hasSuffix("password") || name.hasSuffix("pwd") else {
        return String(word)
      }
      return word[...mark] + EnvelopeRedaction.replacement
    }

    private func isNet(_ word: String) -> Bool {
      let name = word.split { #"\/({"'"#.contains($0) }.last ?? ""
      return ["net", "net1", "net.exe", "net1.exe"].contains(name)
    }
  }
}

extension String {
  fileprivate func trimming(_ isTrimmed: (Character) -> Bool) -> String {
    var text = self[...]
    while let first = text.first, isTrimmed(first) { text.removeFirst() }
    while let last = text.last, isTrimmed(last) { text.removeLast() }
    return String(text)
  }
}
