import PSLanguage

/// Arguments of attributes: constants, read without running anything.
enum ConstantArguments {
  /// The value of a constant expression; `nil` for anything that would have to run.
  static func value(_ expression: ExpressionAst) -> PSValue? {
    switch expression {
    case .number(let number): return .number(PSNumber(number.value))
    case .string(let text): return .string(text.value)
    case .variable(let variable):
      switch variable.path.key {
      case "true": return .bool(true)
      case "false": return .bool(false)
      case "null": return .null
      default: return nil
      }
    case .arrayLiteral(let array): return list(array.elements)
    case .typeLiteral(let type): return .string(type.typeName.fullName)
    case .unary(let unary) where unary.operation == .minus:
      guard case .number(let number)? = value(unary.operand) else { return nil }
      return negated(number)
    case .convert(let convert): return value(convert.operand)
    case .paren(let paren): return single(paren.pipeline)
    case .array(let array):
      switch array.block.statements.count {
      case 0: return .list([])
      case 1: return single(array.block.statements[0]).map { .list($0.enumerated) }
      default: return nil
      }
    default: return nil
    }
  }

  private static func list(_ elements: [ExpressionAst]) -> PSValue? {
    var values: [PSValue] = []
    for element in elements {
      guard let value = value(element) else { return nil }
      values.append(value)
    }
    return .list(values)
  }

  /// The value of a statement that is nothing but a constant expression.
  private static func single(_ statement: StatementAst) -> PSValue? {
    guard case .pipeline(let pipeline) = statement, pipeline.elements.count == 1,
      case .expression(let element) = pipeline.elements[0], element.redirections.isEmpty
    else { return nil }
    return value(element.expression)
  }

  private static func negated(_ number: PSNumber) -> PSValue? {
    switch number {
    case .int32(let value): return .number(.int32(0 &- value))
    case .int64(let value): return .number(.int64(0 &- value))
    case .double(let value): return .number(.double(-value))
    default: return nil
    }
  }
}
