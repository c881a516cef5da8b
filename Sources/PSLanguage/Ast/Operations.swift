/// An operator with one operand.
public final class UnaryExpressionAst: Ast {
  /// The operator.
  public let operation: UnaryOperator
  /// What it works on.
  public let operand: ExpressionAst
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(operation: UnaryOperator, operand: ExpressionAst, extent: ScriptExtent) {
    self.operation = operation
    self.operand = operand
    self.extent = extent
  }
}

/// An operator of a `BinaryExpressionAst` with what stands to its right.
public struct BinaryOperation: Sendable {
  /// The operator.
  public let operation: BinaryOperator
  /// Where the operator stands.
  public let operatorExtent: ScriptExtent
  /// The right operand.
  public let right: ExpressionAst
}

/// Operands with operators of one level of precedence between them, evaluated from the left.
///
/// The chain is flat, so that a sum of thousands of terms makes no deep tree.
public final class BinaryExpressionAst: Ast {
  /// The first operand.
  public let left: ExpressionAst
  /// The operators with their right operands; at least one.
  public let operations: [BinaryOperation]
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(left: ExpressionAst, operations: [BinaryOperation], extent: ScriptExtent) {
    self.left = left
    self.operations = operations
    self.extent = extent
  }
}

/// `condition ? a : b` (7 only)
public final class TernaryExpressionAst: Ast {
  /// What decides.
  public let condition: ExpressionAst
  /// The value when it is true.
  public let ifTrue: ExpressionAst
  /// The value when it is false.
  public let ifFalse: ExpressionAst
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(
    condition: ExpressionAst, ifTrue: ExpressionAst, ifFalse: ExpressionAst, extent: ScriptExtent
  ) {
    self.condition = condition
    self.ifTrue = ifTrue
    self.ifFalse = ifFalse
    self.extent = extent
  }
}

/// A cast; as the target of an assignment it is a constraint on the variable.
public final class ConvertExpressionAst: Ast {
  /// The type; `ordered` makes an ordered dictionary of a literal.
  public let typeName: TypeName
  /// What is converted.
  public let operand: ExpressionAst
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(typeName: TypeName, operand: ExpressionAst, extent: ScriptExtent) {
    self.typeName = typeName
    self.operand = operand
    self.extent = extent
  }
}

/// An attribute before the target of an assignment.
public final class AttributedExpressionAst: Ast {
  /// The attribute.
  public let attribute: AttributeAst
  /// What it stands before.
  public let operand: ExpressionAst
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(attribute: AttributeAst, operand: ExpressionAst, extent: ScriptExtent) {
    self.attribute = attribute
    self.operand = operand
    self.extent = extent
  }
}

/// `target.member`; with `isStatic` it is `target::member`.
public final class MemberExpressionAst: Ast {
  /// Whose member it is.
  public let target: ExpressionAst
  /// The name; a bare word is a string constant.
  public let member: ExpressionAst
  /// Whether it was written with `::`.
  public let isStatic: Bool
  /// Whether it was written with `?.` (7 only).
  public let isNullConditional: Bool
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(
    target: ExpressionAst, member: ExpressionAst, isStatic: Bool, isNullConditional: Bool,
    extent: ScriptExtent
  ) {
    self.target = target
    self.member = member
    self.isStatic = isStatic
    self.isNullConditional = isNullConditional
    self.extent = extent
  }
}

/// `target.member(arguments)`
public final class InvokeMemberExpressionAst: Ast {
  /// Whose method it is.
  public let target: ExpressionAst
  /// The name; a bare word is a string constant.
  public let member: ExpressionAst
  /// The arguments.
  public let arguments: [ExpressionAst]
  /// Whether it was written with `::`.
  public let isStatic: Bool
  /// Whether it was written with `?.` (7 only).
  public let isNullConditional: Bool
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(
    target: ExpressionAst, member: ExpressionAst, arguments: [ExpressionAst], isStatic: Bool,
    isNullConditional: Bool, extent: ScriptExtent
  ) {
    self.target = target
    self.member = member
    self.arguments = arguments
    self.isStatic = isStatic
    self.isNullConditional = isNullConditional
    self.extent = extent
  }
}

/// `target[index]`
public final class IndexExpressionAst: Ast {
  /// What is indexed.
  public let target: ExpressionAst
  /// The index; an array literal for several.
  public let index: ExpressionAst
  /// Whether it was written with `?[` (7 only).
  public let isNullConditional: Bool
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(target: ExpressionAst, index: ExpressionAst, isNullConditional: Bool, extent: ScriptExtent) {
    self.target = target
    self.index = index
    self.isNullConditional = isNullConditional
    self.extent = extent
  }
}
