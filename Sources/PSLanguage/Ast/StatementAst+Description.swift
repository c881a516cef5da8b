extension StatementAst {
  /// The tree as a nested list.
  public var description: String {
    switch self {
    case .pipeline(let ast): ast.description
    case .pipelineChain(let ast): ast.description
    case .assignment(let ast): ast.description
    case .ifElse(let ast): ast.description
    case .whileLoop(let ast): ast.description
    case .doLoop(let ast): ast.description
    case .forLoop(let ast): ast.description
    case .forEachLoop(let ast): ast.description
    case .switchCase(let ast): ast.description
    case .tryCatch(let ast): ast.description
    case .trap(let ast): ast.description
    case .breakLoop(let ast): ast.description
    case .continueLoop(let ast): ast.description
    case .returnValue(let ast): ast.description
    case .exitScript(let ast): ast.description
    case .throwError(let ast): ast.description
    case .functionDefinition(let ast): ast.description
    case .enumDefinition(let ast): ast.description
    case .data(let ast): ast.description
    case .using(let ast): ast.description
    }
  }
}

extension StatementBlockAst {
  /// The tree as a nested list.
  public var description: String { dump("block", statements.map(\.description)) }
}

extension PipelineAst {
  /// The tree as a nested list; a single expression stands for itself.
  public var description: String {
    if elements.count == 1, !isBackground { return elements[0].description }
    return dump(isBackground ? "background" : "pipeline", elements.map(\.description))
  }
}

extension PipelineChainAst {
  /// The tree as a nested list.
  public var description: String {
    dump(
      "chain",
      [first.description]
        + links.map { dump($0.runsAfterSuccess ? "&&" : "||", [$0.pipeline.description]) })
  }
}

extension AssignmentStatementAst {
  /// The tree as a nested list.
  public var description: String {
    dump(operation.rawValue, [target.description, value.description])
  }
}

extension IfStatementAst {
  /// The tree as a nested list.
  public var description: String {
    dump(
      "if",
      clauses.flatMap { [$0.condition.description, $0.body.description] }
        + [elseBody.map { dump("else", [$0.description]) }])
  }
}

extension WhileStatementAst {
  /// The tree as a nested list.
  public var description: String {
    dump("while", [label.map { ":" + $0 }, condition.description, body.description])
  }
}

extension DoStatementAst {
  /// The tree as a nested list.
  public var description: String {
    dump(
      isUntil ? "do-until" : "do-while",
      [label.map { ":" + $0 }, body.description, condition.description])
  }
}

extension ForStatementAst {
  /// The tree as a nested list; `-` stands for a part that is missing.
  public var description: String {
    dump(
      "for",
      [
        label.map { ":" + $0 }, initializer?.description ?? "-", condition?.description ?? "-",
        iterator?.description ?? "-", body.description,
      ])
  }
}

extension ForEachStatementAst {
  /// The tree as a nested list.
  public var description: String {
    dump(
      "foreach",
      [
        label.map { ":" + $0 }, variable.description, collection.description, body.description,
      ])
  }
}

extension SwitchStatementAst {
  /// The tree as a nested list.
  public var description: String {
    var options: [String?] = [label.map { ":" + $0 }]
    switch match {
    case .exact: break
    case .wildcard: options.append("-wildcard")
    case .regex: options.append("-regex")
    }
    if isCaseSensitive { options.append("-casesensitive") }
    if isFile { options.append("-file") }
    options.append(input.description)
    options += clauses.map { dump("case", [$0.test.description, $0.body.description]) }
    options.append(defaultBody.map { dump("default", [$0.description]) })
    return dump("switch", options)
  }
}

extension CatchClauseAst {
  /// The tree as a nested list.
  public var description: String {
    dump("catch", types.map(\.description) + [body.description])
  }
}

extension TryStatementAst {
  /// The tree as a nested list.
  public var description: String {
    dump(
      "try",
      [body.description] + catches.map(\.description)
        + [finallyBody.map { dump("finally", [$0.description]) }])
  }
}

extension TrapStatementAst {
  /// The tree as a nested list.
  public var description: String { dump("trap", [type?.description, body.description]) }
}

extension BreakStatementAst {
  /// The tree as a nested list.
  public var description: String { dump("break", [label?.description]) }
}

extension ContinueStatementAst {
  /// The tree as a nested list.
  public var description: String { dump("continue", [label?.description]) }
}

extension ReturnStatementAst {
  /// The tree as a nested list.
  public var description: String { dump("return", [value?.description]) }
}

extension ExitStatementAst {
  /// The tree as a nested list.
  public var description: String { dump("exit", [value?.description]) }
}

extension ThrowStatementAst {
  /// The tree as a nested list.
  public var description: String { dump("throw", [value?.description]) }
}

extension EnumDefinitionAst {
  /// The tree as a nested list.
  public var description: String {
    dump("enum", [name] + members.map { dump($0.name, [$0.value?.description]) })
  }
}

extension DataStatementAst {
  /// The tree as a nested list.
  public var description: String { dump("data", [variable, body.description]) }
}

extension UsingStatementAst {
  /// The tree as a nested list.
  public var description: String { dump("using", ["\(kind)", name.description]) }
}
