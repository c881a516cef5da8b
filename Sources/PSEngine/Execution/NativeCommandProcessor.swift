/// Runs a program of the host (`language.md` 6.7).
///
/// Input is collected and given as lines; output comes back as one string a line when something
/// behind the program wants it, and goes straight to the terminal otherwise.
final class NativeCommandProcessor: CommandProcessor {
  private let path: String
  private let arguments: [CommandArgument]
  private var input: [UInt8] = []
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

  override func process(_ input: PSValue?) async throws {
    guard let input else { return }
    self.input += Array(TextConversion.text(of: input).utf8) + [0x0A]
  }

  override func end() async throws {
    let display = output as? DisplaySink
    let capturesError = !(context.streams.error is ErrorDisplaySink)
    if display != nil { try await display?.flush() }
    let program = NativeProgram(
      path: path, arguments: Self.texts(of: arguments), folder: folder,
      environment: context.session.environment.dictionary,
      input: expectsInput ? input : nil, capturesOutput: display == nil,
      capturesError: capturesError)
    let result = try await context.host.run(program)
    context.session.lastExitCode = result.exitCode
    failed = result.exitCode != 0
    for line in Self.lines(result.output) { try await output.write(.string(line)) }
    var isFirst = true
    for line in Self.lines(result.error) {
      let record = ErrorRecord(
        PSException("System.Management.Automation.RemoteException", line),
        id: isFirst ? "NativeCommandError" : "NativeCommandErrorMessage",
        category: .notSpecified, target: .string(line))
      record.invocation = invocation
      isFirst = false
      context.session.addError(record)
      try await context.streams.error.write(.object(record))
    }
  }

  /// The folder that the shell stands in; that of `C:` while it stands in another kind of drive.
  private var folder: String {
    let location = context.session.currentLocation
    if location.provider.provider.separator == "/" { return location.providerPath }
    return context.session.configuration.startFolder
  }

  /// Arguments as a program gets them: arrays become several, `-name:value` stays one.
  static func texts(of arguments: [CommandArgument]) -> [String] {
    var texts: [String] = []
    for argument in arguments {
      switch argument {
      case .value(let value, let extent):
        texts += CommandArgument.literalText(value, extent).map { [$0] } ?? Self.texts(of: value)
      case .parameter(let name, nil, _, _): texts.append("-\(name)")
      case .parameter(let name, let value?, _, let hasBlank):
        let values = Self.texts(of: value)
        if hasBlank {
          texts.append("-\(name):")
          texts += values
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
  private static func texts(of value: PSValue) -> [String] {
    value.enumerated.compactMap { element in
      let text = TextConversion.text(of: element)
      return text.isEmpty ? nil : text
    }
  }

  private static func lines(_ bytes: [UInt8]) -> [String] {
    guard !bytes.isEmpty else { return [] }
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines.map { line in
      String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
    }
  }
}
