import WSManProtocol
import XMLStream

/// The actions of `winrm/config/service` that quick configuration calls (`configuration.md` 12).
struct QuickConfigurationActions {
  static let names = ["AnalyzeService", "EnableService", "Analyze", "EnableRemoting"]

  /// The actions that the computer itself may call while the service is stopped.
  static let namesWithoutService: Set = ["analyzeservice", "enableservice"]

  private typealias Steps = QuickConfigurationSteps

  let request: ResourceRequest
  let environment: ServiceEnvironment

  /// Calls an action.
  func call(_ action: String, _ input: XMLFragment?) async throws -> ActionResult {
    switch action.lowercased() {
    case "analyzeservice": ActionResult(analysis(Steps.ofService(request.configuration), action))
    case "enableservice": enableService()
    case "analyze": try await analyze(input)
    default: try await enableRemoting(input)
    }
  }

  private func enableService() -> ActionResult {
    let steps = Steps.ofService(request.configuration)
    return ActionResult(report("EnableService_OUTPUT", steps, .http)) { configuration in
      for step in steps { Steps.perform(step, .http, nil, in: &configuration) }
    }
  }

  private func analyze(_ input: XMLFragment?) async throws -> ActionResult {
    let transport = try transport(in: input)
    let isForced = input?.child(localName: "Force", ignoringCase: true) != nil
    let steps = Steps.ofRemoting(transport, request.configuration)
    _ = try await listener(for: transport, steps)
    if request.configuration.remoteManagement.networkProfile == .public, !isForced,
      steps.contains(.openFirewall)
    {
      throw ConfigurationProblem(
        code: 2_150_859_113,
        message:
          "The network is public, for which the firewall stays closed. Change the kind of the "
          + "network, or skip this check with -SkipNetworkProfileCheck.")
    }
    return ActionResult(analysis(steps, "Analyze", transport))
  }

  private func enableRemoting(_ input: XMLFragment?) async throws -> ActionResult {
    let transport = try transport(in: input)
    let steps = Steps.ofRemoting(transport, request.configuration)
    let created = try await listener(for: transport, steps)
    return ActionResult(report("EnableRemoting_OUTPUT", steps, transport)) { configuration in
      for step in steps { Steps.perform(step, transport, created, in: &configuration) }
    }
  }

  private func transport(
    in input: XMLFragment?
  ) throws(ConfigurationProblem) -> ListenerConfiguration.Transport {
    let text = input?.child(localName: "Transport", ignoringCase: true)?.text.trimmingXMLSpace()
    guard let transport = ListenerConfiguration.Transport(rawValue: (text ?? "http").uppercased())
    else {
      throw ConfigurationProblem(
        code: 2_150_858_838,
        message:
          "Transport cannot be \(ConfigurationProblem.quoted(text ?? "")). It must be http or "
          + "https.")
    }
    return transport
  }

  /// The listener that has to be created; nil when there is one.
  private func listener(
    for transport: ListenerConfiguration.Transport, _ steps: [Steps.Step]
  ) async throws -> ListenerConfiguration? {
    guard steps.contains(.createListener) else { return nil }
    let host = request.identity.fullName
    if transport == .https, try await environment.certificates.serverCertificate(for: host) == nil {
      throw ConfigurationProblem(
        code: 2_150_859_029,
        message: "HTTPS needs a certificate for server authentication whose name is \(host). Make "
          + "one: New-SelfSignedCertificate -DnsName \(host)")
    }
    let rules = ListenerRules(
      identity: request.identity,
      certificates: try await environment.certificates.ownCertificates())
    let values = try ListenerRules.read(nil)
    return try rules.created(
      address: "*", transport: transport.rawValue, values, in: request.configuration)
  }

  // MARK: Answers

  private let namespace = ConfigurationSection.service.resourceURI

  /// The answer of an analysis: what is missing, and the input of the action that does it.
  private func analysis(
    _ steps: [Steps.Step], _ action: String,
    _ transport: ListenerConfiguration.Transport = .http
  ) -> XMLFragment {
    let isService = action.lowercased() == "analyzeservice"
    return output(isService ? "AnalyzeService_OUTPUT" : "Analyze_OUTPUT") { root in
      root.element(
        "n1", XMLName(namespace, "RemotingEnabled"), text: steps.isEmpty ? "true" : "false")
      root.element(
        "n1", XMLName(namespace, "Results"),
        text: steps.map { $0.plan(transport) }.joined(separator: "\n"))
      guard !steps.isEmpty else { return }
      let name = isService ? "EnableService_INPUT" : "EnableRemoting_INPUT"
      root.element("n1", XMLName(namespace, name)) { input in
        guard !isService else { return }
        input.element(
          "n1", XMLName(namespace, "Transport"), text: transport.rawValue.lowercased())
      }
    }
  }

  private func report(
    _ name: String, _ steps: [Steps.Step], _ transport: ListenerConfiguration.Transport
  ) -> XMLFragment {
    output(name) { root in
      root.element("n1", XMLName(namespace, "Status"), text: "succeeded")
      root.element(
        "n1", XMLName(namespace, "Results"),
        text: steps.map { $0.report(transport) }.joined(separator: "\n"))
    }
  }

  private func output(
    _ name: String, _ fill: (inout XMLFragmentBuilder) -> Void
  ) -> XMLFragment {
    XMLFragment("n1", XMLName(namespace, name)) { root in
      root.declare("n1", namespace)
      fill(&root)
    }
  }
}
