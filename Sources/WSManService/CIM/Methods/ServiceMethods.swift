import CIMModel

/// The methods of services and drivers: the rules of the emulated service control manager
/// (`configuration.md` 18.4).
enum ServiceMethods {
  static let all: [String: CIMMethodTable.Body] = [
    "StartService": start, "StopService": stop, "PauseService": pause, "ResumeService": resume,
    "InterrogateService": interrogate, "UserControlService": control,
    "ChangeStartMode": changeStartMode, "Change": change, "Create": create, "Delete": delete,
    // Access to single services is not emulated: code 1, not supported.
    "GetSecurityDescriptor": { _ in CIMMethodResult(1) },
    "SetSecurityDescriptor": { _ in CIMMethodResult(1) },
  ]

  static let ofDrivers: [String: CIMMethodTable.Body] = [
    "StartService": start, "StopService": stop, "ChangeStartMode": changeStartMode,
  ]

  /// The codes of the class.
  enum Code {
    static let notSupported = CIMMethodResult(1)
    static let dependentsRunning = CIMMethodResult(3)
    static let cannotNow = CIMMethodResult(5)
    static let notActive = CIMMethodResult(6)
    static let alreadyRunning = CIMMethodResult(10)
    static let dependencyMissing = CIMMethodResult(12)
    static let dependencyFailed = CIMMethodResult(13)
    static let disabled = CIMMethodResult(14)
    static let markedForDeletion = CIMMethodResult(16)
    static let circular = CIMMethodResult(18)
    static let duplicateName = CIMMethodResult(19)
    static let invalidName = CIMMethodResult(20)
    static let invalidParameter = CIMMethodResult(21)
    static let invalidAccount = CIMMethodResult(22)
    static let exists = CIMMethodResult(23)
    static let alreadyPaused = CIMMethodResult(24)
  }

  /// How deep services may depend on each other.
  private static let maximumDepth = 32

  @Sendable private static func start(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.isAdministrator else { return .accessDenied }
    guard let service = call.instance else { return Code.invalidParameter }
    return try start(service, call, depth: 0)
  }

  private static func start(
    _ service: CIMInstance, _ call: CIMMethodCall, depth: Int
  ) throws -> CIMMethodResult {
    guard !isMarked(service) else { return Code.markedForDeletion }
    guard service["State"] != .string("Running") else { return Code.alreadyRunning }
    guard service["StartMode"] != .string("Disabled") else { return Code.disabled }
    for path in try partners(of: service, as: "Dependent", other: "Antecedent", call) {
      guard let needed = try call.writer.instance(at: path, in: call.namespace) else {
        return Code.dependencyMissing
      }
      guard needed["State"] != .string("Running") else { continue }
      guard depth < maximumDepth else { return Code.circular }
      let result = try start(needed, call, depth: depth + 1)
      guard result == .success else { return Code.dependencyFailed }
    }
    try call.writer.replace(
      running(service, processID: try freeProcessID(call)), in: call.namespace)
    return .success
  }

  @Sendable private static func stop(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.isAdministrator else { return .accessDenied }
    guard let service = call.instance, service["State"] != .string("Stopped") else {
      return Code.cannotNow
    }
    for path in try partners(of: service, as: "Antecedent", other: "Dependent", call) {
      let dependent = try call.writer.instance(at: path, in: call.namespace)
      if dependent?["State"] == .string("Running") { return Code.dependentsRunning }
    }
    guard service["AcceptStop"] == .boolean(true) else { return Code.cannotNow }
    guard !isMarked(service) else {
      try remove(service, call)
      return .success
    }
    try call.store { $0 = stopped($0) }
    return .success
  }

  @Sendable private static func pause(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.isAdministrator else { return .accessDenied }
    guard let service = call.instance else { return Code.invalidParameter }
    switch service["State"] {
    case .string("Paused"): return Code.alreadyPaused
    case .string("Running"): break
    default: return Code.notActive
    }
    guard service["AcceptPause"] == .boolean(true) else { return Code.cannotNow }
    try call.store { $0["State"] = .string("Paused") }
    return .success
  }

  @Sendable private static func resume(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.isAdministrator else { return .accessDenied }
    switch call.instance?["State"] {
    case .string("Running"): return Code.alreadyRunning
    case .string("Paused"): break
    default: return Code.notActive
    }
    try call.store { $0["State"] = .string("Running") }
    return .success
  }

  @Sendable private static func interrogate(_ call: CIMMethodCall) -> CIMMethodResult {
    call.instance?["State"] == .string("Stopped") ? Code.notActive : .success
  }

  @Sendable private static func control(_ call: CIMMethodCall) -> CIMMethodResult {
    guard call.isAdministrator else { return .accessDenied }
    guard let code = call.number("ControlCode"), (128...255).contains(code) else {
      return Code.invalidParameter
    }
    return call.instance?["State"] == .string("Running") ? .success : Code.notActive
  }

