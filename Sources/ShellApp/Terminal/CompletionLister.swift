import PSFormatting

/// Decides what a Tab does: complete as far as it is certain, then list, as shells do.
struct CompletionLister {
  /// What the editor does for one Tab.
  enum Step: Equatable {
    /// Replace that many characters before the cursor by the text.
    case replace(characters: Int, text: String)
    /// Print these rows and draw the line again.
    case list([String])
    case beep
  }

  /// More candidates than this are counted, not listed.
  private static let longestList = 400

  /// The line as the last Tab left it, when more than one candidate was left.
  private var lastLine: String?

  /// The step for a Tab.
  mutating func step(_ completion: LineCompletion, line: String, width: Int) -> Step {
    let candidates = completion.candidates
    if candidates.count == 1 {
      lastLine = nil
      return .replace(
        characters: completion.replacedCharacters,
        text: candidates[0].text + (candidates[0].isFinal ? " " : ""))
    }
    let typed = line.suffix(completion.replacedCharacters)
    let common = Self.commonPrefix(candidates.map(\.text))
    if common.count > typed.count {
      lastLine = line.dropLast(typed.count) + common
      return .replace(characters: completion.replacedCharacters, text: common)
    }
    guard lastLine == line else {
      lastLine = line
      return .beep
    }
    guard candidates.count <= Self.longestList else {
      return .list(["\(candidates.count) possibilities; type more of the name."])
    }
    return .list(Self.columns(candidates.map(\.label), width: width))
  }

  /// The longest text that all candidates begin with, ignoring case; spelled like the first.
  static func commonPrefix(_ texts: [String]) -> String {
    guard var prefix = texts.first else { return "" }
    for text in texts.dropFirst() {
      while !text.lowercased().hasPrefix(prefix.lowercased()) { prefix.removeLast() }
    }
    return prefix
  }

  /// Lays labels out in columns, down first, as `ls` does.
  static func columns(_ labels: [String], width: Int) -> [String] {
    let cell = (labels.map { DisplayWidth.cells($0) }.max() ?? 0) + 2
    let count = max(1, (width - 1) / cell)
    let rows = (labels.count + count - 1) / count
    return (0..<rows).map { row in
      var line = ""
      var padding = 0
      for index in stride(from: row, to: labels.count, by: rows) {
        line += String(repeating: " ", count: padding) + labels[index]
        padding = cell - DisplayWidth.cells(labels[index])
      }
      return line
    }
  }
}
