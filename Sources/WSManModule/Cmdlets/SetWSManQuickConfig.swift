import PSEngine
import WSManClient
import WSManProtocol
import XMLStream

/// `Set-WSManQuickConfig` (`cmdlets.md` 5.10): lets the service find out what remote management
/// needs, and then do it.
final class SetWSManQuickConfigCommand: LocalComputerCommand {
  private static let useSSL = Parameter<SwitchParameter>(
    "UseSSL", help: "A listener for HTTPS, which needs a certificate, instead of one for HTTP.")
  private static let force = Parameter<SwitchParameter>("Force", help: "Does not ask.")
  private static let skipNetworkProfileCheck = Parameter<SwitchParameter>(
    "SkipNetworkProfileCheck", help: "Opens the firewall on public networks as well.")

  private static let description = CmdletMetadata(
    "Set-WSManQuickConfig", typeName: "Microsoft.WSMan.Management.SetWSManQuickConfigCommand",
    parameters: [useSSL.definition, force.definition, skipNetworkProfileCheck.definition],
    synopsis: "Sets up the local computer for remote management.",
    outputTypes: ["System.String"])

  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    try requireElevation(context)
    if !context[Self.force] {
      guard
        try await context.shouldContinue(
          WSManMessages.quickConfigQuestion, caption: WSManMessages.quickConfigCaption)
      else { return }
    }
    try await run(.service, context)
    try await run(
      .remoting(
        transport: context[Self.useSSL] ? "https" : "http",
        isForced: context[Self.skipNetworkProfileCheck]),
      context)
  }

  private func run(_ pass: QuickConfigPass, _ context: CommandContext) async throws {
    let analysis = try await withLocalSession(context) { session in
      try await session.invoke(
        pass.analysis, on: QuickConfigPass.resource, input: pass.analysisInput)
    }
    let enabled = analysis?.child(localName: "RemotingEnabled")
    let results = analysis?.child(localName: "Results")?.innerText ?? ""
    let input = analysis?.child(localName: "\(pass.update)_INPUT")
    switch enabled?.innerText.trimmingXMLSpace().lowercased() {
    case "true": return try await context.write(.string(pass.alreadyDone))
    case "false": break
    default: return try await refuse(WSManMessages.analysisUnreadable, context)
    }
    if enabled?.attribute(localName: "Source")?.lowercased() == "gpo" {
      return try await refuse(
        "\(WSManMessages.underPolicy) \(results)", id: "NotSpecified",
        category: .notSpecified, context)
    }
    guard let input, !results.isEmpty else {
      return try await refuse(WSManMessages.analysisIncomplete, context)
    }
    try await update(pass, input, context)
  }

  private func update(
    _ pass: QuickConfigPass, _ input: XMLFragment, _ context: CommandContext
  ) async throws {
    let output = try await withLocalSession(context) { session in
      try await session.invoke(pass.update, on: QuickConfigPass.resource, input: input)
    }
    let results = output?.child(localName: "Results")?.innerText ?? ""
    let status = output?.child(localName: "Status")?.innerText.trimmingXMLSpace()
    guard let status, status.equalsIgnoringCase("succeeded") else {
      throw context.terminate(WSManErrors.record("\(WSManMessages.setUpFailed) \(results)"))
    }
    try await context.write(.string(pass.done))
    try await context.write(.string(results))
  }

  private func refuse(
    _ message: String, id: String = "InvalidOperation",
    category: ErrorCategory = .invalidOperation, _ context: CommandContext
  ) async throws {
    try await context.writeError(
      ErrorRecord(PSException("System.ArgumentException", message), id: id, category: category))
  }
}

/// One of the two passes of quick configuration: ask what is missing, and let it be done.
private struct QuickConfigPass {
  static let resource = ResourceLocator(resource: .configuration.appending("service"))

  /// Method that finds out.
  let analysis: String
  /// Its input.
  let analysisInput: XMLFragment
  /// Method that changes.
  let update: String
  /// What is said when nothing is missing.
  let alreadyDone: String
  /// What is said after a change.
  let done: String

  /// The service runs and starts by itself.
  static var service: QuickConfigPass {
    QuickConfigPass(
      analysis: "AnalyzeService", analysisInput: input("AnalyzeService"),
      update: "EnableService", alreadyDone: WSManMessages.serviceAlreadySetUp,
      done: WSManMessages.serviceSetUp)
  }

  /// Requests from other computers get through.
  static func remoting(transport: String, isForced: Bool) -> QuickConfigPass {
    let uri = resource.resource.text
    let input = XMLFragment("", XMLName(uri, "Analyze_INPUT")) { root in
      root.declare("", uri)
      root.element("", XMLName(uri, "Transport"), text: transport)
      if isForced { root.element("", XMLName(uri, "Force")) { _ in } }
    }
    return QuickConfigPass(
      analysis: "Analyze", analysisInput: input, update: "EnableRemoting",
      alreadyDone: WSManMessages.remotingAlreadySetUp, done: WSManMessages.remotingSetUp)
  }

  private static func input(_ method: String) -> XMLFragment {
    let uri = resource.resource.text
    return XMLFragment("", XMLName(uri, "\(method)_INPUT")) { $0.declare("", uri) }
  }
}
