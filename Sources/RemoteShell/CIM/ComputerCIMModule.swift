public import PSEngine
import PSFormatting
public import WSManService

/// Commands on the CIM classes of the computer on which a session runs: `Get-CimInstance`,
/// `Get-WmiObject`, their methods, processes, and the programs of Windows that tell of them. Only sessions on an emulated computer have them.
public struct ComputerCIMModule: PSModule {
  /// The name that the commands show as their source.
  public let name = "CimCmdlets"
  /// Version of the module.
  public let version = "1.0.0.0"
  private let service: WinRMService
  private let caller: Caller

  /// The commands for a computer.
  ///
  /// - Parameter caller: the user whose session it is.
  public init(service: WinRMService, caller: Caller) {
    self.service = service
    self.caller = caller
  }

  /// Adds the commands.
  public func register(in registrar: ModuleRegistrar) {
    let access = CIMAccess(service: service, caller: caller)
    registrar.session.reachCIM(access)
    registrar.add(cmdlets: [
      GetCimInstance.self, GetWmiObject.self, InvokeCimMethod.self, InvokeWmiMethod.self,
      GetProcess.self, StopProcess.self, GetHotFix.self, RestartComputer.self, StopComputer.self,
      RenameComputer.self, AddComputer.self, RemoveComputer.self,
    ])
    for (alias, command) in [
      ("gcim", "Get-CimInstance"), ("icim", "Invoke-CimMethod"), ("gwmi", "Get-WmiObject"),
      ("iwmi", "Invoke-WmiMethod"), ("kill", "Stop-Process"), ("spps", "Stop-Process"),
    ] {
      registrar.add(alias: alias, for: command)
    }
    for tool in ComputerTool.all(access) {
      registrar.add(program: tool)
      registrar.add(program: ComputerTool(tool.name + ".exe", access, tool.work))
    }
    registrar.add(views: CIMViews.all)
  }
}
