import PSLanguage

// What statements define: functions, enumerations, data, namespaces.
extension Interpreter {
  /// `function`, `filter`: the command enters the scope when the statement runs.
  func define(_ ast: FunctionDefinitionAst) throws {
    let path = VariablePath(ast.name)
    let scope: VariableScope
    switch path.qualifier {
    case .global: scope = context.scope.global
    case .script: scope = context.scope.script
    default: scope = context.scope
    }
    if let existing = scope.functions[path.key], existing.options.forbidsWriting {
      throw PSRuntimeError(
        "Cannot write to function \(existing.name) because it is read-only or constant.",
        id: "FunctionNotWritable", category: .writeError,
        exception: "System.Management.Automation.SessionStateUnauthorizedAccessException",
        target: .string(existing.name))
    }
    let block = ScriptBlock(ast.body, inlineParameters: ast.parameters ?? [])
    scope.define(
      function: context.session.function(path.name, body: block, isFilter: ast.isFilter))
  }

  /// `enum`
  func define(_ ast: EnumDefinitionAst) async throws {
    var members: [(String, Int64)] = []
    var next: Int64 = 0
    for member in ast.members {
      if let expression = member.value {
        let value = try await value(of: expression)
        if case .number(.int64(let number)) = try Conversion.convert(
          value, to: .named("System.Int64"), types: types)
        {
          next = number
        }
      }
      members.append((member.name, next))
      next &+= 1
    }
    types.add([PSTypeDefinition(enumeration: PSEnumType(ast.name, members))])
  }

  /// `data`
  func run(_ ast: DataStatementAst, _ output: any OutputSink) async throws {
    guard let name = ast.variable else { return try await run(ast.body.statements, output) }
    let collector = ArrayCollector()
    try await run(ast.body.statements, collector)
    try context.scope.set(name, to: .collapsing(collector.values))
  }

  /// `using`: namespaces are searched for types; all modules of this shell are loaded already.
  func use(_ ast: UsingStatementAst) throws {
    switch ast.kind {
    case .namespace:
      guard case .string(let name) = ast.name else { return }
      context.scope.script.namespaces.append(name.value)
    case .module: return
    case .assembly:
      throw PSRuntimeError(
        "Assemblies of .NET cannot be loaded here: this shell has its own types. Remove the "
          + "'using assembly' statement.", id: "UsingAssemblyNotSupported",
        category: .notImplemented, at: ast.extent)
    }
  }

  /// The type of a literal; names without namespace are also looked up in those of `using`.
  func resolve(_ name: TypeName) throws -> PSTypeDefinition {
    if let known = types.find(name.fullName) { return known }
    for namespace in context.scope.script.namespaces {
      if let known = types.find("\(namespace).\(name.fullName)") { return known }
    }
    do {
      return try types.resolve(name)
    } catch {
      // The brackets are marked, too.
      let extent = name.extent
      error.record.errorExtent = extent.source.extent(
        extent.startOffset - 1, extent.endOffset + 1)
      error.record.targetTypeName = "TypeName"
      throw error
    }
  }
}
