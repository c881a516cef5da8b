import PSEngine

/// `New-PSDrive`: a drive over a place of a provider.
final class NewPSDrive: Cmdlet {
  static let name = Parameter<String>(
    "Name", position: 0, mandatory: true, pipeline: .byPropertyName,
    help: "Name of the drive, without colon.")
  static let provider = Parameter<String>(
    "PSProvider", position: 1, mandatory: true, pipeline: .byPropertyName,
    help: "The provider.")
  static let root = Parameter<String>(
    "Root", position: 2, mandatory: true, pipeline: .byPropertyName,
    validations: [.allowEmptyString], completion: .path, help: "The place that becomes its root.")
  static let summary = Parameter<String>(
    "Description", pipeline: .byPropertyName, help: "A text about the drive.")
  static let scope = ScopeParameters.scope
  static let persist = Parameter<SwitchParameter>(
    "Persist", help: "A mapped network drive of Windows; not supported here.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "New-PSDrive",
      parameters: [
        name.definition, provider.definition, root.definition, summary.definition,
        scope.definition, persist.definition, ItemParameters.credential.definition,
      ], supportsShouldProcess: true, supportsTransactions: true, synopsis: "Creates a drive.",
      outputTypes: ["System.Management.Automation.PSDriveInfo"])
  }

  override func processRecord(_ context: CommandContext) async throws {
    let name = context[Self.name] ?? ""
    let root = context[Self.root] ?? ""
    try await context.reportingPathErrors {
      guard !context[Self.persist] else {
        throw PathErrors.unsupported(
          "Drives of the operating system cannot be made here. Leave -Persist out.")
      }
      guard
        let provider = context.session.drives.providers.first(where: {
          $0.fits(context[Self.provider] ?? "")
        })
      else {
        return try await context.writeError(
          DriveErrors.missingProvider(context[Self.provider] ?? ""))
      }
      try context.checkTransactions(of: provider)
      guard Self.isValidName(name) else {
        throw PathErrors.invalidArgument(
          "The drive name '\(name)' contains a character that paths use: ; ~ / \\ . : or a blank.",
          target: name)
      }
      guard try !context.scope().drives.keys.contains(name.lowercased()) else {
        return try await context.writeError(DriveErrors.exists(name))
      }
      guard
        try await context.shouldProcess(
          "Name: \(name) Provider: \(provider.qualifiedName) Root: \(root)", action: "New drive")
      else { return }
      let drive = PSDriveInfo(
        name: name, provider: provider, root: try await self.root(root, provider, context),
        summary: context[Self.summary] ?? "")
      let accepted: PSDriveInfo
      do {
        accepted = try await provider.provider.newDrive(
          drive, context.makeProviderContext().entering(drive))
      } catch let error as PSRuntimeError {
        // A root that the provider refuses ends this drive, not the command.
        return try await context.writeError(error.record)
      }
      try context.session.drives.add(accepted, in: try context.scope())
      try await context.write(.object(accepted))
    }
  }

  /// A root given as a path of a drive becomes one of the provider.
  private func root(_ root: String, _ provider: ProviderInfo, _ context: CommandContext)
    async throws -> String
  {
    guard !root.isEmpty else { return "" }
    let asking = context.makeProviderContext()
    guard let target = try? await asking.resolve(root, true).first, target.provider === provider
    else { return root }
    return target.path
  }

  private static func isValidName(_ name: String) -> Bool {
    !name.isEmpty && !name.contains(where: { ";~/\\.: ".contains($0) })
  }
}
