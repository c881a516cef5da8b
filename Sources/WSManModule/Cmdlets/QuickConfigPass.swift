import WSManClient
import WSManProtocol
import XMLStream

/// One of the two passes of quick configuration, for `Set-WSManQuickConfig` and `winrm quickconfig`
/// alike: ask what is missing, and let it be done (`cmdlets.md` 5.10).
struct QuickConfigPass {
  /// What a pass is about.
  enum Kind {
    /// The service runs and starts by itself.
    case service
    /// Requests from other computers get through.
    case remoting
  }

  /// What the service has found out.
  enum Finding {
    case alreadySetUp
    /// The input of the update, and what it changes.
    case needed(XMLFragment, results: String)
    case underPolicy(results: String)
    /// Changes are needed, but the answer does not tell which ones.
    case incomplete
    /// The answer does not tell whether changes are needed.
    case unreadable
  }

  static let resource = ResourceLocator(resource: .configuration.appending("service"))

  let kind: Kind
  private let analysis: String
  private let analysisInput: XMLFragment
  private let update: String

  /// The pass about the service.
  static var service: QuickConfigPass {
    QuickConfigPass(
      kind: .service, analysis: "AnalyzeService", analysisInput: input("AnalyzeService") { _ in },
      update: "EnableService")
  }

  /// The pass about listener and firewall.
  static func remoting(transport: String, isForced: Bool) -> QuickConfigPass {
    let uri = resource.resource.text
    let input = input("Analyze") { root in
      root.element("", XMLName(uri, "Transport"), text: transport)
      if isForced { root.element("", XMLName(uri, "Force")) { _ in } }
    }
    return QuickConfigPass(
      kind: .remoting, analysis: "Analyze", analysisInput: input, update: "EnableRemoting")
  }

  private static func input(
    _ method: String, _ fill: (inout XMLFragmentBuilder) -> Void
  ) -> XMLFragment {
    let uri = resource.resource.text
    return XMLFragment("", XMLName(uri, "\(method)_INPUT")) { root in
      root.declare("", uri)
      fill(&root)
    }
  }

  /// Asks what is missing.
  func analyze(_ session: WSManSession) async throws -> Finding {
    let answer = try await session.invoke(analysis, on: Self.resource, input: analysisInput)
    let enabled = answer?.child(localName: "RemotingEnabled")
    let results = answer?.child(localName: "Results")?.innerText ?? ""
    switch enabled?.innerText.trimmingXMLSpace().lowercased() {
    case "true": return .alreadySetUp
    case "false": break
    default: return .unreadable
    }
    if enabled?.attribute(localName: "Source")?.lowercased() == "gpo" {
      return .underPolicy(results: results)
    }
    guard let input = answer?.child(localName: "\(update)_INPUT"), !results.isEmpty else {
      return .incomplete
    }
    return .needed(input, results: results)
  }

  /// Lets the changes be made.
  /// - Parameter input: what the analysis has found.
  /// - Returns: whether they are, and what the service says about it.
  func apply(
    _ input: XMLFragment, _ session: WSManSession
  ) async throws -> (isSuccess: Bool, results: String) {
    let output = try await session.invoke(update, on: Self.resource, input: input)
    let status = output?.child(localName: "Status")?.innerText.trimmingXMLSpace().lowercased()
    return (status == "succeeded", output?.child(localName: "Results")?.innerText ?? "")
  }
}
