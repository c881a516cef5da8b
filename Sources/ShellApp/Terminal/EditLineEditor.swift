import CEditLine
import CPlatform
import PSEngine
import PSFormatting

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The line editor on libedit. Used by the main thread alone.
///
/// libedit calls back with its own handle; the editor object is found through its client data, which
/// stays valid because the handle is destroyed in `deinit`.
final class EditLineEditor: LineEditor {
  /// Asks for candidates; the text before the cursor and the text behind it.
  typealias Completer = (_ before: String, _ behind: String) -> LineCompletion?

  private let edit: OpaquePointer
  private let history: OpaquePointer
  private let store: HistoryStore
  private let completer: Completer
  private var input = TerminalInput(descriptor: STDIN_FILENO)
  private var promptText: UnsafeMutablePointer<CChar>?
  private var pastedLines: [String] = []
  private var wasInterrupted = false
  private var completions = CompletionLister()
  private var isAnswering = false

  /// Opens the editor on the process's terminal.
  /// - Returns: `nil` when libedit cannot use the terminal.
  init?(store: HistoryStore, completer: @escaping Completer) {
    wsmansh_use_locale()
    guard let edit = el_init("wsmansh", wsmansh_stdin(), wsmansh_stdout(), wsmansh_stderr()),
      let history = history_init()
    else { return nil }
    self.edit = edit
    self.history = history
    self.store = store
    self.completer = completer
    configure()
  }

  deinit {
    history_end(history)
    el_end(edit)
    free(promptText)
  }

  private func configure() {
    _ = wsmansh_el_client_data(edit, Unmanaged.passUnretained(self).toOpaque())
    _ = wsmansh_el_editor(edit, "emacs")
    _ = wsmansh_el_flow_control_off(edit)
    _ = wsmansh_history_size(history, Int32(HistoryStore.capacity))
    _ = wsmansh_history_unique(history)
    _ = wsmansh_el_history(edit, history)
    _ = wsmansh_el_prompt(edit, { EditLineEditor.of($0)?.promptText }, "\u{1}".utf8CString[0])
    _ = wsmansh_el_reader(edit) { handle, character in
      guard let editor = EditLineEditor.of(handle), let character else { return -1 }
      return editor.read(into: character)
    }
    _ = wsmansh_el_add_function(edit, "wsmansh-complete", "Complete the word") { handle, _ in
      EditLineEditor.of(handle)?.complete() ?? UInt8(CC_ERROR)
    }
    _ = wsmansh_el_add_function(edit, "wsmansh-last-argument", "Insert the last argument") {
      handle, _ in
      EditLineEditor.of(handle)?.insertLastArgument() ?? UInt8(CC_ERROR)
    }
    bindKeys()
    store.load(into: history)
    _ = el_source(edit, nil)
    // The settings have changed the whole table of keys then.
    if wsmansh_el_is_vi(edit) != 0 { bindKeysOfBothModes() }
  }

  /// Every promised key is bound: libedit's tables differ between builds (`language.md` 13.2).
  private func bindKeys() {
    bindKeysOfBothModes()
    bind([
      ("\\e.", "wsmansh-last-argument"), ("^U", "em-kill-line"), ("^W", "ed-delete-prev-word"),
      ("^K", "ed-kill-line"), ("^Y", "em-yank"), ("^A", "ed-move-to-beg"), ("^E", "ed-move-to-end"),
      ("\\e[A", "ed-prev-history"), ("\\e[B", "ed-next-history"),
      ("\\e[19~", "ed-search-prev-history"), ("\\e[19;2~", "ed-search-next-history"),
      ("\\e[1;5D", "ed-prev-word"), ("\\e[1;5C", "em-next-word"),
      ("\\e[H", "ed-move-to-beg"), ("\\e[F", "ed-move-to-end"),
      ("\\e[1~", "ed-move-to-beg"), ("\\e[4~", "ed-move-to-end"),
      ("\\e[3~", "ed-delete-next-char"), ("\\e[3;5~", "em-delete-next-word"),
    ])
  }

  private func bindKeysOfBothModes() {
    bind([
      ("^I", "wsmansh-complete"), ("^R", "em-inc-search-prev"), ("^S", "em-inc-search-next"),
      ("^L", "ed-clear-screen"),
    ])
  }

  private func bind(_ bindings: [(key: String, function: String)]) {
    for (key, function) in bindings { _ = wsmansh_el_bind(edit, key, function) }
  }

  private static func of(_ handle: OpaquePointer?) -> EditLineEditor? {
    guard let handle, let data = wsmansh_el_get_client_data(handle) else { return nil }
    return Unmanaged<EditLineEditor>.fromOpaque(data).takeUnretainedValue()
  }

  // MARK: Reading

  func readLine(prompt: String) -> LineInput {
    isAnswering = false
    return read(prompt: prompt)
  }

  func readAnswer(prompt: String, echo: Bool) -> LineInput {
    isAnswering = true
    defer { isAnswering = false }
    guard echo else { return SecretReader.read(prompt: prompt) }
    return read(prompt: prompt)
  }

  /// Puts text into the line that is edited next.
  func prefill(_ text: String) { input.push(text) }

  func remember(_ text: String) {
    guard HistoryStore.mayKeep(text) else { return }
    _ = wsmansh_history_enter(history, text)
    store.append(text)
  }

