import PSLanguage

/// The errors of the binder (`language.md` 6.3): ids, categories and texts.
enum BindingErrors {
  static let exception = "System.Management.Automation.ParameterBindingException"
  static let validation = "System.Management.Automation.ParameterBindingValidationException"
  static let transformation =
    "System.Management.Automation.ParameterBindingArgumentTransformationException"

  static func make(
    _ id: String, _ message: String, exception: String = exception,
    category: ErrorCategory = .invalidArgument, at extent: ScriptExtent? = nil
  ) -> PSRuntimeError {
    PSRuntimeError(message, id: id, category: category, exception: exception, at: extent)
  }

  static func unknownName(
    _ name: String, suggestion: String?, at extent: ScriptExtent?
  ) -> PSRuntimeError {
    let error = make(
      "NamedParameterNotFound",
      "A parameter cannot be found that matches parameter name '\(name)'.", at: extent)
    error.record.recommendedAction = suggestion.map { "Did you mean -\($0)?" }
    return error
  }

  static func unexpectedValue(_ value: PSValue, at extent: ScriptExtent?) -> PSRuntimeError {
    let text = TextConversion.text(of: value)
    return make(
      "PositionalParameterNotFound",
      "A positional parameter cannot be found that accepts argument '\(text)'.", at: extent)
  }

  static func missingArgument(
    _ definition: ParameterDefinition, at extent: ScriptExtent?
  ) -> PSRuntimeError {
    make(
      "MissingArgument",
      "Missing an argument for parameter '\(definition.name)'. Specify a parameter of type "
        + "'\(definition.type.fullName)' and try again.", at: extent)
  }

  static func ambiguousName(
    _ name: String, _ candidates: [String], at extent: ScriptExtent?
  ) -> PSRuntimeError {
    let list = candidates.map { " -\($0)" }.joined()
    return make(
      "AmbiguousParameter",
      "Parameter cannot be processed because the parameter name '\(name)' is ambiguous. "
        + "Possible matches include:\(list).", at: extent)
  }

  static func ambiguousSet(_ persona: RunspaceConfiguration.Persona) -> PSRuntimeError {
    var text = "Parameter set cannot be resolved using the specified named parameters."
    if persona == .core {
      text +=
        " One or more parameters issued cannot be used together or an insufficient number "
        + "of parameters were provided."
    }
    return make("AmbiguousParameterSet", text)
  }

  static func boundTwice(
    _ definition: ParameterDefinition, at extent: ScriptExtent?
  ) -> PSRuntimeError {
    make(
      "ParameterAlreadyBound",
      "Cannot bind parameter because parameter '\(definition.name)' is specified more than once. "
        + "To provide multiple values to parameters that can accept multiple values, use the array "
        + "syntax. For example, \"-parameter value1,value2,value3\".", at: extent)
  }

  static func missingMandatory(_ names: [String]) -> PSRuntimeError {
    make(
      "MissingMandatoryParameter",
      "Cannot process command because of one or more missing mandatory parameters: "
        + names.joined(separator: " ") + ".")
  }

  /// The value cannot become what the parameter wants; the id depends on who failed.
  static func cannotConvert(
    _ value: PSValue, _ definition: ParameterDefinition, inner: String, isScript: Bool,
    at extent: ScriptExtent?
  ) -> PSRuntimeError {
    if isScript {
      return make(
        "ParameterArgumentTransformationError",
        "Cannot process argument transformation on parameter '\(definition.name)'. \(inner)",
        exception: transformation, category: .invalidData, at: extent)
    }
    return make(
      "CannotConvertArgumentNoMessage", "Cannot bind parameter '\(definition.name)'. \(inner)",
      at: extent)
  }

  static func wrongShape(
    _ value: PSValue, _ definition: ParameterDefinition, isScript: Bool, at extent: ScriptExtent?
  ) -> PSRuntimeError {
    let type = TypeNames.chain(of: value).first ?? "System.Object"
    if isScript {
      return cannotConvert(
        value, definition, inner: "Cannot convert value to type \(definition.type.fullName).",
        isScript: true, at: extent)
    }
    return make(
      "CannotConvertArgument",
      "Cannot convert '\(type)' to the type '\(definition.type.fullName)' required by parameter "
        + "'\(definition.name)'. Specified method is not supported.", at: extent)
  }

  static func notAllowed(
    _ definition: ParameterDefinition, _ what: String, id: String, at extent: ScriptExtent?
  ) -> PSRuntimeError {
    make(
      "ParameterArgumentValidationError" + id,
      "Cannot bind argument to parameter '\(definition.name)' because it is \(what).",
      exception: validation, category: .invalidData, at: extent)
  }

  static func invalid(
    _ definition: ParameterDefinition, _ inner: String, at extent: ScriptExtent?
  ) -> PSRuntimeError {
    make(
      "ParameterArgumentValidationError",
      "Cannot validate argument on parameter '\(definition.name)'. \(inner)",
      exception: validation, category: .invalidData, at: extent)
  }

  static func dynamicParameters(_ inner: PSRuntimeError) -> PSRuntimeError {
    make(
      "GetDynamicParametersException",
      "Cannot retrieve the dynamic parameters for the cmdlet. \(inner.record.message)")
  }

  static func inputNotBound() -> PSRuntimeError {
    make(
      "InputObjectNotBound",
      "The input object fits no parameter of the command: the command takes no pipeline input, or "
        + "neither the object nor its properties match a parameter that takes it.")
  }

  static func inputMissingMandatory(_ names: [String]) -> PSRuntimeError {
    make(
      "InputObjectMissingMandatory",
      "The input object does not supply what the command needs. Missing: "
        + names.joined(separator: " ") + ".")
  }

  static func scriptBlockWithoutInput(_ name: String) -> PSRuntimeError {
    make(
      "ScriptBlockArgumentNoInput",
      "The script block for parameter '\(name)' is evaluated for each pipeline object, but nothing "
        + "is piped into the command.", category: .metadataError)
  }
}
