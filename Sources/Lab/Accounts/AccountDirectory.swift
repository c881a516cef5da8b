import WSManService

/// The accounts and groups of one emulated computer, with what is kept of the passwords.
public struct AccountDirectory: Sendable, Equatable, Codable {
  /// What is kept of a password: enough to check one, not enough to read it.
  struct Secret: Sendable, Equatable, Codable {
    /// The salted hash in the text form of `WireSecurity.PasswordVerifier`.
    let verifier: String
    /// What NTLM needs, 16 bytes as secret as the password itself.
    let ntHash: [UInt8]
  }

  /// An account.
  public struct User: Sendable, Equatable, Codable {
    /// The name as it was first written.
    public internal(set) var name: String
    /// The name in the lab file, which its first password goes with; nil while it is ``name``.
    var firstName: String?
    /// The name of the person.
    public internal(set) var fullName = ""
    /// What somebody has noted about the account.
    public internal(set) var comment = ""
    /// Whether the account may log on at all.
    public internal(set) var isActive = true
    /// The last part of the SID.
    public let identifier: Int
    /// When the password was set, in seconds since 1970.
    public internal(set) var passwordSet: Int64
    /// Whether the password still is the one of the lab file.
    var hasFirstPassword = false
    /// What is kept of another password; nil for an account without one.
    var secret: Secret?
    /// Wrong passwords in a row.
    var failures = 0
    /// When the last wrong one came, in seconds since 1970.
    var lastFailure: Int64 = 0

    init(_ name: String, identifier: Int, passwordSet: Int64) {
      self.name = name
      self.identifier = identifier
      self.passwordSet = passwordSet
    }

    /// Whether the account came with the computer.
    var isBuiltIn: Bool { identifier < 1_000 }
  }

  /// A local group.
  public struct Group: Sendable, Equatable, Codable {
    /// The name.
    public let name: String
    /// The whole SID.
    public let sid: String
    /// What the group is for.
    public internal(set) var comment: String
    /// Accounts of the computer by name, those of the domain as `DOMAIN\name`, in the order in which
    /// they were added.
    public internal(set) var members: [String]

    /// Whether the group came with the computer.
    var isBuiltIn: Bool { sid.hasPrefix("S-1-5-32-") }
  }

  /// When accounts are locked after wrong passwords.
  public struct LockoutPolicy: Sendable, Equatable, Codable {
    /// After how many wrong passwords; 0 for never.
    public var threshold = 0
    /// For how many minutes; 0 until somebody activates the account.
    public var duration = 30
    /// After how many minutes without another one wrong passwords are forgotten.
    public var window = 30

    /// As on Windows: accounts are never locked.
    public init() {}

    /// The largest count, and the longest time in minutes.
    public static let largestThreshold = 999
    /// See ``largestThreshold``.
    public static let longestTime = 99_999

    /// Whether an account stays locked at least until its wrong passwords are forgotten.
    public var isConsistent: Bool { duration == 0 || duration >= window }
  }

  /// The accounts, ordered by name.
  public internal(set) var users: [User]
  /// The groups, ordered by name.
  public internal(set) var groups: [Group]
  /// When accounts are locked.
  public internal(set) var lockout: LockoutPolicy
  /// The last part of the next SID.
  var nextIdentifier: Int

  /// What the SIDs of a computer's own accounts and groups begin with.
  static let machineSID = "S-1-5-21-1004336348-1177238915-682003330"

  /// The groups that computers come with.
  static let builtInGroups: [(name: String, sid: String, comment: String)] = [
    (
      "Administrators", WellKnownSIDs.administrators,
      "Administrators have complete and unrestricted access to the computer/domain"
    ),
    (
      "Backup Operators", "S-1-5-32-551",
      "Members may read and write every file, to save and restore it"
    ),
    ("Event Log Readers", "S-1-5-32-573", "Members may read the event logs of this computer"),
    ("Guests", "S-1-5-32-546", "Guests have less rights than members of Users"),
    ("Power Users", "S-1-5-32-547", "Kept for older programs; members have few rights more"),
    ("Remote Desktop Users", "S-1-5-32-555", "Members may log on from elsewhere with a desktop"),
    (
      "Remote Management Users", WellKnownSIDs.remoteManagementUsers,
      "Members may use WMI and PowerShell of this computer over WS-Management"
    ),
    ("Users", WellKnownSIDs.users, "Users may run programs, and may not change the computer"),
  ]

