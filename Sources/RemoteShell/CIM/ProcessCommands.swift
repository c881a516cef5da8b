import CIMModel
import PSEngine
import WSManService

/// `System.Diagnostics.Process`: a process of the computer, as its CIM instance tells it.
final class ProcessObject: PSObject, ParameterValue {
  static let typeName = "System.Diagnostics.Process"
  static var parameterType: ParameterType { .named(typeName) }
  static func fromBound(_ value: PSValue) -> Self? { value.asObject as? Self }

  let instance: CIMInstance

  init(_ instance: CIMInstance) { self.instance = instance }

  var id: UInt64 { number("ProcessId") }
  /// The name without `.exe`.
  var name: String {
    let text = instance["Name"].text
    if id == 0 { return "Idle" }
    return text.lowercased().hasSuffix(".exe") ? String(text.dropLast(4)) : text
  }

  /// The name of the program's file.
  var imageName: String { instance["Name"].text }
  var session: UInt64 { number("SessionId") }
  /// The memory in use, in bytes.
  var workingSet: UInt64 { number("WorkingSetSize") }

  /// Ends the process.
  ///
  /// - Returns: what `Terminate` of the class returns; 2 when access is denied.
  func terminate(_ access: CIMAccess) async throws -> UInt32 {
    do {
      return try await access.service.callCIM(
        "Terminate", of: "Win32_Process", keys: ["Handle": instance["Handle"].text],
        inputs: [:], in: CIMAccess.namespace(nil), caller: access.caller
      ).code
    } catch is CIMAccessError {
      return .max
    }
  }

  private func number(_ property: String) -> UInt64 {
    if case .unsigned(let number) = instance[property] { number } else { 0 }
  }

  override var baseTypeNames: [String] {
    [
      Self.typeName, "System.ComponentModel.Component", "System.MarshalByRefObject",
      "System.Object",
    ]
  }
  override var text: String { "\(Self.typeName) (\(name))" }

  override var declaredProperties: [PSPropertyInfo] {
    let long = "System.Int64"
    return [
      PSPropertyInfo("Name"), PSPropertyInfo("SI", "System.Int32"),
      PSPropertyInfo("Handles", "System.Int32"), PSPropertyInfo("VM", long),
      PSPropertyInfo("WS", long), PSPropertyInfo("PM", long), PSPropertyInfo("NPM", long),
      PSPropertyInfo("CPU", "System.Double"), PSPropertyInfo("Path"),
      PSPropertyInfo("Id", "System.Int32"), PSPropertyInfo("ProcessName"),
      PSPropertyInfo("HandleCount", "System.Int32"), PSPropertyInfo("SessionId", "System.Int32"),
      PSPropertyInfo("BasePriority", "System.Int32"), PSPropertyInfo("MachineName"),
      PSPropertyInfo("WorkingSet64", long), PSPropertyInfo("VirtualMemorySize64", long),
      PSPropertyInfo("PagedMemorySize64", long), PSPropertyInfo("StartTime", "System.DateTime"),
      PSPropertyInfo("TotalProcessorTime", "System.TimeSpan"),
      PSPropertyInfo("Responding", "System.Boolean"), PSPropertyInfo("HasExited", "System.Boolean"),
    ]
  }

  override func declaredValue(_ name: String) -> PSValue? {
    func int(_ property: String) -> PSValue { .int(Int(clamping: number(property))) }
    func long(_ property: String, scale: Int64 = 1) -> PSValue {
      .number(.int64(Int64(clamping: number(property)) &* scale))
    }
    let ticks = Int64(clamping: number("KernelModeTime") &+ number("UserModeTime"))
    switch name.lowercased() {
    case "name", "processname": return .string(self.name)
    case "id": return int("ProcessId")
    case "si", "sessionid": return int("SessionId")
    case "handles", "handlecount": return int("HandleCount")
    case "ws", "workingset64": return long("WorkingSetSize")
    case "vm", "virtualmemorysize64": return long("VirtualSize")
    // WMI tells these in kilobytes.
    case "pm", "pagedmemorysize64": return long("PageFileUsage", scale: 1024)
    case "npm": return long("QuotaNonPagedPoolUsage", scale: 1024)
    case "cpu": return .number(.double(Double(ticks) / 1e7))
    case "totalprocessortime": return .object(PSTimeSpan(ticks: ticks))
    case "path":
      let path = instance["ExecutablePath"].text
      return .optional(path.isEmpty ? nil : path)
    case "basepriority": return int("Priority")
    case "machinename": return .string(".")
    case "starttime":
      guard case .datetime(.timestamp(let time)) = instance["CreationDate"] else { return .null }
      return .object(PSDateTime(unixTime: Double(time.microseconds) / 1e6))
    case "responding": return .bool(true)
    case "hasexited": return .bool(false)
    default: return nil
    }
  }
}

/// What the cmdlets on processes have in common.
class ProcessCommand: Cmdlet {
  /// The processes of the computer by name, then by id.
  static func all(_ access: CIMAccess) async throws -> [ProcessObject] {
    try await access.service.cimInstances(
      query: "SELECT * FROM Win32_Process", in: CIMAccess.namespace(nil)
    ).map { ProcessObject($0.instance) }.sorted {
      let names = ($0.name.lowercased(), $1.name.lowercased())
      return names.0 == names.1 ? $0.id < $1.id : names.0 < names.1
    }
  }

