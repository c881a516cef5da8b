public import PSEngine
import PSFormatting
public import WSManService

/// Commands on the CIM classes of the computer on which a session runs: `Get-CimInstance`,
/// `Get-WmiObject`, their methods, and processes. Only sessions on an emulated computer have them.
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
    registrar.session.reachCIM(CIMAccess(service: service, caller: caller))
    registrar.add(cmdlets: [
      GetCimInstance.self, GetWmiObject.self, InvokeCimMethod.self, InvokeWmiMethod.self,
      GetProcess.self, StopProcess.self, GetHotFix.self,
    ])
    for (alias, command) in [
      ("gcim", "Get-CimInstance"), ("icim", "Invoke-CimMethod"), ("gwmi", "Get-WmiObject"),
      ("iwmi", "Invoke-WmiMethod"), ("kill", "Stop-Process"), ("spps", "Stop-Process"),
    ] {
      registrar.add(alias: alias, for: command)
    }
    registrar.add(views: CIMViews.all)
  }
}
