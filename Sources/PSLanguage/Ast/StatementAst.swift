/// A statement.
public enum StatementAst: Ast {
  /// A pipeline.
  case pipeline(PipelineAst)
  /// Pipelines with `&&` and `||` between them (7 only).
  case pipelineChain(PipelineChainAst)
  /// An assignment.
  case assignment(AssignmentStatementAst)
  /// `if`
  case ifElse(IfStatementAst)
  /// `while`
  case whileLoop(WhileStatementAst)
  /// `do … while`, `do … until`
  case doLoop(DoStatementAst)
  /// `for`
  case forLoop(ForStatementAst)
  /// `foreach`
  case forEachLoop(ForEachStatementAst)
  /// `switch`
  case switchCase(SwitchStatementAst)
  /// `try`
  case tryCatch(TryStatementAst)
  /// `trap`
  case trap(TrapStatementAst)
  /// `break`
  case breakLoop(BreakStatementAst)
  /// `continue`
  case continueLoop(ContinueStatementAst)
  /// `return`
  case returnValue(ReturnStatementAst)
  /// `exit`
  case exitScript(ExitStatementAst)
  /// `throw`
  case throwError(ThrowStatementAst)
  /// `function`, `filter`
  case functionDefinition(FunctionDefinitionAst)
  /// `enum`
  case enumDefinition(EnumDefinitionAst)
  /// `data`
  case data(DataStatementAst)
  /// `using`
  case using(UsingStatementAst)

  /// The text that the node was made from.
  public var extent: ScriptExtent {
    switch self {
    case .pipeline(let ast): ast.extent
    case .pipelineChain(let ast): ast.extent
    case .assignment(let ast): ast.extent
    case .ifElse(let ast): ast.extent
    case .whileLoop(let ast): ast.extent
    case .doLoop(let ast): ast.extent
    case .forLoop(let ast): ast.extent
    case .forEachLoop(let ast): ast.extent
    case .switchCase(let ast): ast.extent
    case .tryCatch(let ast): ast.extent
    case .trap(let ast): ast.extent
    case .breakLoop(let ast): ast.extent
    case .continueLoop(let ast): ast.extent
    case .returnValue(let ast): ast.extent
    case .exitScript(let ast): ast.extent
    case .throwError(let ast): ast.extent
    case .functionDefinition(let ast): ast.extent
    case .enumDefinition(let ast): ast.extent
    case .data(let ast): ast.extent
    case .using(let ast): ast.extent
    }
  }
}

/// Statements in braces or in `$( )`.
public final class StatementBlockAst: Ast {
  /// The statements in order.
  public let statements: [StatementAst]
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(statements: [StatementAst], extent: ScriptExtent) {
    self.statements = statements
    self.extent = extent
  }
}

/// Commands connected by `|`.
public final class PipelineAst: Ast {
  /// The elements; at least one.
  public let elements: [CommandBaseAst]
  /// Whether `&` ended it (7 only).
  public let isBackground: Bool
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(elements: [CommandBaseAst], isBackground: Bool, extent: ScriptExtent) {
    self.elements = elements
    self.isBackground = isBackground
    self.extent = extent
  }
}

/// A link of a chain of pipelines.
public struct PipelineChainLink: Sendable {
  /// Whether the link runs after success (`&&`) or after failure (`||`).
  public let runsAfterSuccess: Bool
  /// What runs.
  public let pipeline: PipelineAst
}

/// `a && b || c` (7 only)
public final class PipelineChainAst: Ast {
  /// The first pipeline.
  public let first: PipelineAst
  /// What follows; at least one.
  public let links: [PipelineChainLink]
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(first: PipelineAst, links: [PipelineChainLink], extent: ScriptExtent) {
    self.first = first
    self.links = links
    self.extent = extent
  }
}

/// `target = value`
public final class AssignmentStatementAst: Ast {
  /// A variable, property, index, cast of these, or a list of targets.
  public let target: ExpressionAst
  /// The operator.
  public let operation: AssignmentOperator
  /// Where the operator stands.
  public let operatorExtent: ScriptExtent
  /// The value, any statement with output.
  public let value: StatementAst
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(
    target: ExpressionAst, operation: AssignmentOperator, operatorExtent: ScriptExtent,
    value: StatementAst, extent: ScriptExtent
  ) {
    self.target = target
    self.operation = operation
    self.operatorExtent = operatorExtent
    self.value = value
    self.extent = extent
  }
}
