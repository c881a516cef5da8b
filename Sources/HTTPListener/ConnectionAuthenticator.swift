import Logging
import WSManService
import WireSecurity

/// Finds out who sends the requests of one connection, as the configuration of the computer allows
/// it at this moment, and protects its messages.
struct ConnectionAuthenticator {
  /// What was found out.
  enum Outcome {
    /// The request is from this user. The line, where there is one, belongs into the answer.
    case caller(Caller, closing: String?)
    /// The sender has this certificate; the request decides whose it is.
    case certificate(Certificate)
    /// The authentication goes on: this is the answer, whatever the request carries.
    case leg(HTTPAnswer)
    /// The request is refused, and the connection ends.
    case refused(HTTPAnswer)
  }

  /// What is in a body.
  enum Content {
    /// A message in clear; the answer is encrypted if it was.
    case message([UInt8], wasEncrypted: Bool)
    /// Nothing that may be looked at.
    case refused(HTTPAnswer)
  }

  private let accounts: ServiceAccounts
  private let connection: Caller.Connection
  private let logger: Logger
  private var authentication: ServerAuthentication

  /// - Parameters:
  ///   - accounts: the accounts of the computer.
  ///   - verified: the right passwords that its connections have met.
  ///   - certificate: what the computer shows on a connection through TLS; nil for one without.
  ///   - keys: what the computer proves itself with.
  ///   - logger: gets one line for each exchange of tokens that fails, at the level `debug`.
  init(
    accounts: ServiceAccounts, verified: VerifiedPasswords, certificate: Certificate?,
    keys: AcceptorKeys, logger: Logger
  ) {
    self.accounts = accounts
    self.logger = logger
    connection = certificate == nil ? .http : .https
    authentication = ServerAuthentication(
      accounts: accounts, verified: verified,
      binding: certificate.flatMap { ChannelBinding(server: $0) }, keys: keys)
  }

  /// Judges a request.
  ///
  /// - Parameters:
  ///   - authorization: the value of its `Authorization` header.
  ///   - policy: the settings at this moment.
  ///   - clock: how far the clock of the computer is off; asked when an exchange of tokens begins.
  ///   - clientCertificate: what the client has shown.
  mutating func caller(
    authorization: String?, policy: ServicePolicy, clock: () -> ClockDifference,
    clientCertificate: () -> Certificate?
  ) async -> Outcome {
    if let authorization, AuthenticationScheme(wireName: authorization) == .clientCertificate {
      guard policy.allows(.certificate, over: connection), let shown = clientCertificate() else {
        return .refused(refusal(policy))
      }
      return .certificate(shown)
    }
    var terms = terms(policy)
    if beginsExchange(authorization) { terms.clock = clock() }
    let step = await authentication.received(
      authorization: authorization, allowing: Self.schemes(allowedBy: policy, over: connection),
      terms: terms)
    switch step {
    case .challenge(let challenges):
      if authorization != nil, let failure = authentication.failure {
        logger.debug("authentication refused", metadata: ["reason": "\(failure)"])
      }
      return .refused(.unauthorized(challenges: challenges))
    case .proceed(let challenge):
      return .leg(.leg(challenge))
    case .accepted(let userName, _, let closing):
      guard let account = await accounts.account(named: userName) else {
        return .refused(refusal(policy))
      }
      return .caller(
        Caller(
          userName: account.qualifiedName, groups: account.groups, connection: connection),
        closing: closing)
    }
  }

  /// The answer to somebody who has not proved who it is: all that the configuration allows.
  func refusal(_ policy: ServicePolicy) -> HTTPAnswer {
    let schemes = Self.schemes(allowedBy: policy, over: connection)
    return .unauthorized(challenges: authentication.offers(for: schemes))
  }

  private func beginsExchange(_ authorization: String?) -> Bool {
    guard let name = authorization?.prefix(while: { $0 != " " }), !authentication.isExchanging
    else { return false }
    return AuthenticationScheme(wireName: name)?.isPerRequest == false
  }

  /// Takes the message out of a body.
  ///
  /// - Parameters:
  ///   - body: the body, possibly empty.
  ///   - contentType: the value of its `Content-Type`.
  ///   - isLast: whether the request also ended an exchange of tokens.
  ///   - policy: the settings at this moment.
  func open(
    _ body: [UInt8], contentType: String?, isLast: Bool, policy: ServicePolicy
  ) -> Content {
    guard let contentType, EncryptedMultipart.isEncrypted(contentType) else {
      guard mustEncrypt(policy), !body.isEmpty else { return .message(body, wasEncrypted: false) }
      // As Windows answers (`protocol.md` 1.4).
      return .refused(isLast ? .unauthorized(challenges: ["Negotiate"]) : .refused(500))
    }
    guard let protection = authentication.protection else {
      return .refused(.refusal(.unsupportedType))
    }
    do {
      let message = try EncryptedMultipart.decrypt(
        EncryptedMultipart.Body(contentType: contentType, bytes: body), with: protection,
        limit: policy.maximumEnvelopeSize)
      return .message(message, wasEncrypted: true)
    } catch .tooLarge {
      return .refused(.refusal(.tooLarge))
    } catch {
      return .refused(.refusal(.badRequest))
    }
  }

  /// Encrypts an answer.
  func seal(_ answer: HTTPAnswer) -> HTTPAnswer {
    guard let protection = authentication.protection, let scheme = authentication.scheme,
      let contentType = answer.contentType
    else { return answer }
    do {
      let sealed = try EncryptedMultipart.encrypt(
        answer.body, contentType: contentType, scheme: scheme, with: protection)
      var answer = answer
      answer.contentType = sealed.contentType
      answer.body = sealed.bytes
      return answer
    } catch {
      return .refused(500)
    }
  }

  /// Whether messages in clear are refused although their sender is known. Basic is not even offered
  /// then.
  private func mustEncrypt(_ policy: ServicePolicy) -> Bool {
    connection == .http && !policy.allowsUnencrypted
  }

  private func terms(_ policy: ServicePolicy) -> AcceptanceTerms {
    var terms = AcceptanceTerms(names: accounts.names)
    terms.needsProtection = mustEncrypt(policy)
    terms.bindingLevel =
      AcceptanceTerms.BindingLevel(rawValue: policy.channelBindingLevel) ?? .relaxed
    return terms
  }

  /// The schemes that `Service\Auth` allows, in the order of Windows.
  static func schemes(
    allowedBy policy: ServicePolicy, over connection: Caller.Connection
  ) -> [AuthenticationScheme] {
    policy.offers(over: connection).map { AuthenticationScheme($0) }
  }
}

extension AuthenticationScheme {
  /// The scheme of HTTP in which a way travels.
  fileprivate init(_ way: LogonWay) {
    self =
      switch way {
      case .basic: .basic
      case .negotiate: .negotiate
      case .kerberos: .kerberos
      case .credSSP: .credSSP
      case .certificate: .clientCertificate
      }
  }
}
