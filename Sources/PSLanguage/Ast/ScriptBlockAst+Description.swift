extension ScriptBlockAst {
  /// The tree as a nested list; a body without named blocks shows its statements only.
  public var description: String {
    var parts: [String?] = usings.map(\.description)
    parts.append(paramBlock?.description)
    let others: [(String, NamedBlockAst?)] = [
      ("dynamicparam", dynamicParamBlock), ("begin", beginBlock), ("process", processBlock),
    ]
    let hasNamedBlocks = others.contains { $0.1 != nil }
    for (name, block) in others {
      parts.append(block.map { dump(name, $0.statements.map(\.description)) })
    }
    if let endBlock {
      let statements: [String?] = endBlock.statements.map(\.description)
      if hasNamedBlocks { parts.append(dump("end", statements)) } else { parts += statements }
    }
    return dump("script", parts)
  }
}

extension NamedBlockAst {
  /// The tree as a nested list.
  public var description: String { dump("block", statements.map(\.description)) }
}

extension ParamBlockAst {
  /// The tree as a nested list.
  public var description: String {
    dump("param", attributes.map(\.description) + parameters.map(\.description))
  }
}

extension ParameterAst {
  /// The tree as a nested list.
  public var description: String {
    if attributes.isEmpty, typeName == nil, defaultValue == nil { return name.description }
    return dump(
      "parameter",
      attributes.map(\.description)
        + [typeName?.description, name.description, defaultValue.map { "= " + $0.description }])
  }
}

extension AttributeAst {
  /// The tree as a nested list.
  public var description: String {
    dump(
      "attribute",
      [typeName.fullName] + positional.map(\.description)
        + named.map { $0.name + ($0.value.map { "=" + $0.description } ?? "") })
  }
}

extension FunctionDefinitionAst {
  /// The tree as a nested list.
  public var description: String {
    dump(
      isFilter ? "filter" : "function",
      [name, parameters.map { dump("parameters", $0.map(\.description)) }, body.description])
  }
}
