import PSLanguage

/// Runs a function, a filter, a script block called with `&` or `.`, or a script file
/// (`language.md` 5.2, 5.3).
final class ScriptCommandProcessor: CommandProcessor {
  /// What is called, and how.
  struct Call {
    var block: ScriptBlock
    var parameters: ScriptParameters
    var arguments: [CommandArgument]
    /// Whether it runs in the caller's scope (`.`).
    var isDotSourced = false
    /// Path of the script file, when it is one.
    var file: String?
    /// Whether `exit` ends the session too: the script is what the program was started for.
    var endsSession = false
    /// `$_` of a block that takes no pipeline input of its own.
    var underscore: PSValue?
  }

  private let call: Call
  private var inner: ExecutionContext
  private var command: CommandContext?
  private var binder: ParameterBinder?
  private var pending: [PSValue] = []
  private var takesPipeline = false
  /// What parameters that take pipeline objects hold while none has bound them.
  private var defaults: [String: PSValue] = [:]
  /// The parameters that the last pipeline object bound.
  private var piped: [String] = []
  /// What `exit` left the script file with; nothing more of it runs.
  private var exitCode: Int32?

  /// - Throws: ``PSRuntimeError`` when calls are nested too deeply.
  init(_ call: Call, context: ExecutionContext, invocation: InvocationInfo) throws {
    try context.checkDepth()
    self.call = call
    let scope =
      call.isDotSourced
      ? context.scope
      : VariableScope(parent: call.block.home ?? context.scope, isScript: call.file != nil)
    inner = context.child(scope: scope, invocation: invocation)
    super.init(context: context, invocation: invocation)
  }

  override var hasErrors: Bool { exitCode.map { $0 != 0 } ?? command?.hasErrors ?? false }

  // MARK: Binding

  override func begin() async throws {
    let command = CommandContext(
      execution: inner, invocation: invocation, signature: call.parameters.signature,
      output: output)
    self.command = command
    command.hasPipelineInput = expectsInput
    let binder = ParameterBinder(command, dynamicParameters: dynamicParameters)
    self.binder = binder
    try await guarding(command) {
      try await binder.bindCommandLine(call.arguments)
      command.applyCommonParameters()
    }
    takesPipeline = call.parameters.entries.contains { entry in
      entry.definition.memberships.contains { !$0.pipeline.isEmpty }
        && command.boundParameters[entry.definition.name] == nil
    }
    let scope = inner.scope
    command.common.apply(to: scope)
    defineAutomaticVariables(command, binder, scope)
    try await guarding(command) { try await defineParameters(command, scope) }
    if let begin = call.block.ast.beginBlock { try await run(begin) }
  }

  private var dynamicParameters: ((CommandContext) async throws -> [ParameterDefinition])? {
    guard call.block.ast.dynamicParamBlock != nil else { return nil }
    return { _ in
      throw PSRuntimeError(
        "A dynamicparam block is not supported: declare the parameters in the param block.",
        id: "DynamicParamNotSupported", category: .notImplemented)
    }
  }

  private func defineAutomaticVariables(
    _ command: CommandContext, _ binder: ParameterBinder, _ scope: VariableScope
  ) {
    scope.define("PSBoundParameters", .object(invocation.boundParameters))
    scope.define("MyInvocation", .object(invocation))
    scope.define("args", .list(binder.remaining))
    if call.parameters.signature.isStrict {
      scope.define("PSCmdlet", .object(ScriptCmdlet(command)))
    }
    if let file = call.file {
      scope.define("PSCommandPath", .string(file))
      scope.define("PSScriptRoot", .string(ProviderPath.folder(of: file)))
    }
    if let underscore = call.underscore { scope.define("_", underscore) }
  }

  /// Parameters become variables: bound ones first, then defaults in order, each seeing the earlier
  /// ones.
  private func defineParameters(_ command: CommandContext, _ scope: VariableScope) async throws {
    for entry in call.parameters.entries {
      guard let value = command.boundParameters[entry.definition.name] else { continue }
      try await check(value, entry)
      define(entry, value, scope)
    }
    for entry in call.parameters.entries
    where command.boundParameters[entry.definition.name] == nil {
      let type = entry.definition.type
      if let expression = entry.defaultValue {
        let value = try await inner.evaluate(expression)
        define(
          entry, try Conversion.convert(value, to: type, types: inner.session.types), scope)
      } else if let value = Self.emptyValue(of: type) {
        define(entry, value, scope)
      } else {
        scope.define(entry.definition.name, .null)
      }
      if takesPipeline, entry.definition.memberships.contains(where: { !$0.pipeline.isEmpty }) {
        defaults[entry.definition.name] = scope.value(of: entry.definition.name)
      }
    }
  }

