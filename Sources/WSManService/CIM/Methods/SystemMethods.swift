import CIMModel

/// The methods of disks, jobs and accounts.
enum SystemMethods {
  static let ofDisks: [String: CIMMethodTable.Body] = ["Chkdsk": checkDisk]
  static let ofJobs: [String: CIMMethodTable.Body] = ["Create": createJob]
  static let ofAccounts: [String: CIMMethodTable.Body] = ["Rename": renameAccount]

  @Sendable private static func checkDisk(_ call: CIMMethodCall) -> CIMMethodResult {
    switch call.instance?["FileSystem"].text {
    case "NTFS": CIMMethodResult(call.instance?["DeviceID"].text == "C:" ? 1 : 0)
    case nil, "": CIMMethodResult(2)
    default: CIMMethodResult(4)
    }
  }

  /// One bit for each day, from Monday on, and from the first on.
  private static let everyDayOfWeek: Int64 = 0x7F
  private static let everyDayOfMonth: Int64 = 0x7FFF_FFFF

  @Sendable private static func createJob(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.isAdministrator else { return .accessDenied }
    guard let command = call.text("Command"), !command.isEmpty,
      let start = call.inputs[CIMName("StartTime")], case .datetime(let time) = start,
      !time.isInterval,
      (0...everyDayOfWeek).contains(call.number("DaysOfWeek") ?? 0),
      (0...everyDayOfMonth).contains(call.number("DaysOfMonth") ?? 0)
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
        "JobStatus": .string("Success"), "TimeSubmitted": try call.now,
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
    // Groups are accounts too.
    let isGroup = try call.writer.all("Win32_Group", in: call.namespace)
      .contains { $0["Name"].text.lowercased() == name.lowercased() }
    guard !isGroup else { return CIMMethodResult(2224) }
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
