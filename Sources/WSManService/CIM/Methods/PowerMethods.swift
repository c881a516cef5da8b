import CIMModel

/// The methods that restart an emulated computer, switch it off, and set its clock.
enum PowerMethods {
  static let all: [String: CIMMethodTable.Body] = [
    "Reboot": restart, "Shutdown": switchOff, "Win32Shutdown": byFlags,
    "Win32ShutdownTracker": byFlags, "SetDateTime": setClock,
  ]

  /// The mark on the instance of the service WinRM that asks it to end all work; no class shows it.
  static let restartMark = "__Restart"

  /// The mark on the same instance while the computer is switched off: when the service starts, the
  /// computer has started too.
  static let offMark = "__SwitchedOff"

  /// Win32 codes, which these methods return (`generic` in `configuration.md` 18.4).
  private enum Code {
    static let invalidParameter = CIMMethodResult(87)
    static let privilegeNotHeld = CIMMethodResult(1314)
  }

  private static let ownService = CIMObjectPath(className: "Win32_Service", keys: ["Name": "WinRM"])

  @Sendable private static func restart(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.isAdministrator else { return Code.privilegeNotHeld }
    try endProcesses(call) { $0[ProcessMethods.ownerName].isNull == false }
    try recordBoot(at: try call.now, call.writer, call.namespace)
    try ServiceMethods.startAsAtBoot(call)
    try changeOwnService(call) { $0[restartMark] = .boolean(true) }
    return .success
  }

  /// The computer refuses connections until its service is started at the computer itself.
  @Sendable private static func switchOff(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.isAdministrator else { return Code.privilegeNotHeld }
    try endProcesses(call) { $0[ProcessMethods.ownerName].isNull == false }
    // What the next start of the computer finds.
    try ServiceMethods.startAsAtBoot(call)
    try changeOwnService(call) {
      $0 = ServiceMethods.stopped($0)
      $0[offMark] = .boolean(true)
    }
    return .success
  }

  /// Notes that a computer has started: its system, and the processes that start with it.
  static func recordBoot(
    at time: CIMValue, _ writer: any CIMInstanceWriter, _ namespace: String
  ) throws {
    try ComputerName.takePending(writer)
    for (name, property) in [
      ("Win32_OperatingSystem", "LastBootUpTime"), ("Win32_Process", "CreationDate"),
    ] {
      for instance in try writer.all(name, in: namespace) {
        var started = instance
        started[property] = time
        try writer.replace(started, in: namespace)
      }
    }
  }

  /// The flags: 0 logs the person at the computer off, 1 and 8 switch off, 2 restarts; 4 added to
  /// one of them forces it.
  @Sendable private static func byFlags(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.isAdministrator else { return Code.privilegeNotHeld }
    guard let flags = call.number("Flags") else { return Code.invalidParameter }
    switch flags & ~4 {
    case 0: return try logOff(call)
    case 1, 8, 9: return try switchOff(call)
    case 2: return try restart(call)
    default: return Code.invalidParameter
    }
  }

  private static func logOff(_ call: CIMMethodCall) throws -> CIMMethodResult {
    try endProcesses(call) { $0["SessionId"] == .unsigned(1) }
    for system in try call.writer.all("Win32_ComputerSystem", in: call.namespace) {
      var left = system
      left["UserName"] = .null
      try call.writer.replace(left, in: call.namespace)
    }
    return .success
  }

  @Sendable private static func setClock(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.isAdministrator else { return Code.privilegeNotHeld }
    guard case .datetime(.timestamp(let wanted))? = call.inputs[CIMName("LocalDateTime")] else {
      return Code.invalidParameter
    }
    let (shift, isTooFar) = wanted.microseconds.subtractingReportingOverflow(
      call.clock.microseconds)
    guard !isTooFar else { return Code.invalidParameter }
    try call.store { $0[ShiftedCIMClock.shiftName] = .signed(shift) }
    return .success
  }

  private static func endProcesses(
    _ call: CIMMethodCall, where isEnded: (CIMInstance) -> Bool
  ) throws {
    for process in try call.writer.all("Win32_Process", in: call.namespace)
    where isEnded(process) {
      try call.writer.delete(process, in: call.namespace)
    }
  }

  private static func changeOwnService(
    _ call: CIMMethodCall, _ change: (inout CIMInstance) -> Void
  ) throws {
    guard var service = try call.writer.instance(at: ownService, in: call.namespace) else {
      return
    }
    change(&service)
    try call.writer.replace(service, in: call.namespace)
  }
}
