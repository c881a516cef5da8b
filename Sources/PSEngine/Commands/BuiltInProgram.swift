/// A program that the shell brings along. It takes its arguments as texts, writes lines to its output
/// and to its error output, and ends with an exit code, as a program of the host does; its options are
/// its own and no parameters of the language.
public protocol BuiltInProgram: Sendable {
  /// The name of the command.
  var name: String { get }

  /// Runs the program.
  /// - Parameters:
  ///   - arguments: without the name of the program.
  ///   - console: where text goes and answers come from.
  /// - Returns: the exit code, which becomes `$LASTEXITCODE`.
  func run(_ arguments: [String], _ console: ProgramConsole) async throws -> Int32

  /// Candidates for an argument that is being typed.
  /// - Returns: `nil` when paths of the file system are meant.
  func completions(for word: ProgramWord) -> [String]?

  /// The source of completion that has the candidates, such as `Computer`; `nil` when
  /// ``completions(for:)`` has them.
  func completionSource(for word: ProgramWord) -> String?
}

extension BuiltInProgram {
  /// None.
  public func completionSource(for word: ProgramWord) -> String? { nil }
}

/// An argument of a built-in program that is being typed.
public struct ProgramWord: Sendable, Equatable {
  /// The arguments before it.
  public var arguments: [String]
  /// The option whose value it is, without its dash.
  public var option: String?
  /// What is there of it; with the dash when it is an option itself.
  public var text: String

  /// Describes a word.
  public init(arguments: [String], option: String? = nil, text: String) {
    self.arguments = arguments
    self.option = option
    self.text = text
  }
}

/// What a built-in program writes to and reads from.
public final class ProgramConsole {
  /// Session, host and place of the call.
  public let command: CommandContext
  private var input: [String]?
  private var hasFailed = false
  /// What was written of the last line, which has no end yet, by stream.
  private var openLines: [Bool: String] = [:]

  /// - Parameters:
  ///   - command: the call.
  ///   - input: lines that were piped in; `nil` when the program stands first.
  init(command: CommandContext, input: [String]?) {
    self.command = command
    self.input = input.map { $0.reversed() }
  }

  /// Writes text to the output; each of its lines is a string.
  public func write(_ text: String) async throws {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      try await command.write(.string(String(line)))
    }
  }

  /// Whether the output goes to the host, and nobody else takes it.
  public var isShown: Bool { command.sink is DisplaySink }

  /// Whether a person sees the output on a terminal, and nobody else takes it.
  public var isRead: Bool { isShown && command.host.writesToTerminal }

  /// Shows what the display holds back, before a program writes to the host itself.
  public func flush() async throws { try await (command.sink as? DisplaySink)?.flush() }

  /// Writes text to the error output: as it is at the prompt, as error records where somebody else
  /// takes them.
  public func writeError(_ text: String) async throws {
    let errors = command.execution.streams.error
    guard !(errors is ErrorDisplaySink) else {
      try await flush()
      command.host.write(text + "\n", to: .error)
      return
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let record = ErrorRecord.line(String(line), isFirst: !hasFailed, command.invocation)
      hasFailed = true
      command.session.addError(record)
      try await errors.write(.object(record))
    }
  }

  /// The lines that were piped in; `nil` when the program stands first.
  public var pipedInput: [String]? { input.map { $0.reversed() } }

  /// What comes while the program runs; `nil` when lines were piped in, or nobody types.
  ///
  /// - Parameter echo: whether what is typed is shown.
  public func liveInput(echo: Bool) async -> (any ProgramInput)? {
    guard input == nil else { return nil }
    try? await flush()
    return await command.host.programInput(echo: echo)
  }

  /// Sets what Ctrl+C does when the program was already asked to end; `nil` nothing.
  public func whenInterruptedAgain(_ action: (@Sendable () -> Void)?) {
    command.host.whenInterruptedAgain(action)
  }

  /// Writes text that comes in pieces: at the prompt as it comes, elsewhere a string for each line.
  ///
  /// - Parameter isEnd: whether nothing follows, so that an open line ends.
  public func stream(_ text: String, isEnd: Bool) async throws {
    if isShown {
      try await flush()
      if !text.isEmpty { command.host.write(text, to: .output) }
      return
    }
    for line in completeLines(of: text, isError: false, isEnd: isEnd) {
      try await command.write(.string(line))
    }
  }

  /// Writes text to the error output that comes in pieces.
  public func streamError(_ text: String, isEnd: Bool) async throws {
    if command.execution.streams.error is ErrorDisplaySink {
      try await flush()
      if !text.isEmpty { command.host.write(text, to: .error) }
      return
    }
    for line in completeLines(of: text, isError: true, isEnd: isEnd) { try await writeError(line) }
  }

  private func completeLines(of text: String, isError: Bool, isEnd: Bool) -> [String] {
    var lines = ((openLines[isError] ?? "") + text).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    let open = lines.popLast() ?? ""
    openLines[isError] = isEnd ? nil : open
    if isEnd, !open.isEmpty { lines.append(open) }
    return lines
  }

  /// Asks for a line: the next one that was piped in, else what somebody types.
  /// - Returns: `nil` at the end of input, and when nobody can answer.
  public func readLine(prompt: String) async throws -> String? {
    try await answer(to: prompt) { try await $0.readLine(prompt: prompt) }
  }

  /// Asks for a line that is not shown.
  public func readSecret(prompt: String) async throws -> String? {
    try await answer(to: prompt) { try await $0.readSecret(prompt: prompt) }
  }

  private func answer(
    to prompt: String, _ ask: (any PSHost) async throws -> String?
  ) async throws -> String? {
    try await flush()
    guard input == nil else {
      command.host.write(prompt + "\n", to: .prompt)
      return input?.popLast()
    }
    do {
      return try await ask(command.host)
    } catch is PromptUnavailable {
      command.host.write(prompt + "\n", to: .prompt)
      return nil
    }
  }
}

extension ErrorRecord {
  /// A line that a program has written to its error output.
  static func line(_ text: String, isFirst: Bool, _ invocation: InvocationInfo) -> ErrorRecord {
    let record = ErrorRecord(
      PSException("System.Management.Automation.RemoteException", text),
      id: isFirst ? "NativeCommandError" : "NativeCommandErrorMessage",
      category: .notSpecified, target: .string(text))
    record.invocation = invocation
    return record
  }
}
