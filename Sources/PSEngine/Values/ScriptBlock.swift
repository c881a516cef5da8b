public import PSLanguage

/// A script block: a piece of the syntax tree with the scope it belongs to.
public final class ScriptBlock: PSObject {
  /// The parsed block.
  public let ast: ScriptBlockAst
  /// The module-level scope in which the block was made; `nil` means the caller's.
  public let home: VariableScope?
  /// Parameters written between the name of a function and its body; they stand for a `param` block.
  public let inlineParameters: [ParameterAst]

  /// Makes a block.
  public init(
    _ ast: ScriptBlockAst, home: VariableScope? = nil, inlineParameters: [ParameterAst] = []
  ) {
    self.ast = ast
    self.home = home
    self.inlineParameters = inlineParameters
  }

  public override var baseTypeNames: [String] {
    ["System.Management.Automation.ScriptBlock", "System.Object"]
  }

  /// The text between the braces.
  public override var text: String { ast.bodyExtent.text }
}
