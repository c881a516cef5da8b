/// Runs a program that the shell brings along. Its input is collected first, as for programs of the
/// host.
final class BuiltInProgramProcessor: CommandProcessor {
  private let program: any BuiltInProgram
  private let arguments: [CommandArgument]
  private var input: [String] = []
  private var failed = false

  init(
    _ program: any BuiltInProgram, arguments: [CommandArgument], context: ExecutionContext,
    invocation: InvocationInfo
  ) {
    self.program = program
    self.arguments = arguments
    super.init(context: context, invocation: invocation)
  }

  override var hasErrors: Bool { failed }

  override func process(_ input: PSValue?) async throws {
    guard let input else { return }
    self.input.append(TextConversion.text(of: input))
  }

  override func end() async throws {
    let call = CommandContext(
      execution: context, invocation: invocation, signature: .empty(name: program.name),
      output: output)
    let console = ProgramConsole(command: call, input: expectsInput ? input : nil)
    let texts = NativeCommandProcessor.texts(of: arguments.map(\.withLiterals))
    let code = try await program.run(texts, console)
    context.session.lastExitCode = code
    failed = code != 0
  }
}

extension CommandArgument {
  /// The argument with dictionaries and script blocks as the text that somebody has typed: to a
  /// program of the host they mean nothing.
  fileprivate var withLiterals: CommandArgument {
    switch self {
    case .value(let value, let extent, let commas):
      return .value(Self.literal(value), extent, commas: commas)
    case .parameter(let name, let value?, let extent, let hasBlank, let commas):
      return .parameter(
        name: name, value: Self.literal(value), extent: extent, hasBlank: hasBlank, commas: commas)
    default: return self
    }
  }

  private static func literal(_ value: PSValue) -> PSValue {
    switch value.asObject {
    case let table as PSHashtable:
      let pairs = table.entries.map { key, value in
        let text = value.isNull ? "$null" : "\"\(TextConversion.text(of: value))\""
        return "\(TextConversion.text(of: key))=\(text)"
      }
      return .string("@{\(pairs.joined(separator: ";"))}")
    case let block as ScriptBlock: return .string("{\(block.text)}")
    default: return value
    }
  }
}
