import WSManClient
import WSManProtocol
import WireSecurity
import XMLStream

/// Walks the way to a computer with an anonymous Identify and tells how each step went.
struct CurlProbe {
  /// How long the walk may take, in milliseconds.
  private static let timeLimit = 15_000

  let target: ConnectionTarget
  let options: CurlOptions
  let connection: CurlConnection

  /// The walk.
  ///
  /// - Throws: `CancellationError`.
  func trace() async throws -> ConnectionTrace {
    do {
      let reply = try await connection.perform(request(isIdentify: true))
      var trace = ConnectionTrace(entries: steps(reply.timing, upTo: .http))
      finish(&trace, reply)
      trace.offeredSchemes = await offeredSchemes(after: reply)
      return trace
    } catch let failure as CurlFailure {
      let whole = await CertificateExamination(options: options)
        .completed(failure, timeout: Self.timeLimit)
      return ConnectionTrace(entries: entries(until: whole))
    }
  }

  private func request(isIdentify: Bool) -> HTTPRequest {
    HTTPRequest(
      body: EnvelopeEncoder.encode(RequestEnvelope(header: RequestHeader(), body: .identify)),
      header: HTTPRequest.Header(
        contentType: "application/soap+xml;charset=UTF-8",
        isUnauthenticatedIdentify: isIdentify),
      timeout: Self.timeLimit, isRepeatable: true, isTimed: true)
  }

  // MARK: Steps

  private var needsLookup: Bool { !target.isAddress || options.proxy != nil }

  /// libcurl tells the address only when the connection to it is made.
  private func lookedUp(_ name: String, _ address: String) -> String {
    address.isEmpty ? "\(name) has an address." : "\(name) has the address \(address)."
  }

  /// The steps of the connection that were complete before a step.
  private func steps(
    _ timing: ExchangeTiming, upTo end: ConnectionTrace.Step
  ) -> [ConnectionTrace.Entry] {
    var entries: [ConnectionTrace.Entry] = []
    let proxy = options.proxy?.server.displayAddress
    if end == .dns { return entries }
    entries.append(
      .init(
        .dns, .microseconds(needsLookup ? timing.nameLookup : 0),
        detail: needsLookup
          ? lookedUp(proxy == nil ? target.host : "The proxy", timing.remoteAddress)
          : "This is an address: there was nothing to look up."))
    if end == .tcp { return entries }
    entries.append(
      .init(
        .tcp, .microseconds(max(0, timing.connect - timing.nameLookup)),
        detail: proxy.map { "Connected to the proxy \($0)." }
          ?? "Port \(target.port) accepts connections."))
    if end == .tls || target.transport == .http { return entries }
    entries.append(
      .init(
        .tls, .microseconds(max(0, timing.handshake - timing.connect)), detail: certificateText))
    return entries
  }

  private var certificateText: String {
    switch (options.checksAuthority, options.checksName) {
    case (true, true): "The certificate is trusted and made out for this name."
    case (true, false): "The certificate is trusted; its name was not checked."
    case (false, true): "The certificate is made out for this name; its authority was not checked."
    case (false, false): "The certificate was not checked."
    }
  }

  /// The steps before a failure, and the one that failed.
  private func entries(until failure: CurlFailure) -> [ConnectionTrace.Entry] {
    let step = failedStep(failure)
    let timing = failure.timing
    let before: Int
    switch step {
    case .dns: before = 0
    case .tcp: before = timing.nameLookup
    case .tls: before = timing.connect
    case .http, .identify: before = max(timing.connect, timing.handshake)
    }
    let told = failure.transportFailure(
      address: options.url, timeout: Self.timeLimit, limit: options.largestReply)
    return steps(timing, upTo: step) + [
      .init(
        step, .microseconds(max(0, timing.total - before)),
        detail: told.explanation ?? told.description, failure: told)
    ]
  }

  private func failedStep(_ failure: CurlFailure) -> ConnectionTrace.Step {
    switch failure.cause {
    case .badAddress, .nameNotResolved, .proxyNotResolved: return .dns
    case .notConnected, .proxyNotConnected, .proxyRefused, .proxyDeclined: return .tcp
    case .notSecured, .certificateRefused: return .tls
    case .timedOut:
      if needsLookup, failure.timing.nameLookup == 0 { return .dns }
      if failure.timing.connect == 0 { return .tcp }
      return target.transport == .https && failure.timing.handshake == 0 ? .tls : .http
    default: return .http
    }
  }

  // MARK: The service

  /// What the answer says: HTTP is there, and whether a WinRM service speaks.
  private func finish(_ trace: inout ConnectionTrace, _ reply: HTTPReply) {
    let timing = reply.timing
    trace.entries.append(
      .init(
        .http, .microseconds(max(0, timing.answer - max(timing.connect, timing.handshake))),
        detail: "The answer has the status \(reply.status)."))
    let rest = Duration.microseconds(max(0, timing.total - timing.answer))
    if reply.status == 401 {
      trace.entries.append(
        .init(
          .identify, rest,
          detail: "The service tells who it is only after authentication."))
      return
    }
    do {
      let response = try ReplyReader(options, .utf8).response(in: reply)
      if case .identify(let identity) = response.body {
        let vendor = identity.element.child(localName: "ProductVendor")?.text ?? ""
        let version = identity.element.child(localName: "ProductVersion")?.text ?? ""
        trace.entries.append(.init(.identify, rest, detail: "\(vendor), \(version)"))
      } else {
        fail(&trace, TransportFailure(.wrongAnswer, address: options.url))
      }
    } catch {
      fail(&trace, error)
    }
  }

  private func fail(_ trace: inout ConnectionTrace, _ failure: TransportFailure) {
    trace.entries.append(
      .init(.identify, .zero, detail: failure.description, failure: failure))
  }

  /// The schemes in the answer to a request that needs one.
  private func offeredSchemes(after reply: HTTPReply) async -> [String]? {
    var challenges = reply.challenges
    if reply.status != 401 {
      guard let second = try? await connection.perform(request(isIdentify: false)) else {
        return nil
      }
      challenges = second.challenges
    }
    return WWWAuthenticate.offeredSchemes(in: challenges)
  }
}
