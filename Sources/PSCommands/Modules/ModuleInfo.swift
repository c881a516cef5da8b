import PSEngine

/// `System.Management.Automation.PSModuleInfo`.
final class ModuleInfo: PSObject {
  let name: String
  let version: String
  private let commands: [CommandInfo]

  init(_ module: any PSModule, session: SessionState) {
    name = module.name
    version = module.version
    let own = module.name
    commands = session.commands.allCmdlets.filter {
      $0.moduleName?.equalsIgnoringCase(own) ?? false
    }
  }

  override var baseTypeNames: [String] {
    ["System.Management.Automation.PSModuleInfo", "System.Object"]
  }
  override var text: String { name }

  override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("Name"), PSPropertyInfo("Path"), PSPropertyInfo("Description"),
      PSPropertyInfo("ModuleType", "System.Management.Automation.ModuleType"),
      PSPropertyInfo("Version", "System.Version"), PSPropertyInfo("NestedModules", "System.Object"),
      PSPropertyInfo("ExportedCommands", "System.Collections.Generic.Dictionary"),
      PSPropertyInfo("ExportedCmdlets", "System.Collections.Generic.Dictionary"),
    ]
  }

  override func declaredValue(_ property: String) -> PSValue? {
    switch property.lowercased() {
    case "name": return .string(name)
    case "path": return .string(name)
    case "description": return .string("")
    case "moduletype": return .object(PSEnum(Self.moduleType, 2))
    case "version": return PSVersion(version).map { .object($0) } ?? .string(version)
    case "nestedmodules": return .list([])
    case "exportedcommands", "exportedcmdlets":
      let table = PSHashtable(isOrdered: true)
      for command in commands { table[command.name] = .object(command) }
      return .object(table)
    default: return nil
    }
  }

  private static let moduleType = PSEnumType(
    "System.Management.Automation.ModuleType",
    [("Script", 0), ("Binary", 1), ("Manifest", 2), ("Cim", 3), ("Workflow", 4)])
}

extension SessionState {
  /// Modules as `Get-Module` knows them: the core of the engine is a snap-in and is not among them.
  var moduleInfos: [ModuleInfo] {
    modules.filter { $0.name != CoreModule.moduleName }.map { ModuleInfo($0, session: self) }
      .sorted { $0.name.lowercased() < $1.name.lowercased() }
  }
}
