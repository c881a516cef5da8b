import Synchronization
import WSManClient
import WSManProtocol
import WSManService
import WireSecurity

/// The authentication at a lab computer without a network, by the rules that its listener would
/// apply (`protocol.md` 12.1, `configuration.md` 14).
final class LabAuthentication: Sendable {
  private let computer: LabComputer
  private let options: WSManSessionOptions
  private let transport: ConnectionTarget.Transport
  private let address: String
  private let currentUser: String
  /// What the client shows.
  private let certificate: Certificate?
  /// The caller whose password was found right.
  private let verified = Mutex<Caller?>(nil)

  init(
    computer: LabComputer, target: ConnectionTarget, options: WSManSessionOptions,
    currentUser: String, certificate: Certificate?
  ) {
    self.computer = computer
    self.options = options
    self.currentUser = currentUser
    self.certificate = certificate
    transport = target.transport
    address = target.url
  }

  /// Who sends the next request.
  ///
  /// - Throws: `TransportFailure` when the service refuses the user or the scheme.
  func caller(for request: RequestEnvelope) async throws -> Caller {
    let policy: ServicePolicy
    do {
      policy = try await computer.service.policy()
    } catch {
      throw TransportFailure(.other("\(error)"), address: address)
    }
    if options.authentication == .none { return .anonymous(over: connection) }
    try checkScheme(policy)
    if options.authentication == .clientCertificate { return try await mapped(request) }
    if let caller = verified.withLock({ $0 }) { return caller }
    let caller = try await logOn()
    verified.withLock { $0 = caller }
    return caller
  }

  /// The account to which the certificate of the client is mapped for the resource of a request.
  private func mapped(_ request: RequestEnvelope) async throws -> Caller {
    guard let certificate,
      let caller = try await computer.service.caller(
        showing: certificate.der, for: request.header.resource?.text ?? "")
    else {
      throw refusal(
        "Access is denied. No entry of WSMan:\\\(computer.name)\\ClientCertificate fits the "
          + "certificate and the resource.")
    }
    return caller
  }

  private var connection: Caller.Connection { transport == .https ? .https : .http }

  private func checkScheme(_ policy: ServicePolicy) throws {
    let isClear = transport == .http && !policy.allowsUnencrypted
    let mechanism = options.authentication
    let isAllowed: Bool
    switch mechanism {
    case .none: isAllowed = true
    case .default, .negotiate: isAllowed = policy.allowsNegotiate || policy.allowsKerberos
    case .kerberos: isAllowed = policy.allowsKerberos
    case .credSSP: isAllowed = policy.allowsCredSSP
    case .basic: isAllowed = policy.allowsBasic
    // Only through TLS, and the service never offers Digest.
    case .clientCertificate: isAllowed = policy.allowsCertificate && transport == .https
    case .digest: isAllowed = false
    }
    guard isAllowed, !isClear || mechanism != .basic else {
      let refusal = AuthenticationRefusal(
        .schemeNotOffered, scheme: scheme, offered: offered(by: policy))
      throw TransportFailure(
        .authentication(WSManErrorCode(refusal.code), refusal.message), address: address)
    }
    if isClear, options.noEncryption {
      throw refusal(
        "Access is denied. The service reads no messages in clear text, as -NoEncryption sends them. "
          + "Leave that out, or set WSMan:\\\(computer.name)\\Service\\AllowUnencrypted to true.")
    }
  }

  /// The scheme under its name on the wire; the default mechanism is Negotiate there.
  private var scheme: AuthenticationScheme? {
    switch options.authentication {
    case .none: nil
    case .default, .negotiate: .negotiate
    case .kerberos: .kerberos
    case .credSSP: .credSSP
    case .basic: .basic
    case .digest: .digest
    case .clientCertificate: .clientCertificate
    }
  }

  /// What a listener would offer, in the order of Windows.
  private func offered(by policy: ServicePolicy) -> [String] {
    let schemes: [(AuthenticationScheme, Bool)] = [
      (.negotiate, policy.allowsNegotiate), (.kerberos, policy.allowsKerberos),
      (.credSSP, policy.allowsCredSSP),
      (.basic, policy.allowsBasic && (transport == .https || policy.allowsUnencrypted)),
    ]
    return schemes.filter(\.1).map(\.0.displayName)
  }

  /// The user behind the credential; without one, the user who runs the program, who counts as an
  /// administrator of every lab.
  private func logOn() async throws -> Caller {
    guard let credential = options.credential else {
      return Caller(
        userName: "\(computer.domainShortName ?? computer.name.uppercased())\\\(currentUser)",
        groups: [WellKnownSIDs.administrators, WellKnownSIDs.users], connection: connection)
    }
    let account = try await computer.accounts.account(named: credential.userName)
    guard let account, account.isLocal || options.authentication != .basic,
      try await computer.accounts.isPassword(credential.password, of: account)
    else { throw refusal("Access is denied. The user name or the password is wrong.") }
    return Caller(
      userName: account.qualifiedName, groups: account.groups, connection: connection)
  }

  private func refusal(_ message: String) -> TransportFailure {
    TransportFailure(.authentication(.accessDenied, message), address: address)
  }
}