  /// What an unbound parameter of a value type holds.
  private static func emptyValue(of type: ParameterType) -> PSValue? {
    switch type {
    case .switchParameter: return .object(PSSwitch(false))
    case .named("System.String"): return .string("")
    case .named("System.Boolean"): return .bool(false)
    case .named("System.Int32"): return .int(Int32(0))
    case .named("System.Int64"): return .number(.int64(0))
    case .named("System.Double"): return .number(.double(0))
    default: return nil
    }
  }

  private func define(
    _ entry: ScriptParameters.Entry, _ value: PSValue, _ scope: VariableScope
  ) {
    let variable = PSVariable(entry.definition.name, value)
    if entry.isTyped {
      let type = entry.definition.type
      let types = inner.session.types
      variable.constraint = { try Conversion.convert($0, to: type, types: types) }
    }
    scope.define(variable)
  }

  private func check(_ value: PSValue, _ entry: ScriptParameters.Entry) async throws {
    for check in entry.checks {
      for element in value.enumerated {
        let result = try await inner.evaluate(ScriptBlock(check), underscore: element)
        if !Truth.isTrue(.collapsing(result)) {
          throw BindingErrors.invalid(
            entry.definition,
            "The \"\(check.bodyExtent.text)\" validation script for the argument with value"
              + " \"\(TextConversion.text(of: element))\" did not return a result of True.",
            at: nil)
        }
      }
    }
  }

  /// The parameters that a pipeline object has bound become variables; those that the one before
  /// had bound hold their defaults again.
  private func takeFromPipeline(_ names: [String], _ command: CommandContext) async throws {
    for entry in call.parameters.entries {
      let name = entry.definition.name
      if names.contains(name), let value = command.boundParameters[name] {
        try await guarding(command) { try await check(value, entry) }
        define(entry, value, inner.scope)
      } else if piped.contains(name) {
        define(entry, defaults[name] ?? .null, inner.scope)
      }
    }
    piped = names
  }

  // MARK: Running

  override func process(_ input: PSValue?) async throws {
    guard let command, let binder else { return }
    if input != nil, takesPipeline || call.parameters.signature.isStrict {
      var accepted = true
      try await guarding(command) { accepted = try await binder.bindPipeline(input) }
      guard accepted else { return }
      try await takeFromPipeline(binder.namesBoundByPipeline, command)
    }
    guard let block = call.block.ast.processBlock else {
      if let input { pending.append(input) }
      return
    }
    if let input {
      inner.scope.define("_", input)
      inner.scope.define("input", .object(PipedObjects([input])))
    }
    try await run(block)
  }

  override func end() async throws {
    guard let binder else { return }
    binder.unbindPipeline()
    guard let block = call.block.ast.endBlock else { return }
    if expectsInput || !pending.isEmpty {
      inner.scope.define("input", .object(PipedObjects(pending)))
    }
    try await run(block)
  }

  /// Runs a part of the body. `exit` leaves a script file, and goes further from anything else.
  private func run(_ block: NamedBlockAst) async throws {
    guard let command, exitCode == nil else { return }
    do {
      try await inner.execute(block, output: command.sink)
    } catch let exit as ExitSignal where call.file != nil && !call.endsSession {
      exitCode = exit.code
      context.session.lastExitCode = exit.code
    }
  }

  /// Completes the errors of binding with the function's name.
  private func guarding(_ command: CommandContext, _ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let error as PSRuntimeError {
      command.noteFailure(error.record)
      throw error
    }
  }
}

extension ExecutionContext {
  /// - Throws: ``PSRuntimeError`` when calls are nested too deeply.
  func checkDepth() throws {
    guard session.callDepth.allows(depth) else {
      let error = PSRuntimeError(
        "The script failed due to call depth overflow: more than \(CallDepth.deepest) calls are "
          + "nested.",
        id: "CallDepthOverflow", category: .invalidOperation,
        exception: "System.Management.Automation.ScriptCallDepthException")
      error.record.idSuffix = ""
      error.record.activity = ""
      // Were it to end one statement only, each level could make the next call.
      throw PSRuntimeError(error.record, reach: .script)
    }
  }

