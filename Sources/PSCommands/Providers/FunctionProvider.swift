import PSEngine
import PSLanguage

/// The drive `Function:`.
final class FunctionProvider: FlatProvider {
  init() { super.init(driveName: "Function", summary: "") }

  override var noun: String { "Function" }

  override func names(_ context: ProviderContext) -> [String] {
    context.session.commands.functions(from: context.execution.scope).map(\.name)
  }

  override func item(_ name: String, _ context: ProviderContext) -> PSValue? {
    context.execution.scope.function(name.lowercased()).map { .object($0) }
  }

  override func content(_ name: String, _ context: ProviderContext) -> PSValue? {
    guard let function = context.execution.scope.function(name.lowercased()),
      case .function(let body) = function.implementation
    else { return nil }
    return .object(body)
  }

  override func assign(_ name: String, _ value: PSValue, _ context: ProviderContext) async throws {
    guard !value.isNull else { return try remove(name, context) }
    let block: ScriptBlock
    if case .object(let given as ScriptBlock) = value {
      block = given
    } else {
      let parsed = context.session.parse(TextConversion.text(of: value))
      if let diagnostic = parsed.diagnostics.first { throw SyntaxErrors.make(diagnostic) }
      block = ScriptBlock(parsed.ast)
    }
    context.execution.scope.define(function: context.session.function(name, body: block))
  }

  override func remove(_ name: String, _ context: ProviderContext) throws {
    var holder: VariableScope? = context.execution.scope
    while let current = holder {
      if current.removeFunction(name.lowercased()) != nil { return }
      holder = current.parent
    }
    throw PathResolver.notFound(name)
  }
}
