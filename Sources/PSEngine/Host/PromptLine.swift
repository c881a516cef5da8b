/// The prompts of recorded sessions and of documentation (`language.md` 12.5).
public struct PromptLine: Sendable, Equatable {
  /// The prompt as it stands, up to and including `>`.
  public let prompt: String
  /// Location that the prompt states, such as `WSMan:\localhost`; `nil` for `PS>`.
  public let location: String?
  /// What was typed behind it.
  public let command: String

  /// Recognises a prompt at the front of a line.
  ///
  /// A prompt is any number of `[text]: `, then `PS>`, `PS >`, `PS ` and a drive path, or a drive
  /// path alone; the `>` follows directly and is followed by a blank or the end of the line. So
  /// `C:\x.exe > out` is no prompt.
  /// - Returns: `nil` when the line has no prompt.
  public init?(_ line: some StringProtocol) {
    let text = Substring(line)
    var rest = text
    while rest.first == "[", let end = rest.range(of: "]: ") { rest = rest[end...] }
    var location: String?
    if rest.hasPrefix("PS>") {
      rest = rest.dropFirst(2)
    } else if rest.hasPrefix("PS >") {
      rest = rest.dropFirst(3)
    } else {
      if rest.hasPrefix("PS ") { rest = rest.dropFirst(3) }
      guard let path = Self.drivePath(rest) else { return nil }
      location = String(path)
      rest = rest[path.endIndex...]
    }
    guard rest.first == ">" else { return nil }
    rest = rest.dropFirst()
    guard rest.isEmpty || rest.first == " " || rest.first == "\t" else { return nil }
    prompt = String(text[..<rest.startIndex])
    self.location = location
    command = String(rest.dropFirst())
  }

  /// `name:` and characters other than `>` `|` `;` and quotes, the last of which is not a blank.
  private static func drivePath(_ text: Substring) -> Substring? {
    guard let colon = text.firstIndex(of: ":"), colon > text.startIndex,
      text[..<colon].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." })
    else { return nil }
    let end = text.firstIndex { ">|;\"'".contains($0) } ?? text.endIndex
    guard end > colon, end < text.endIndex, text[end] == ">" else { return nil }
    let path = text[..<end]
    return path.last == " " ? nil : path
  }
}

extension Substring {
  /// Index behind the first occurrence of a text.
  fileprivate func range(of text: String) -> Index? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