  /// The processes that names or ids mean; what means none is reported.
  final func select(
    names: [String]?, ids: [Int32]?, _ context: CommandContext
  ) async throws -> [ProcessObject] {
    let all = try await Self.all(try CIMAccess(context.session))
    guard names != nil || ids != nil else { return all }
    var found: [ProcessObject] = []
    for name in names ?? [] {
      let pattern = WildcardPattern(name)
      let fitting = all.filter { pattern.matches($0.name) }
      if fitting.isEmpty, !WildcardPattern.containsWildcards(name) {
        try await context.writeError(
          Self.missing(
            "name \"\(name)\"", "NoProcessFoundForGivenName", .string(name),
            hint: "Verify the process name and call the cmdlet again."))
      }
      found += fitting
    }
    for id in ids ?? [] {
      guard let process = all.first(where: { $0.id == UInt64(clamping: id) }), id >= 0 else {
        try await context.writeError(
          Self.missing(
            "process identifier \(id)", "NoProcessFoundForGivenId", .int(id),
            hint: "Get-Process lists those that run."))
        continue
      }
      found.append(process)
    }
    return found
  }

  private static func missing(
    _ what: String, _ id: String, _ target: PSValue, hint: String
  ) -> ErrorRecord {
    ErrorRecord(
      PSException(
        "Microsoft.PowerShell.Commands.ProcessCommandException",
        "Cannot find a process with the \(what). \(hint)"),
      id: id, category: .objectNotFound, target: target)
  }
}

/// `Get-Process`.
final class GetProcess: ProcessCommand {
  static let name = Parameter<[String]>(
    "Name", aliases: ["ProcessName"], sets: ["Name"], position: 0, pipeline: .byPropertyName,
    help: "Processes by name; wildcards are allowed.")
  static let id = Parameter<[Int32]>(
    "Id", aliases: ["PID"], sets: ["Id"], mandatory: true, pipeline: .byPropertyName,
    help: "Processes by number.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-Process", typeName: "Microsoft.PowerShell.Commands.GetProcessCommand",
      parameters: [name.definition, id.definition], defaultSet: "Name",
      synopsis: "Gets the processes of the computer.", outputTypes: [ProcessObject.typeName])
  }

  override func processRecord(_ context: CommandContext) async throws {
    for process in try await select(names: context[Self.name], ids: context[Self.id], context) {
      try await context.write(.object(process))
    }
  }
}

/// `Stop-Process`.
final class StopProcess: ProcessCommand {
  static let id = Parameter<[Int32]>(
    "Id", sets: ["Id"], position: 0, mandatory: true, pipeline: .byPropertyName,
    help: "Processes by number.")
  static let name = Parameter<[String]>(
    "Name", aliases: ["ProcessName"], sets: ["Name"], mandatory: true, pipeline: .byPropertyName,
    help: "Processes by name; wildcards are allowed.")
  static let inputObject = Parameter<ProcessObject>(
    "InputObject", sets: ["InputObject"], position: 0, mandatory: true, pipeline: .byValue,
    help: "A process.")
  static let force = Parameter<SwitchParameter>(
    "Force", help: "Asks nothing; nothing is asked here.")
  static let passThru = Parameter<SwitchParameter>("PassThru", help: "Writes the process.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Stop-Process", typeName: "Microsoft.PowerShell.Commands.StopProcessCommand",
      parameters: [
        id.definition, name.definition, inputObject.definition, force.definition,
        passThru.definition,
      ], defaultSet: "Id", supportsShouldProcess: true,
      synopsis: "Ends processes of the computer.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    let chosen =
      if let process = context[Self.inputObject] { [process] } else {
        try await select(names: context[Self.name], ids: context[Self.id], context)
      }
    let access = try CIMAccess(context.session)
    for process in chosen {
      let title = "\(process.name) (\(process.id))"
      guard try await context.shouldProcess(title, action: "Stop-Process") else { continue }
      let code = try await process.terminate(access)
      guard code == 0 else {
        try await context.writeError(
          ErrorRecord(
            PSException(
              "Microsoft.PowerShell.Commands.ProcessCommandException",
              "Cannot stop process \"\(title)\" because of the following error: "
                + (code == 2 ? "Access is denied" : "The process is gone, or cannot be ended")),
            id: "CouldNotStopProcess", category: .closeError, target: .object(process)))
        continue
      }
      if context[Self.passThru] { try await context.write(.object(process)) }
    }
  }
}

/// `Get-HotFix`: the updates of the computer.
final class GetHotFix: CIMCommand {
  static let id = Parameter<[String]>(
    "Id", aliases: ["HFID"], position: 0, help: "Updates by name, such as KB4512577.")

  override class var style: CIMObject.Style { .wmi }

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-HotFix", typeName: "Microsoft.PowerShell.Commands.GetHotFixCommand",
      parameters: [id.definition, computerName.definition],
      synopsis: "Gets the updates that the computer has.",
      outputTypes: [CIMObject.wmiTypeName + "#root\\cimv2\\Win32_QuickFixEngineering"])
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let access = try await access(context) else { return }
    let all = try await access.instances(
      CIMAccess.query("Win32_QuickFixEngineering", filter: nil), in: CIMAccess.namespace(nil), .wmi)
    let wanted = context[Self.id]
    for object in all {
      let id = object.found.instance["HotFixID"].text
      guard wanted?.contains(where: { $0.equalsIgnoringCase(id) }) ?? true else { continue }
      try await context.write(.object(object))
    }
    for id in wanted ?? []
    where !all.contains(where: { $0.found.instance["HotFixID"].text.equalsIgnoringCase(id) }) {
      try await context.writeError(
        ErrorRecord(
          PSException(
            "System.ArgumentException",
            "Cannot find the requested hotfix \(id) on this computer. Get-HotFix lists those it has."
          ),
          id: "GetHotFixNoEntriesFound", category: .objectNotFound, target: .string(id)))
    }
  }
}
