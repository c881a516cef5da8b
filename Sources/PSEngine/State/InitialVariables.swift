/// The variables that every session begins with (`language.md` 5.4, 5.5). Those that need more types
/// than the engine has (`$Host`, `$PSVersionTable`) come from the core module.
enum InitialVariables {
  static func define(in context: ExecutionContext) {
    let session = context.session
    let scope = session.globalScope
    defineConstants(scope, session)
    definePreferences(scope, session)
    scope.define(PSVariable(computed: "?") { .bool(session.lastSucceeded) })
    scope.define(
      PSVariable("Error", .object(session.errors), options: [.constant, .allScope]))
    scope.define(PSVariable(computed: "PWD") { .object(session.currentLocation) })
    scope.define(
      PSVariable(computed: "NestedPromptLevel") { .int(session.nestedPromptLevel) })
    scope.define(
      PSVariable(computed: "LASTEXITCODE") { session.lastExitCode.map { .int($0) } ?? .null })
  }

  private static func defineConstants(_ scope: VariableScope, _ session: SessionState) {
    let configuration = session.configuration
    let isCore = configuration.persona == .core
    func constant(_ name: String, _ value: PSValue) {
      scope.define(PSVariable(name, value, options: [.constant, .allScope]))
    }
    constant("true", .bool(true))
    constant("false", .bool(false))
    scope.define(PSVariable(computed: "null") { .null })
    constant("HOME", .string(configuration.homeFolder))
    constant("ShellId", .string("Microsoft.PowerShell"))
    constant("PSCulture", .string(configuration.culture))
    constant("PSUICulture", .string(configuration.culture))
    constant("PSEdition", .string(isCore ? "Core" : "Desktop"))
    constant("IsWindows", .bool(true))
    constant("IsLinux", .bool(false))
    constant("IsMacOS", .bool(false))
    constant("IsCoreCLR", .bool(isCore))
  }

  private static func definePreferences(_ scope: VariableScope, _ session: SessionState) {
    let isCore = session.configuration.persona == .core
    for (name, action) in [
      ("DebugPreference", ActionPreference.silentlyContinue),
      ("ErrorActionPreference", .continue), ("InformationPreference", .silentlyContinue),
      ("ProgressPreference", .continue), ("VerbosePreference", .silentlyContinue),
      ("WarningPreference", .continue),
    ] {
      let variable = PSVariable(name, action.value)
      variable.knownValues = ActionPreference.enumType.members.map(\.name)
      scope.define(variable)
    }
    scope.define("ConfirmPreference", ConfirmImpact.high.value)
    scope.define("WhatIfPreference", .bool(false))
    scope.define("ErrorView", .string(isCore ? "ConciseView" : "NormalView"))
    scope.define("FormatEnumerationLimit", .int(Int32(4)))
    scope.define("MaximumErrorCount", .int(Int32(256)))
    scope.define("MaximumHistoryCount", .int(Int32(4096)))
    if !isCore {
      for name in ["Alias", "Drive", "Function", "Variable"] {
        scope.define("Maximum\(name)Count", .int(Int32(4096)))
      }
    }
    // Outside of script files.
    scope.define("PSCommandPath", .string(""))
    scope.define("PSScriptRoot", .string(""))
    scope.define("PSDefaultParameterValues", .object(PSHashtable()))
    scope.define("PSEmailServer", .string(""))
    scope.define("PSSessionApplicationName", .string("wsman"))
    scope.define(
      "PSSessionConfigurationName",
      .string("http://schemas.microsoft.com/powershell/Microsoft.PowerShell"))
    if isCore { scope.define("PSNativeCommandUseErrorActionPreference", .bool(false)) }
  }
}
