import CIMModel

/// The methods of the computer, its operating system, disks, jobs and accounts.
enum SystemMethods {
  static let ofOperatingSystems: [String: CIMMethodTable.Body] = [
    "Reboot": reboot, "Shutdown": { administrative($0) { _ in .notSupported } },
    "Win32Shutdown": { call in try shutdown(call) },
    "Win32ShutdownTracker": { call in try shutdown(call) },
    "SetDateTime": { administrative($0) { _ in .notSupported } },
  ]

  static let ofComputers: [String: CIMMethodTable.Body] = [
    "Rename": rename, "JoinDomainOrWorkgroup": join, "UnjoinDomainOrWorkgroup": unjoin,
  ]

  static let ofDisks: [String: CIMMethodTable.Body] = ["Chkdsk": checkDisk]
  static let ofJobs: [String: CIMMethodTable.Body] = ["Create": createJob]
  static let ofAccounts: [String: CIMMethodTable.Body] = ["Rename": renameAccount]

  private static func administrative(
    _ call: CIMMethodCall, _ body: (CIMMethodCall) -> CIMMethodResult
  ) -> CIMMethodResult {
    call.isAdministrator ? body(call) : .accessDenied
  }

  // MARK: The operating system

  @Sendable private static func reboot(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.isAdministrator else { return .accessDenied }
    try call.store { $0["LastBootUpTime"] = call.now }
    return .success
  }

  /// The flags say what to do: 2 is a restart, and 4 added to it forces it; an emulated computer
  /// cannot be switched off.
  private static func shutdown(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard let flags = call.number("Flags") else { return CIMMethodResult(87) }
    return flags & 2 != 0 ? try reboot(call) : administrative(call) { _ in .notSupported }
  }

  // MARK: The computer

  @Sendable private static func rename(_ call: CIMMethodCall) -> CIMMethodResult {
    guard call.isAdministrator else { return CIMMethodResult(5) }
    guard let name = call.text("Name"), (1...63).contains(name.utf8.count) else {
      return CIMMethodResult(87)
    }
    return .notSupported
  }

  @Sendable private static func join(_ call: CIMMethodCall) -> CIMMethodResult {
    guard call.isAdministrator else { return CIMMethodResult(5) }
    guard let name = call.text("Name"), !name.isEmpty else { return CIMMethodResult(87) }
    let isMember = call.instance?["Domain"].text.lowercased() == name.lowercased()
    return CIMMethodResult(isMember ? 2691 : 1355)
  }

  @Sendable private static func unjoin(_ call: CIMMethodCall) -> CIMMethodResult {
    guard call.isAdministrator else { return CIMMethodResult(5) }
    guard call.instance?["PartOfDomain"] == .boolean(true) else { return CIMMethodResult(2692) }
    return .notSupported
  }

  // MARK: Disks, jobs, accounts

  @Sendable private static func checkDisk(_ call: CIMMethodCall) -> CIMMethodResult {
    switch call.instance?["FileSystem"].text {
    case "NTFS": CIMMethodResult(call.instance?["DeviceID"].text == "C:" ? 1 : 0)
    case nil, "": CIMMethodResult(2)
    default: CIMMethodResult(4)
    }
  }

  @Sendable private static func createJob(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.isAdministrator else { return .accessDenied }
    guard let command = call.text("Command"), !command.isEmpty,
      let start = call.inputs[CIMName("StartTime")]
    else { return CIMMethodResult(21) }
    var number: UInt64 = 1
    for job in try call.writer.all(call.target.name, in: call.namespace) {
      if case .unsigned(let used) = job["JobId"] { number = max(number, used &+ 1) }
    }
    var job = CIMInstance(
      className: call.target.name,
      values: [
        "JobId": .unsigned(number), "Command": .string(command), "StartTime": start,
        "Name": .string("At\(number)"), "Caption": .string("At\(number)"),
        "JobStatus": .string("Success"), "TimeSubmitted": call.now,
      ])
    for name in ["RunRepeatedly", "DaysOfWeek", "DaysOfMonth", "InteractWithDesktop"] {
      job[name] = call.inputs[CIMName(name)] ?? .null
    }
    try call.writer.insert(job, in: call.namespace)
    return CIMMethodResult(0, outputs: ["JobId": .unsigned(number)])
  }

  @Sendable private static func renameAccount(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.isAdministrator else { return .accessDenied }
    guard let account = call.instance, let name = call.text("Name"), !name.isEmpty,
      name.utf16.count <= 20, !name.contains(where: { "\"/\\[]:|<>+=;,?*@".contains($0) })
    else { return CIMMethodResult(21) }
    var renamed = account
    renamed["Name"] = .string(name)
    renamed["Caption"] = .string("\(account["Domain"].text)\\\(name)")
    try call.writer.delete(account, in: call.namespace)
    do {
      try call.writer.insert(renamed, in: call.namespace)
    } catch CIMRepositoryError.instanceExists {
      try call.writer.insert(account, in: call.namespace)
      return CIMMethodResult(2224)
    }
    return .success
  }
}
