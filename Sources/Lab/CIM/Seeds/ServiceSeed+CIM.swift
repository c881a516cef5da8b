import CIMModel

extension CIMSeed {
  /// Services and drivers, and what depends on what.
  var serviceInstances: [CIMInstance] {
    let known = Dictionary(
      ServiceSeed.all.map { ($0.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    var instances: [CIMInstance] = []
    for record in ServiceSeed.all {
      instances.append(record.kind.isDriver ? driver(record) : service(record))
      let own = path(of: record)
      if !record.kind.isDriver {
        instances.append(
          CIMInstance(
            "Win32_SystemServices", ("GroupComponent", systemPath), ("PartComponent", own)))
      }
      for name in record.requiredServices {
        guard let needed = known[name.lowercased()] else { continue }
        instances.append(
          CIMInstance(
            "Win32_DependentService", ("Antecedent", path(of: needed)), ("Dependent", own)))
      }
    }
    return instances
  }

  /// A service or driver as references name it.
  func path(of record: ServiceRecord) -> CIMObjectPath {
    CIMObjectPath(
      className: record.kind.isDriver ? "Win32_SystemDriver" : "Win32_Service",
      keys: ["Name": record.name])
  }

  private func base(_ record: ServiceRecord, _ className: String) -> [String: CIMValue] {
    [
      "Name": .string(record.name), "DisplayName": .string(record.displayName),
      "Caption": .string(record.displayName),
      "Description": .string(record.description.isEmpty ? record.displayName : record.description),
      "PathName": .string(record.path), "ServiceType": .string(record.kind.rawValue),
      "StartMode": .string(record.startMode.cimText),
      "State": .string(record.isRunning ? "Running" : "Stopped"),
      "Started": .boolean(record.isRunning),
      "AcceptStop": .boolean(record.isRunning && record.canStop), "AcceptPause": false,
      "DesktopInteract": false, "ErrorControl": "Normal", "Status": "OK", "TagId": 0,
      "ExitCode": .unsigned(record.isRunning ? 0 : 1077), "ServiceSpecificExitCode": 0,
      "CreationClassName": .string(className), "SystemName": .string(computerName),
      "SystemCreationClassName": "Win32_ComputerSystem",
    ]
  }

  private func service(_ record: ServiceRecord) -> CIMInstance {
    // Services that share a process are hosted by the one with the same command line.
    let hosts: [String: UInt64] = [
      "dcomlaunch": 840, "rpcss": 956, "networkservice": 1220, "spoolsv": 2148, "lsass": 680,
    ]
    let host = hosts.first { record.path.lowercased().contains($0.key) }?.value ?? 1220
    return CIMInstance(
      "Win32_Service", base(record, "Win32_Service"),
      [
        "StartName": .string(record.account.rawValue), "CheckPoint": 0, "WaitHint": 0,
        "DelayedAutoStart": false, "ProcessId": .unsigned(record.isRunning ? host : 0),
      ])
  }

  private func driver(_ record: ServiceRecord) -> CIMInstance {
    CIMInstance("Win32_SystemDriver", base(record, "Win32_SystemDriver"))
  }
}

extension ServiceRecord.StartMode {
  /// The word that instances show.
  var cimText: String {
    switch self {
    case .boot: "Boot"
    case .system: "System"
    case .automatic: "Auto"
    case .manual: "Manual"
    case .disabled: "Disabled"
    }
  }
}
