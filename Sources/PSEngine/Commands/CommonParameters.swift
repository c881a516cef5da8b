/// The parameters that every cmdlet and advanced function has (`language.md` 6.1).
public enum CommonParameters {
  static let verbose = Parameter<SwitchParameter>("Verbose", aliases: ["vb"])
  static let debug = Parameter<SwitchParameter>("Debug", aliases: ["db"])
  static let errorAction = Parameter<ActionPreference>("ErrorAction", aliases: ["ea"])
  static let warningAction = Parameter<ActionPreference>("WarningAction", aliases: ["wa"])
  static let informationAction = Parameter<ActionPreference>(
    "InformationAction", aliases: ["infa"])
  /// PowerShell 7.4 has it, Windows PowerShell does not.
  static let progressAction = Parameter<ActionPreference>("ProgressAction", aliases: ["proga"])
  static let errorVariable = Parameter<String>("ErrorVariable", aliases: ["ev"])
  static let warningVariable = Parameter<String>("WarningVariable", aliases: ["wv"])
  static let informationVariable = Parameter<String>("InformationVariable", aliases: ["iv"])
  static let outVariable = Parameter<String>("OutVariable", aliases: ["ov"])
  static let outBuffer = Parameter<Int32>(
    "OutBuffer", aliases: ["ob"], validations: [.range(0, Int64(Int32.max))])
  static let pipelineVariable = Parameter<String>("PipelineVariable", aliases: ["pv"])
  static let whatIf = Parameter<SwitchParameter>("WhatIf", aliases: ["wi"])
  static let confirm = Parameter<SwitchParameter>("Confirm", aliases: ["cf"])
  static let useTransaction = Parameter<SwitchParameter>("UseTransaction", aliases: ["usetx"])

  /// Those of every command.
  public static let all: [ParameterDefinition] = [
    verbose.definition, debug.definition, errorAction.definition, warningAction.definition,
    informationAction.definition, errorVariable.definition, warningVariable.definition,
    informationVariable.definition, outVariable.definition, outBuffer.definition,
    pipelineVariable.definition,
  ]

  /// Those of a command that asks before it changes something.
  public static let withShouldProcess: [ParameterDefinition] =
    [whatIf.definition, confirm.definition] + all

  /// That of a command that could take part in a transaction.
  public static let withTransactions: [ParameterDefinition] = [useTransaction.definition]

  /// Names in lower case, to tell them from a command's own.
  public static let names: Set<String> = Set(
    (withShouldProcess + withTransactions).map { $0.name.lowercased() })
}

/// The common parameters of one call, as bound.
public struct CommonSettings {
  /// `-Verbose`, `-Verbose:$false`
  public internal(set) var verbose: Bool?
  /// `-Debug`
  public internal(set) var debug: Bool?
  /// `-ErrorAction`
  public internal(set) var errorAction: ActionPreference?
  /// `-WarningAction`
  public internal(set) var warningAction: ActionPreference?
  /// `-InformationAction`
  public internal(set) var informationAction: ActionPreference?
  /// `-ProgressAction`
  public internal(set) var progressAction: ActionPreference?
  /// `-WhatIf`
  public internal(set) var whatIf: Bool?
  /// `-Confirm`
  public internal(set) var confirm: Bool?

  /// Nothing given.
  public init() {}

  /// Reads what was bound.
  init(_ context: CommandContext) {
    func flag(_ parameter: Parameter<SwitchParameter>) -> Bool? {
      context.isBound(parameter) ? context[parameter] as Bool : nil
    }
    verbose = flag(CommonParameters.verbose)
    debug = flag(CommonParameters.debug)
    errorAction = context[CommonParameters.errorAction]
    warningAction = context[CommonParameters.warningAction]
    informationAction = context[CommonParameters.informationAction]
    progressAction = context[CommonParameters.progressAction]
    whatIf = flag(CommonParameters.whatIf)
    confirm = flag(CommonParameters.confirm)
  }

  /// Sets the preference variables of a function's scope as its common parameters say
  /// (`language.md` 5.5).
  public func apply(to scope: VariableScope) {
    if let verbose {
      let action: ActionPreference = verbose ? .continue : .silentlyContinue
      scope.define("VerbosePreference", action.value)
    }
    if let debug {
      let action: ActionPreference = debug ? .inquire : .silentlyContinue
      scope.define("DebugPreference", action.value)
    }
    if let errorAction { scope.define("ErrorActionPreference", errorAction.value) }
    if let warningAction { scope.define("WarningPreference", warningAction.value) }
    if let informationAction { scope.define("InformationPreference", informationAction.value) }
    if let progressAction { scope.define("ProgressPreference", progressAction.value) }
    if let whatIf { scope.define("WhatIfPreference", .bool(whatIf)) }
    if let confirm {
      let impact: ConfirmImpact = confirm ? .low : .none
      scope.define("ConfirmPreference", impact.value)
    }
  }
}
