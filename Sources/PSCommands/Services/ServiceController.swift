import PSEngine

/// The services of one computer at one moment; the controllers of one listing share it.
final class ServiceSnapshot {
  /// The computer as it was named; nil is the local one.
  let computer: String?
  let services: [ServiceDescription]
  private let byName: [String: ServiceDescription]

  init(_ services: [ServiceDescription], computer: String?) {
    self.services = services
    self.computer = computer
    byName = Dictionary(
      services.map { ($0.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// A service by its name in any case.
  func service(_ name: String) -> ServiceDescription? { byName[name.lowercased()] }

  /// The services that a service needs directly, in the order in which it names them.
  func required(by service: ServiceDescription) -> [ServiceDescription] {
    service.requiredServices.compactMap { self.service($0) }
  }

  /// The services that need a service, directly or through others.
  func dependents(of service: ServiceDescription) -> [ServiceDescription] {
    var found: [ServiceDescription] = []
    var seen: Set = [service.name.lowercased()]
    var next = [service]
    while let current = next.popLast() {
      for other in services
      where other.requiredServices.contains(where: { $0.equalsIgnoringCase(current.name) })
        && seen.insert(other.name.lowercased()).inserted
      {
        found.append(other)
        next.insert(other, at: 0)
      }
    }
    return found.reversed()
  }
}

/// A service as an object of the language: it shows the state of the moment at which it was read,
/// until `Refresh()`.
final class ServiceController: PSObject, ParameterValue {
  static let typeName = "System.ServiceProcess.ServiceController"
  static var parameterType: ParameterType { .named(typeName) }

  /// The name, such as `WinRM`.
  let name: String
  private(set) var snapshot: ServiceSnapshot
  private(set) var service: ServiceDescription

  init(_ service: ServiceDescription, in snapshot: ServiceSnapshot) {
    name = service.name
    self.service = service
    self.snapshot = snapshot
  }

  /// Takes the state of a later moment.
  func update(from later: ServiceSnapshot) {
    guard let service = later.service(name) else { return }
    snapshot = later
    self.service = service
  }

  /// `Display name (name)`, as questions and errors call it.
  var title: String { "\(service.displayName) (\(name))" }

  override var baseTypeNames: [String] {
    [
      Self.typeName, "System.ComponentModel.Component", "System.MarshalByRefObject",
      "System.Object",
    ]
  }

  override var text: String { name }

  override var declaredProperties: [PSPropertyInfo] {
    let list = Self.typeName + "[]"
    return [
      PSPropertyInfo("Name"), PSPropertyInfo("RequiredServices", list),
      PSPropertyInfo("CanPauseAndContinue", "System.Boolean"),
      PSPropertyInfo("CanShutdown", "System.Boolean"), PSPropertyInfo("CanStop", "System.Boolean"),
      PSPropertyInfo("DisplayName"), PSPropertyInfo("DependentServices", list),
      PSPropertyInfo("MachineName"), PSPropertyInfo("ServiceName"),
      PSPropertyInfo("ServicesDependedOn", list),
      PSPropertyInfo("Status", ServiceEnums.status.name),
      PSPropertyInfo("ServiceType", ServiceEnums.kind.name),
      PSPropertyInfo("StartType", ServiceEnums.startMode.name),
    ]
  }

  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "name", "servicename": .string(self.name)
    case "displayname": .string(service.displayName)
    case "machinename": .string(snapshot.computer ?? ".")
    case "status":
      .object(PSEnum(ServiceEnums.status, service.isRunning ? 4 : 1))
    case "starttype": .object(PSEnum(ServiceEnums.startMode, service.startType.rawValue))
    case "servicetype": .object(PSEnum(ServiceEnums.kind, service.kind.rawValue))
    case "canstop": .bool(service.isRunning && service.canStop)
    case "canpauseandcontinue", "canshutdown": .bool(false)
    case "requiredservices", "servicesdependedon": list(snapshot.required(by: service))
    case "dependentservices": list(snapshot.dependents(of: service))
    default: nil
    }
  }

  private func list(_ services: [ServiceDescription]) -> PSValue {
    .array(
      PSArray(
        services.map { .object(ServiceController($0, in: snapshot)) },
        elementType: Self.typeName))
  }

  override var declaredMethods: [PSMethodInfo] {
    [
      PSMethodInfo("Refresh", "void Refresh()"), PSMethodInfo("Start", "void Start()"),
      PSMethodInfo("Stop", "void Stop()"),
    ]
  }

  override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    guard arguments.isEmpty else { return nil }
    let manager = context.session.serviceManager
    switch name.lowercased() {
    case "refresh": try await manager.refresh(self)
    case "start": try await manager.start(self)
    case "stop": try await manager.stop(self)
    default: return nil
    }
    return .null
  }
}

/// The enumerations of services.
enum ServiceEnums {
  static let status = PSEnumType(
    "System.ServiceProcess.ServiceControllerStatus",
    [
      ("Stopped", 1), ("StartPending", 2), ("StopPending", 3), ("Running", 4),
      ("ContinuePending", 5), ("PausePending", 6), ("Paused", 7),
    ])
  static let startMode = PSEnumType(
    "System.ServiceProcess.ServiceStartMode",
    [("Boot", 0), ("System", 1), ("Automatic", 2), ("Manual", 3), ("Disabled", 4)])
  static let kind = PSEnumType(
    "System.ServiceProcess.ServiceType",
    [
      ("KernelDriver", 1), ("FileSystemDriver", 2), ("Adapter", 4), ("RecognizerDriver", 8),
      ("Win32OwnProcess", 16), ("Win32ShareProcess", 32), ("InteractiveProcess", 256),
    ], isFlags: true)
}
