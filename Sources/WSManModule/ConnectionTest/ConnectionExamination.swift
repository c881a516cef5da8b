import WSManClient
import WSManProtocol
import XMLStream

/// Walks the way to one computer: the network, Identify, each authentication scheme, authorization.
/// The steps are values that run on any task.
struct ConnectionExamination: Sendable {
  typealias Step = WorkStep<ConnectionFinding>

  let services: SessionServices
  /// Where to go, and how, with the credential.
  let request: SessionRequest
  /// The one scheme that is wanted; `nil` tries those that the service offers.
  let wanted: AuthenticationMechanism?

  // MARK: The network

  /// The first step.
  func begin() async throws -> Step {
    var anonymous = request
    anonymous.options.authentication = .none
    anonymous.options.credential = nil
    anonymous.options.certificateThumbprint = nil
    let probe: ConnectionProbe?
    do {
      probe = try await services.probe(anonymous)
    } catch {
      return Step(outputs: [try failed("Address", nil, error)])
    }
    switch probe {
    case .network(let trace): return walked(trace)
    case .inProcess, nil:
      let way = [ConnectionTrace.Step.dns, .tcp, .http].map {
        ConnectionFinding(
          step: $0.rawValue, outcome: .skipped,
          detail: "The computer is emulated in this process: no network lies in between.")
      }
      let next = anonymous
      return Step(outputs: way) { try await identify(next) }
    }
  }

  /// All steps as one.
  func whole() async throws -> Step {
    var step = try await begin()
    var findings = step.outputs
    while let next = step.next {
      step = try await next()
      findings += step.outputs
    }
    return Step(outputs: findings)
  }

  private func walked(_ trace: ConnectionTrace) -> Step {
    let findings = trace.entries.map { entry in
      ConnectionFinding(
        step: entry.step.rawValue, outcome: entry.failure == nil ? .passed : .failed,
        duration: entry.duration, detail: entry.detail, code: entry.failure?.code.rawValue)
    }
    guard trace.entries.allSatisfy({ $0.failure == nil }) else { return Step(outputs: findings) }
    let schemes = Self.mechanisms(offered: trace.offeredSchemes, wanted: wanted)
    guard !schemes.isEmpty else {
      return Step(
        outputs: findings + [
          ConnectionFinding(
            step: "Authentication", outcome: .skipped,
            detail: "The service offers no authentication scheme.")
        ])
    }
    return Step(outputs: findings) { try await authenticate(schemes[...], opened: nil) }
  }

  /// Identify of a computer that is reached without a network.
  private func identify(_ anonymous: SessionRequest) async throws -> Step {
    let (duration, result) = try await timed {
      let session = try services.session(for: anonymous)
      let answer = try await session.identify().element
      await session.close()
      return [answer.child(localName: "ProductVendor"), answer.child(localName: "ProductVersion")]
        .compactMap { $0?.text }.joined(separator: ", ")
    }
    let name = ConnectionTrace.Step.identify.rawValue
    switch result {
    case .success(let identity):
      let schemes = Self.mechanisms(offered: nil, wanted: wanted)
      let finding = ConnectionFinding(
        step: name, outcome: .passed, duration: duration, detail: identity)
      return Step(outputs: [finding]) { try await authenticate(schemes[...], opened: nil) }
    case .failure(let error):
      return Step(outputs: [try failed(name, duration, error)])
    }
  }

  // MARK: Authentication

  /// The schemes to try: the one that is wanted, else those that the service offers. Client
  /// certificates are never offered, and CredSSP hands the password on: both only when wanted or
  /// offered.
  static func mechanisms(
    offered: [String]?, wanted: AuthenticationMechanism?
  ) -> [AuthenticationMechanism] {
    if let wanted { return [wanted] }
    guard let offered else { return [.kerberos, .negotiate, .basic] }
    return AuthenticationMechanism.allCases.filter { mechanism in
      mechanism != .none && mechanism != .default
        && offered.contains { $0.lowercased() == mechanism.displayName.lowercased() }
    }
  }

  /// Tries one scheme and leaves the others to the steps after it.
  private func authenticate(
    _ schemes: ArraySlice<AuthenticationMechanism>, opened: WSManSession?
  ) async throws -> Step {
    guard let mechanism = schemes.first else { return try await authorize(opened) }
    let others = schemes.dropFirst()
    let (finding, session) = try await authenticate(with: mechanism)
    let first = opened ?? session
    if opened != nil { await session?.close() }
    return Step(outputs: [finding]) { try await authenticate(others, opened: first) }
  }

  private func authenticate(
    with mechanism: AuthenticationMechanism
  ) async throws -> (ConnectionFinding, WSManSession?) {
    let scheme = mechanism == .clientCertificate ? "Certificate" : mechanism.displayName
    let name = "Auth: \(scheme)"
    var request = request
    request.options.authentication = mechanism
    if request.options.credential == nil {
      switch mechanism {
      case .basic, .digest, .credSSP:
        let text = "It needs a user name and a password: add -Credential NAME."
        return (ConnectionFinding(step: name, outcome: .skipped, detail: text), nil)
      default: break
      }
    }
    let (duration, result) = try await timed {
      let session = try services.session(for: request)
      do {
        _ = try await session.identify()
        return session
      } catch {
        await session.close()
        throw error
      }
    }
    switch result {
    case .success(let session):
      let user = request.options.credential?.userName
      let text = "The service knows \(user ?? "the user of this program")."
      return (
        ConnectionFinding(step: name, outcome: .passed, duration: duration, detail: text), session
      )
    case .failure(let error): return (try failed(name, duration, error), nil)
    }
  }

  /// Whether the user who was authenticated may read the configuration.
  private func authorize(_ session: WSManSession?) async throws -> Step {
    let name = "Authorization"
    guard let session else {
      return Step(outputs: [
        ConnectionFinding(
          step: name, outcome: .skipped, detail: "Nobody was authenticated before.")
      ])
    }
    let (duration, result) = try await timed {
      try await session.get(ResourceLocator(resource: .configuration))
    }
    await session.close()
    switch result {
    case .success:
      return Step(outputs: [
        ConnectionFinding(
          step: name, outcome: .passed, duration: duration,
          detail: "The user may read winrm/config.")
      ])
    case .failure(let error): return Step(outputs: [try failed(name, duration, error)])
    }
  }

  // MARK: Results

  /// Does something and tells how long it took.
  /// - Throws: `CancellationError`.
  private func timed<Value>(
    _ work: () async throws -> Value
  ) async throws -> (Duration, Result<Value, any Error>) {
    let clock = ContinuousClock()
    let start = clock.now
    do {
      let value = try await work()
      return (clock.now - start, .success(value))
    } catch {
      try Task.checkCancellation()
      return (clock.now - start, .failure(error))
    }
  }

  private func failed(
    _ step: String, _ duration: Duration?, _ error: any Error
  ) throws -> ConnectionFinding {
    guard let cause = WSManErrors.Cause(error) else { throw error }
    return ConnectionFinding(
      step: step, outcome: .failed, duration: duration, detail: cause.message, code: cause.code)
  }
}
