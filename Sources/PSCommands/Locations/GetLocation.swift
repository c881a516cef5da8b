import PSEngine

/// `Get-Location`: the current location, those of drives, or a stack.
final class GetLocation: Cmdlet {
  private static let locationSet = "Location"
  private static let stackSet = "Stack"

  static let provider = Parameter<[String]>(
    "PSProvider", sets: [locationSet], pipeline: .byPropertyName,
    help: "Providers whose current location is meant.")
  static let drive = Parameter<[String]>(
    "PSDrive", sets: [locationSet], pipeline: .byPropertyName,
    help: "Drives whose current location is meant.")
  static let stack = Parameter<SwitchParameter>(
    "Stack", sets: [stackSet], help: "The remembered locations.")
  static let stackName = Parameter<[String]>(
    "StackName", sets: [stackSet], pipeline: .byPropertyName, help: "Names of stacks.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-Location",
      parameters: [
        provider.definition, drive.definition, stack.definition, stackName.definition,
      ], defaultSet: locationSet, supportsTransactions: true,
      synopsis: "Gets the current location.",
      outputTypes: ["System.Management.Automation.PathInfo"])
  }

  override func beginProcessing(_ context: CommandContext) async throws {
    try context.checkTransaction()
  }

  override func processRecord(_ context: CommandContext) async throws {
    if context.parameterSet == Self.stackSet {
      for name in context[Self.stackName] ?? [""] {
        let locations = context.session.locationStack(name.isEmpty ? nil : name)
        if locations.isEmpty, !name.isEmpty {
          try await context.writeError(PathErrors.missingStack(name).record)
        }
        for location in locations { try await context.write(.object(location)) }
      }
      return
    }
    guard context.isBound(Self.drive) || context.isBound(Self.provider) else {
      return try await context.write(.object(context.session.currentLocation))
    }
    for name in context[Self.drive] ?? [] {
      let found = context.session.drives.all(from: context.execution.scope).filter {
        WildcardPattern(name).matches($0.name)
      }
      if found.isEmpty {
        try await context.writeError(DriveErrors.missing(name, id: "GetLocationNoMatchingDrive"))
      }
      for drive in found {
        try await context.write(.object(context.makeProviderContext().location(of: drive)))
      }
    }
    for name in context[Self.provider] ?? [] {
      let found = context.session.drives.all(from: context.execution.scope).filter {
        $0.provider.fits(name)
      }
      if found.isEmpty {
        try await context.writeError(DriveErrors.missingProvider(name))
      }
      for drive in found.prefix(1) {
        try await context.write(.object(context.makeProviderContext().location(of: drive)))
      }
    }
  }
}
