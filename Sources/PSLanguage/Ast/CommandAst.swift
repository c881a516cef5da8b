/// An element of a pipeline.
public enum CommandBaseAst: Ast {
  /// A command.
  case command(CommandAst)
  /// An expression; only the first element of a pipeline.
  case expression(CommandExpressionAst)

  /// The text that the node was made from.
  public var extent: ScriptExtent {
    switch self {
    case .command(let ast): ast.extent
    case .expression(let ast): ast.extent
    }
  }
}

/// An expression as an element of a pipeline.
public final class CommandExpressionAst: Ast {
  /// The expression.
  public let expression: ExpressionAst
  /// What is redirected.
  public let redirections: [RedirectionAst]
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(expression: ExpressionAst, redirections: [RedirectionAst], extent: ScriptExtent) {
    self.expression = expression
    self.redirections = redirections
    self.extent = extent
  }
}

/// What stands before the name of a command.
public enum InvocationOperator: Sendable, Equatable {
  /// Nothing: the name is a bare word.
  case none
  /// `&`: runs in a child scope.
  case call
  /// `.`: runs in the current scope.
  case dotSource
}

/// A command with its arguments.
public final class CommandAst: Ast {
  /// What stands before the name.
  public let invocation: InvocationOperator
  /// The name: a bare word, or behind `&` and `.` any expression.
  public let name: ExpressionAst
  /// Parameters and arguments in order, without the name.
  public let elements: [CommandElementAst]
  /// What is redirected, in order.
  public let redirections: [RedirectionAst]
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(
    invocation: InvocationOperator, name: ExpressionAst, elements: [CommandElementAst],
    redirections: [RedirectionAst], extent: ScriptExtent
  ) {
    self.invocation = invocation
    self.name = name
    self.elements = elements
    self.redirections = redirections
    self.extent = extent
  }
}

/// A part of a command behind its name.
public enum CommandElementAst: Ast {
  /// `-Name`, `-Name:value`
  case parameter(CommandParameterAst)
  /// An argument; a variable with `isSplatted` spreads its value.
  case argument(ExpressionAst)
  /// `--%` and the raw rest of the line.
  case verbatim(VerbatimArgumentAst)
  /// `--`: all that follows are arguments.
  case endOfParameters(EndOfParametersAst)

  /// The text that the node was made from.
  public var extent: ScriptExtent {
    switch self {
    case .parameter(let ast): ast.extent
    case .argument(let ast): ast.extent
    case .verbatim(let ast): ast.extent
    case .endOfParameters(let ast): ast.extent
    }
  }
}

/// A parameter as written.
public final class CommandParameterAst: Ast {
  /// The name without dash and colon.
  public let name: String
  /// The value, when the name ended in a colon.
  public let argument: ExpressionAst?
  /// Whether blanks stood between the colon and the value; host programs then get two arguments (`language.md` 6.7).
  public let hasBlankBeforeArgument: Bool
  /// Dash, name and colon.
  public let nameExtent: ScriptExtent
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(
    name: String, argument: ExpressionAst?, hasBlankBeforeArgument: Bool, nameExtent: ScriptExtent,
    extent: ScriptExtent
  ) {
    self.name = name
    self.argument = argument
    self.hasBlankBeforeArgument = hasBlankBeforeArgument
    self.nameExtent = nameExtent
    self.extent = extent
  }
}

/// The text behind `--%`.
public final class VerbatimArgumentAst: Ast {
  /// The text, without the blanks around it.
  public let value: String
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(value: String, extent: ScriptExtent) {
    self.value = value
    self.extent = extent
  }
}

/// `--`
public final class EndOfParametersAst: Ast {
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(extent: ScriptExtent) {
    self.extent = extent
  }
}

/// A redirection.
public enum RedirectionAst: Ast {
  /// To a file.
  case file(FileRedirectionAst)
  /// Into another stream.
  case merging(MergingRedirectionAst)

  /// The text that the node was made from.
  public var extent: ScriptExtent {
    switch self {
    case .file(let ast): ast.extent
    case .merging(let ast): ast.extent
    }
  }
}

/// The streams that a redirection names (`language.md` 3.6).
public enum RedirectionStream: Int, Sendable {
  /// `*`
  case all = 0
  /// 1
  case output = 1
  /// 2
  case error = 2
  /// 3
  case warning = 3
  /// 4
  case verbose = 4
  /// 5
  case debug = 5
  /// 6
  case information = 6
}

/// `n> file`, `n>> file`
public final class FileRedirectionAst: Ast {
  /// What is redirected.
  public let stream: RedirectionStream
  /// The file; `$null` discards.
  public let location: ExpressionAst
  /// Whether it was written with `>>`.
  public let isAppending: Bool
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(
    stream: RedirectionStream, location: ExpressionAst, isAppending: Bool, extent: ScriptExtent
  ) {
    self.stream = stream
    self.location = location
    self.isAppending = isAppending
    self.extent = extent
  }
}

/// `n>&1`
public final class MergingRedirectionAst: Ast {
  /// What is redirected.
  public let from: RedirectionStream
  /// Where it goes.
  public let to: RedirectionStream
  /// The text that the node was made from.
  public let extent: ScriptExtent

  init(from: RedirectionStream, to: RedirectionStream, extent: ScriptExtent) {
    self.from = from
    self.to = to
    self.extent = extent
  }
}
