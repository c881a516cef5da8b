import WSManService
import WireSecurity

/// Finds out who sends the requests of one connection, as the configuration of the computer allows
/// it at this moment.
struct ConnectionAuthenticator {
  /// What was found out.
  enum Outcome {
    case caller(Caller)
    case answer(HTTPAnswer)
  }

  private let accounts: ServiceAccounts
  private let connection: Caller.Connection
  private var authentication: ServerAuthentication

  /// - Parameters:
  ///   - accounts: the accounts of the computer.
  ///   - verified: the right passwords that its connections have met.
  ///   - connection: whether requests come through TLS.
  init(
    accounts: ServiceAccounts, verified: VerifiedPasswords, connection: Caller.Connection
  ) {
    self.accounts = accounts
    self.connection = connection
    authentication = ServerAuthentication(accounts: accounts, verified: verified)
  }

  /// Judges a request.
  ///
  /// - Parameters:
  ///   - authorization: the value of its `Authorization` header.
  ///   - policy: the settings at this moment.
  mutating func caller(authorization: String?, policy: ServicePolicy) async -> Outcome {
    let step = await authentication.received(
      authorization: authorization, allowing: Self.schemes(allowedBy: policy, over: connection))
    switch step {
    case .challenge(let challenges):
      return .answer(.unauthorized(challenges: challenges))
    case .accepted(let userName, _):
      guard let account = await accounts.account(named: userName) else {
        return .answer(.unauthorized(challenges: []))
      }
      return .caller(
        Caller(
          userName: account.qualifiedName, groups: account.groups, connection: connection))
    }
  }

  /// The schemes that `Service\Auth` allows, in the order of Windows. Basic cannot protect
  /// messages, so without TLS it needs `Service\AllowUnencrypted` too (`configuration.md` 14).
  static func schemes(
    allowedBy policy: ServicePolicy, over connection: Caller.Connection
  ) -> [AuthenticationScheme] {
    var schemes: [AuthenticationScheme] = []
    if policy.allowsNegotiate { schemes.append(.negotiate) }
    if policy.allowsKerberos { schemes.append(.kerberos) }
    if policy.allowsCredSSP { schemes.append(.credSSP) }
    if policy.allowsBasic, connection == .https || policy.allowsUnencrypted {
      schemes.append(.basic)
    }
    return schemes
  }
}
