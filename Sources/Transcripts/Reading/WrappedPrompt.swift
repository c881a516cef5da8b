import PSEngine

/// Prompts that a narrow window has broken over two lines, as they come from a console by copying.
enum WrappedPrompt {
  /// No window is narrower, so that shorter lines are not broken ones.
  private static let narrowestWindow = 20
  /// A prompt so long may have its command in the next line; a shorter one with nothing behind it was
  /// just left alone.
  private static let longPrompt = 40

  /// The prompt that two lines make together: the first one is its beginning up to the edge of the
  /// window, or all of it with the command in the second one.
  static func joined(_ first: Substring, _ second: Substring?) -> PromptLine? {
    guard let second, !second.isBlank, first.utf8.count >= narrowestWindow,
      PromptLine(second) == nil, !second.hasPrefix("//"), TranscriptSyntax.title(second) == nil
    else { return nil }
    if let whole = PromptLine(first) {
      guard whole.location != nil, whole.command.isBlank, whole.prompt.count >= longPrompt else {
        return nil
      }
      return PromptLine(whole.prompt + " " + second)
    }
    guard isBeginning(first), let prompt = PromptLine(first + second),
      prompt.prompt.count > first.count
    else { return nil }
    return prompt
  }

  /// Whether a line is the beginning of a prompt and nothing else: a path alone is none, it may be
  /// what a command has printed.
  private static func isBeginning(_ line: Substring) -> Bool {
    guard !line.contains(">"), let prompt = PromptLine(line + ">"), prompt.location != nil else {
      return false
    }
    return line.hasPrefix("PS ") || line.hasPrefix("[") && line.contains("]: PS ")
  }
}
