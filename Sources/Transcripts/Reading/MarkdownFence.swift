/// A line of Markdown that opens a fenced block.
public struct MarkdownFence: Sendable {
  /// What stands in front of it.
  public let margin: Margin
  /// The row of backticks or tildes.
  public let marker: String
  /// The first word behind it, in lower case.
  public let language: String

  /// Reads a line; `nil` when it opens none.
  public init?(_ line: Substring) {
    let text = Margin.dropped(from: line)
    guard text.hasPrefix("```") || text.hasPrefix("~~~"), let first = text.first else {
      return nil
    }
    let marker = text.prefix { $0 == first }
    let info = text[marker.endIndex...]
    guard first == "~" || !info.contains("`") else { return nil }
    margin = Margin(text: String(line[..<text.startIndex]))
    self.marker = String(marker)
    let word = info.split { $0.isWhitespace || "{},".contains($0) }.first ?? ""
    // Within braces a language is written as a class.
    language = (word.first == "." ? word.dropFirst() : word).lowercased()
  }

  /// Whether a line of the block closes it.
  public func isClosed(by line: Substring) -> Bool {
    let text = line.drop { $0 == " " || $0 == "\t" }
    guard text.hasPrefix(marker) else { return false }
    return text.allSatisfy { $0 == marker.first || $0.isWhitespace }
  }

  /// Whether it holds commands for PowerShell.
  var isScript: Bool {
    ["powershell", "powershell-interactive", "posh", "pwsh", "ps1", "ps"].contains(language)
  }
  /// Whether it holds what commands have printed.
  var isOutput: Bool { language == "output" }

  /// What stands in front of a fence, and so in front of the lines of its block: the indentation of
  /// a list, the marks of a quote.
  public struct Margin: Sendable {
    /// Blanks, tabs and `>`.
    public let text: String

    /// A line behind whatever margin it has.
    static func dropped(from line: Substring) -> Substring {
      line.drop { $0 == " " || $0 == "\t" || $0 == ">" }
    }

    /// A line of the block without the margin; `nil` when it stands outside of the quote.
    public func content(_ line: Substring) -> Substring? {
      var rest = line
      for mark in text {
        switch mark {
        case ">":
          let quoted = rest.drop { $0 == " " }
          guard quoted.first == ">" else { return nil }
          rest = quoted.dropFirst()
        case "\t" where rest.first == " ":
          rest = rest.dropFirst(rest.prefix(4).prefix { $0 == " " }.count)
        default: if rest.first == mark { rest.removeFirst() }
        }
      }
      return rest
    }
  }
}
