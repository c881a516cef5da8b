/// A script, the body of a function, or what stands in braces.
public final class ScriptBlockAst: Ast {
  /// `using` statements at the top of a script.
  public let usings: [UsingStatementAst]
  /// `param( … )`, with the attributes before it.
  public let paramBlock: ParamBlockAst?
  /// `dynamicparam { … }`
  public let dynamicParamBlock: NamedBlockAst?
  /// `begin { … }`
  public let beginBlock: NamedBlockAst?
  /// `process { … }`; the whole body of a filter without named blocks.
  public let processBlock: NamedBlockAst?
  /// `end { … }`; the whole body of anything else without named blocks.
  public let endBlock: NamedBlockAst?
  /// The text that the node was made from, with braces when it has them.
  public let extent: ScriptExtent
  /// The text without the braces: what a script block prints as.
  public let bodyExtent: ScriptExtent

  init(
    usings: [UsingStatementAst], paramBlock: ParamBlockAst?, dynamicParamBlock: NamedBlockAst?,
    beginBlock: NamedBlockAst?, processBlock: NamedBlockAst?, endBlock: NamedBlockAst?,
    extent: ScriptExtent, bodyExtent: ScriptExtent
  ) {
    self.usings = usings
    self.paramBlock = paramBlock
    self.dynamicParamBlock = dynamicParamBlock
    self.beginBlock = beginBlock
    self.processBlock = processBlock
    self.endBlock = endBlock
    self.extent = extent
    self.bodyExtent = bodyExtent
  }
}

/// The statements of one part of a script block.
public final class NamedBlockAst: Ast {
  /// The statements in order.
  public let statements: [StatementAst]
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(statements: [StatementAst], extent: ScriptExtent) {
    self.statements = statements
    self.extent = extent
  }
}

/// `[attributes] param( parameters )`
public final class ParamBlockAst: Ast {
  /// The attributes before `param`.
  public let attributes: [AttributeAst]
  /// The parameters in order.
  public let parameters: [ParameterAst]
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(attributes: [AttributeAst], parameters: [ParameterAst], extent: ScriptExtent) {
    self.attributes = attributes
    self.parameters = parameters
    self.extent = extent
  }
}

/// A parameter of a function or script block.
public final class ParameterAst: Ast {
  /// The variable.
  public let name: VariableExpressionAst
  /// The type nearest to the variable, if any.
  public let typeName: TypeName?
  /// The attributes, without types.
  public let attributes: [AttributeAst]
  /// The default value.
  public let defaultValue: ExpressionAst?
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(
    name: VariableExpressionAst, typeName: TypeName?, attributes: [AttributeAst],
    defaultValue: ExpressionAst?, extent: ScriptExtent
  ) {
    self.name = name
    self.typeName = typeName
    self.attributes = attributes
    self.defaultValue = defaultValue
    self.extent = extent
  }
}

/// A named argument of an attribute.
public struct NamedAttributeArgument: Sendable {
  /// The name.
  public let name: String
  /// The value; `nil` means true.
  public let value: ExpressionAst?
}

/// `[Name(positional, Name = value)]`
public final class AttributeAst: Ast {
  /// The name of the attribute.
  public let typeName: TypeName
  /// The arguments without name.
  public let positional: [ExpressionAst]
  /// The arguments with name.
  public let named: [NamedAttributeArgument]
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(
    typeName: TypeName, positional: [ExpressionAst], named: [NamedAttributeArgument],
    extent: ScriptExtent
  ) {
    self.typeName = typeName
    self.positional = positional
    self.named = named
    self.extent = extent
  }
}

/// `function name(parameters) { … }`, `filter name { … }`
public final class FunctionDefinitionAst: Ast {
  /// The name as written, with a scope prefix if there is one.
  public let name: String
  /// Whether it was written with `filter`.
  public let isFilter: Bool
  /// The parameters between name and body; `nil` without parentheses.
  public let parameters: [ParameterAst]?
  /// The body.
  public let body: ScriptBlockAst
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(
    name: String, isFilter: Bool, parameters: [ParameterAst]?, body: ScriptBlockAst,
    extent: ScriptExtent
  ) {
    self.name = name
    self.isFilter = isFilter
    self.parameters = parameters
    self.body = body
    self.extent = extent
  }
}

/// A value of an `enum`.
public struct EnumMember: Sendable {
  /// The name.
  public let name: String
  /// The number, if one is given.
  public let value: ExpressionAst?
}

/// `enum Name { A; B = 2 }`
public final class EnumDefinitionAst: Ast {
  /// The name.
  public let name: String
  /// The values in order.
  public let members: [EnumMember]
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(name: String, members: [EnumMember], extent: ScriptExtent) {
    self.name = name
    self.members = members
    self.extent = extent
  }
}

/// `data [name] { … }`
public final class DataStatementAst: Ast {
  /// The variable that takes the result.
  public let variable: String?
  /// The statements.
  public let body: StatementBlockAst
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(variable: String?, body: StatementBlockAst, extent: ScriptExtent) {
    self.variable = variable
    self.body = body
    self.extent = extent
  }
}

/// What `using` brings in.
public enum UsingKind: Sendable, Equatable {
  /// `using namespace`
  case namespace
  /// `using module`
  case module
  /// `using assembly`
  case assembly
}

/// `using kind name`
public final class UsingStatementAst: Ast {
  /// What is brought in.
  public let kind: UsingKind
  /// Its name.
  public let name: ExpressionAst
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(kind: UsingKind, name: ExpressionAst, extent: ScriptExtent) {
    self.kind = kind
    self.name = name
    self.extent = extent
  }
}
