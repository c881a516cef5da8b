import PSLanguage

// Commands: names, arguments, splatting (`language.md` 3.1, 3.5, 6.5).
extension Interpreter {
  /// The processor of a command with its arguments evaluated.
  func processor(for ast: CommandAst) async throws -> CommandProcessor {
    let arguments = try await arguments(of: ast)
    if ast.invocation == .none, case .string(let name) = ast.name {
      return try context.processor(
        for: name.value, arguments: arguments, extent: ast.extent, nameExtent: name.extent)
    }
    let isDotSourced = ast.invocation == .dotSource
    let command = try await value(of: ast.name).presentOrNull
    switch command.unwrapped {
    case .object(let object as ScriptBlock):
      return try context.blockProcessor(
        object, arguments: arguments,
        invocation: InvocationInfo(
          command: nil, invocationName: isDotSourced ? "." : "&", extent: ast.extent),
        dotSourced: isDotSourced)
    case .object(let object as CommandInfo):
      return try context.processor(
        for: object, as: object.name, arguments: arguments, extent: ast.extent,
        dotSourced: isDotSourced)
    case .string(let name) where !name.isEmpty:
      return try context.processor(
        for: name, arguments: arguments, extent: ast.extent, nameExtent: ast.name.extent,
        dotSourced: isDotSourced)
    default:
      let mark = isDotSourced ? "." : "&"
      throw PSRuntimeError(
        "The expression after '\(mark)' in a pipeline element produced an object that was not "
          + "valid. It must result in a command name, a script block, or a CommandInfo object.",
        id: "BadExpression", category: .invalidOperation, target: command, at: ast.name.extent)
    }
  }

  private func arguments(of ast: CommandAst) async throws -> [CommandArgument] {
    var arguments: [CommandArgument] = []
    arguments.reserveCapacity(ast.elements.count)
    for element in ast.elements {
      switch element {
      case .parameter(let parameter):
        var value: PSValue?
        if let argument = parameter.argument {
          value = try await self.value(of: argument).presentOrNull
        }
        arguments.append(
          .parameter(
            name: parameter.name, value: value, extent: parameter.extent,
            hasBlank: parameter.hasBlankBeforeArgument,
            commas: CommandArgument.commas(of: parameter.argument)))
      case .argument(.variable(let variable)) where variable.isSplatted:
        arguments += splat(try await read(variable.path).presentOrNull, variable, into: ast)
      case .argument(let expression):
        arguments.append(
          .value(
            try await value(of: expression).presentOrNull, expression.extent,
            commas: CommandArgument.commas(of: expression)))
      case .verbatim(let verbatim): arguments.append(.verbatim(verbatim.value, verbatim.extent))
      case .endOfParameters(let mark): arguments.append(.endOfParameters(mark.extent))
      }
    }
    return arguments
  }

  /// The arguments that a splatted value stands for: named ones of a dictionary, positional ones of
  /// a list.
  private func splat(
    _ value: PSValue, _ variable: VariableExpressionAst, into ast: CommandAst
  ) -> [CommandArgument] {
    if let table = value.asObject as? PSHashtable {
      let explicit = context.session.configuration.persona == .core ? ast.parameterNames : []
      return table.entries.compactMap { entry in
        let name = TextConversion.text(of: entry.key)
        if explicit.contains(where: { $0.equalsIgnoringCase(name) }) { return nil }
        return .parameter(name: name, value: entry.value, extent: variable.extent)
      }
    }
    if value.isNull { return [] }
    return CommandArgument.spread(value.enumerated, variable.extent)
  }
}

extension CommandAst {
  /// The parameters that are written out.
  fileprivate var parameterNames: [String] {
    elements.compactMap { element in
      if case .parameter(let parameter) = element { parameter.name } else { nil }
    }
  }
}
