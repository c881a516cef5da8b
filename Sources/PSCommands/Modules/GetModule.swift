import PSEngine

/// `Get-Module`: modules of the session.
final class GetModule: Cmdlet {
  static let name = Parameter<[String]>(
    "Name", position: 0, pipeline: .byValue, completion: .source("Module"),
    help: "Names; wildcards are allowed.")
  static let all = Parameter<SwitchParameter>("All", help: "Nested modules too.")
  static let listAvailable = Parameter<SwitchParameter>(
    "ListAvailable", help: "All that could be loaded: here all are loaded.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-Module", parameters: [name.definition, all.definition, listAvailable.definition],
      synopsis: "Gets modules.", outputTypes: ["System.Management.Automation.PSModuleInfo"])
  }

  override func processRecord(_ context: CommandContext) async throws {
    let patterns = (context[Self.name] ?? ["*"]).map { WildcardPattern($0) }
    for module in context.session.moduleInfos
    where patterns.contains(where: { $0.matches(module.name) }) {
      try await context.write(.object(module))
    }
  }
}

/// `Import-Module`: all modules that exist here are loaded from the start.
final class ImportModule: Cmdlet {
  static let name = Parameter<[String]>(
    "Name", position: 0, mandatory: true, pipeline: .byValue, completion: .source("Module"),
    help: "Names of modules.")
  static let force = Parameter<SwitchParameter>("Force", help: "Loads it again.")
  static let passThru = Parameter<SwitchParameter>("PassThru", help: "Gives the module.")
  static let global = Parameter<SwitchParameter>("Global", help: "Loads it for the whole session.")
  static let disableNameChecking = Parameter<SwitchParameter>(
    "DisableNameChecking", help: "Does not warn of unusual names.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Import-Module",
      parameters: [
        name.definition, global.definition, passThru.definition, force.definition,
        disableNameChecking.definition,
      ], defaultSet: "Name", synopsis: "Adds modules to the session.",
      outputTypes: ["System.Management.Automation.PSModuleInfo"])
  }

  override func processRecord(_ context: CommandContext) async throws {
    for name in context[Self.name] ?? [] {
      let pattern = WildcardPattern(name)
      let found = context.session.moduleInfos.filter { pattern.matches($0.name) }
      if found.isEmpty, !WildcardPattern.containsWildcards(name),
        !name.equalsIgnoringCase(CoreModule.moduleName)
      {
        try await context.writeError(
          PSRuntimeError(
            "The specified module '\(name)' was not loaded because no valid module file was found "
              + "in any module directory. Modules from files are not supported; "
              + "Get-Module lists those that are there.",
            id: "Modules_ModuleNotFound", category: .resourceUnavailable,
            exception: "System.IO.FileNotFoundException", target: .string(name)
          ).record)
      }
      guard context[Self.passThru] else { continue }
      for module in found { try await context.write(.object(module)) }
    }
  }
}

/// `Remove-Module`: refuses, since the modules of the shell are parts of the program.
final class RemoveModule: Cmdlet {
  static let name = Parameter<[String]>(
    "Name", position: 0, mandatory: true, pipeline: .byValue, completion: .source("Module"),
    help: "Names; wildcards are allowed.")
  static let force = Parameter<SwitchParameter>("Force", help: "Also removes what is read-only.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Remove-Module", parameters: [name.definition, force.definition], defaultSet: "name",
      supportsShouldProcess: true, synopsis: "Removes modules from the session.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    for name in context[Self.name] ?? [] {
      let pattern = WildcardPattern(name)
      let found = context.session.moduleInfos.filter { pattern.matches($0.name) }
      for module in found {
        try await context.writeError(
          PSRuntimeError(
            "The module '\(module.name)' is a part of this shell and cannot be removed.",
            id: "Modules_ModuleIsReadOnly", category: .permissionDenied,
            exception: "System.InvalidOperationException", target: .string(module.name)
          ).record)
      }
      if found.isEmpty, !WildcardPattern.containsWildcards(name) {
        try await context.writeError(
          PSRuntimeError(
            "No modules were removed. Verify that the specification of modules to remove is "
              + "correct and those modules exist in the runspace.", id: "Modules_NoModulesRemoved",
            category: .resourceUnavailable, exception: "System.InvalidOperationException",
            target: .string(name)
          ).record)
      }
    }
  }
}
