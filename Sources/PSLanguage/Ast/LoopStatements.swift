/// `:label while (condition) { … }`
public final class WhileStatementAst: Ast {
  /// The label without colon.
  public let label: String?
  /// A pipeline.
  public let condition: StatementAst
  /// What is repeated.
  public let body: StatementBlockAst
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(label: String?, condition: StatementAst, body: StatementBlockAst, extent: ScriptExtent) {
    self.label = label
    self.condition = condition
    self.body = body
    self.extent = extent
  }
}

/// `:label do { … } while (condition)` or `until (condition)`
public final class DoStatementAst: Ast {
  /// The label without colon.
  public let label: String?
  /// What is repeated.
  public let body: StatementBlockAst
  /// A pipeline.
  public let condition: StatementAst
  /// Whether it ends when the condition becomes true.
  public let isUntil: Bool
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(
    label: String?, body: StatementBlockAst, condition: StatementAst, isUntil: Bool,
    extent: ScriptExtent
  ) {
    self.label = label
    self.body = body
    self.condition = condition
    self.isUntil = isUntil
    self.extent = extent
  }
}

/// `:label for (initializer; condition; iterator) { … }`
public final class ForStatementAst: Ast {
  /// The label without colon.
  public let label: String?
  /// Runs once.
  public let initializer: StatementAst?
  /// A pipeline; none means true.
  public let condition: StatementAst?
  /// Runs after each pass.
  public let iterator: StatementAst?
  /// What is repeated.
  public let body: StatementBlockAst
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(
    label: String?, initializer: StatementAst?, condition: StatementAst?, iterator: StatementAst?,
    body: StatementBlockAst, extent: ScriptExtent
  ) {
    self.label = label
    self.initializer = initializer
    self.condition = condition
    self.iterator = iterator
    self.body = body
    self.extent = extent
  }
}

/// `:label foreach ($variable in collection) { … }`
public final class ForEachStatementAst: Ast {
  /// The label without colon.
  public let label: String?
  /// The loop variable.
  public let variable: VariableExpressionAst
  /// A pipeline.
  public let collection: StatementAst
  /// What is repeated.
  public let body: StatementBlockAst
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(
    label: String?, variable: VariableExpressionAst, collection: StatementAst,
    body: StatementBlockAst, extent: ScriptExtent
  ) {
    self.label = label
    self.variable = variable
    self.collection = collection
    self.body = body
    self.extent = extent
  }
}

/// How `switch` compares.
public enum SwitchMatch: Sendable, Equatable {
  /// `-eq` on texts.
  case exact
  /// `-like`
  case wildcard
  /// `-match`
  case regex
}

/// A clause of `switch`.
public struct SwitchClause: Sendable {
  /// What is compared; a script block is a condition.
  public let test: ExpressionAst
  /// What runs.
  public let body: StatementBlockAst
}

/// `:label switch [-options] (input) { clauses }`
public final class SwitchStatementAst: Ast {
  /// The label without colon.
  public let label: String?
  /// How values compare.
  public let match: SwitchMatch
  /// Whether case counts.
  public let isCaseSensitive: Bool
  /// Whether the input names a file whose lines are the input.
  public let isFile: Bool
  /// What is compared.
  public let input: StatementAst
  /// The clauses in order, without the default.
  public let clauses: [SwitchClause]
  /// What runs when no clause matched.
  public let defaultBody: StatementBlockAst?
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(
    label: String?, match: SwitchMatch, isCaseSensitive: Bool, isFile: Bool, input: StatementAst,
    clauses: [SwitchClause], defaultBody: StatementBlockAst?, extent: ScriptExtent
  ) {
    self.label = label
    self.match = match
    self.isCaseSensitive = isCaseSensitive
    self.isFile = isFile
    self.input = input
    self.clauses = clauses
    self.defaultBody = defaultBody
    self.extent = extent
  }
}

/// `break [label]`
public final class BreakStatementAst: Ast {
  /// The label; a bare word is a string constant.
  public let label: ExpressionAst?
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(label: ExpressionAst?, extent: ScriptExtent) {
    self.label = label
    self.extent = extent
  }
}

/// `continue [label]`
public final class ContinueStatementAst: Ast {
  /// The label; a bare word is a string constant.
  public let label: ExpressionAst?
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(label: ExpressionAst?, extent: ScriptExtent) {
    self.label = label
    self.extent = extent
  }
}
