import CIMModel

/// The methods of processes.
enum ProcessMethods {
  static let all: [String: CIMMethodTable.Body] = [
    "Create": create, "Terminate": terminate, "GetOwner": owner, "GetOwnerSid": ownerSID,
    "SetPriority": setPriority,
    "AttachDebugger": { _ in CIMMethodResult(8) },
    "GetAvailableVirtualSize": { _ in
      CIMMethodResult(0, outputs: ["AvailableVirtualSize": .unsigned(140_737_488_355_328)])
    },
  ]

  /// Who started a process, `CONTOSO\alice`; no class shows it.
  static let ownerName = "__Owner"

  private enum Code {
    static let pathNotFound = CIMMethodResult(9)
    static let invalidParameter = CIMMethodResult(21)
  }

  @Sendable private static func create(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.isAdministrator else { return .accessDenied }
    guard let line = call.text("CommandLine"), !line.isEmpty, line.utf16.count <= 32_767 else {
      return Code.invalidParameter
    }
    guard let program = knownProgram(of: line) else { return Code.pathNotFound }
    if let folder = call.text("CurrentDirectory"), try !call.isFolder(folder) {
      return Code.pathNotFound
    }
    let number = try freeProcessID(call)
    var process = CIMInstance(
      className: call.target.name,
      values: [
        "Handle": .string(String(number)), "ProcessId": .unsigned(number),
        "Name": .string(program), "Caption": .string(program), "Description": .string(program),
        "CommandLine": .string(line), "CreationDate": try call.now, "ParentProcessId": .unsigned(4),
        "ExecutablePath": .string("C:\\Windows\\System32\\" + program),
        "CreationClassName": .string(call.target.name),
        "CSCreationClassName": .string("Win32_ComputerSystem"),
        "OSCreationClassName": .string("Win32_OperatingSystem"), "SessionId": .unsigned(0),
        "Priority": .unsigned(8), "HandleCount": .unsigned(64), "ThreadCount": .unsigned(1),
        "WorkingSetSize": .unsigned(4_194_304), "VirtualSize": .unsigned(2_203_318_222_848),
        "PageFileUsage": .unsigned(1024), "PrivatePageCount": .unsigned(1_048_576),
        "KernelModeTime": .unsigned(0), "UserModeTime": .unsigned(0),
        ownerName: .string(call.caller.userName),
      ])
    if let system = try call.writer.all("Win32_ComputerSystem", in: call.namespace).first {
      process["CSName"] = system["Name"]
    }
    if let system = try call.writer.all("Win32_OperatingSystem", in: call.namespace).first {
      process["OSName"] = system["Name"]
      process["WindowsVersion"] = system["Version"]
    }
    try call.writer.insert(process, in: call.namespace)
    return CIMMethodResult(0, outputs: ["ProcessId": .unsigned(number)])
  }

  @Sendable private static func terminate(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.isAdministrator, let process = call.instance else { return .accessDenied }
    guard !isNeeded(process) else { return .accessDenied }
    try call.writer.delete(process, in: call.namespace)
    return .success
  }

  @Sendable private static func owner(_ call: CIMMethodCall) -> CIMMethodResult {
    let parts = ownerOf(call).split(separator: "\\", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return .accessDenied }
    return CIMMethodResult(
      0, outputs: ["Domain": .string(parts[0]), "User": .string(parts[1])])
  }

  @Sendable private static func ownerSID(_ call: CIMMethodCall) throws -> CIMMethodResult {
    let owner = ownerOf(call)
    let sid =
      switch owner.uppercased() {
      case "NT AUTHORITY\\SYSTEM": "S-1-5-18"
      case "NT AUTHORITY\\LOCAL SERVICE": "S-1-5-19"
      case "NT AUTHORITY\\NETWORK SERVICE": "S-1-5-20"
      default: try accountSID(owner, call)
      }
    guard let sid else { return .accessDenied }
    return CIMMethodResult(0, outputs: ["Sid": .string(sid)])
  }

  @Sendable private static func setPriority(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.isAdministrator else { return .accessDenied }
    // The classes of priority as SetPriorityClass numbers them, and the base priority of each.
    let priorities: [Int64: UInt64] = [
      64: 4, 16384: 6, 32: 8, 32768: 10, 128: 13, 256: 24,
    ]
    guard let wanted = call.number("Priority"), let priority = priorities[wanted] else {
      return Code.invalidParameter
    }
    try call.store { $0["Priority"] = .unsigned(priority) }
    return .success
  }

  // MARK: Rules

  private static func ownerOf(_ call: CIMMethodCall) -> String {
    guard let process = call.instance else { return "" }
    let owner = process[ownerName].text
    return owner.isEmpty ? "NT AUTHORITY\\SYSTEM" : owner
  }

  private static func accountSID(_ owner: String, _ call: CIMMethodCall) throws -> String? {
    let name = owner.split(separator: "\\").last.map(String.init) ?? owner
    return try call.writer.all("Win32_UserAccount", in: call.namespace)
      .first { $0["Name"].text.lowercased() == name.lowercased() }?["SID"].text
  }

  /// Whether Windows does not run without a process, so that nobody may end it.
  static func isNeeded(_ process: CIMInstance) -> Bool {
    systemProcesses.contains(process["Name"].text.lowercased())
  }

  /// Processes without which Windows does not run.
  private static let systemProcesses: Set = [
    "system", "system idle process", "smss.exe", "csrss.exe", "wininit.exe", "services.exe",
    "lsass.exe", "registry",
  ]

  /// The programs that an emulated computer can start; a name without extension gets `.exe`.
  private static let programs: Set = [
    "calc.exe", "cmd.exe", "hostname.exe", "ipconfig.exe", "msiexec.exe", "mspaint.exe", "net.exe",
    "notepad.exe", "ping.exe", "powershell.exe", "reg.exe", "regedit.exe", "robocopy.exe", "sc.exe",
    "schtasks.exe", "shutdown.exe", "svchost.exe", "systeminfo.exe", "taskkill.exe", "taskmgr.exe",
    "timeout.exe", "tracert.exe", "wevtutil.exe", "whoami.exe", "winrm.cmd", "wmic.exe",
    "write.exe",
  ]

  private static func knownProgram(of line: String) -> String? {
    let path: Substring
    if line.first == "\"" {
      path = line.dropFirst().prefix { $0 != "\"" }
    } else {
      path = line.prefix { $0 != " " }
    }
    var name = (path.split(separator: "\\").last.map(String.init) ?? "").lowercased()
    if !name.contains(".") { name += ".exe" }
    guard programs.contains(name) else { return nil }
    let folder = path.dropLast(path.split(separator: "\\").last?.count ?? 0).lowercased()
    let isInWindows =
      folder.isEmpty || folder.hasPrefix("c:\\windows\\") || folder == "%systemroot%\\"
    return isInWindows ? name : nil
  }

  /// A number that no process has.
  static func freeProcessID(_ call: CIMMethodCall) throws -> UInt64 {
    var largest: UInt64 = 4
    for process in try call.writer.all("Win32_Process", in: call.namespace) {
      if case .unsigned(let number) = process["ProcessId"] { largest = max(largest, number) }
    }
    for service in try call.writer.all("Win32_Service", in: call.namespace) {
      if case .unsigned(let number) = service["ProcessId"] { largest = max(largest, number) }
    }
    return largest / 4 * 4 &+ 4
  }
}
