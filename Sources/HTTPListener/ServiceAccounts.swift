import Logging
import WSManService
import WireSecurity

/// The accounts of a computer as the authentication asks for them; who may log on in which way is
/// the service's rule.
struct ServiceAccounts: AccountLookup {
  private let service: WinRMService
  private let logger: Logger

  private var accounts: any AccountStore { service.accounts }
  private var identity: ServiceIdentity { service.identity }

  /// The names of the computer and of its domain.
  var names: NTLMServerNames {
    let identity = identity
    return NTLMServerNames(computerName: identity.computerName, fullName: identity.fullName)
  }

  init(of service: WinRMService, logger: Logger) {
    self.service = service
    self.logger = logger
  }

  func passwordVerifier(of userName: String) async -> PasswordVerifier? {
    await account(named: userName, by: .basic)?.passwordVerifier.flatMap {
      PasswordVerifier(text: $0)
    }
  }

  func ntlmAccount(of userName: String, domain: String) async -> NTLMAccount? {
    let whole = domain.isEmpty ? userName : "\(domain)\\\(userName)"
    guard let account = await account(named: whole, by: .negotiate), let ntHash = account.ntHash
    else { return nil }
    return NTLMAccount(name: account.qualifiedName, ntHash: ntHash)
  }

  func kerberosAccount(of principal: String) async -> String? {
    await account(named: principal, by: .kerberos)?.qualifiedName
  }

  func noteLogon(of account: String, isRight: Bool) async {
    guard let account = await self.account(named: account) else { return }
    do {
      try await accounts.noteLogon(of: account, isRight: isRight)
    } catch {
      logger.error("a logon cannot be noted", metadata: ["error": "\(error)"])
    }
  }

  /// The account; nil when there is none, it may not log on in this way, or the store cannot be
  /// read.
  ///
  /// - Parameter way: how the client proves itself; nil for one that has done so.
  func account(named userName: String, by way: LogonWay? = nil) async -> Account? {
    do {
      guard let way else { return try await accounts.account(named: userName) }
      return try await accounts.account(named: userName, loggingOnBy: way, at: identity)
    } catch {
      logger.error("accounts cannot be read", metadata: ["error": "\(error)"])
      return nil
    }
  }
}
