/// What the REPL needs of a line editor; kept small so that libedit stays replaceable.
protocol LineEditor: AnyObject {
  /// Reads one line of an input.
  /// - Parameter prompt: text in front of the line.
  func readLine(prompt: String) -> LineInput
  /// Reads one line that answers a question: without completion and history.
  func readAnswer(prompt: String, echo: Bool) -> LineInput
  /// Puts a complete input into the history.
  func remember(_ input: String)
}

/// What came of reading a line.
enum LineInput: Equatable {
  /// A line without its end.
  case line(String)
  /// Several lines that were pasted at once, without their ends; only the first has been shown.
  case pasted([String])
  /// Ctrl+C.
  case interrupted
  /// End of input.
  case end
  /// The input cannot be read any further; what the user is told, a sentence.
  case failed(String)
}

/// Candidates for the word before the cursor.
struct LineCompletion {
  /// Number of characters before the cursor that a candidate replaces.
  var replacedCharacters: Int
  /// The candidates.
  var candidates: [Candidate]

  /// One candidate.
  struct Candidate: Equatable {
    /// Text to insert.
    var text: String
    /// Text shown in a list.
    var label: String
    /// Whether a blank follows when it is the only one.
    var isFinal: Bool
  }
}
