/// A number; `extent.text` is how it was written.
public final class ConstantExpressionAst: Ast {
  /// Its value.
  public let value: NumberLiteral
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(value: NumberLiteral, extent: ScriptExtent) {
    self.value = value
    self.extent = extent
  }
}

/// How a text was written.
public enum StringConstantKind: Sendable, Equatable {
  /// An unquoted word.
  case bareWord
  /// `'…'`
  case singleQuoted
  /// `@'…'@`
  case singleQuotedHereString
  /// `"…"`
  case doubleQuoted
  /// `@"…"@`
  case doubleQuotedHereString
}

/// A text in which nothing is expanded.
public final class StringConstantExpressionAst: Ast {
  /// The text, with escapes resolved.
  public let value: String
  /// How it was written.
  public let kind: StringConstantKind
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(value: String, kind: StringConstantKind, extent: ScriptExtent) {
    self.value = value
    self.kind = kind
    self.extent = extent
  }
}

/// A text that is put together when it is evaluated.
public final class ExpandableStringExpressionAst: Ast {
  /// Its parts in order; texts are never empty and never adjacent.
  public let parts: [StringPart]
  /// How it was written.
  public let kind: StringConstantKind
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(parts: [StringPart], kind: StringConstantKind, extent: ScriptExtent) {
    self.parts = parts
    self.kind = kind
    self.extent = extent
  }
}

/// A part of an expandable text.
public enum StringPart: Sendable {
  /// Characters, with escapes resolved.
  case text(String)
  /// A variable, a `$( )`, or, in an unquoted word, a chain of member accesses.
  case expression(ExpressionAst)
}

/// `$name`; with `isSplatted` it is `@name`.
public final class VariableExpressionAst: Ast {
  /// The name.
  public let path: VariablePath
  /// Whether it was written with `@`.
  public let isSplatted: Bool
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(path: VariablePath, isSplatted: Bool, extent: ScriptExtent) {
    self.path = path
    self.isSplatted = isSplatted
    self.extent = extent
  }
}

/// A type as a value: `[int]`.
public final class TypeExpressionAst: Ast {
  /// The type.
  public let typeName: TypeName
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(typeName: TypeName, extent: ScriptExtent) {
    self.typeName = typeName
    self.extent = extent
  }
}
