/// Answers to the prompts of a command: what stands behind them in its expected output, else those
/// that are given apart.
public struct TranscriptAnswers: Sendable {
  private var expected: [Substring] = []
  private var next = 0
  private var given: [String]
  private var secrets: [String] = []

  /// - Parameter given: answers that the expected output does not show, in order.
  public init(given: [String] = []) { self.given = given }

  /// An answer.
  public struct Answer: Sendable, Equatable {
    /// What is typed.
    public let text: String
    /// What is shown of it.
    public let shown: String
    /// Whether a recording has kept nothing of it but stars, so that the text is not the real one.
    public let isMasked: Bool
    /// Whether the expected output shows the question.
    public let isQuestionShown: Bool
  }

  /// Begins another command.
  /// - Parameters:
  ///   - expected: its expected output.
  ///   - answers: answers that come before those that are left.
  ///   - secrets: what stands behind stars in the expected output, the last one for all that follow.
  public mutating func begin(
    expected: [Substring], answers: [String] = [], secrets: [String] = []
  ) {
    self.expected = expected
    self.secrets = secrets
    next = 0
    given = answers + given
  }

  /// The answer to a prompt; `nil` when there is none.
  /// - Parameter isSecret: whether it is shown as stars.
  public mutating func answer(to prompt: String, isSecret: Bool) -> Answer? {
    let question = Self.words(prompt.split(separator: "\n").last.map(String.init) ?? prompt)
    var text: String?
    var isQuestionShown = false
    for index in expected.indices.dropFirst(next) {
      let line = Self.words(expected[index])
      guard line.hasPrefix(question) else { continue }
      text = String(line.dropFirst(question.count).drop { $0 == " " })
      next = index + 1
      isQuestionShown = true
      break
    }
    // Stars are what a recording has kept of a secret; its text may be given apart.
    let stars = isSecret && text?.allSatisfy { $0 == "*" } == true ? text : nil
    var isMasked = stars?.isEmpty == false
    if text?.isEmpty ?? true || isMasked, !given.isEmpty {
      text = given.removeFirst()
      isMasked = false
    } else if isMasked, let secret = secrets.first {
      text = secret
      isMasked = false
      if secrets.count > 1 { secrets.removeFirst() }
    }
    guard let text else { return nil }
    guard isSecret else {
      return Answer(text: text, shown: text, isMasked: false, isQuestionShown: isQuestionShown)
    }
    let shown = stars.flatMap { $0.isEmpty ? nil : $0 } ?? String(repeating: "*", count: text.count)
    return Answer(
      text: text, shown: shown, isMasked: isMasked, isQuestionShown: isQuestionShown)
  }

  /// A text with runs of blanks as one, without blanks at its ends.
  private static func words(_ text: some StringProtocol) -> String {
    text.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
  }
}
