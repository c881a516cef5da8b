/// `( pipeline )`: its output, one value or an array.
public final class ParenExpressionAst: Ast {
  /// A pipeline or an assignment.
  public let pipeline: StatementAst
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(pipeline: StatementAst, extent: ScriptExtent) {
    self.pipeline = pipeline
    self.extent = extent
  }
}

/// `$( statements )`: the output of all statements, one value or an array.
public final class SubExpressionAst: Ast {
  /// The statements.
  public let block: StatementBlockAst
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(block: StatementBlockAst, extent: ScriptExtent) {
    self.block = block
    self.extent = extent
  }
}

/// `@( statements )`: the output of all statements, always an array.
public final class ArrayExpressionAst: Ast {
  /// The statements.
  public let block: StatementBlockAst
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(block: StatementBlockAst, extent: ScriptExtent) {
    self.block = block
    self.extent = extent
  }
}

/// `a, b, c`
public final class ArrayLiteralAst: Ast {
  /// The elements; at least two.
  public let elements: [ExpressionAst]
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(elements: [ExpressionAst], extent: ScriptExtent) {
    self.elements = elements
    self.extent = extent
  }
}

/// An entry of a hashtable literal.
public struct HashtableEntry: Sendable {
  /// The key; a bare word is a string constant.
  public let key: ExpressionAst
  /// The value, a whole statement.
  public let value: StatementAst
}

/// `@{ key = value; … }`, entries in the order of the source.
public final class HashtableAst: Ast {
  /// The entries.
  public let entries: [HashtableEntry]
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(entries: [HashtableEntry], extent: ScriptExtent) {
    self.entries = entries
    self.extent = extent
  }
}

/// `{ statements }` as a value.
public final class ScriptBlockExpressionAst: Ast {
  /// The block.
  public let scriptBlock: ScriptBlockAst
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(scriptBlock: ScriptBlockAst, extent: ScriptExtent) {
    self.scriptBlock = scriptBlock
    self.extent = extent
  }
}
