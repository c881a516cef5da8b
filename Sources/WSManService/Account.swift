import CIMModel

/// An account of an emulated computer or of its domain.
public struct Account: Sendable, Equatable {
  /// The account as other accounts are written: `COMPUTER\name` or `DOMAIN\name`.
  public let qualifiedName: String
  /// The SIDs of the groups that the account is a member of.
  public let groups: Set<String>
  /// Whether the account belongs to the computer itself; Basic works with those only.
  public let isLocal: Bool
  /// The salted hash of the password in the text form of `WireSecurity.PasswordVerifier`; nil for
  /// an account that cannot log on with a password.
  public let passwordVerifier: String?
  /// What NTLM needs of the password, 16 bytes as secret as itself; nil for an account that cannot
  /// log on with NTLM.
  public let ntHash: [UInt8]?

  /// An account.
  public init(
    qualifiedName: String, groups: Set<String>, isLocal: Bool, passwordVerifier: String?,
    ntHash: [UInt8]? = nil
  ) {
    self.qualifiedName = qualifiedName
    self.groups = groups
    self.isLocal = isLocal
    self.passwordVerifier = passwordVerifier
    self.ntHash = ntHash
  }
}

/// The accounts that may log on at a computer.
public protocol AccountStore: Sendable {
  /// The account behind a name as a client writes it: `name`, `COMPUTER\name`, `DOMAIN\name` or
  /// `name@domain`, letter case ignored. Nil when there is none.
  func account(named name: String) async throws -> Account?

  /// Whether a password is that of an account.
  func isPassword(_ password: String, of account: Account) async throws -> Bool

  /// Notes that somebody has proved to be an account, or has failed to: wrong passwords in numbers
  /// may lock it.
  func noteLogon(of account: Account, isRight: Bool) async throws

  /// Changes an account of the computer as its instance of CIM was changed; one that is not there stays
  /// away.
  func edit(_ user: String, _ edit: AccountEdit) async throws

  /// Follows the computer, which has got another name or another domain.
  func follow(_ membership: ComputerMembership) async throws
}

/// What of an account changes with its instance of CIM; nil for what stays.
public struct AccountEdit: Sendable, Equatable {
  /// The new name.
  public var name: String?
  /// The name of the person.
  public var fullName: String?
  /// Whether the account may log on.
  public var isActive: Bool?
  /// Whether a lock by wrong passwords ends.
  public var isUnlocked = false

  init(name: String? = nil) { self.name = name }

  /// What differs between two instances of `Win32_UserAccount`; nil when nothing does.
  init?(from old: CIMInstance, to new: CIMInstance) {
    guard CIMName(new.className) == CIMName("Win32_UserAccount") else { return nil }
    if new["FullName"] != old["FullName"] { fullName = new["FullName"].text }
    if new["Disabled"] != old["Disabled"] { isActive = new["Disabled"] != .boolean(true) }
    isUnlocked = new["Lockout"] != old["Lockout"] && new["Lockout"] != .boolean(true)
    guard fullName != nil || isActive != nil || isUnlocked else { return nil }
  }
}

extension AccountStore {
  /// Accounts that nobody changes.
  public func edit(_ user: String, _ edit: AccountEdit) async throws {}

  /// Accounts that no name and no domain change.
  public func follow(_ membership: ComputerMembership) async throws {}
}

/// Accounts in memory.
public struct MemoryAccountStore: AccountStore {
  private let accounts: [String: Account]
  private let passwords: [String: String]

  /// The accounts of a computer, found by the part of the name behind `\`, and by the whole name.
  ///
  /// - Parameter passwords: passwords by the qualified name of the account.
  public init(_ accounts: [Account] = [], passwords: [String: String] = [:]) {
    self.passwords = passwords
    var byName: [String: Account] = [:]
    for account in accounts {
      let whole = account.qualifiedName.lowercased()
      byName[whole] = account
      if account.isLocal, let bare = whole.split(separator: "\\").last {
        byName[String(bare)] = account
        byName[".\\" + bare] = account
      }
    }
    self.accounts = byName
  }

  /// The account with this name, letter case ignored.
  public func account(named name: String) async throws -> Account? {
    accounts[name.lowercased()]
  }

  /// Whether a password is that of an account.
  public func isPassword(_ password: String, of account: Account) async throws -> Bool {
    passwords[account.qualifiedName] == password
  }

  /// These accounts are never locked.
  public func noteLogon(of account: Account, isRight: Bool) async throws {}
}
