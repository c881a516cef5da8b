/// A question with a few answers (`language.md` 8.1).
public struct ChoicePrompt: Sendable {
  /// An answer.
  public struct Choice: Sendable {
    /// Label; the character behind `&` is the key.
    public var label: String
    /// Shown for `?`.
    public var help: String

    /// Makes an answer.
    public init(_ label: String, help: String) {
      self.label = label
      self.help = help
    }

    /// The label without `&`.
    var text: String { label.replacingFirst("&", with: "") }

    /// The key in upper case; empty when the label has none.
    var key: String {
      guard let mark = label.firstIndex(of: "&") else { return "" }
      return label[label.index(after: mark)...].prefix(1).uppercased()
    }
  }

  /// First line, behind an empty one; none when empty.
  public var caption: String
  /// The question.
  public var message: String
  /// The answers in order.
  public var choices: [Choice]
  /// Index of the answer that an empty line stands for; `nil` asks again.
  public var defaultChoice: Int?
  /// What makes the question needless, as a sentence, for where nobody answers.
  public var advice: String

  /// Makes a question.
  public init(
    caption: String, message: String, choices: [Choice], defaultChoice: Int? = 0,
    advice: String = ""
  ) {
    self.caption = caption
    self.message = message
    self.choices = choices
    self.defaultChoice = defaultChoice
    self.advice = advice
  }

  /// Asks.
  /// - Returns: index of the answer.
  /// - Throws: `CancellationError` on Ctrl+C, ``PSRuntimeError`` when nobody can answer.
  public func ask(_ host: any PSHost) async throws -> Int {
    var head = ""
    if !caption.isEmpty { head += "\n" + LineWrap.wrap(caption, width: host.width) + "\n" }
    if !message.isEmpty { head += LineWrap.wrap(message, width: host.width) + "\n" }
    if !head.isEmpty { host.write(head, to: .prompt) }
    let lines = choiceLines(width: host.width)
    let prompt = lines.joined(separator: "\n")
    let question = message.isEmpty ? caption : message
    while true {
      guard
        let line = try await host.readAnswer(
          prompt: prompt, question: question, advice: advice)
      else {
        // The default, often Yes, is the answer of an empty line only: nobody has given one.
        host.write("\n", to: .prompt)
        throw PSRuntimeError(
          "The input ended before this question was answered, so nothing was done: "
            + "\(question.asSentence) Give the answer in the input.\(advice.asNextSentence)",
          id: "PromptForChoiceCanceled", category: .operationStopped,
          exception: "System.Management.Automation.Host.PromptingException")
      }
      let answer = line.trimmingBlanks
      if answer.isEmpty {
        if let defaultChoice { return defaultChoice }
        continue
      }
      if answer == "?" {
        let help = choices.map { "\($0.key.isEmpty ? $0.text : $0.key) - \($0.help)\n" }
        host.write(help.joined(), to: .prompt)
        continue
      }
      let found = choices.firstIndex {
        $0.key.equalsIgnoringCase(answer) || $0.text.equalsIgnoringCase(answer)
      }
      if let found { return found }
    }
  }

  /// The line of choices, broken where a piece would pass the window.
  func choiceLines(width: Int) -> [String] {
    var pieces = choices.map { "[\($0.key)] \($0.text)  " }
    pieces.append("[?] Help ")
    if let defaultChoice, choices.indices.contains(defaultChoice) {
      pieces.append("(default is \"\(choices[defaultChoice].key)\"): ")
    } else {
      pieces[pieces.count - 1] = "[?] Help: "
    }
    var lines: [String] = []
    var line = ""
    for piece in pieces {
      if !line.isEmpty, line.count + piece.count > width - 1 {
        lines.append(line)
        line = piece.trimmingTrailingBlanks
      } else {
        line += piece
      }
    }
    lines.append(line)
    return lines
  }
}

extension PSHost {
  /// Reads an answer; a host that nobody watches gives an error that names the question.
  /// - Parameters:
  ///   - question: what is asked, when it is not the prompt itself.
  ///   - advice: what makes the question needless.
  func readAnswer(
    prompt: String, question: String? = nil, secret: Bool = false, advice: String = ""
  ) async throws -> String? {
    do {
      return secret ? try await readSecret(prompt: prompt) : try await readLine(prompt: prompt)
    } catch let unavailable as PromptUnavailable {
      throw unavailable.error(asking: question, advice: advice)
    }
  }
}

extension PromptUnavailable {
  /// What a command reports.
  /// - Parameters:
  ///   - question: what is asked, when it is not the prompt itself.
  ///   - advice: what makes the question needless.
  func error(asking question: String? = nil, advice: String = "") -> PSRuntimeError {
    PSRuntimeError(
      "The shell runs without anyone to answer, so it cannot ask: "
        + "\((question ?? self.question).asSentence)\(advice.asNextSentence)",
      id: "InvalidOperation", exception: "System.Management.Automation.Host.HostException")
  }
}

extension String {
  /// A sentence behind another one; nothing when there is none.
  fileprivate var asNextSentence: String { isEmpty ? "" : " " + self }

  /// A question as the end of a sentence.
  fileprivate var asSentence: String {
    var text = trimmingBlanks[...]
    while let last = text.last, last == ":" || last == "." { text.removeLast() }
    return text.last == "?" || text.last == "!" ? String(text) : text + "."
  }
}
