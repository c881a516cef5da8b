/// What the lines of a transcript mean to its reader, for those who write some.
public enum TranscriptSyntax {
  /// Stands for any characters of a line.
  public static let anyText = "[..]"
  /// Stands, alone on a line, for any lines.
  public static let anyLines = "..."

  /// Whether a line is a prompt, a continuation, a directive, a comment or a title, even though it may
  /// be what a command has printed.
  public static func isSpecial(_ line: some StringProtocol) -> Bool {
    guard let first = line.utf8.first else { return false }
    switch first {
    case UInt8(ascii: "/"): return line.hasPrefix("//")
    case UInt8(ascii: ">"): return line == ">>" || line.hasPrefix(">> ")
    case UInt8(ascii: "#"): return title(line) != nil
    default: return PromptLine(line) != nil
    }
  }

  /// The line as output: an elision in front of what would be special is compared and means nothing.
  public static func outputLine(_ line: String) -> String {
    isSpecial(line) ? anyText + line : line
  }

  /// The text of `# Title #`.
  public static func title(_ line: some StringProtocol) -> String? {
    guard line.hasPrefix("# "), line.hasSuffix(" #"), line.count > 4 else { return nil }
    return String(line.dropFirst(2).dropLast(2))
  }
}
