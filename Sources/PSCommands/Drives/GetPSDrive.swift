import PSEngine

/// `Get-PSDrive`: the drives of the session.
final class GetPSDrive: Cmdlet {
  static let name = Parameter<[String]>(
    "Name", sets: ["Name"], position: 0, pipeline: .byPropertyName,
    completion: .source("Drive"), help: "Names; wildcards are allowed.")
  static let literalName = Parameter<[String]>(
    "LiteralName", sets: ["LiteralName"], position: 0, mandatory: true,
    pipeline: .byPropertyName, help: "Names; taken as they are written.")
  static let scope = ScopeParameters.scope
  static let provider = Parameter<[String]>(
    "PSProvider", pipeline: .byPropertyName, help: "Only drives of these providers.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-PSDrive",
      parameters: [
        name.definition, literalName.definition, scope.definition, provider.definition,
      ], defaultSet: "Name", supportsTransactions: true,
      synopsis: "Gets the drives of the session.",
      outputTypes: ["System.Management.Automation.PSDriveInfo"])
  }

  override func beginProcessing(_ context: CommandContext) async throws {
    try context.checkTransaction()
  }

  override func processRecord(_ context: CommandContext) async throws {
    let providers = context[Self.provider]
    let drives = context.session.drives.all(from: try context.scope()).filter { drive in
      providers?.contains { drive.provider.fits($0) } ?? true
    }.sorted { $0.name.lowercased() < $1.name.lowercased() }
    let literal = context[Self.literalName]
    for name in literal ?? context[Self.name] ?? ["*"] {
      let pattern = WildcardPattern(name)
      let found = drives.filter {
        literal == nil ? pattern.matches($0.name) : $0.name.equalsIgnoringCase(name)
      }
      if found.isEmpty, literal != nil || !WildcardPattern.containsWildcards(name) {
        try await context.writeError(DriveErrors.missing(name, id: "GetLocationNoMatchingDrive"))
      }
      for drive in found { try await context.write(.object(drive)) }
    }
  }
}

/// `Get-PSProvider`: the providers of the session.
final class GetPSProvider: Cmdlet {
  static let provider = Parameter<[String]>(
    "PSProvider", position: 0, pipeline: [.byValue, .byPropertyName],
    validations: [.allowEmptyString], help: "Names; wildcards are allowed.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-PSProvider", parameters: [provider.definition],
      synopsis: "Gets the providers of the session.",
      outputTypes: ["System.Management.Automation.ProviderInfo"])
  }

  override func processRecord(_ context: CommandContext) async throws {
    let providers = context.session.drives.providers
    for name in context[Self.provider] ?? ["*"] {
      let found = name.isEmpty ? providers : providers.filter { $0.fits(name) }
      if found.isEmpty, !WildcardPattern.containsWildcards(name) {
        try await context.writeError(DriveErrors.missingProvider(name))
      }
      for provider in found { try await context.write(.object(provider)) }
    }
  }
}
