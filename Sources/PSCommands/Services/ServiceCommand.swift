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
    return filter(found, by: text, context)
      .sorted { $0.name.lowercased() < $1.name.lowercased() }
      .map { ServiceController($0, in: snapshot) }
  }

  /// The services that `-Include` and `-Exclude` leave over.
  final func filter<Service>(
    _ services: [Service], by text: (Service) -> String, _ context: CommandContext
  ) -> [Service] {
    let included = context[Self.include]?.map { WildcardPattern($0) }
    let excluded = context[Self.exclude]?.map { WildcardPattern($0) }
    return services.filter { service in
      let text = text(service)
      return (included?.contains { $0.matches(text) } ?? true)
        && !(excluded?.contains { $0.matches(text) } ?? false)
    }
  }

  // MARK: Changes

  /// Starts a service; what fails is reported.
  final func start(
    _ service: ServiceController, _ context: CommandContext
  ) async throws -> Bool {
    let manager = context.session.serviceManager
    return try await attempt(.start, service, context) {
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
    let isStopped = try await attempt(.stop, service, context) {
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
