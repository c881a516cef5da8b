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

  /// What a file notes about an account besides.
  struct Details: Sendable {
    /// The name of the person.
    var fullName = ""
    /// What somebody has noted about the account.
    var comment = ""
    /// Whether the account may log on at all.
    var isActive = true
    /// The last part of the SID; nil takes the next one.
    var identifier: Int?
  }

  let name: String
  /// The SIDs of the groups.
  let groups: Set<String>
  let details: Details
  /// Nil for an account that cannot log on from elsewhere until it is given a password.
  private let password: String?
  private let verifier = Mutex<String?>(nil)
  private let hash = Mutex<[UInt8]?>(nil)

  init(name: String, password: String?, groups: Set<String>, details: Details = Details()) {
    self.name = name
    self.password = password
    self.groups = groups
    self.details = details
  }

  /// The salted hash of the password. It is made when it is first needed, since that takes
  /// milliseconds; nil without a password, and when the system's cryptography fails.
  var passwordVerifier: String? {
    guard let password else { return nil }
    return verifier.withLock { verifier in
      verifier = verifier ?? PasswordVerifier(password: password)?.text
      return verifier
    }
  }

  /// What NTLM needs of the password.
  var ntHash: [UInt8]? {
    guard let password else { return nil }
    return hash.withLock { hash in
      hash = hash ?? NTLMAccount.ntHash(of: password)
      return hash
    }
  }

  /// The keys of an account, for error messages and help.
  static func keys(in place: Place) -> [String] {
    let keys = ["name", "password", "groups"]
    return place == .domain ? keys : keys + ["fullName", "comment", "active", "id"]
  }

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
  ///
  /// - Parameter own: the groups of the computer that its file adds.
  func users(
    of place: LabUser.Place, groups own: [LabGroup] = []
  ) throws(LabFileError) -> [LabUser] {
    var users: [LabUser] = []
    for item in try items(of: "users") {
      let fields = try item.fields(LabUser.keys(in: place), of: "a user")
      guard let name = try fields["name"]?.nonEmptyText(of: "name") else {
        throw item.error("A user needs a name.")
      }
      guard let secret = fields["password"] else {
        throw item.error(
          "The user \"\(name)\" needs a password; ~ is for one who cannot log on from elsewhere.")
      }
      let password = secret.isNull ? nil : try secret.nonEmptyText(of: "password")
      let isPlain = !name.contains { "\\@/:;\"[]|<>+=,?*".contains($0) || $0.isNewline }
      guard isPlain, name.utf8.count <= 104 else {
        throw item.error("\"\(name)\" is no name of an account: write it without a domain.")
      }
      guard !users.contains(where: { $0.name.lowercased() == name.lowercased() }) else {
        throw item.error("There are two users named \"\(name)\" here.")
      }
      var groups: Set<String> = []
      for group in try fields["groups"]?.items(of: "groups") ?? [] {
        groups.insert(try group.group(in: place, own))
      }
      let details = try Self.details(fields)
      if let id = details.identifier, users.contains(where: { $0.details.identifier == id }) {
        throw item.error("There are two users with the id \(id) here.")
      }
      users.append(LabUser(name: name, password: password, groups: groups, details: details))
    }
    return users
  }

  private static func details(
    _ fields: [String: LabDocument]
  ) throws(LabFileError) -> LabUser.Details {
    var details = LabUser.Details()
    details.fullName = try fields["fullName"]?.text(of: "fullName") ?? ""
    details.comment = try fields["comment"]?.text(of: "comment") ?? ""
    details.isActive = try fields["active"]?.choice(of: "active", ["true", "false"]) != "false"
    details.identifier = try fields["id"]?.number(of: "id", in: LabGroup.identifiers)
    return details
  }

  private func group(
    in place: LabUser.Place, _ own: [LabGroup]
  ) throws(LabFileError) -> String {
    let name = try choice(of: "groups", LabUser.groupNames(in: place) + own.map(\.name))
    return own.first { $0.name.lowercased() == name.lowercased() }?.sid
      ?? LabUser.group(named: name, in: place) ?? name
  }
}
