import PSEngine

/// What the service cmdlets have in common: the choice of services, and the errors.
class ServiceCommand: Cmdlet {
  static let displayName = Parameter<[String]>(
    "DisplayName", sets: ["DisplayName"], mandatory: true,
    help: "Services by their names for people; wildcards are allowed.")
  static let include = Parameter<[String]>(
    "Include", validations: [.notNullOrEmpty], help: "Only services that fit these patterns.")
  static let exclude = Parameter<[String]>(
    "Exclude", validations: [.notNullOrEmpty], help: "No services that fit these patterns.")
  static let passThru = Parameter<SwitchParameter>("PassThru", help: "Writes the service.")

  /// The services of one computer that the names, and `-Include` and `-Exclude`, leave over, ordered
  /// by name. Names without wildcards that fit nothing are reported.
  final func select(
    names: [String]?, displayNames: [String]?, from snapshot: ServiceSnapshot,
    _ context: CommandContext
  ) async throws -> [ServiceController] {
    let listed = snapshot.services.filter { !$0.kind.isDriver }
    let usesDisplayName = displayNames != nil
    func text(_ service: ServiceDescription) -> String {
      usesDisplayName ? service.displayName : service.name
    }
    var found: [ServiceDescription] = []
    if let wanted = displayNames ?? names {
      for name in wanted {
        let pattern = WildcardPattern(name)
        let fitting = listed.filter { pattern.matches(text($0)) }
        if fitting.isEmpty, !WildcardPattern.containsWildcards(name) {
          try await context.writeError(
            usesDisplayName ? ServiceErrors.noDisplayName(name) : ServiceErrors.noName(name))
        }
        for service in fitting where !found.contains(service) { found.append(service) }
      }
    } else {
      found = listed
    }
    let included = context[Self.include]?.map { WildcardPattern($0) }
    let excluded = context[Self.exclude]?.map { WildcardPattern($0) }
    return
      found.filter { service in
        (included?.contains { $0.matches(text(service)) } ?? true)
          && !(excluded?.contains { $0.matches(text(service)) } ?? false)
      }
      .sorted { $0.name.lowercased() < $1.name.lowercased() }
      .map { ServiceController($0, in: snapshot) }
  }

  /// The services that a cmdlet is to change: those piped in, or those of the local computer that
  /// were named.
  final func targets(
    _ input: Parameter<[ServiceController]>, _ name: Parameter<[String]>, _ context: CommandContext
  ) async throws -> [ServiceController] {
    if let given = context[input] {
      return try await select(given, context)
    }
    let snapshot = try await context.session.serviceManager.snapshot(of: nil)
    return try await select(
      names: context[name], displayNames: context[Self.displayName], from: snapshot, context)
  }

  private func select(
    _ given: [ServiceController], _ context: CommandContext
  ) async throws -> [ServiceController] {
    let included = context[Self.include]?.map { WildcardPattern($0) }
    let excluded = context[Self.exclude]?.map { WildcardPattern($0) }
    return given.filter { service in
      (included?.contains { $0.matches(service.name) } ?? true)
        && !(excluded?.contains { $0.matches(service.name) } ?? false)
    }
  }

  /// The parameters by which cmdlets that change services choose them.
  static func inputObject() -> Parameter<[ServiceController]> {
    Parameter(
      "InputObject", sets: ["InputObject"], position: 0, mandatory: true, pipeline: .byValue,
      help: "Services as objects.")
  }

  /// The names of services that cmdlets change.
  static func name() -> Parameter<[String]> {
    Parameter(
      "Name", aliases: ["ServiceName"], sets: ["Default"], position: 0, mandatory: true,
      pipeline: [.byValue, .byPropertyName], completion: .source("Service"),
      help: "Services by name; wildcards are allowed.")
  }

  // MARK: Changes

  /// Starts a service; what fails is reported.
  final func start(
    _ service: ServiceController, _ context: CommandContext
  ) async throws -> Bool {
    let manager = context.session.serviceManager
    return try await attempt(ServiceErrors.Kind.start, service, context) {
      try await manager.start(service)
      try await manager.refresh(service)
    }
  }

