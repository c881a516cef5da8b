/// What a server has to do next on a connection.
public enum ServerStep: Sendable, Equatable {
  /// Answer 401 with these `WWW-Authenticate` lines.
  case challenge([String])
  /// The client is this user.
  case accepted(userName: String, scheme: AuthenticationScheme)
}

/// The server's authentication on one connection: a state machine without input and output.
///
/// Nothing in an answer tells whether the name or the password was wrong.
public struct ServerAuthentication: Sendable {
  private let accounts: any AccountLookup
  private let verified: VerifiedPasswords

  /// The authentication of a new connection.
  ///
  /// - Parameters:
  ///   - accounts: the accounts of the computer.
  ///   - verified: the memory of right passwords, shared by the connections of the computer.
  public init(accounts: any AccountLookup, verified: VerifiedPasswords) {
    self.accounts = accounts
    self.verified = verified
  }

  /// The step for a request.
  ///
  /// - Parameters:
  ///   - authorization: the value of the `Authorization` header, nil when there is none.
  ///   - schemes: the schemes that the configuration allows at this moment on this connection.
  public mutating func received(
    authorization: String?, allowing schemes: [AuthenticationScheme]
  ) async -> ServerStep {
    let refusal = ServerStep.challenge(Self.offers(for: schemes))
    guard let authorization else { return refusal }
    let name = authorization.prefix { $0 != " " }
    guard let scheme = AuthenticationScheme(wireName: name), schemes.contains(scheme) else {
      return refusal
    }
    switch scheme {
    case .basic:
      guard let credential = BasicScheme.credential(in: authorization) else { return refusal }
      let verifier = await accounts.passwordVerifier(of: credential.userName)
      let isRight = verified.check(credential.password, against: verifier ?? .unmatched)
      guard isRight, verifier != nil else { return refusal }
      return .accepted(userName: credential.userName, scheme: .basic)
    case .digest, .negotiate, .kerberos, .credSSP, .clientCertificate:
      return refusal
    }
  }

  /// The `WWW-Authenticate` lines for the allowed schemes: those that can succeed here. Where that
  /// leaves none, all allowed ones are named, since a 401 must name at least one (RFC 9110
  /// 15.5.2), and the client learns what the configuration says.
  static func offers(for schemes: [AuthenticationScheme]) -> [String] {
    let available = schemes.filter(\.isAvailable)
    return (available.isEmpty ? schemes : available).compactMap(\.offer)
  }
}
