public import WSManService
import WireSecurity

/// The accounts of a lab computer: its own and those of its domain.
public struct LabAccountStore: AccountStore {
  private let computerName: String
  private let users: [LabUser]
  private let domain: LabDomain?

  init(computerName: String, users: [LabUser], domain: LabDomain?) {
    self.computerName = computerName
    self.users = users
    self.domain = domain
  }

  /// The account behind a name as a client writes it; a name without a domain is an account of
  /// the computer.
  public func account(named name: String) async throws -> Account? {
    let (place, user) = Self.split(name)
    guard let place, place != ".", place.lowercased() != computerName.lowercased() else {
      return Self.find(user, in: users).map { localAccount($0) }
    }
    guard let domain,
      [domain.name, domain.shortName.lowercased()].contains(place.lowercased())
    else { return nil }
    return Self.find(user, in: domain.users).map { Self.domainAccount($0, of: domain) }
  }

  /// Whether a password is that of an account.
  public func isPassword(_ password: String, of account: Account) async throws -> Bool {
    account.passwordVerifier.flatMap { PasswordVerifier(text: $0) }?.matches(password) ?? false
  }

  private func localAccount(_ user: LabUser) -> Account {
    Account(
      qualifiedName: "\(computerName.uppercased())\\\(user.name)",
      groups: user.groups.union([WellKnownSIDs.users]), isLocal: true,
      passwordVerifier: user.passwordVerifier, ntHash: user.ntHash)
  }

  private static func domainAccount(_ user: LabUser, of domain: LabDomain) -> Account {
    var groups = user.groups.union([WellKnownSIDs.users])
    if groups.contains(LabUser.domainAdministrators) {
      groups.insert(WellKnownSIDs.administrators)
    }
    return Account(
      qualifiedName: "\(domain.shortName)\\\(user.name)", groups: groups, isLocal: false,
      passwordVerifier: user.passwordVerifier, ntHash: user.ntHash)
  }

  private static func find(_ name: String, in users: [LabUser]) -> LabUser? {
    users.first { $0.name.lowercased() == name.lowercased() }
  }

  /// `DOMAIN\name` and `name@domain`; anything else is a name alone.
  private static func split(_ name: String) -> (place: String?, user: String) {
    if let slash = name.firstIndex(of: "\\") {
      return (String(name[..<slash]), String(name[name.index(after: slash)...]))
    }
    if let at = name.lastIndex(of: "@") {
      return (String(name[name.index(after: at)...]), String(name[..<at]))
    }
    return (nil, name)
  }
}