  /// Stops a service, with `force` those that need it as well; what fails is reported.
  /// - Returns: the services that were stopped.
  final func stop(
    _ service: ServiceController, force: Bool, noForceError: ServiceErrors.Kind,
    _ context: CommandContext
  ) async throws -> [ServiceController] {
    let manager = context.session.serviceManager
    try await manager.refresh(service)
    guard service.service.isRunning else { return [service] }
    let dependents = service.snapshot.dependents(of: service.service).filter(\.isRunning)
    if !force, !dependents.isEmpty {
      try await context.writeError(ServiceErrors.make(noForceError, service))
      return []
    }
    let isStopped = try await attempt(ServiceErrors.Kind.stop, service, context) {
      try await manager.stop(service)
      try await manager.refresh(service)
    }
    guard isStopped else { return [] }
    return [service] + dependents.reversed().map { ServiceController($0, in: service.snapshot) }
  }

  /// Does something with a service; an exception becomes an error of the cmdlet.
  final func attempt(
    _ kind: ServiceErrors.Kind, _ service: ServiceController, _ context: CommandContext,
    _ work: () async throws -> Void
  ) async throws -> Bool {
    do {
      try await work()
      return true
    } catch let error as PSRuntimeError {
      try await context.writeError(
        ServiceErrors.make(kind, service, cause: error.record.exception))
      return false
    }
  }
}

/// The errors of the service cmdlets, with the texts and ids of Windows PowerShell 5.1.
enum ServiceErrors {
  /// What has failed.
  enum Kind {
    case start, stop, configure
    case stopNeedsForce, setNeedsForce
    case suspendUnsupported, suspendStopped, resumeUnsupported, resumeStopped
  }

  private static let exception = "Microsoft.PowerShell.Commands.ServiceCommandException"

  static func noName(_ name: String) -> ErrorRecord {
    ErrorRecord(
      PSException(exception, "Cannot find any service with service name '\(name)'."),
      id: "NoServiceFoundForGivenName", category: .objectNotFound, target: .string(name))
  }

  static func noDisplayName(_ name: String) -> ErrorRecord {
    ErrorRecord(
      PSException(exception, "Cannot find any service with display name '\(name)'."),
      id: "NoServiceFoundForGivenDisplayName", category: .objectNotFound, target: .string(name))
  }

  static func notFound(_ name: String, on computer: String?) -> ErrorRecord {
    ErrorRecord(
      PSException(
        "System.InvalidOperationException",
        "Service \(name) was not found on computer '\(computer ?? ".")'."),
      id: "InvalidOperationException", category: .objectNotFound,
      target: .string(computer ?? "."))
  }

  static func make(
    _ kind: Kind, _ service: ServiceController, cause: PSException? = nil
  ) -> ErrorRecord {
    let subject = "'\(service.title)'"
    let reason = cause?.message ?? ""
    let (message, id, category): (String, String, ErrorCategory) =
      switch kind {
      case .start:
        (
          "Service \(subject) cannot be started due to the following error: \(reason)",
          "CouldNotStartService", .openError
        )
      case .stop:
        (
          "Service \(subject) cannot be stopped due to the following error: \(reason)",
          "CouldNotStopService", .closeError
        )
      case .configure:
        (
          "Service \(subject) cannot be configured due to the following error: \(reason)",
          "CouldNotSetService", .permissionDenied
        )
      case .stopNeedsForce:
        (
          "Cannot stop service \(subject) because it has dependent services. It can only be "
            + "stopped if the Force flag is set.", "ServiceHasDependentServices", .invalidOperation
        )
      case .setNeedsForce:
        (
          "Cannot stop service \(subject) because it is dependent on other services. Stop those "
            + "first, or use: Stop-Service \(service.name) -Force", "ServiceIsDependentOnNoForce",
          .invalidOperation
        )
      case .suspendUnsupported:
        (
          "Service \(subject) cannot be suspended because the service does not support being "
            + "suspended or resumed.", "CouldNotSuspendServiceNotSupported", .closeError
        )
      case .suspendStopped:
        (
          "Service \(subject) cannot be suspended because it is not currently running.",
          "CouldNotSuspendServiceNotRunning", .closeError
        )
      case .resumeUnsupported:
        (
          "Service \(subject) cannot be resumed because the service does not support being "
            + "suspended or resumed.", "CouldNotResumeServiceNotSupported", .closeError
        )
      case .resumeStopped:
        (
          "Service \(subject) cannot be resumed because it is not currently running.",
          "CouldNotResumeServiceNotRunning", .closeError
        )
      }
    let record = ErrorRecord(
      PSException(exception, message, inner: cause), id: id, category: category,
      target: .object(service))
    record.targetName = ServiceController.typeName
    return record
  }
}