  /// The accounts of a computer that nobody has changed: those of the lab file, and the two that
  /// every computer has.
  ///
  /// - Parameter domain: the short name of its domain; nil in a workgroup.
  init(
    users given: [LabUser], groups ownGroups: [LabGroup] = [], domain: String?,
    lockout: LockoutPolicy = LockoutPolicy()
  ) {
    self.lockout = lockout
    var users: [User] = []
    for (index, user) in given.enumerated() {
      let isFirst = user.name.lowercased() == "administrator"
      let isGuest = user.name.lowercased() == "guest"
      let details = user.details
      var added = User(
        user.name,
        identifier: details.identifier ?? (isFirst ? 500 : isGuest ? 501 : 1_001 + index),
        passwordSet: Self.installTime)
      added.hasFirstPassword = true
      (added.fullName, added.comment) = (details.fullName, details.comment)
      added.isActive = details.isActive
      users.append(added)
    }
    for (name, identifier) in [("Administrator", 500), ("Guest", 501)]
    where !users.contains(where: { $0.identifier == identifier }) {
      var user = User(name, identifier: identifier, passwordSet: Self.installTime)
      user.isActive = false
      users.append(user)
    }
    self.users = users.sorted { $0.name.lowercased() < $1.name.lowercased() }
    nextIdentifier =
      1
      + (users.map(\.identifier) + ownGroups.compactMap(\.identifier) + [1_000 + given.count])
      .reduce(1_000, max)
    let builtIn = Self.builtInGroups.map { name, sid, comment in
      var members = given.filter { $0.groups.contains(sid) }.map(\.name)
      switch name {
      case "Administrators":
        if let first = users.first(where: { $0.identifier == 500 }), !members.contains(first.name) {
          members.append(first.name)
        }
      case "Guests":
        if let guest = users.first(where: { $0.identifier == 501 }), !members.contains(guest.name) {
          members.append(guest.name)
        }
      case "Users":
        members += given.map(\.name).filter { !members.contains($0) }
      default: break
      }
      let noted = ownGroups.first { $0.sid == sid }?.comment
      return Group(name: name, sid: sid, comment: noted ?? comment, members: members)
    }
    let own = ownGroups.filter { $0.identifier != nil }.map { group in
      Group(
        name: group.name, sid: group.sid, comment: group.comment ?? "",
        members: given.filter { $0.groups.contains(group.sid) }.map(\.name))
    }
    groups =
      own.isEmpty
      ? builtIn : (builtIn + own).sorted { $0.name.lowercased() < $1.name.lowercased() }
    follow(domain: domain)
  }

  /// Which group of a domain becomes a member of which group of its computers.
  static let domainGroups = [("Administrators", "Domain Admins"), ("Users", "Domain Users")]

  /// When the accounts that come with computers were made: 2024-01-15 09:30, as the rest.
  private static let installTime: Int64 = 1_705_311_000

  /// The account of a name, letter case ignored.
  public func user(named name: String) -> User? {
    users.first { $0.name.lowercased() == name.lowercased() }
  }

  /// The group of a name, letter case ignored.
  public func group(named name: String) -> Group? {
    groups.first { $0.name.lowercased() == name.lowercased() }
  }

  /// The groups that have a member, written as in ``Group/members``.
  public func groups(of member: String) -> [Group] {
    groups.filter { $0.has(member) }
  }

  /// Whether wrong passwords keep an account from logging on at a time in seconds since 1970.
  public func isLocked(_ user: User, at time: Int64) -> Bool {
    guard lockout.threshold > 0, user.failures >= lockout.threshold else { return false }
    return lockout.duration == 0 || time < user.lastFailure &+ Int64(lockout.duration) &* 60
  }
}

extension AccountDirectory.Group {
  /// Whether somebody is a member, letter case ignored.
  func has(_ member: String) -> Bool {
    members.contains { $0.lowercased() == member.lowercased() }
  }
}

extension AccountDirectory {
  /// The names of the groups that every domain has.
  public static var domainGroupNames: [String] { LabUser.groupNames(in: .domain) }

  /// The SID of an account.
  public func sid(of user: User) -> String { "\(Self.machineSID)-\(user.identifier)" }

  /// The names of the groups that computers come with.
  public static var builtInGroupNames: [String] { builtInGroups.map(\.name) }
}
