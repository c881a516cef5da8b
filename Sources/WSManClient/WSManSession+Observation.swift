public import WSManProtocol

extension WSManSession {
  /// Sends a request and tells an observer how it went.
  func exchange(
    _ request: RequestEnvelope, timeout: Duration, for observer: any WireObserver,
    over transport: () async throws -> any WSManTransport
  ) async throws -> ResponseEnvelope {
    let recorder = WireRecorder()
    let clock = ContinuousClock()
    let start = clock.now
    let result: Result<ResponseEnvelope, any Error>
    do {
      let context = ExchangeContext(timeout: timeout, recorder: recorder, traffic: traffic)
      result = .success(try await transport().exchange(request, in: context))
    } catch {
      result = .failure(error)
    }
    let outcome: WireExchange.Outcome =
      switch result {
      case .success(let response): .answered(EnvelopeRedaction.redacted(response))
      case .failure(let refusal as ClientRefusal): .refused(refusal.message)
      case .failure(let error): .failed("\(error)")
      }
    observer.observed(
      exchange(
        request, outcome, recorder: recorder, start: start, duration: start.duration(to: clock.now))
    )
    return try result.get()
  }

  /// Whether the observer of the session wants to see requests that are not sent.
  public nonisolated var isRehearsalWanted: Bool {
    observer.map { $0.isWatching && $0.wantsRehearsals } ?? false
  }

  /// Shows the observer of the session the request that an operation would send, without sending it.
  public func rehearse(
    _ body: RequestBody, locator: ResourceLocator,
    _ operation: OperationOptions = OperationOptions()
  ) {
    guard let observer, observer.isWatching, observer.wantsRehearsals else { return }
    observer.observed(
      exchange(
        request(body, locator: locator, operation), .rehearsed, recorder: WireRecorder(),
        start: ContinuousClock().now, duration: .zero))
  }

  private func exchange(
    _ request: RequestEnvelope, _ outcome: WireExchange.Outcome, recorder: WireRecorder,
    start: ContinuousClock.Instant, duration: Duration
  ) -> WireExchange {
    let known = recorder.known
    return WireExchange(
      computer: target.isLocalSession ? "localhost" : target.host.lowercased(),
      address: target.isLocalSession ? "localhost" : address, authentication: mechanism,
      protection: protection(known), request: EnvelopeRedaction.redacted(request),
      outcome: outcome, legs: known.legs, start: start, duration: duration)
  }

  private func protection(_ known: WireRecorder.State) -> WireExchange.Protection {
    guard !known.legs.isEmpty, target.transport == .http else { return protection }
    return known.isMessageEncrypted ? .message : .none
  }

  /// How the client proves who it is: what the policy chose, or what the options say before.
  public nonisolated var mechanism: AuthenticationMechanism {
    traffic.mechanism ?? options.authentication
  }

  /// What keeps others from reading the messages, as target and options have it.
  public nonisolated var protection: WireExchange.Protection {
    if target.isLocalSession { return .local }
    if target.transport == .https { return .tls }
    switch mechanism {
    case .none, .basic, .digest, .clientCertificate: return .none
    case .default, .negotiate, .kerberos, .credSSP: return options.noEncryption ? .none : .message
    }
  }
}
