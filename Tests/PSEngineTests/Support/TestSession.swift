import PSEngine
import PSLanguage

/// A session with the commands and the provider of these tests.
struct TestSession {
  let context: ExecutionContext
  let host: ScriptedHost
  let provider: MemoryProvider
  let errors = ArrayCollector()

  init(
    host: ScriptedHost = ScriptedHost(), configuration: RunspaceConfiguration = .test,
    cmdlets: [Cmdlet.Type] = TestModule.cmdlets
  ) throws {
    self.host = host
    let session = SessionState(configuration: configuration)
    context = ExecutionContext(
      session: session, host: host, scope: session.globalScope,
      streams: StreamSet(host: host, error: errors))
    provider = MemoryProvider.sample()
    session.load(TestModule(provider: provider, cmdlets: cmdlets))
    context.scope.define("ErrorActionPreference", .string("Continue"))
    session.currentLocation = PathInfo(try PathResolver(context).locate("Mem:\\"))
  }

  /// Runs a pipeline of commands with arguments that are plain values and `-names`.
  func run(
    _ commands: [(String, [CommandArgument])], input: [PSValue]? = nil
  ) async throws -> [PSValue] {
    let output = ArrayCollector()
    let processors = try commands.map {
      try context.processor(for: $0.0, arguments: $0.1, extent: nil)
    }
    try await PipelineProcessor(processors, output: output).run(input: input)
    return output.values
  }

  /// Runs a pipeline and gives the texts of what it wrote.
  func texts(
    _ commands: [(String, [CommandArgument])], input: [PSValue]? = nil
  ) async throws -> [String] {
    try await run(commands, input: input).map { TextConversion.text(of: $0) }
  }

  /// The full ids of what came out of the error stream.
  var errorIds: [String] {
    errors.values.compactMap { ($0.asObject as? ErrorRecord)?.fullyQualifiedErrorId }
  }
}

extension RunspaceConfiguration {
  static let test = RunspaceConfiguration(environment: ["PATH": "/nowhere"], now: { 1_000 })
}

/// Turns words into arguments: `-Name` is a parameter, `-Name:value` one with its value, everything
/// else a string; `5` stays text, as an unquoted word that becomes a number needs the parser.
func arguments(_ words: String...) -> [CommandArgument] {
  words.map { word in
    guard word.hasPrefix("-"), word.count > 1 else { return .value(.string(word), nil) }
    let name = word.dropFirst()
    guard let colon = name.firstIndex(of: ":") else {
      return .parameter(name: String(name), value: nil, extent: nil)
    }
    let text = String(name[name.index(after: colon)...])
    let value: PSValue =
      text == "$true" ? .bool(true) : text == "$false" ? .bool(false) : .string(text)
    return .parameter(name: String(name[..<colon]), value: value, extent: nil)
  }
}

/// The error that a body throws.
func runtimeError(_ body: () async throws -> Void) async throws -> ErrorRecord? {
  do {
    try await body()
    return nil
  } catch let error as PSRuntimeError {
    return error.record
  }
}
