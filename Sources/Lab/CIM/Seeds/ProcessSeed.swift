import CIMModel

extension CIMSeed {
  /// The processes that run after a start, and the session that they run in.
  var processInstances: [CIMInstance] {
    let processes = Self.processes.map(process)
    let session = CIMObjectPath(className: "Win32_LogonSession", keys: ["LogonId": "999"])
    return processes
      + [
        CIMInstance(
          "Win32_LogonSession",
          [
            "LogonId": "999", "LogonType": 0, "AuthenticationPackage": "Negotiate",
            "StartTime": Self.bootTime,
          ])
      ]
      + Self.processes.flatMap { entry -> [CIMInstance] in
        let path = CIMObjectPath(
          className: "Win32_Process", keys: ["Handle": String(entry.number)])
        return [
          CIMInstance(
            "Win32_SystemProcesses", ("GroupComponent", systemPath), ("PartComponent", path)),
          CIMInstance("Win32_SessionProcess", ("Antecedent", session), ("Dependent", path)),
        ]
      }
  }

  private typealias Entry = (name: String, number: UInt64, parent: UInt64, line: String?)

  private static let processes: [Entry] = [
    ("System Idle Process", 0, 0, nil), ("System", 4, 0, nil),
    ("smss.exe", 348, 4, #"\SystemRoot\System32\smss.exe"#), ("csrss.exe", 460, 452, nil),
    ("wininit.exe", 536, 452, nil), ("services.exe", 672, 536, nil),
    ("lsass.exe", 680, 536, #"C:\Windows\system32\lsass.exe"#),
    ("svchost.exe", 840, 672, #"C:\Windows\system32\svchost.exe -k DcomLaunch -p"#),
    ("svchost.exe", 956, 672, #"C:\Windows\system32\svchost.exe -k rpcss -p"#),
    ("svchost.exe", 1220, 672, #"C:\Windows\System32\svchost.exe -k NetworkService -p"#),
    ("spoolsv.exe", 2148, 672, #"C:\Windows\System32\spoolsv.exe"#),
    ("WmiPrvSE.exe", 3212, 840, #"C:\Windows\system32\wbem\wmiprvse.exe"#),
    ("explorer.exe", 4416, 4388, #"C:\Windows\Explorer.EXE"#),
  ]

  private func process(_ entry: Entry) -> CIMInstance {
    let path = entry.line.map { String($0.prefix { $0 != " " }) }
    return CIMInstance(
      "Win32_Process", element(entry.name),
      [
        "Handle": .string(String(entry.number)), "ProcessId": .unsigned(entry.number),
        "ParentProcessId": .unsigned(entry.parent),
        "CommandLine": entry.line.map(CIMValue.string) ?? .null,
        "ExecutablePath": path.map(CIMValue.string) ?? .null, "Status": .null,
        "CreationClassName": "Win32_Process", "CreationDate": Self.bootTime,
        "CSCreationClassName": "Win32_ComputerSystem", "CSName": .string(computerName),
        "OSCreationClassName": "Win32_OperatingSystem", "OSName": .string(systemName),
        "Priority": 8, "SessionId": .unsigned(entry.name == "explorer.exe" ? 1 : 0),
        "HandleCount": .unsigned(120 + entry.number % 400),
        "ThreadCount": .unsigned(4 + entry.number % 9),
        "KernelModeTime": .unsigned(156_250 * (entry.number % 50 + 1)),
        "UserModeTime": .unsigned(312_500 * (entry.number % 20 + 1)),
        "WorkingSetSize": .unsigned(4096 * (1500 + entry.number)),
        "VirtualSize": .unsigned(2_203_318_222_848 + 4096 * entry.number),
        "PageFileUsage": .unsigned(1500 + entry.number),
        "PrivatePageCount": .unsigned(4096 * (900 + entry.number)),
      ])
  }
}
