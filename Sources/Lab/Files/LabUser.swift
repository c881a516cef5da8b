import Synchronization
import WSManService
import WireSecurity

/// An account of a lab file.
final class LabUser: Sendable {
  /// Where accounts stand in a file.
  enum Place {
    /// Under a computer.
    case computer
    /// At the top, for the domain.
    case domain
  }

  let name: String
  /// The SIDs of the groups.
  let groups: Set<String>
  private let password: String
  private let verifier = Mutex<String?>(nil)

  init(name: String, password: String, groups: Set<String>) {
    self.name = name
    self.password = password
    self.groups = groups
  }

  /// The salted hash of the password. It is made when it is first needed, since that takes
  /// milliseconds; nil when the system's cryptography fails.
  var passwordVerifier: String? {
    verifier.withLock { verifier in
      verifier = verifier ?? PasswordVerifier(password: password)?.text
      return verifier
    }
  }

  /// What NTLM needs of the password.
  var ntHash: [UInt8] { NTLMAccount.ntHash(of: password) }

  /// The SID of a group by name, letter case ignored.
  static func group(named name: String, in place: Place) -> String? {
    let groups = place == .computer ? localGroups : domainGroups
    return groups.first { $0.name.lowercased() == name.lowercased() }?.sid
  }

  /// The names of the groups that accounts at a place can have.
  static func groupNames(in place: Place) -> [String] {
    (place == .computer ? localGroups : domainGroups).map(\.name)
  }

  /// Members of this group of the domain are administrators of every computer of the domain.
  static let domainAdministrators = "S-1-5-21-<domain>-512"

  private static let localGroups: [(name: String, sid: String)] =
    AccountDirectory.builtInGroups.map { ($0.name, $0.sid) }

  private static let domainGroups: [(name: String, sid: String)] = [
    ("Domain Admins", domainAdministrators),
    ("Domain Users", "S-1-5-21-<domain>-513"),
    ("Domain Guests", "S-1-5-21-<domain>-514"),
  ]
}

extension LabDocument {
  /// Reads a list of accounts.
  func users(of place: LabUser.Place) throws(LabFileError) -> [LabUser] {
    var users: [LabUser] = []
    for item in try items(of: "users") {
      let fields = try item.fields(["name", "password", "groups"], of: "a user")
      guard let name = try fields["name"]?.nonEmptyText(of: "name") else {
        throw item.error("A user needs a name.")
      }
      guard let password = try fields["password"]?.nonEmptyText(of: "password") else {
        throw item.error("The user \"\(name)\" needs a password.")
      }
      let isPlain = !name.contains { "\\@/:;\"[]|<>+=,?*".contains($0) || $0.isNewline }
      guard isPlain, name.utf8.count <= 104 else {
        throw item.error("\"\(name)\" is no name of an account: write it without a domain.")
      }
      guard !users.contains(where: { $0.name.lowercased() == name.lowercased() }) else {
        throw item.error("There are two users named \"\(name)\" here.")
      }
      var groups: Set<String> = []
      for group in try fields["groups"]?.items(of: "groups") ?? [] {
        groups.insert(try group.group(in: place))
      }
      users.append(LabUser(name: name, password: password, groups: groups))
    }
    return users
  }

  private func group(in place: LabUser.Place) throws(LabFileError) -> String {
    let names = LabUser.groupNames(in: place)
    let name = try choice(of: "groups", names)
    return LabUser.group(named: name, in: place) ?? name
  }
}
