import PSEngine

/// What the service cmdlets do with services, with errors as `ServiceController` of .NET gives them.
struct ServiceManager {
  let control: any ServiceControl

  /// The services of a computer.
  /// - Throws: ``PSRuntimeError`` that ends the command when it cannot be reached.
  func snapshot(of computer: String?) async throws -> ServiceSnapshot {
    let computer = Self.normalized(computer)
    do {
      return ServiceSnapshot(try await control.services(of: computer), computer: computer)
    } catch ServiceControlError.unreachable(let name) {
      throw Self.exception(
        "Cannot open Service Control Manager on computer '\(name)'. This operation might require "
          + "other privileges.")
    }
  }

  /// Takes the present state of a service.
  func refresh(_ service: ServiceController) async throws {
    service.update(from: try await snapshot(of: service.snapshot.computer))
  }

  /// Starts a service.
  func start(_ service: ServiceController) async throws {
    try await translating(service, verb: "start", noun: "service \(service.name)") {
      try await control.start(service.name, on: service.snapshot.computer)
    }
  }

  /// Stops a service and what needs it.
  func stop(_ service: ServiceController) async throws {
    try await translating(service, verb: "stop", noun: "\(service.name) service") {
      try await control.stop(service.name, on: service.snapshot.computer)
    }
  }

  /// Changes how a service is set up.
  func configure(_ service: ServiceController, _ change: ServiceChange) async throws {
    try await translating(service, verb: "configure", noun: "\(service.name) service") {
      try await control.configure(service.name, change, on: service.snapshot.computer)
    }
  }

  private func translating(
    _ service: ServiceController, verb: String, noun: String, _ work: () async throws -> Void
  ) async throws {
    let place = "on computer '\(service.snapshot.computer ?? ".")'."
    do {
      try await work()
    } catch ServiceControlError.accessDenied {
      throw Self.exception(
        "Cannot open \(service.name) service \(place)",
        reason: "Access is denied: run this from an elevated process.")
    } catch ServiceControlError.refused(let reason) {
      throw Self.exception("Cannot \(verb) \(noun) \(place)", reason: reason)
    } catch ServiceControlError.failed(let reason) {
      // There is no event log that would tell why.
      throw Self.exception("Cannot \(verb) \(noun) \(place) \(reason)", reason: reason)
    } catch ServiceControlError.unreachable(let name) {
      throw Self.exception(
        "Cannot open Service Control Manager on computer '\(name)'. This operation might require "
          + "other privileges.")
    }
  }

  private static func exception(_ message: String, reason: String? = nil) -> PSRuntimeError {
    .provider(
      PSException(
        "System.InvalidOperationException", message,
        inner: reason.map { PSException("System.ComponentModel.Win32Exception", $0) }))
  }

  private static func normalized(_ computer: String?) -> String? {
    guard let computer, !computer.isEmpty, computer != "." else { return nil }
    return computer
  }
}

/// Where a session keeps who drives its services.
private final class ServiceSession {
  var control: any ServiceControl = NoServices()
}

extension SessionState {
  /// Who drives the services.
  var serviceControl: any ServiceControl {
    get { service(ServiceSession.self) { ServiceSession() }.control }
    set { service(ServiceSession.self) { ServiceSession() }.control = newValue }
  }

  /// The same, with errors of .NET.
  var serviceManager: ServiceManager { ServiceManager(control: serviceControl) }
}
