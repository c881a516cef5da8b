/// Runs a program of the host (`language.md` 6.7).
///
/// Input is given as lines while it comes. Output comes back as one string a line, as soon as it is
/// printed, when something behind the program wants it, and goes straight to the terminal otherwise.
final class NativeCommandProcessor: CommandProcessor {
  private let path: String
  private let arguments: [CommandArgument]
  private var program: (any NativeProcess)?
  private var hasEnded = false
  private var printed = LineBuffer()
  private var errors = LineBuffer()
  private var hasErrorLines = false
  private var failed = false

  init(
    path: String, arguments: [CommandArgument], context: ExecutionContext,
    invocation: InvocationInfo
  ) {
    self.path = path
    self.arguments = arguments
    super.init(context: context, invocation: invocation)
  }

  override var hasErrors: Bool { failed }

  override var identity: ObjectIdentifier? { ObjectIdentifier(self) }

  override func process(_ input: PSValue?) async throws {
    let program = try await start()
    guard let input else { return }
    let bytes = Array(TextConversion.text(of: input).utf8) + [0x0A]
    let takesMore = try await stoppable(program) { await program.write(bytes) }
    for part in program.available() { try await forward(part) }
    // As a shell ends what writes into a pipe that nobody reads any more.
    if !takesMore { throw UpstreamStopped(requester: ObjectIdentifier(self)) }
  }

  override func end() async throws {
    let program = try await start()
    program.closeInput()
    while let part = try await stoppable(program, { await program.next() }) {
      try await forward(part)
    }
    if let line = printed.rest() { try await write(line) }
    if let line = errors.rest() { try await writeError(line) }
    context.session.lastExitCode = try await stoppable(program) { await program.end() }
    hasEnded = true
    failed = context.session.lastExitCode != 0
    // As in other shells: Ctrl+C ends the program and the line that it stands in.
    if program.wasInterrupted { throw CancellationError() }
  }

  override func dispose() async {
    guard let program, !hasEnded else { return }
    program.stop()
    _ = await program.end()
  }

  /// Starts the program when something comes, or when nothing will: not before the commands behind it
  /// have taken their arguments.
  private func start() async throws -> any NativeProcess {
    if let program { return program }
    let display = output as? DisplaySink
    try await display?.flush()
    let description = NativeProgram(
      path: path, arguments: Self.texts(of: arguments), folder: folder,
      environment: context.session.environment.dictionary,
      takesInput: expectsInput, capturesOutput: display == nil,
      capturesError: !(context.streams.error is ErrorDisplaySink))
    let started: any NativeProcess
    do {
      started = try await context.host.start(description)
    } catch let error as CancellationError {
      throw error
    } catch {
      throw PSRuntimeError(
        "Program '\(ProviderPath.childName(path))' failed to run: \(error)",
        id: "NativeCommandFailed", category: .resourceUnavailable,
        exception: "System.Management.Automation.ApplicationFailedException")
    }
    program = started
    return started
  }

  /// Waits for the program; Ctrl+C stops it.
  private func stoppable<Value: Sendable>(
    _ program: any NativeProcess, _ wait: () async -> Value
  ) async throws -> Value {
    let value = await withTaskCancellationHandler {
      await wait()
    } onCancel: {
      program.stop()
    }
    try Task.checkCancellation()
    return value
  }

  private func forward(_ part: NativeOutput) async throws {
    switch part {
    case .output(let bytes):
      for line in printed.add(bytes) { try await write(line) }
    case .error(let bytes):
      for line in errors.add(bytes) { try await writeError(line) }
    }
  }

  private func write(_ line: String) async throws { try await output.write(.string(line)) }

  private func writeError(_ line: String) async throws {
    let record = ErrorRecord.line(line, isFirst: !hasErrorLines, invocation)
    hasErrorLines = true
    context.session.addError(record)
    try await context.streams.error.write(.object(record))
  }

  /// The folder that the shell stands in; that of `C:` while it stands in another kind of drive.
  private var folder: String {
    let location = context.session.currentLocation
    if location.provider.provider.separator == "/" { return location.providerPath }
    return context.session.configuration.startFolder
  }

  /// Arguments as a program gets them: arrays become several, a list that was written out and
  /// `-name:value` stay one.
  static func texts(of arguments: [CommandArgument]) -> [String] {
    var texts: [String] = []
    for argument in arguments {
      switch argument {
      case .value(let value, let extent, let commas):
        texts +=
          CommandArgument.literalText(value, extent).map { [$0] }
          ?? Self.texts(of: value, commas: commas)
      case .parameter(let name, nil, _, _, _): texts.append("-\(name)")
      case .parameter(let name, let value?, _, let hasBlank, let commas):
        let values = Self.texts(of: value, commas: commas)
        if hasBlank {
          texts.append("-\(name):")
          texts += values
        } else if let first = values.first, !commas.isEmpty {
          texts.append("-\(name):" + first)
          texts += values.dropFirst()
        } else {
          texts.append("-\(name):" + values.joined(separator: " "))
        }
      case .verbatim(let text, _): texts += text.split(separator: " ").map(String.init)
      case .endOfParameters: texts.append("--")
      }
    }
    return texts
  }

  /// `$null` and empty texts are dropped, as Windows PowerShell does.
  private static func texts(of value: PSValue, commas: [String] = []) -> [String] {
    let elements = value.enumerated.map { TextConversion.text(of: $0) }
    guard !commas.isEmpty, commas.count + 1 == elements.count else {
      return elements.filter { !$0.isEmpty }
    }
    var texts = [elements[0]]
    for (comma, element) in zip(commas, elements.dropFirst()) {
      // What stands on both sides of a blank is two arguments.
      let parts = comma.split(separator: " ", omittingEmptySubsequences: false)
      texts[texts.count - 1] += parts[0]
      texts += parts.dropFirst().map(String.init)
      texts[texts.count - 1] += element
    }
    return texts.filter { !$0.isEmpty }
  }
}

/// Joins the parts of what a program prints to lines.
private struct LineBuffer {
  private var bytes: [UInt8] = []

  /// The lines that end in the new bytes.
  mutating func add(_ new: [UInt8]) -> [String] {
    guard let last = new.lastIndex(of: 0x0A) else {
      bytes += new
      return []
    }
    bytes += new[..<last]
    defer { bytes = Array(new[(last + 1)...]) }
    return bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Self.text)
  }

  /// The last line, which has no end.
  mutating func rest() -> String? {
    guard !bytes.isEmpty else { return nil }
    defer { bytes = [] }
    return Self.text(bytes[...])
  }

  private static func text(_ line: ArraySlice<UInt8>) -> String {
    String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
  }
}