  private func read(prompt: String) -> LineInput {
    setPrompt(prompt)
    pastedLines = []
    wasInterrupted = false
    Interrupts.shared.drain()
    // Before the prompt is seen: a key pressed at once must not meet the terminal's line mode.
    _ = wsmansh_el_raw_mode(edit)
    setBracketedPaste(true)
    var count: Int32 = 0
    let line = el_gets(edit, &count)
    setBracketedPaste(false)
    if wasInterrupted {
      el_reset(edit)
      return .interrupted
    }
    guard let line, count > 0 else { return .end }
    var text = String(cString: line)
    if text.hasSuffix("\n") { text.removeLast() }
    guard !pastedLines.isEmpty else { return .line(text) }
    return .pasted([text] + pastedLines)
  }

  private func setBracketedPaste(_ on: Bool) {
    Terminal.write(on ? "\u{1B}[?2004h" : "\u{1B}[?2004l")
    Terminal.flush()
  }

  /// Escape sequences in a prompt stand between U+0001 so that libedit does not count them. Lines
  /// above the last one are written at once: libedit joins the lines of a prompt.
  private func setPrompt(_ prompt: String) {
    free(promptText)
    guard let end = prompt.lastIndex(of: "\n") else { return promptText = strdup(prompt) }
    Terminal.write(prompt[...end].filter { $0 != "\u{1}" })
    promptText = strdup(String(prompt[prompt.index(after: end)...]))
  }

  private func read(into character: UnsafeMutablePointer<wchar_t>) -> Int32 {
    while true {
      switch input.next() {
      case .character(let scalar):
        character.pointee = wchar_t(bitPattern: scalar.value)
        return 1
      case .paste(let text): take(paste: text)
      case .interrupt:
        wasInterrupted = true
        return -1
      case .windowChanged: redraw()
      case .end: return 0
      }
    }
  }

  /// Draws the line for another width of the window. libedit begins where the cursor is: that has to
  /// be the first row of what the terminal has wrapped anew.
  private func redraw() {
    let prompt = promptText.map { String(cString: $0) } ?? ""
    let cells = DisplayWidth.cells(Self.shown(prompt)) + DisplayWidth.cells(line().before)
    let rows = cells / max(1, Terminal.width)
    Terminal.write("\r" + (rows > 0 ? "\u{1B}[\(rows)A" : "") + "\u{1B}[J")
    Terminal.flush()
    el_resize(edit)
    _ = wsmansh_el_refresh(edit)
  }

  /// A prompt without its escape sequences, which stand between U+0001.
  private static func shown(_ prompt: String) -> String {
    prompt.split(separator: "\u{1}", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 0 }.map { String($0.element) }.joined()
  }

  /// The first line of a paste goes into the line being edited. When more lines follow, the line
  /// ends there and the others are handed to the REPL in one piece. Of a recorded session only the
  /// commands are taken.
  private func take(paste text: String) {
    var lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map {
      String($0.map { $0.isASCII && $0.isControl && $0 != "\t" ? " " : $0 })
    }
    if lines.count > 1 {
      lines = PastedSession.commands(lines) { PromptLine($0)?.command }
    }
    guard !lines.isEmpty else { return }
    let first = lines.removeFirst()
    guard !lines.isEmpty else { return input.push(first.replacingTabs()) }
    pastedLines = lines
    input.push(first.replacingTabs() + "\n")
  }

  // MARK: Completion

  private func line() -> (before: String, behind: String) {
    guard let info = el_line(edit)?.pointee, let start = info.buffer, let cursor = info.cursor,
      let last = info.lastchar
    else { return ("", "") }
    func text(_ from: UnsafePointer<CChar>, _ to: UnsafePointer<CChar>) -> String {
      let bytes = UnsafeBufferPointer(start: from, count: max(0, to - from))
      return String(decoding: bytes.lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    return (text(start, cursor), text(cursor, last))
  }

  private func complete() -> UInt8 {
    guard !isAnswering else {
      _ = el_insertstr(edit, " ")
      return UInt8(CC_REFRESH)
    }
    let (before, behind) = line()
    guard let completion = completer(before, behind), !completion.candidates.isEmpty else {
      return UInt8(CC_REFRESH_BEEP)
    }
    switch completions.step(completion, line: before, width: Terminal.width) {
    case .replace(let characters, let text):
      el_deletestr(edit, Int32(characters))
      _ = el_insertstr(edit, text)
      return UInt8(CC_REFRESH)
    case .list(let rows):
      Terminal.write("\r\n" + rows.joined(separator: "\r\n") + "\r\n")
      Terminal.flush()
      return UInt8(CC_REDISPLAY)
    case .beep: return UInt8(CC_REFRESH_BEEP)
    }
  }

  private func insertLastArgument() -> UInt8 {
    guard let newest = wsmansh_history_newest(history),
      let word = String(cString: newest).split(whereSeparator: \.isWhitespace).last
    else { return UInt8(CC_REFRESH_BEEP) }
    _ = el_insertstr(edit, String(word))
    return UInt8(CC_REFRESH)
  }
}

extension Character {
  fileprivate var isControl: Bool {
    unicodeScalars.allSatisfy { $0.value < 0x20 || $0.value == 0x7F }
  }
}

extension String {
  fileprivate func replacingTabs() -> String { String(map { $0 == "\t" ? " " : $0 }) }
}
