/// What a server has to do next on a connection.
public enum ServerStep: Sendable, Equatable {
  /// Answer 401 with these `WWW-Authenticate` lines, and end the connection.
  case challenge([String])
  /// Answer 401 with this one `WWW-Authenticate` line, and wait for the next token.
  case proceed(String)
  /// The client is this user.
  ///
  /// - Parameters:
  ///   - userName: the account, as `AccountLookup` names it.
  ///   - scheme: how it was proved.
  ///   - closing: the `WWW-Authenticate` line of the answer, with the last token of an exchange; nil
  ///     when there is none.
  case accepted(userName: String, scheme: AuthenticationScheme, closing: String?)
}

/// The server's authentication on one connection: a state machine without input and output.
///
/// Nothing in an answer tells whether the name or the password was wrong.
public struct ServerAuthentication: Sendable {
  private enum State {
    case new
    case exchanging(AuthenticationScheme, any AcceptingMechanism)
    case authenticated(
      AuthenticationScheme, userName: String, protection: (any MessageProtection)?)
  }

  private let accounts: any AccountLookup
  private let verified: VerifiedPasswords
  private let binding: ChannelBinding?
  private let keys: AcceptorKeys
  private var state = State.new
  /// Why the last exchange of tokens failed, for logs. The client is told only that a clock is wrong
  /// or its ticket has expired.
  public private(set) var failure: SecurityError?

  /// The authentication of a new connection.
  ///
  /// - Parameters:
  ///   - accounts: the accounts of the computer.
  ///   - verified: the memory of right passwords, shared by the connections of the computer.
  ///   - binding: the TLS connection underneath; nil where there is none.
  ///   - keys: what the computer proves itself with; a scheme without its keys is not offered.
  public init(
    accounts: any AccountLookup, verified: VerifiedPasswords, binding: ChannelBinding? = nil,
    keys: AcceptorKeys = AcceptorKeys()
  ) {
    self.accounts = accounts
    self.verified = verified
    self.binding = binding
    self.keys = keys
  }

  /// How the client of the connection has proved itself; nil before it has, and with schemes that
  /// prove each request.
  public var scheme: AuthenticationScheme? {
    if case .authenticated(let scheme, _, _) = state { scheme } else { nil }
  }

  /// Whether an exchange of tokens is under way.
  public var isExchanging: Bool {
    if case .exchanging = state { true } else { false }
  }

  /// What protects the messages of the connection; nil before it is authenticated, and where the
  /// scheme cannot.
  public var protection: (any MessageProtection)? {
    if case .authenticated(_, _, let protection) = state { protection } else { nil }
  }

  /// The step for a request.
  ///
  /// - Parameters:
  ///   - authorization: the value of the `Authorization` header, nil when there is none.
  ///   - schemes: the schemes that the configuration allows at this moment on this connection.
  ///   - terms: what is demanded of an exchange that begins now.
  public mutating func received(
    authorization: String?, allowing schemes: [AuthenticationScheme], terms: AcceptanceTerms
  ) async -> ServerStep {
    let refusal = ServerStep.challenge(offers(for: schemes))
    guard let authorization else {
      guard case .authenticated(let scheme, let userName, _) = state, schemes.contains(scheme)
      else { return refusal }
      return .accepted(userName: userName, scheme: scheme, closing: nil)
    }
    // A header begins or continues an exchange; what was proved before does not count any more.
    let current = state
    state = .new
    failure = nil
    let name = authorization.prefix { $0 != " " }
    guard let scheme = AuthenticationScheme(wireName: name), schemes.contains(scheme) else {
      return refusal
    }
    switch scheme {
    case .basic:
      guard let credential = BasicScheme.credential(in: authorization) else { return refusal }
      let verifier = await accounts.passwordVerifier(of: credential.userName)
      let isRight = verified.check(credential.password, against: verifier ?? .unmatched)
      if verifier != nil { await accounts.noteLogon(of: credential.userName, isRight: isRight) }
      guard isRight, verifier != nil else { return refusal }
      return .accepted(userName: credential.userName, scheme: .basic, closing: nil)
    case .negotiate, .kerberos, .credSSP:
      let token = authorization.dropFirst(name.count).drop { $0 == " " }
      guard let token = Base64.decode(token), !token.isEmpty else { return refusal }
      let step: ServerStep?
      if case .exchanging(scheme, let begun) = current {
        step = await advance(scheme, begun, token)
      } else if let mechanism = acceptor(for: scheme, terms) {
        step = await advance(scheme, mechanism, token)
      } else {
        step = nil
      }
      if let step { return step }
      if case .kerberos(let failure) = self.failure, let answer = failure.answer {
        let others = offers(for: schemes.filter { $0 != scheme })
        return .challenge([Self.line(scheme, answer)] + others)
      }
      return refusal
    case .digest, .clientCertificate:
      return refusal
    }
  }

  /// The server's side of a new exchange; nil when the keys for it are missing.
  private func acceptor(
    for scheme: AuthenticationScheme, _ terms: AcceptanceTerms
  ) -> (any AcceptingMechanism)? {
    let ntlm = SPNEGOAcceptor.Candidate(
      identifier: .ntlm, mechanism: NTLMAcceptor(accounts: accounts, terms: terms))
    let kerberos = keys.kerberos.map { keys in
      KerberosAcceptor(keys: keys, accounts: accounts, terms: terms)
    }
    let first = kerberos.map {
      SPNEGOAcceptor.Candidate(identifier: .kerberos, mechanism: $0)
    }
    let negotiation = SPNEGOAcceptor([first, ntlm].compactMap(\.self))
    switch scheme {
    case .negotiate: return negotiation
    case .kerberos: return kerberos
    case .credSSP:
      guard let context = keys.credSSP?.context else { return nil }
      return try? CredSSPAcceptor(context, inner: negotiation)
    case .basic, .digest, .clientCertificate: return nil
    }
  }

  /// Gives a token to a mechanism; nil when the client is refused.
  private mutating func advance(
    _ scheme: AuthenticationScheme, _ mechanism: any AcceptingMechanism, _ token: [UInt8]
  ) async -> ServerStep? {
    var mechanism = mechanism
    do {
      switch try await mechanism.step(token, binding: binding) {
      case .proceed(let next):
        state = .exchanging(scheme, mechanism)
        return .proceed(Self.line(scheme, next))
      case .complete(let last):
        guard let userName = mechanism.userName else { return nil }
        state = .authenticated(scheme, userName: userName, protection: mechanism.protection)
        return .accepted(
          userName: userName, scheme: scheme, closing: last.map { Self.line(scheme, $0) })
      }
    } catch {
      failure = error
      return nil
    }
  }

  private static func line(_ scheme: AuthenticationScheme, _ token: [UInt8]) -> String {
    "\(scheme.wireName) \(Base64.encode(token))"
  }

  /// The `WWW-Authenticate` lines for the allowed schemes: those that can succeed here. Where that
  /// leaves none, all allowed ones are named, since a 401 must name at least one (RFC 9110
  /// 15.5.2), and the client learns what the configuration says.
  public func offers(for schemes: [AuthenticationScheme]) -> [String] {
    let available = schemes.filter { scheme in
      switch scheme {
      case .basic, .negotiate: true
      case .kerberos: keys.kerberos != nil
      case .credSSP: keys.credSSP != nil
      case .digest, .clientCertificate: false
      }
    }
    return (available.isEmpty ? schemes : available).compactMap(\.offer)
  }
}
