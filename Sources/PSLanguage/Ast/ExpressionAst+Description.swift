// Trees print as nested lists, `(kind part part)`, which is what tests and bug reports read.

/// A nested list.
func dump(_ kind: String, _ parts: [String?]) -> String {
  let present = parts.compactMap { $0 }
  return present.isEmpty ? "(\(kind))" : "(\(kind) \(present.joined(separator: " ")))"
}

/// A text in quotes, with control characters made visible.
func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": result += "\\" + String(scalar)
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    case "\0": result += "\\0"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}

extension ExpressionAst {
  /// The tree as a nested list.
  public var description: String {
    switch self {
    case .number(let ast): ast.description
    case .string(let ast): ast.description
    case .expandableString(let ast): ast.description
    case .variable(let ast): ast.description
    case .typeLiteral(let ast): ast.description
    case .paren(let ast): ast.description
    case .subExpression(let ast): ast.description
    case .array(let ast): ast.description
    case .arrayLiteral(let ast): ast.description
    case .hashtable(let ast): ast.description
    case .scriptBlock(let ast): ast.description
    case .unary(let ast): ast.description
    case .binary(let ast): ast.description
    case .ternary(let ast): ast.description
    case .convert(let ast): ast.description
    case .attributed(let ast): ast.description
    case .member(let ast): ast.description
    case .invokeMember(let ast): ast.description
    case .index(let ast): ast.description
    }
  }
}

extension ConstantExpressionAst {
  /// The value, with its type unless that is Int32 or Double.
  public var description: String {
    switch value {
    case .int32(let value): "\(value)"
    case .double(let value): "\(value)"
    case .int8(let value): "\(value)y"
    case .uint8(let value): "\(value)uy"
    case .int16(let value): "\(value)s"
    case .uint16(let value): "\(value)us"
    case .uint32(let value): "\(value)u"
    case .int64(let value): "\(value)l"
    case .uint64(let value): "\(value)ul"
    case .decimal(let isNegative, let significand, let scale):
      (isNegative ? "-" : "") + "\(significand)" + (scale == 0 ? "d" : "e-\(scale)d")
    }
  }
}

extension StringConstantExpressionAst {
  /// The text; in quotes unless it was a bare word.
  public var description: String {
    kind == .bareWord && !value.isEmpty && !value.contains(where: { $0.isWhitespace })
      ? value : quoted(value)
  }
}

extension ExpandableStringExpressionAst {
  /// The parts.
  public var description: String {
    dump(
      kind == .bareWord ? "word" : "string",
      parts.map { part in
        switch part {
        case .text(let text): quoted(text)
        case .expression(let expression): expression.description
        }
      })
  }
}

extension VariableExpressionAst {
  /// The variable as typed.
  public var description: String { (isSplatted ? "@" : "$") + path.userPath }
}

extension TypeExpressionAst {
  /// The type in brackets.
  public var description: String { typeName.description }
}

extension ParenExpressionAst {
  /// The tree as a nested list.
  public var description: String { dump("paren", [pipeline.description]) }
}

extension SubExpressionAst {
  /// The tree as a nested list.
  public var description: String { dump("$", block.statements.map(\.description)) }
}

extension ArrayExpressionAst {
  /// The tree as a nested list.
  public var description: String { dump("@", block.statements.map(\.description)) }
}

extension ArrayLiteralAst {
  /// The tree as a nested list.
  public var description: String { dump(",", elements.map(\.description)) }
}

extension HashtableAst {
  /// The tree as a nested list.
  public var description: String {
    dump("hashtable", entries.map { dump("entry", [$0.key.description, $0.value.description]) })
  }
}

extension ScriptBlockExpressionAst {
  /// The tree as a nested list.
  public var description: String { scriptBlock.description }
}

extension UnaryExpressionAst {
  /// The tree as a nested list.
  public var description: String { dump(operation.symbol, [operand.description]) }
}

extension BinaryExpressionAst {
  /// The tree as nested lists of two operands, as it is evaluated.
  public var description: String {
    operations.reduce(left.description) { left, operation in
      dump(operation.operation.symbol, [left, operation.right.description])
    }
  }
}

extension TernaryExpressionAst {
  /// The tree as a nested list.
  public var description: String {
    dump("?:", [condition.description, ifTrue.description, ifFalse.description])
  }
}

extension ConvertExpressionAst {
  /// The tree as a nested list.
  public var description: String {
    dump("convert", [typeName.description, operand.description])
  }
}

extension AttributedExpressionAst {
  /// The tree as a nested list.
  public var description: String {
    dump("attributed", [attribute.description, operand.description])
  }
}

extension MemberExpressionAst {
  /// The tree as a nested list.
  public var description: String {
    dump(
      isStatic ? "::" : isNullConditional ? "?." : ".", [target.description, member.description])
  }
}

extension InvokeMemberExpressionAst {
  /// The tree as a nested list.
  public var description: String {
    dump(
      isStatic ? "call::" : isNullConditional ? "call?." : "call",
      [target.description, member.description] + arguments.map(\.description))
  }
}

extension IndexExpressionAst {
  /// The tree as a nested list.
  public var description: String {
    dump(isNullConditional ? "?[" : "index", [target.description, index.description])
  }
}
