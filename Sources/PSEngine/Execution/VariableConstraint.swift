import PSLanguage

/// What stands before the target of an assignment and stays with the variable: a type, validation
/// attributes (`language.md` 4.5).
struct VariableConstraint {
  private var types: [PSTypeDefinition] = []
  private var validations: [ParameterValidation] = []

  /// Reads casts and attributes.
  /// - Returns: the constraint and the target behind it.
  static func read(
    _ target: ExpressionAst, _ interpreter: Interpreter
  ) throws -> (constraint: VariableConstraint, target: ExpressionAst) {
    var constraint = VariableConstraint()
    var target = target
    while true {
      switch target {
      case .convert(let ast):
        // The type nearest to the variable converts first.
        constraint.types.insert(try interpreter.resolve(ast.typeName), at: 0)
        target = ast.operand
      case .attributed(let ast):
        guard let validation = ScriptAttribute(ast.attribute).validation else {
          throw PSRuntimeError(
            "The attribute [\(ast.attribute.typeName.fullName)] is not supported on a variable. "
              + "Types and the Validate attributes without script blocks are.",
            id: "AttributeNotSupported", category: .notImplemented, at: ast.attribute.extent)
        }
        constraint.validations.append(validation)
        target = ast.operand
      default: return (constraint, target)
      }
    }
  }

  /// Converts and checks a value for a variable.
  /// - Throws: ``PSRuntimeError`` of category MetadataError.
  func apply(_ value: PSValue, to name: String, types table: TypeTable) throws -> PSValue {
    var value = value
    do {
      for type in types { value = try Conversion.convert(value, to: type, types: table) }
    } catch {
      throw PSRuntimeError(
        error.record.message, id: "RuntimeException", category: .metadataError,
        exception: "System.Management.Automation.ArgumentTransformationMetadataException")
    }
    guard !validations.isEmpty else { return value }
    do {
      try ParameterChecks.check(
        value, ParameterDefinition(name: name, type: .any, validations: validations), at: nil)
    } catch {
      throw PSRuntimeError(
        "The variable cannot be validated because the value \(TextConversion.text(of: value)) is not"
          + " a valid value for the \(name) variable.",
        id: "ValidateSetFailure", category: .metadataError,
        exception: "System.Management.Automation.ValidationMetadataException")
    }
    return value
  }
}

extension Interpreter {
  /// `[type]$x = …`, `[attribute]$x = …`: what stands before the variable stays with it.
  func assign(_ value: PSValue, constrained target: ExpressionAst) async throws {
    let (constraint, inner) = try VariableConstraint.read(target, self)
    let types = types
    guard case .variable(let ast) = inner, ast.path.driveName == nil, ast.path.key != "null" else {
      return try await assign(try constraint.apply(value, to: "", types: types), to: inner)
    }
    let path = ast.path
    let scope = scope(of: path)
    let variable = scope.own(path.key) ?? PSVariable(path.name, .null)
    if variable.options.forbidsWriting { throw variable.notWritable() }
    variable.value = try constraint.apply(value, to: path.name, types: types)
    variable.constraint = { try constraint.apply($0, to: path.name, types: types) }
    if path.qualifier == .private { variable.options.insert(.private) }
    scope.define(variable)
  }

  private func scope(of path: VariablePath) -> VariableScope {
    switch path.qualifier {
    case .global: context.scope.global
    case .script: context.scope.script
    default: context.scope
    }
  }
}
