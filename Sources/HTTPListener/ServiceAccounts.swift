import Logging
import WSManService
import WireSecurity

/// The accounts of a computer as the authentication asks for them.
struct ServiceAccounts: AccountLookup {
  private let accounts: any AccountStore
  private let logger: Logger

  init(_ accounts: any AccountStore, logger: Logger) {
    self.accounts = accounts
    self.logger = logger
  }

  /// Only accounts of the computer itself: as on Windows, Basic does not reach those of a domain
  /// (`protocol.md` 12.1).
  func passwordVerifier(of userName: String) async -> PasswordVerifier? {
    guard let account = await account(named: userName), account.isLocal else { return nil }
    return account.passwordVerifier.flatMap { PasswordVerifier(text: $0) }
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
