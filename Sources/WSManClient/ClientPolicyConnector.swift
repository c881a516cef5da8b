import WSManProtocol

/// Puts the client's policy in front of a connector that reaches computers over the network. What
/// the policy refuses never gets as far as a packet.
public struct ClientPolicyConnector: TransportConnector {
  private let base: any TransportConnector
  private let tickets: @Sendable () -> TicketState

  /// A connector that obeys the policy.
  ///
  /// - Parameters:
  ///   - base: makes the transports; it gets the mechanism that the policy chose.
  ///   - tickets: whether the user has signed in to a realm of Kerberos, which makes the local
  ///     computer as good as a member of a domain; asked where there is no credential.
  public init(
    _ base: any TransportConnector, tickets: @escaping @Sendable () -> TicketState = { .none }
  ) {
    self.base = base
    self.tickets = tickets
  }

  /// A transport for a target that the policy allows; nil for the local session, and when the
  /// inner connector is not responsible.
  ///
  /// - Throws: `ClientRefusal`, and what the inner connector throws.
  public func connect(
    to target: ConnectionTarget, options: WSManSessionOptions
  ) async throws -> (any WSManTransport)? {
    guard !target.isLocalSession else { return nil }
    var options = options
    let tickets = ticketsThatCount(options)
    if tickets == .valid { options.client.isWorkgroup = false }
    do throws(ClientRefusal) {
      options.authentication = try ClientPolicy.mechanism(for: target, options)
    } catch {
      throw tickets == .expired ? error.namingTheExpiredTicket : error
    }
    guard let transport = try await base.connect(to: target, options: options) else { return nil }
    return ClientPolicyTransport(base: transport, target: target, options: options)
  }

  /// What lets Kerberos prove the user, and with it the server, without a domain for this computer.
  private func ticketsThatCount(_ options: WSManSessionOptions) -> TicketState {
    switch options.authentication {
    case .kerberos: options.credential != nil ? .valid : tickets()
    case .default, .negotiate: options.credential != nil ? .none : tickets()
    case .none, .basic, .digest, .clientCertificate, .credSSP: .none
    }
  }

  /// What the inner connector finds out; an anonymous Identify is always allowed.
  public func probe(
    _ target: ConnectionTarget, options: WSManSessionOptions
  ) async throws -> ConnectionProbe? {
    guard !target.isLocalSession else { return nil }
    return try await base.probe(target, options: options)
  }
}

/// What the user has from a realm of Kerberos.
public enum TicketState: Sendable {
  /// Nothing.
  case none
  /// A ticket whose time is over.
  case expired
  /// A ticket that services of the realm take.
  case valid
}

extension ClientRefusal {
  /// The refusal with what led to it, where that is a ticket whose time is over.
  fileprivate var namingTheExpiredTicket: ClientRefusal {
    switch code {
    case .serverNotTrusted, .explicitCredentialsRequired, .workgroupNoKerberos:
      ClientRefusal(
        code, message: "Your Kerberos ticket has expired; kinit gets a new one. " + message)
    default: self
    }
  }
}

/// Checks each request before it leaves.
private struct ClientPolicyTransport: WSManTransport {
  let base: any WSManTransport
  let target: ConnectionTarget
  let options: WSManSessionOptions

  func exchange(
    _ request: RequestEnvelope, in context: ExchangeContext
  ) async throws -> ResponseEnvelope {
    context.traffic.use(options.authentication)
    try ClientPolicy.check(request, target: target, options: options)
    return try await base.exchange(request, in: context)
  }

  func close() async { await base.close() }
}
