public import PSLanguage

/// A script block: a piece of the syntax tree with the scope it belongs to.
public final class ScriptBlock: PSObject {
  /// The parsed block.
  public let ast: ScriptBlockAst
  /// The module-level scope in which the block was made; `nil` means the caller's.
  public let home: VariableScope?
  /// Parameters written between the name of a function and its body; they stand for a `param` block.
  public let inlineParameters: [ParameterAst]
  /// The block's parameters, worked out when it is first called.
  private var parameters: ScriptParameters?

  /// Makes a block.
  public init(
    _ ast: ScriptBlockAst, home: VariableScope? = nil, inlineParameters: [ParameterAst] = []
  ) {
    self.ast = ast
    self.home = home
    self.inlineParameters = inlineParameters
  }

  /// The parameters under the name of a command.
  func parameters(named name: String, types: TypeTable) -> ScriptParameters {
    if let parameters, parameters.signature.name == name { return parameters }
    let made = ScriptParameters(
      name: name, block: ast.paramBlock,
      inline: inlineParameters.isEmpty ? nil : inlineParameters, types: types)
    parameters = made
    return made
  }

  public override var baseTypeNames: [String] {
    ["System.Management.Automation.ScriptBlock", "System.Object"]
  }

  /// The text between the braces.
  public override var text: String { ast.bodyExtent.text }
}
