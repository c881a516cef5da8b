import CIMModel

// How services come into being and are changed.
extension ServiceMethods {
  @Sendable static func change(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.isAdministrator else { return .accessDenied }
    guard let service = call.instance, !isMarked(service) else { return Code.markedForDeletion }
    let name = service["Name"].text
    if let refusal = try refusal(of: call, for: name) { return refusal }
    try call.store { take(call, into: &$0) }
    if let needed = call.texts("ServiceDependencies") {
      try forgetDependencies(of: service, call)
      try depend(name, on: needed, call)
    }
    return .success
  }

  @Sendable static func create(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.isAdministrator else { return .accessDenied }
    guard let name = call.text("Name"), !name.isEmpty, name.utf16.count <= longestName,
      !name.contains(where: { "/\\".contains($0) })
    else { return Code.invalidName }
    guard let path = call.text("PathName"), !path.isEmpty else { return Code.invalidParameter }
    let isTaken = try servicesAndDrivers(call)
      .contains { $0["Name"].text.lowercased() == name.lowercased() }
    guard !isTaken else { return Code.exists }
    if let refusal = try refusal(of: call, for: name) { return refusal }
    var service = CIMInstance(
      className: call.target.name,
      values: [
        "Name": .string(name), "DisplayName": .string(name), "Caption": .string(name),
        "StartMode": .string("Manual"), "StartName": .string(systemAccount),
        "State": .string("Stopped"), "Started": .boolean(false), "Status": .string("OK"),
        "ProcessId": .unsigned(0), "ExitCode": .unsigned(1077), "AcceptStop": .boolean(false),
        "AcceptPause": .boolean(false), "CreationClassName": .string(call.target.name),
        "ServiceType": .string("Own Process"), "ErrorControl": .string("Normal"),
        "DesktopInteract": .boolean(false),
        "SystemCreationClassName": .string("Win32_ComputerSystem"),
      ])
    service["SystemName"] =
      try call.writer.all("Win32_ComputerSystem", in: call.namespace).first?["Name"] ?? .null
    take(call, into: &service)
    try call.writer.insert(service, in: call.namespace)
    try depend(name, on: call.texts("ServiceDependencies") ?? [], call)
    return .success
  }

  // MARK: Rules

  private static let longestName = 256

  /// Only what runs as this account may have windows on the desktop.
  private static let systemAccount = "LocalSystem"

  /// Why the parameters of `Create` and `Change` cannot be those of a service; nil when they can.
  private static func refusal(
    of call: CIMMethodCall, for name: String
  ) throws -> CIMMethodResult? {
    if let mode = call.text("StartMode"), startMode(mode, call) == nil {
      return Code.invalidParameter
    }
    if let type = call.number("ServiceType"), serviceTypes[type] == nil {
      return driverTypes.contains(type) ? Code.notSupported : Code.invalidParameter
    }
    if let control = call.number("ErrorControl"), errorControls[control] == nil {
      return Code.invalidParameter
    }
    if let display = call.text("DisplayName"), display.utf16.count > longestName {
      return Code.invalidParameter
    }
    let runsAs = call.text("StartName") ?? call.instance?["StartName"].text ?? systemAccount
    if call.inputs[CIMName("DesktopInteract")] == .boolean(true),
      runsAs.lowercased() != systemAccount.lowercased()
    {
      return Code.invalidParameter
    }
    if let account = call.text("StartName"), try !isAccount(account, call) {
      return Code.invalidAccount
    }
    if let display = call.text("DisplayName")?.lowercased() {
      let others = try servicesAndDrivers(call)
        .filter { $0["Name"].text.lowercased() != name.lowercased() }
      let isTaken = others.contains {
        $0["DisplayName"].text.lowercased() == display || $0["Name"].text.lowercased() == display
      }
      if isTaken { return Code.duplicateName }
    }
    let needed = call.texts("ServiceDependencies") ?? []
    if try all(needed, call).contains(name.lowercased()) { return Code.circular }
    return nil
  }

