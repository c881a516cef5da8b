import PSLanguage

/// `[System.Management.Automation.Language.Parser]`.
enum ParserStatics {
  static let type = PSTypeDefinition(
    "System.Management.Automation.Language.Parser",
    staticMethods: [
      NativeMethod(
        "ParseInput",
        [
          NativeOverload(
            "System.Management.Automation.Language.ScriptBlockAst ParseInput(string input, "
              + "object tokens, object errors)"
          ) { _, arguments in
            try parse(arguments, fileName: nil, errors: 2)
          },
          NativeOverload(
            "System.Management.Automation.Language.ScriptBlockAst ParseInput(string input, "
              + "string fileName, object tokens, object errors)"
          ) { _, arguments in
            try parse(arguments, fileName: arguments.text(1), errors: 3)
          },
        ])
    ])

  /// Parses a text. Problems go into the last argument; they are no exception.
  private static func parse(
    _ arguments: NativeArguments, fileName: String?, errors index: Int
  ) throws -> PSValue {
    let result = arguments.context.session.parse(arguments.text(0), fileName: fileName)
    let problems = result.diagnostics.map { problem in
      PSValue.object(
        PSCustomObject([
          ("ErrorId", .string(problem.id)), ("Message", .string(problem.message)),
          ("IncompleteInput", .bool(problem.isIncompleteInput)),
        ]))
    }
    try arguments.object(index - 1, as: PSReference.self)?.assign(
      .list(result.tokens.map { .string($0.text) }))
    try arguments.object(index, as: PSReference.self)?.assign(.list(problems))
    return .object(ParsedScript(result))
  }
}

/// `System.Management.Automation.Language.ScriptBlockAst`: a script that was parsed.
final class ParsedScript: PSObject {
  private let result: ParseResult

  init(_ result: ParseResult) { self.result = result }

  override var baseTypeNames: [String] {
    [
      "System.Management.Automation.Language.ScriptBlockAst",
      "System.Management.Automation.Language.Ast", "System.Object",
    ]
  }
  override var text: String { result.ast.extent.text }
  override var declaredMethods: [PSMethodInfo] { Self.methods.map(\.info) }
  override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    try await NativeCall.invoke(Self.methods, name, on: .object(self), arguments, in: context)
  }

  private static let methods: [NativeMethod] = [
    NativeMethod("GetScriptBlock", "scriptblock GetScriptBlock()") { target, _ in
      guard let script = target.asObject as? ParsedScript else { return .null }
      if let problem = script.result.diagnostics.first {
        throw NativeFailure("System.Management.Automation.ParseException", problem.message)
      }
      return .object(ScriptBlock(script.result.ast))
    }
  ]
}
