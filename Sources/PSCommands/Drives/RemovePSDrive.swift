import PSEngine

/// `Remove-PSDrive`: drives that are not the current one.
final class RemovePSDrive: Cmdlet {
  static let name = Parameter<[String]>(
    "Name", sets: ["Name"], position: 0, mandatory: true, pipeline: .byPropertyName,
    validations: [.allowNull, .allowEmptyCollection], help: "Names; wildcards are allowed.")
  static let literalName = Parameter<[String]>(
    "LiteralName", sets: ["LiteralName"], position: 0, mandatory: true,
    pipeline: .byPropertyName, help: "Names; taken as they are written.")
  static let provider = Parameter<[String]>(
    "PSProvider", pipeline: .byPropertyName, help: "Only drives of these providers.")
  static let scope = ScopeParameters.scope

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Remove-PSDrive",
      parameters: [
        name.definition, literalName.definition, provider.definition, scope.definition,
        ItemParameters.force.definition,
      ], defaultSet: "Name", supportsShouldProcess: true, supportsTransactions: true,
      synopsis: "Removes drives.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    let drives = context.session.drives.all(from: try context.scope())
    let literal = context[Self.literalName]
    for name in literal ?? context[Self.name] ?? [] {
      let pattern = WildcardPattern(name)
      let found = drives.filter { drive in
        (literal == nil ? pattern.matches(drive.name) : drive.name.equalsIgnoringCase(name))
          && (context[Self.provider]?.contains { drive.provider.fits($0) } ?? true)
      }
      if found.isEmpty, literal != nil || !WildcardPattern.containsWildcards(name) {
        try await context.writeError(DriveErrors.missing(name, id: "DriveNotFound"))
      }
      for drive in found {
        try await context.reportingPathErrors {
          try context.checkTransactions(of: drive.provider)
          try await remove(drive, context)
        }
      }
    }
  }

  private func remove(_ drive: PSDriveInfo, _ context: CommandContext) async throws {
    guard
      try await context.shouldProcess(
        "Name: \(drive.name) Provider: \(drive.provider.qualifiedName) Root: \(drive.root)",
        action: "Remove Drive")
    else { return }
    guard context.session.currentLocation.drive !== drive else {
      return try await context.writeError(DriveErrors.inUse(drive.name))
    }
    try await drive.provider.provider.removeDrive(
      drive, context.makeProviderContext().entering(drive))
    context.session.drives.remove(drive.name, from: try context.scope())
  }
}