  @Sendable private static func changeStartMode(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.isAdministrator else { return .accessDenied }
    guard let service = call.instance, !isMarked(service) else { return Code.markedForDeletion }
    guard let mode = startMode(call.text("StartMode"), call) else { return Code.invalidParameter }
    try call.store { $0["StartMode"] = .string(mode) }
    return .success
  }

  @Sendable private static func delete(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.isAdministrator else { return .accessDenied }
    guard let service = call.instance, !isMarked(service) else { return Code.markedForDeletion }
    if service["State"] == .string("Stopped") {
      try remove(service, call)
    } else {
      try call.store { $0[deletionMark] = .boolean(true) }
    }
    return .success
  }

  /// Takes a service away, and what it needed to run.
  private static func remove(_ service: CIMInstance, _ call: CIMMethodCall) throws {
    try forgetDependencies(of: service, call)
    try call.writer.delete(service, in: call.namespace)
  }

  // MARK: Rules

  /// A running service keeps the mark until it stops; no class shows it.
  private static let deletionMark = "__MarkedForDeletion"

  static func isMarked(_ service: CIMInstance) -> Bool {
    service[deletionMark] == .boolean(true)
  }

  /// The word that instances show for a start mode; nil when it is none. Only drivers start before
  /// the service control manager does.
  static func startMode(_ text: String?, _ call: CIMMethodCall) -> String? {
    let isDriver = CIMName(call.target.name) == CIMName("Win32_SystemDriver")
    return switch text?.lowercased() {
    case "automatic": "Auto"
    case "boot" where isDriver: "Boot"
    case "system" where isDriver: "System"
    case "manual": "Manual"
    case "disabled": "Disabled"
    default: nil
    }
  }

  static func servicePath(_ name: String) -> CIMObjectPath {
    CIMObjectPath(className: "Win32_Service", keys: ["Name": name])
  }

  /// The services at the other end of dependencies.
  private static func partners(
    of service: CIMInstance, as role: String, other: String, _ call: CIMMethodCall
  ) throws -> [CIMObjectPath] {
    try dependencies(of: service, as: role, call).compactMap {
      if case .reference(let partner) = $0[other] { partner } else { nil }
    }
  }

  /// The dependencies in which a service has a role.
  static func dependencies(
    of service: CIMInstance, as role: String, _ call: CIMMethodCall
  ) throws -> [CIMInstance] {
    let own = call.target.path(of: service)
    return try call.writer.all("Win32_DependentService", in: call.namespace).filter {
      guard case .reference(let end) = $0[role] else { return false }
      return end.sortedKeys.elementsEqual(
        own.sortedKeys, by: { $0.value.lowercased() == $1.value.lowercased() })
    }
  }

  private static func running(_ service: CIMInstance, processID: UInt64) -> CIMInstance {
    var service = service
    service["State"] = .string("Running")
    service["Started"] = .boolean(true)
    service["ProcessId"] = .unsigned(processID)
    service["ExitCode"] = .unsigned(0)
    service["AcceptStop"] = .boolean(true)
    return service
  }

  /// A service that does not run.
  static func stopped(_ service: CIMInstance) -> CIMInstance {
    var service = service
    service["State"] = .string("Stopped")
    service["Started"] = .boolean(false)
    service["ProcessId"] = .unsigned(0)
    service["AcceptStop"] = .boolean(false)
    service["AcceptPause"] = .boolean(false)
    return service
  }

  /// Brings the services into the state that they have after a start of the computer: those that start
  /// by themselves run, and what they need; the others do not. Drivers stay as they are.
  static func startAsAtBoot(_ call: CIMMethodCall) throws {
    let services = try call.writer.all("Win32_Service", in: call.namespace)
    for service in services where service["State"] != .string("Stopped") {
      let isAutomatic = service["StartMode"] == .string("Auto")
      let isTriggered = triggered.contains(service["Name"].text.lowercased())
      if isMarked(service) {
        try remove(service, call)
      } else if service["StartMode"] == .string("Disabled") || !isAutomatic && !isTriggered {
        try call.writer.replace(stopped(service), in: call.namespace)
      }
    }
    for service in services where service["StartMode"] == .string("Auto") {
      let isLeft = endedWhenIdle.contains(service["Name"].text.lowercased())
      guard service["State"] == .string("Stopped"), !isLeft else { continue }
      _ = try start(service, call, depth: 0)
    }
  }

  /// Services of start mode Automatic that Windows starts only when something needs them.
  private static let endedWhenIdle: Set = ["remoteregistry"]

  /// Services of start mode Manual that Windows starts by itself when a network is there.
  private static let triggered: Set = ["termservice", "w32time"]

  private static func freeProcessID(_ call: CIMMethodCall) throws -> UInt64 {
    try ProcessMethods.freeProcessID(call)
  }
}
