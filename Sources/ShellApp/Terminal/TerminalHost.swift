import PSEngine
import PSFormatting
import Synchronization

/// The host on the process's terminal, or on its pipes when there is none.
final class TerminalHost: PSHost {
  private let bridge: MainThreadBridge
  private let editor: MainThreadOnly<any LineEditor>
  private let progress = Mutex(ProgressLine())

  let name = "ConsoleHost"
  let isInteractive: Bool
  private let readsTerminal: Bool
  private let feedsPrograms: Bool
  let supportsColor = Terminal.wantsColor
  let writesToTerminal = Terminal.isOutput

  /// - Parameters:
  ///   - isInteractive: whether questions can be answered.
  ///   - readsTerminal: whether a person answers them; otherwise a file or pipe does.
  ///   - feedsPrograms: whether standard input is for programs while they run.
  init(
    bridge: MainThreadBridge, editor: any LineEditor, isInteractive: Bool,
    readsTerminal: Bool = Terminal.isInput, feedsPrograms: Bool = false
  ) {
    self.readsTerminal = readsTerminal
    self.feedsPrograms = feedsPrograms
    self.bridge = bridge
    self.editor = MainThreadOnly(value: editor)
    self.isInteractive = isInteractive
  }

  var width: Int { Terminal.width }
  var height: Int { Terminal.height }

  func write(_ text: String, to stream: HostStream) {
    endProgress()
    // Whatever a script prints may come from another computer: only colours get through.
    let text = ControlCharacters.shown(text, allowing: .hostText, colors: supportsColor)
    switch stream {
    case .output, .prompt: Terminal.write(text)
    case .host(let foreground, let background):
      Terminal.write(
        supportsColor
          ? TerminalColor.paint(text, foreground: foreground, background: background) : text)
    case .error: writeAside(text, color: "Red")
    case .standardError: writeAside(text, color: nil)
    case .warning, .verbose, .debug: writeAside(text, color: "Yellow")
    }
  }

  /// Errors, warnings and their like: in order with the output on a terminal, on standard error
  /// when output goes into a pipe or file.
  private func writeAside(_ text: String, color: String?) {
    if Terminal.isOutput {
      Terminal.write(
        supportsColor ? TerminalColor.paint(text, foreground: color, background: nil) : text)
    } else {
      Terminal.flush()
      Terminal.write(text, toError: true)
    }
  }

  func readLine(prompt: String) async throws -> String? {
    try await answer(prompt: prompt, echo: true)
  }

  func readSecret(prompt: String) async throws -> String? {
    try await answer(prompt: prompt, echo: false)
  }

  private func answer(prompt: String, echo: Bool) async throws -> String? {
    let editor = editor
    return try await read(prompt) { editor.value.readAnswer(prompt: prompt, echo: echo) }
  }

  func readKey(prompt: String) async throws -> Character? {
    try await read(prompt) { SecretReader.readKey(prompt: prompt) }?.first
  }

  func readCommand(prompt: String) async throws -> CommandLineInput {
    let editor = editor
    switch try await input(prompt, { editor.value.readAnswer(prompt: prompt, echo: true) }) {
    case .line(let line): return .line(line)
    case .pasted(let lines): return .line(lines.joined(separator: "\n"))
    case .interrupted:
      Terminal.write("\n")
      return .interrupted
    case .end, .failed:
      if readsTerminal { Terminal.write("\n") }
      return .end
    }
  }

  func exchangeInterrupt(_ action: (@Sendable () -> Void)?) -> (@Sendable () -> Void)? {
    Interrupts.shared.exchangeRunning(action)
  }

  private func input(
    _ prompt: String, _ work: @escaping @Sendable () -> LineInput
  ) async throws -> LineInput {
    guard isInteractive else { throw PromptUnavailable(question: prompt) }
    return await bridge.onMain { () -> LineInput in
      Terminal.flush()
      Interrupts.shared.suspendRunning()
      defer { Interrupts.shared.resumeRunning() }
      return work()
    }
  }

  private func read(
    _ prompt: String, _ work: @escaping @Sendable () -> LineInput
  ) async throws -> String? {
    switch try await input(prompt, work) {
    case .line(let line): return line
    case .pasted(let lines): return lines.first
    case .end, .failed:
      // The end of a file or pipe leaves the rest of the questions open, which `winrm` takes as No.
      guard readsTerminal else { return nil }
      // Ctrl+D, or a terminal that is gone, answers nothing; least of all the default, Yes.
      Terminal.write("\n")
      throw CancellationError()
    case .interrupted: throw CancellationError()
    }
  }

  func show(_ record: ProgressRecord) {
    guard Terminal.isError, isInteractive else { return }
    let text = progress.withLock { $0.show(record, width: Terminal.width) }
    Terminal.flush()
    Terminal.write(text, toError: true)
  }

  /// Removes the line that shows progress: a command may have ended without a last record.
  func endProgress() {
    if let clear = progress.withLock({ $0.clear() }) { Terminal.write(clear, toError: true) }
  }

  func clearScreen() {
    guard Terminal.isOutput else { return }
    Terminal.write("\u{1B}[H\u{1B}[2J\u{1B}[3J")
    Terminal.flush()
  }

  func start(_ program: NativeProgram) async throws -> any NativeProcess {
    endProgress()
    Terminal.flush()
    return try HostProgram(program)
  }

  func programInput(echo: Bool) async -> (any ProgramInput)? {
    guard feedsPrograms else { return nil }
    let editor = editor
    // An answer that was read from a pipe may have brought more along.
    let early = await bridge.onMain { (editor.value as? PlainLineReader)?.takeRest() ?? [] }
    return LiveInput(early: early, echo: echo)
  }

  func whenInterruptedAgain(_ action: (@Sendable () -> Void)?) {
    Interrupts.shared.whenInterruptedAgain(action)
  }
}

/// One line at the bottom for work that takes long.
struct ProgressLine {
  private var isShown = false

  /// What to write for a record.
  mutating func show(_ record: ProgressRecord, width: Int) -> String {
    guard !record.isCompleted else { return clear() ?? "" }
    isShown = true
    var text = record.activity
    if !record.status.isEmpty { text += ": " + record.status }
    if record.percentComplete >= 0 { text += " \(record.percentComplete) %" }
    text = ControlCharacters.shown(text, allowing: .nothing, colors: false)
    return "\r\u{1B}[K" + DisplayWidth.prefix(text, cells: width - 1)
  }

  /// What removes the line, `nil` when there is none.
  mutating func clear() -> String? {
    guard isShown else { return nil }
    isShown = false
    return "\r\u{1B}[K"
  }
}

/// PowerShell's console colours as terminal sequences.
enum TerminalColor {
  private static let names = [
    "black", "darkred", "darkgreen", "darkyellow", "darkblue", "darkmagenta", "darkcyan", "gray",
    "darkgray", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
  ]

  /// The text in colours; line ends stay outside so that a background does not run on.
  static func paint(_ text: String, foreground: String?, background: String?) -> String {
    var codes: [String] = []
    if let index = foreground.flatMap(index) { codes.append(code(index, base: 30)) }
    if let index = background.flatMap(index) { codes.append(code(index, base: 40)) }
    guard !codes.isEmpty else { return text }
    let start = "\u{1B}[\(codes.joined(separator: ";"))m"
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "\(start)\($0)\u{1B}[0m" }
      .joined(separator: "\n")
  }

  private static func index(_ name: String) -> Int? { names.firstIndex(of: name.lowercased()) }

  private static func code(_ index: Int, base: Int) -> String {
    String(index < 8 ? base + index : base + 60 + index - 8)
  }
}