  /// All that the service control manager knows by name.
  private static func servicesAndDrivers(_ call: CIMMethodCall) throws -> [CIMInstance] {
    try ["Win32_Service", "Win32_SystemDriver"].flatMap {
      try call.writer.all($0, in: call.namespace)
    }
  }

  /// Gives a service what the parameters of `Create` and `Change` say.
  private static func take(_ call: CIMMethodCall, into service: inout CIMInstance) {
    for name in ["DisplayName", "PathName", "StartName"] {
      if let text = call.text(name) { service[name] = .string(text) }
    }
    if let text = call.text("DisplayName") { service["Caption"] = .string(text) }
    if let mode = startMode(call.text("StartMode"), call) { service["StartMode"] = .string(mode) }
    if let type = call.number("ServiceType").flatMap({ serviceTypes[$0] }) {
      service["ServiceType"] = .string(type)
    }
    if let control = call.number("ErrorControl").flatMap({ errorControls[$0] }) {
      service["ErrorControl"] = .string(control)
    }
    if let interacts = call.inputs[CIMName("DesktopInteract")] {
      service["DesktopInteract"] = interacts
    }
  }

  /// The types of services as the service control manager numbers them, and as instances show them.
  private static let serviceTypes: [Int64: String] = [16: "Own Process", 32: "Share Process"]

  /// The numbers of drivers, which an emulated computer cannot get.
  private static let driverTypes: Set<Int64> = [1, 2, 4, 8]

  private static let errorControls: [Int64: String] = [
    0: "Ignore", 1: "Normal", 2: "Severe", 3: "Critical",
  ]

  /// Whether a service can run as an account.
  private static func isAccount(_ name: String, _ call: CIMMethodCall) throws -> Bool {
    let account = name.lowercased()
    if account == "localsystem" || account == ".\\localsystem" { return true }
    guard let end = account.firstIndex(of: "\\") else {
      return account.contains("@") && call.facts.account != nil
    }
    let domain = account[..<end]
    let user = account[account.index(after: end)...]
    if domain == "nt authority" {
      return ["localservice", "networkservice", "system"].contains(user)
    }
    let computer = try call.writer.all("Win32_ComputerSystem", in: call.namespace).first
    guard domain == "." || domain == computer?["Name"].text.lowercased() ?? "" else {
      return call.facts.account != nil
    }
    return try call.writer.all("Win32_UserAccount", in: call.namespace)
      .contains { $0["Name"].text.lowercased() == user }
  }

  /// The names of services, and of all that those need to run.
  private static func all(_ services: [String], _ call: CIMMethodCall) throws -> Set<String> {
    guard !services.isEmpty else { return [] }
    var needed: [String: [String]] = [:]
    for dependency in try call.writer.all("Win32_DependentService", in: call.namespace) {
      guard case .reference(let dependent) = dependency["Dependent"],
        case .reference(let antecedent) = dependency["Antecedent"],
        let name = dependent.sortedKeys.first?.value, let other = antecedent.sortedKeys.first?.value
      else { continue }
      needed[name.lowercased(), default: []].append(other.lowercased())
    }
    var found: Set<String> = []
    var open = services.map { $0.lowercased() }
    while let name = open.popLast() {
      if found.insert(name).inserted { open += needed[name] ?? [] }
    }
    return found
  }

  /// Stores what a service needs to run.
  private static func depend(
    _ service: String, on needed: [String], _ call: CIMMethodCall
  ) throws {
    for needed in needed where !needed.isEmpty {
      let dependency = CIMInstance(
        className: "Win32_DependentService",
        values: [
          "Antecedent": .reference(servicePath(needed)),
          "Dependent": .reference(servicePath(service)),
        ])
      try call.writer.replace(dependency, in: call.namespace)
    }
  }

  /// Takes away what a service needs to run.
  static func forgetDependencies(of service: CIMInstance, _ call: CIMMethodCall) throws {
    for dependency in try dependencies(of: service, as: "Dependent", call) {
      try call.writer.delete(dependency, in: call.namespace)
    }
  }
}
