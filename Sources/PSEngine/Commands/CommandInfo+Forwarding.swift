import PSLanguage

extension CommandInfo {
  /// The command that the comment of a function names behind `.FORWARDHELPTARGETNAME`: what its help
  /// says, and what its parameters take, is as there.
  public var forwardHelpTarget: String? {
    guard case .function(let body) = implementation else { return nil }
    for line in body.text.split(whereSeparator: \.isNewline) {
      let words = line.split(separator: " ")
      if words.count == 2, words[0].equalsIgnoringCase(".FORWARDHELPTARGETNAME") {
        return String(words[1])
      }
    }
    return nil
  }
}