  /// A processor that runs a function, filter or script file.
  func scriptProcessor(
    for command: CommandInfo, arguments: [CommandArgument], invocation: InvocationInfo,
    dotSourced: Bool
  ) throws -> CommandProcessor {
    switch command.implementation {
    case .function(let body):
      let parameters = body.parameters(named: command.name, types: session.types)
      return try ScriptCommandProcessor(
        ScriptCommandProcessor.Call(
          block: body, parameters: parameters, arguments: arguments, isDotSourced: dotSourced),
        context: self, invocation: invocation)
    case .script(let path, let file):
      let block = ScriptBlock(try scriptFile(file, shownAs: path))
      let parameters = block.parameters(named: command.name, types: session.types)
      return try ScriptCommandProcessor(
        ScriptCommandProcessor.Call(
          block: block, parameters: parameters, arguments: arguments, isDotSourced: dotSourced,
          file: path), context: self, invocation: invocation)
    default:
      throw PSRuntimeError(
        "'\(command.name)' is no script.", id: "NotSupported", category: .notImplemented)
    }
  }

  /// How a file of the machine is shown: by its path on a drive, as it is when no drive holds it.
  func shownPath(ofFile file: String) -> String {
    guard let files = session.drives.provider(named: "FileSystem") else { return file }
    let path = files.provider.canonicalPath(file)
    return PathResolver(self).place(provider: files, drive: nil, path).displayPath
  }

  /// Runs the script that the program was started for.
  /// - Parameter file: in the host's own form.
  func runScript(
    _ ast: ScriptBlockAst, file: String, arguments: [CommandArgument], isDotSourced: Bool,
    output: any OutputSink
  ) async throws {
    let path = shownPath(ofFile: file)
    let name = ProviderPath.childName(path)
    let block = ScriptBlock(ast)
    let processor = try ScriptCommandProcessor(
      ScriptCommandProcessor.Call(
        block: block, parameters: block.parameters(named: name, types: session.types),
        arguments: arguments, isDotSourced: isDotSourced, file: path, endsSession: true),
      context: self,
      invocation: InvocationInfo(
        command: scriptCommand(name: name, file: file), invocationName: path, extent: nil))
    try await PipelineProcessor([processor], output: output).run(input: nil)
  }

  /// A processor that runs a script block.
  func blockProcessor(
    _ block: ScriptBlock, arguments: [CommandArgument], invocation: InvocationInfo,
    dotSourced: Bool, underscore: PSValue? = nil
  ) throws -> CommandProcessor {
    let parameters = block.parameters(named: "", types: session.types)
    return try ScriptCommandProcessor(
      ScriptCommandProcessor.Call(
        block: block, parameters: parameters, arguments: arguments, isDotSourced: dotSourced,
        underscore: underscore), context: self, invocation: invocation)
  }

  /// A script file as a command; its `param` block is read when first asked for.
  func scriptCommand(name: String, file: String) -> CommandInfo {
    let types = session.types
    let session = session
    let path = shownPath(ofFile: file)
    return CommandInfo(script: name, path: path, file: file) {
      guard let text = try? ScriptSource.read(file) else { return .empty(name: name) }
      let parsed = session.parse(text, fileName: path)
      return ScriptParameters(
        name: name, block: parsed.ast.paramBlock, inline: nil, types: types
      ).signature
    }
  }

  /// The tree of a script file.
  private func scriptFile(_ file: String, shownAs path: String) throws -> ScriptBlockAst {
    let parsed = session.parse(try ScriptSource.read(file), fileName: path)
    if let diagnostic = parsed.diagnostics.first { throw SyntaxErrors.make(diagnostic) }
    return parsed.ast
  }
}

extension SessionState {
  /// A function or filter as a command; its `param` block is read when first asked for.
  public func function(
    _ name: String, body: ScriptBlock, isFilter: Bool = false
  ) -> CommandInfo {
    let types = types
    return CommandInfo(function: name, body: body, isFilter: isFilter) {
      body.parameters(named: name, types: types).signature
    }
  }
}
