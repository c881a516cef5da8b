import PSEngine

/// What `Set-WSManQuickConfig` and `Enable-PSRemoting` have in common: the service finds out what remote
/// management needs, and then does it (`cmdlets.md` 5.10).
class QuickConfigCommand: LocalComputerCommand {
  static let force = Parameter<SwitchParameter>("Force", help: "Does not ask.")
  static let skipNetworkProfileCheck = Parameter<SwitchParameter>(
    "SkipNetworkProfileCheck", help: "Opens the firewall on public networks as well.")

  /// Asks, unless that is not wanted.
  final func mayStart(_ context: CommandContext) async throws -> Bool {
    if context[Self.force] { return true }
    return try await context.shouldContinue(
      WSManMessages.quickConfigQuestion, caption: WSManMessages.quickConfigCaption)
  }

  /// Both passes.
  /// - Parameter transport: `http` or `https`.
  final func setUp(transport: String, _ context: CommandContext) async throws {
    try await run(.service, context)
    try await run(
      .remoting(transport: transport, isForced: context[Self.skipNetworkProfileCheck]), context)
  }

  private func run(_ pass: QuickConfigPass, _ context: CommandContext) async throws {
    let texts = WSManMessages.quickConfig(pass.kind)
    switch try await withLocalSession(context, pass.analyze) {
    case .alreadySetUp: try await context.write(.string(texts.alreadySetUp))
    case .unreadable: try await refuse(WSManMessages.analysisUnreadable, context)
    case .incomplete: try await refuse(WSManMessages.analysisIncomplete, context)
    case .underPolicy(let results):
      try await refuse(
        "\(WSManMessages.underPolicy) \(results)", id: "NotSpecified",
        category: .notSpecified, context)
    case .needed(let input, _):
      let outcome = try await withLocalSession(context) { try await pass.apply(input, $0) }
      guard outcome.isSuccess else {
        throw context.terminate(
          WSManErrors.record("\(WSManMessages.setUpFailed) \(outcome.results)"))
      }
      try await context.write(.string(texts.done))
      try await context.write(.string(outcome.results))
    }
  }

  private func refuse(
    _ message: String, id: String = "InvalidOperation",
    category: ErrorCategory = .invalidOperation, _ context: CommandContext
  ) async throws {
    try await context.writeError(
      ErrorRecord(PSException("System.ArgumentException", message), id: id, category: category))
  }
}

/// `Set-WSManQuickConfig`.
final class SetWSManQuickConfigCommand: QuickConfigCommand {
  private static let useSSL = Parameter<SwitchParameter>(
    "UseSSL", help: "A listener for HTTPS, which needs a certificate, instead of one for HTTP.")

  private static let description = CmdletMetadata(
    "Set-WSManQuickConfig", typeName: "Microsoft.WSMan.Management.SetWSManQuickConfigCommand",
    parameters: [useSSL.definition, force.definition, skipNetworkProfileCheck.definition],
    synopsis: "Sets up the local computer for remote management.",
    outputTypes: ["System.String"])

  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    try requireElevation(context)
    guard try await mayStart(context) else { return }
    try await context.session.wsmanServices.changes.asOne {
      try await setUp(transport: context[Self.useSSL] ? "https" : "http", context)
    }
  }
}
