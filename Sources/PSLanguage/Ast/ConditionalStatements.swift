/// A condition of `if` or `elseif` with its block.
public struct IfClause: Sendable {
  /// A pipeline.
  public let condition: StatementAst
  /// What runs when it is true.
  public let body: StatementBlockAst
}

/// `if (c) { … } elseif (c) { … } else { … }`
public final class IfStatementAst: Ast {
  /// The conditions in order; at least one.
  public let clauses: [IfClause]
  /// What runs when none is true.
  public let elseBody: StatementBlockAst?
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(clauses: [IfClause], elseBody: StatementBlockAst?, extent: ScriptExtent) {
    self.clauses = clauses
    self.elseBody = elseBody
    self.extent = extent
  }
}

/// `catch [T1], [T2] { … }`
public final class CatchClauseAst: Ast {
  /// Types of exceptions; none catches all.
  public let types: [TypeName]
  /// What runs.
  public let body: StatementBlockAst
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(types: [TypeName], body: StatementBlockAst, extent: ScriptExtent) {
    self.types = types
    self.body = body
    self.extent = extent
  }
}

/// `try { … } catch … finally …`
public final class TryStatementAst: Ast {
  /// What is tried.
  public let body: StatementBlockAst
  /// The handlers in order.
  public let catches: [CatchClauseAst]
  /// What always runs.
  public let finallyBody: StatementBlockAst?
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(
    body: StatementBlockAst, catches: [CatchClauseAst], finallyBody: StatementBlockAst?,
    extent: ScriptExtent
  ) {
    self.body = body
    self.catches = catches
    self.finallyBody = finallyBody
    self.extent = extent
  }
}

/// `trap [T] { … }`
public final class TrapStatementAst: Ast {
  /// The type of exceptions; none traps all.
  public let type: TypeName?
  /// What runs.
  public let body: StatementBlockAst
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(type: TypeName?, body: StatementBlockAst, extent: ScriptExtent) {
    self.type = type
    self.body = body
    self.extent = extent
  }
}

/// `return [pipeline]`
public final class ReturnStatementAst: Ast {
  /// What is written before leaving.
  public let value: StatementAst?
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(value: StatementAst?, extent: ScriptExtent) {
    self.value = value
    self.extent = extent
  }
}

/// `exit [pipeline]`
public final class ExitStatementAst: Ast {
  /// The exit code.
  public let value: StatementAst?
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(value: StatementAst?, extent: ScriptExtent) {
    self.value = value
    self.extent = extent
  }
}

/// `throw [pipeline]`
public final class ThrowStatementAst: Ast {
  /// The error; none rethrows in `catch`.
  public let value: StatementAst?
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(value: StatementAst?, extent: ScriptExtent) {
    self.value = value
    self.extent = extent
  }
}
