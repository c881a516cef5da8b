import Logging
import WSManService
import WireSecurity

/// The accounts of a computer as the authentication asks for them.
struct ServiceAccounts: AccountLookup {
  private let accounts: any AccountStore
  private let logger: Logger
  /// The names of the computer and of its domain.
  let names: NTLMServerNames

  init(_ accounts: any AccountStore, of identity: ServiceIdentity, logger: Logger) {
    self.accounts = accounts
    names = NTLMServerNames(computerName: identity.computerName, fullName: identity.fullName)
    self.logger = logger
  }

  /// Only accounts of the computer itself: as on Windows, Basic does not reach those of a domain
  /// (`protocol.md` 12.1).
  func passwordVerifier(of userName: String) async -> PasswordVerifier? {
    guard let account = await account(named: userName), account.isLocal else { return nil }
    return account.passwordVerifier.flatMap { PasswordVerifier(text: $0) }
  }

  /// Accounts of the computer and of its domain. A computer in a workgroup knows no domain but
  /// itself, and looks among its own accounts whatever domain a client names.
  func ntlmAccount(of userName: String, domain: String) async -> NTLMAccount? {
    let whole = domain.isEmpty ? userName : "\(domain)\\\(userName)"
    var account = await account(named: whole)
    if account == nil, names.domain == nil { account = await self.account(named: userName) }
    guard let account, let ntHash = account.ntHash else { return nil }
    return NTLMAccount(name: account.qualifiedName, ntHash: ntHash)
  }

  /// Accounts of the domain, whose name is that of the realm.
  func kerberosAccount(of principal: String) async -> String? {
    guard let account = await account(named: principal), !account.isLocal else { return nil }
    return account.qualifiedName
  }

  func noteLogon(of account: String, isRight: Bool) async {
    guard let account = await self.account(named: account) else { return }
    do {
      try await accounts.noteLogon(of: account, isRight: isRight)
    } catch {
      logger.error("a logon cannot be noted", metadata: ["error": "\(error)"])
    }
  }

  /// The account; nil when there is none or the store cannot be read.
  func account(named userName: String) async -> Account? {
    do {
      return try await accounts.account(named: userName)
    } catch {
      logger.error("accounts cannot be read", metadata: ["error": "\(error)"])
      return nil
    }
  }
}
