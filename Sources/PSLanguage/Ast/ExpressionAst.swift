/// An expression: what has a value.
public enum ExpressionAst: Ast {
  /// A number.
  case number(ConstantExpressionAst)
  /// A text without anything to expand.
  case string(StringConstantExpressionAst)
  /// A text with variables or sub-expressions in it.
  case expandableString(ExpandableStringExpressionAst)
  /// `$name`, `@name`
  case variable(VariableExpressionAst)
  /// `[type]`
  case typeLiteral(TypeExpressionAst)
  /// `( pipeline )`
  case paren(ParenExpressionAst)
  /// `$( statements )`
  case subExpression(SubExpressionAst)
  /// `@( statements )`
  case array(ArrayExpressionAst)
  /// `a, b`
  case arrayLiteral(ArrayLiteralAst)
  /// `@{ key = value }`
  case hashtable(HashtableAst)
  /// `{ statements }`
  case scriptBlock(ScriptBlockExpressionAst)
  /// An operator with one operand.
  case unary(UnaryExpressionAst)
  /// Operators of one level of precedence between operands.
  case binary(BinaryExpressionAst)
  /// `condition ? a : b` (7 only)
  case ternary(TernaryExpressionAst)
  /// `[type]expression`
  case convert(ConvertExpressionAst)
  /// `[Attribute()]$variable`
  case attributed(AttributedExpressionAst)
  /// `expression.name`, `[type]::name`
  case member(MemberExpressionAst)
  /// `expression.name(arguments)`
  case invokeMember(InvokeMemberExpressionAst)
  /// `expression[index]`
  case index(IndexExpressionAst)

  /// The text that the node was made from.
  public var extent: ScriptExtent {
    switch self {
    case .number(let ast): ast.extent
    case .string(let ast): ast.extent
    case .expandableString(let ast): ast.extent
    case .variable(let ast): ast.extent
    case .typeLiteral(let ast): ast.extent
    case .paren(let ast): ast.extent
    case .subExpression(let ast): ast.extent
    case .array(let ast): ast.extent
    case .arrayLiteral(let ast): ast.extent
    case .hashtable(let ast): ast.extent
    case .scriptBlock(let ast): ast.extent
    case .unary(let ast): ast.extent
    case .binary(let ast): ast.extent
    case .ternary(let ast): ast.extent
    case .convert(let ast): ast.extent
    case .attributed(let ast): ast.extent
    case .member(let ast): ast.extent
    case .invokeMember(let ast): ast.extent
    case .index(let ast): ast.extent
    }
  }
}
