import PSEngine

/// `Set-Location`: makes a container the current location.
final class SetLocation: Cmdlet {
  private static let stackSet = "Stack"

  static let path = Parameter<String>(
    "Path", sets: [ItemParameters.pathSet], position: 0, pipeline: [.byValue, .byPropertyName],
    completion: .path, help: "The container.")
  static let literalPath = Parameter<String>(
    "LiteralPath", aliases: ["PSPath"], sets: [ItemParameters.literalSet], mandatory: true,
    pipeline: .byPropertyName, completion: .path, help: "The container; taken as it is written.")
  static let stackName = Parameter<String>(
    "StackName", sets: [stackSet], pipeline: .byPropertyName,
    help: "The stack that Push-Location and Pop-Location use from now on.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Set-Location",
      parameters: [
        path.definition, literalPath.definition, ItemParameters.passThru.definition,
        stackName.definition,
      ], defaultSet: ItemParameters.pathSet, supportsTransactions: true,
      synopsis: "Sets the current location.",
      outputTypes: ["System.Management.Automation.PathInfo"])
  }

  override func processRecord(_ context: CommandContext) async throws {
    if context.parameterSet == Self.stackSet {
      try context.checkTransaction()
      let name = context[Self.stackName] ?? ""
      guard name.isEmpty || !context.session.locationStack(name).isEmpty else {
        return try await context.writeError(PathErrors.missingStack(name).record)
      }
      context.session.defaultStackName = name
      return
    }
    try await context.reportingPathErrors {
      if let literal = context[Self.literalPath] {
        try await context.enter(literal, isLiteral: true)
      } else if let path = context[Self.path] {
        try await context.enter(path, isLiteral: false)
      } else if context.session.configuration.persona == .core {
        try await context.enter("~", isLiteral: true)
      } else {
        try context.checkTransaction()
      }
      if context[ItemParameters.passThru] {
        try await context.write(.object(context.session.currentLocation))
      }
    }
  }
}

extension CommandContext {
  /// Changes to the one container that a path names (`provider.md` 10.3).
  func enter(_ path: String, isLiteral: Bool) async throws {
    if path == "-", !isLiteral {
      try checkTransaction()
      return try goBack()
    }
    var containers: [ItemTarget] = []
    let context = makeProviderContext()
    let targets = try await context.resolve(path, isLiteral)
    for target in targets {
      try checkSupport(of: target)
      let provider = context.entering(target)
      if try await target.implementation.isItemContainer(target.path, provider) {
        containers.append(target)
      }
    }
    guard containers.count <= 1 else {
      throw PathErrors.invalidArgument(
        "Cannot set the location because path '\(path)' resolved to multiple containers. "
          + "You can only set the location to a single container at a time.", target: path)
    }
    guard let container = containers.first else {
      let error = try await missingContainer(path, targets.first, context)
      let drive = session.drives.drive(named: path, from: execution.scope)
      error.record.recommendedAction = drive.map { "Did you mean \($0.name):?" }
      throw error
    }
    let spelled = try await container.implementation.spelledPath(
      container.path, context.entering(container))
    session.service(LocationTrail.self) { LocationTrail() }.note(session.currentLocation)
    session.currentLocation = PathInfo(container.moved(to: spelled).place)
  }

  /// The error about a path that leads to no container: what exists nevertheless is named as it was
  /// typed.
  private func missingContainer(
    _ path: String, _ target: ItemTarget?, _ context: ProviderContext
  ) async throws -> PSRuntimeError {
    guard let target,
      try await !target.implementation.itemExists(target.path, context.entering(target))
    else { return PathErrors.missing(path) }
    return PathErrors.missing(target.shown)
  }

  /// Returns to the location before the last change (`cd -`, which came with PowerShell 6.2).
  private func goBack() throws {
    let trail = session.service(LocationTrail.self) { LocationTrail() }
    guard let previous = trail.previous else {
      throw PathErrors.invalidArgument("There is no earlier location to go back to.", target: "-")
    }
    trail.note(session.currentLocation)
    session.currentLocation = previous
  }

  /// Returns to a location that was remembered; its container may be gone.
  func enter(_ location: PathInfo) async throws {
    let provider = makeProviderContext()
    provider.enter(location.location)
    guard
      try await location.provider.provider.isItemContainer(location.providerPath, provider)
    else { throw PathErrors.missing(location.path) }
    session.service(LocationTrail.self) { LocationTrail() }.note(session.currentLocation)
    session.currentLocation = location
  }
}

/// Where the session stood before the last change of location.
final class LocationTrail {
  private(set) var previous: PathInfo?

  func note(_ location: PathInfo) { previous = location }
}
