import PSFormatting
import Transcripts

/// Types a transcript as a person would, and hands the line over to the person at the keyboard
/// whenever that is asked for, or at the end.
final class PlayingEditor: LineEditor {
  private let base: EditLineEditor
  private let stage: PlayStage
  private var pace: PlayPace
  private var isPlaying = true
  /// Lines of the command that are not typed yet.
  private var lines: [String] = []
  /// Whether the rest of the command is typed without pauses.
  private var isAtOnce = false

  private static let help =
    "Space pauses, Return steps, s skips, + and - change speed, Escape takes over."

  /// What the keys do, for the person who plays, in lines of a terminal.
  static func help(width: Int) -> String {
    WordWrap.lines(help, width: max(1, width - 1)).map { $0 + "\n" }.joined()
  }

  /// - Parameters:
  ///   - base: the editor that the person gets.
  ///   - stage: has what is typed, and the session for it.
  init(_ base: EditLineEditor, _ stage: PlayStage, pace: PlayPace) {
    self.base = base
    self.stage = stage
    self.pace = pace
  }

  func remember(_ input: String) { base.remember(input) }

  func readLine(prompt: String) -> LineInput {
    while isPlaying {
      let isContinuation = !lines.isEmpty
      if !isContinuation {
        // The prompt of the session that was is not that of the new one: it is asked for again.
        if stage.enterSection() { return .pasted([]) }
        lines = stage.script.next() ?? []
        isAtOnce = false
      }
      guard !lines.isEmpty else {
        endPlaying()
        break
      }
      let line = lines.removeFirst()
      let shownPrompt = prompt.filter { $0 != "\u{1}" }
      Terminal.write(shownPrompt)
      Terminal.flush()
      switch type(line, isContinuation: isContinuation) {
      case .typed:
        Terminal.write("\n")
        Terminal.flush()
        return .line(line)
      case .skipped(let typed):
        lines = []
        erase(shownPrompt + typed)
        // What was typed of the command before goes with it.
        if isContinuation { return .interrupted }
      case .takenOver(let typed):
        endPlaying()
        lines = []
        erase(shownPrompt + typed)
        base.prefill(typed)
      }
    }
    return base.readLine(prompt: prompt)
  }

  func readAnswer(prompt: String, echo: Bool) -> LineInput {
    guard isPlaying, let answer = stage.script.answer(to: prompt, isSecret: !echo) else {
      return base.readAnswer(prompt: prompt, echo: echo)
    }
    Terminal.write(prompt)
    Terminal.flush()
    switch type(answer.shown, isContinuation: true) {
    case .typed:
      Terminal.write("\n")
      Terminal.flush()
      return .line(answer.text)
    case .skipped(let typed), .takenOver(let typed):
      erase((prompt.split(separator: "\n").last.map(String.init) ?? "") + typed)
      return base.readAnswer(prompt: prompt, echo: echo)
    }
  }

  private func endPlaying() {
    isPlaying = false
    stage.handOver()
  }

  // MARK: Typing

  private enum Outcome {
    case typed
    case skipped(typed: String)
    case takenOver(typed: String)
  }

  /// Types a line behind the prompt.
  private func type(_ line: String, isContinuation: Bool) -> Outcome {
    let keys = PlayKeys()
    defer { keys.end() }
    var typed = ""
    // A pause stands before a command; lines and answers that belong to it follow by themselves.
    var isStanding = pace.isPaused && !isContinuation
    /// Waits, and obeys the keys that come meanwhile.
    func wait(_ milliseconds: Int) -> Outcome? {
      var milliseconds = milliseconds
      while !isAtOnce {
        switch keys.next(within: isStanding ? nil : milliseconds) {
        case nil:
          if !isStanding { return nil }
        case .pause:
          isStanding.toggle()
          pace.isPaused = isStanding
        case .step:
          if isStanding { isStanding = false } else { isAtOnce = true }
        case .skip: return .skipped(typed: typed)
        case .faster: pace.faster()
        case .slower: pace.slower()
        case .takeOver: return .takenOver(typed: typed)
        }
        milliseconds /= 2
      }
      return nil
    }
    if let outcome = wait(isContinuation ? pace.pauseBeforeReturn : pace.pauseBeforeCommand) {
      return outcome
    }
    for character in line {
      if let outcome = wait(pace.delay(before: character)) { return outcome }
      // A transcript may come from a stranger.
      Terminal.write(ControlCharacters.shown(String(character), allowing: .nothing, colors: false))
      Terminal.flush()
      typed.append(character)
    }
    return wait(pace.pauseBeforeReturn) ?? .typed
  }

  /// Removes the prompt and what has been typed behind it.
  private func erase(_ text: String) {
    let rows = DisplayWidth.cells(text) / max(1, Terminal.width)
    Terminal.write("\r" + (rows > 0 ? "\u{1B}[\(rows)A" : "") + "\u{1B}[J")
    Terminal.flush()
  }
}
