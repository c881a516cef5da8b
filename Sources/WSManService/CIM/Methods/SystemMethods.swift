import CIMModel

/// The methods of the computer, its disks, jobs and accounts.
enum SystemMethods {
  static let ofComputers: [String: CIMMethodTable.Body] = [
    "Rename": rename, "JoinDomainOrWorkgroup": join, "UnjoinDomainOrWorkgroup": unjoin,
  ]

  static let ofDisks: [String: CIMMethodTable.Body] = ["Chkdsk": checkDisk]
  static let ofJobs: [String: CIMMethodTable.Body] = ["Create": createJob]
  static let ofAccounts: [String: CIMMethodTable.Body] = ["Rename": renameAccount]

  // MARK: The computer

  /// The codes of joining.
  private enum Code {
    static let accessDenied = CIMMethodResult(5)
    static let invalidParameter = CIMMethodResult(87)
    static let unknownDomain = CIMMethodResult(1355)
    static let alreadyMember = CIMMethodResult(2691)
    static let notMember = CIMMethodResult(2692)
  }

  private static let illegalInNames = Set("\"/\\[]:|<>+=;,?*@. ")

  /// Names and domains of emulated computers are what the lab file says, which nobody may change from
  /// within.
  @Sendable private static func rename(_ call: CIMMethodCall) -> CIMMethodResult {
    guard call.isAdministrator else { return Code.accessDenied }
    guard let name = call.text("Name"), (1...15).contains(name.utf16.count),
      !name.contains(where: illegalInNames.contains), !name.allSatisfy(\.isNumber)
    else { return Code.invalidParameter }
    let isOwnName = call.instance?["Name"].text.lowercased() == name.lowercased()
    return isOwnName ? .success : Code.accessDenied
  }

  @Sendable private static func join(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.isAdministrator else { return Code.accessDenied }
    guard let name = call.text("Name"), !name.isEmpty else { return Code.invalidParameter }
    let isMember = call.instance?["PartOfDomain"] == .boolean(true)
    let joinsDomain = (call.number("FJoinOptions") ?? 0) & 1 != 0
    if isMember {
      guard call.instance?["Domain"].text.lowercased() == name.lowercased() else {
        return joinsDomain ? Code.unknownDomain : Code.accessDenied
      }
      return Code.alreadyMember
    }
    guard !joinsDomain else { return Code.unknownDomain }
    guard name.utf16.count <= 15, !name.contains(where: illegalInNames.contains) else {
      return Code.invalidParameter
    }
    try call.store {
      $0["Domain"] = .string(name)
      $0["Workgroup"] = .string(name)
    }
    return .success
  }

  @Sendable private static func unjoin(_ call: CIMMethodCall) -> CIMMethodResult {
    let isMember = call.instance?["PartOfDomain"] == .boolean(true)
    return call.isAdministrator && !isMember ? Code.notMember : Code.accessDenied
  }

  // MARK: Disks, jobs, accounts

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
