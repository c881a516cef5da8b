/// A line with its number in the file, from 1.
struct NumberedLine: Sendable {
  let number: Int
  let text: Substring
}

/// Where lines come from. Several lines may have the same number: characters other than the line end
/// of the file end lines as well.
protocol LineSource {
  /// The next line; `nil` at the end.
  mutating func next() throws(Transcript.Failure) -> NumberedLine?
}

/// Lines that can be looked at before they are taken.
struct NumberedLines {
  private var source: any LineSource
  private var waiting: [NumberedLine] = []
  private var isAtEnd = false
  /// Number of the line that was taken last.
  private(set) var last = 0

  init(_ source: any LineSource) { self.source = source }

  /// Takes the next line.
  mutating func next() throws(Transcript.Failure) -> NumberedLine? {
    let line = waiting.isEmpty ? try read() : waiting.removeFirst()
    if let line { last = line.number }
    return line
  }

  /// Looks at a line that comes.
  /// - Parameter offset: 0 for the next one.
  mutating func peek(_ offset: Int = 0) throws(Transcript.Failure) -> NumberedLine? {
    while waiting.count <= offset {
      guard let line = try read() else { return nil }
      waiting.append(line)
    }
    return waiting[offset]
  }

  private mutating func read() throws(Transcript.Failure) -> NumberedLine? {
    guard !isAtEnd else { return nil }
    let line = try source.next()
    isAtEnd = line == nil
    return line
  }
}

/// The lines of a text that is held as a whole.
struct TextLineSource: LineSource {
  private var lines: TextLines
  private var number = 0

  /// - Parameter text: a byte-order mark in front of it is left out.
  init(_ text: String) {
    var text = Substring(text)
    if text.unicodeScalars.first == "\u{FEFF}" { text = Substring(text.unicodeScalars.dropFirst()) }
    lines = TextLines(text)
  }

  mutating func next() -> NumberedLine? {
    guard let line = lines.next() else { return nil }
    number += 1
    return NumberedLine(number: number, text: Screen.plain(line))
  }
}

/// Lines that have been taken already, such as those of a fenced block.
struct CollectedLines: LineSource {
  private var lines: ArraySlice<NumberedLine>

  init(_ lines: [NumberedLine]) { self.lines = lines[...] }

  mutating func next() -> NumberedLine? { lines.popFirst() }
}
