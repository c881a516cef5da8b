import Synchronization
import WSManClient
import WSManProtocol
import WSManService
import WireSecurity

/// The authentication at a computer without a network, by the rules that its listener would apply
/// (`protocol.md` 12.1, `configuration.md` 14).
final class LabAuthentication: Sendable {
  private let service: WinRMService
  private let accounts: LabAccountStore
  private let computerName: String
  private let options: WSManSessionOptions
  private let transport: ConnectionTarget.Transport
  private let address: String
  /// Who a client is that names nobody: whoever runs the program.
  private let currentUser: Caller
  /// What the client shows.
  private let certificate: Certificate?
  /// Who was proved for the whole session; nil before, and with Basic.
  private let proved = Mutex<Proof?>(nil)

  private enum Proof {
    case account(String)
    /// Whoever runs the program.
    case currentUser
  }

  private init(
    _ service: WinRMService, _ accounts: LabAccountStore, computerName: String,
    target: ConnectionTarget, options: WSManSessionOptions, currentUser: Caller,
    certificate: Certificate?
  ) {
    self.service = service
    self.accounts = accounts
    self.computerName = computerName
    self.options = options
    self.currentUser = currentUser
    self.certificate = certificate
    transport = target.transport
    address = target.url
  }

  /// At a computer of a lab, where the user who runs the program counts as an administrator.
  convenience init(
    computer: LabComputer, target: ConnectionTarget, options: WSManSessionOptions,
    currentUser: String, certificate: Certificate?
  ) {
    let place = computer.domainShortName ?? computer.service.identity.computerName
    self.init(
      computer.service, computer.accounts, computerName: computer.name, target: target,
      options: options,
      currentUser: Caller(
        userName: "\(place)\\\(currentUser)",
        groups: [WellKnownSIDs.administrators, WellKnownSIDs.users],
        connection: target.transport == .https ? .https : .http),
      certificate: certificate)
  }

  /// At the computer itself, by one of its names.
  convenience init(
    local computer: LabLocalComputer, target: ConnectionTarget, options: WSManSessionOptions
  ) {
    self.init(
      computer.service, computer.accounts, computerName: "localhost", target: target,
      options: options, currentUser: computer.caller, certificate: nil)
  }

  /// Who sends the next request.
  ///
  /// - Parameter isClockWrong: whether the clock of the computer is too far off for tickets and
  ///   challenges.
  /// - Throws: `TransportFailure` when the service refuses the user or the scheme.
  func caller(for request: RequestEnvelope, isClockWrong: Bool) async throws -> Caller {
    let policy: ServicePolicy
    do {
      policy = try await service.policy()
    } catch {
      throw TransportFailure(.other("\(error)"), address: address)
    }
    if options.authentication == .none { return .anonymous(over: connection) }
    let way = try way(allowedBy: policy)
    if way == .certificate { return try await mapped(request) }
    if way != .basic, isClockWrong, proved.withLock({ $0 }) == nil { throw clockRefusal(way) }
    return try await logOn(by: way)
  }

  /// The account to which the certificate of the client is mapped for the resource of a request.
  private func mapped(_ request: RequestEnvelope) async throws -> Caller {
    guard let certificate,
      let caller = try await service.caller(
        showing: certificate.der, for: request.header.resource?.text ?? "")
    else {
      throw refusal(
        "Access is denied. No entry of WSMan:\\\(computerName)\\ClientCertificate fits the "
          + "certificate and the resource.")
    }
    return caller
  }

  private var connection: Caller.Connection { transport == .https ? .https : .http }

  /// How the client proves itself, if the service takes that.
  private func way(allowedBy policy: ServicePolicy) throws -> LogonWay {
    let mechanism = options.authentication
    let way: LogonWay? =
      switch mechanism {
      case .default, .negotiate: .negotiate
      case .kerberos: .kerberos
      case .credSSP: .credSSP
      case .basic: .basic
      case .clientCertificate: .certificate
      // The service never offers Digest.
      case .digest, .none: nil
      }
    guard let way, policy.allows(way, over: connection) else {
      let refusal = AuthenticationRefusal(
        .schemeNotOffered, scheme: scheme, offered: policy.offers(over: connection).map(\.name))
      throw failure(refusal)
    }
    if transport == .http, options.noEncryption, !policy.allowsUnencrypted {
      throw refusal(Self.clearTextRefused(by: computerName))
    }
    return way
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

  /// The user behind the credential; without one, the user who runs the program. Basic proves each
  /// request, the other ways the connection; what the account may do is looked up each time.
  private func logOn(by way: LogonWay) async throws -> Caller {
    guard let credential = options.credential else {
      proved.withLock { $0 = .currentUser }
      return currentUser
    }
    if case .account(let name) = proved.withLock({ $0 }),
      let account = try await accounts.account(named: name)
    {
      return caller(account)
    }
    let account = try await accounts.account(
      named: credential.userName, loggingOnBy: way, at: service.identity)
    guard let account, try await accounts.isPassword(credential.password, of: account) else {
      throw way == .kerberos
        ? kerberosRefusal(.wrongPassword, "The realm refused the user name or the password")
        : refusal("Access is denied. The user name or the password is wrong.")
    }
    if way != .basic { proved.withLock { $0 = .account(account.qualifiedName) } }
    return caller(account)
  }

  private func caller(_ account: Account) -> Caller {
    Caller(userName: account.qualifiedName, groups: account.groups, connection: connection)
  }

  /// What the client makes of the refusal by a listener whose clock is wrong.
  private func clockRefusal(_ way: LogonWay) -> TransportFailure {
    guard way != .kerberos else {
      return kerberosRefusal(.clockSkew, "The clocks are too far apart")
    }
    return failure(
      AuthenticationRefusal(
        .exchangeFailed(.clocksApart(NetworkBehaviour.clockDifference)),
        scheme: way == .credSSP ? .credSSP : .negotiate))
  }

  /// What the client is told by the realm, before it asks the service (`protocol.md` 11.3).
  private func kerberosRefusal(
    _ cause: KerberosFailure.Cause, _ text: String
  ) -> TransportFailure {
    failure(
      AuthenticationRefusal(
        .exchangeFailed(.kerberos(KerberosFailure(cause, text: text))), scheme: .kerberos))
  }

  private func failure(_ refusal: AuthenticationRefusal) -> TransportFailure {
    TransportFailure(
      .authentication(WSManErrorCode(refusal.code), refusal.message), address: address)
  }

  static func clearTextRefused(by computer: String) -> String {
    "Access is denied. The service reads no messages in clear text, as -NoEncryption sends them. "
      + "Leave that out, or allow it: "
      + "Set-Item WSMan:\\\(computer)\\Service\\AllowUnencrypted $true"
  }

  private func refusal(_ message: String) -> TransportFailure {
    TransportFailure(.authentication(.accessDenied, message), address: address)
  }
}
