extension CommandBaseAst {
  /// The tree as a nested list.
  public var description: String {
    switch self {
    case .command(let ast): ast.description
    case .expression(let ast): ast.description
    }
  }
}

extension CommandExpressionAst {
  /// The expression, with its redirections when it has some.
  public var description: String {
    redirections.isEmpty
      ? expression.description
      : dump("redirected", [expression.description] + redirections.map(\.description))
  }
}

extension CommandAst {
  /// The tree as a nested list.
  public var description: String {
    let kind =
      switch invocation {
      case .none: "command"
      case .call: "&"
      case .dotSource: "dot"
      }
    return dump(
      kind, [name.description] + elements.map(\.description) + redirections.map(\.description))
  }
}

extension CommandElementAst {
  /// The tree as a nested list.
  public var description: String {
    switch self {
    case .parameter(let ast): ast.description
    case .argument(let ast): ast.description
    case .verbatim(let ast): ast.description
    case .endOfParameters(let ast): ast.description
    }
  }
}

extension CommandParameterAst {
  /// The parameter as typed; with its argument as a nested list.
  public var description: String {
    guard let argument else { return "-" + name }
    return dump("-\(name):", [argument.description])
  }
}

extension VerbatimArgumentAst {
  /// The tree as a nested list.
  public var description: String { dump("--%", [quoted(value)]) }
}

extension EndOfParametersAst {
  /// The two dashes.
  public var description: String { "--" }
}

extension RedirectionAst {
  /// The tree as a nested list.
  public var description: String {
    switch self {
    case .file(let ast): ast.description
    case .merging(let ast): ast.description
    }
  }
}

extension RedirectionStream {
  /// The stream as typed before `>`.
  var symbol: String { self == .all ? "*" : "\(rawValue)" }
}

extension FileRedirectionAst {
  /// The tree as a nested list.
  public var description: String {
    dump(stream.symbol + (isAppending ? ">>" : ">"), [location.description])
  }
}

extension MergingRedirectionAst {
  /// The tree as a nested list.
  public var description: String { dump("\(from.symbol)>&\(to.symbol)", []) }
}
