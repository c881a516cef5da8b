import CIMModel
import WSManService

/// Users and groups of a computer as instances of CIM, and who is a member of which.
struct AccountInstances {
  let computerName: String
  let directory: AccountDirectory

  /// The classes whose instances follow the accounts.
  static let classes = ["Win32_UserAccount", "Win32_Group", "Win32_GroupUser"]

  /// The instances of these classes.
  ///
  /// - Parameter time: when they are looked at, in seconds since 1970.
  func all(at time: Int64) -> [CIMInstance] {
    directory.groups.map(group) + directory.users.map { account($0, at: time) }
      + directory.groups.flatMap(memberships)
  }

  private func group(_ group: AccountDirectory.Group) -> CIMInstance {
    var values = Self.named(group.name, group.sid, kind: 4, on: computerName)
    values["Description"] = .string(group.comment)
    return CIMInstance("Win32_Group", values)
  }

  private func account(_ user: AccountDirectory.User, at time: Int64) -> CIMInstance {
    let sid = directory.sid(of: user)
    var values = Self.named(user.name, sid, kind: 1, on: computerName)
    if !user.comment.isEmpty { values["Description"] = .string(user.comment) }
    if !user.isActive { values["Status"] = "Degraded" }
    return CIMInstance(
      "Win32_UserAccount", values,
      [
        "AccountType": 512, "Disabled": .boolean(!user.isActive),
        "FullName": .string(user.fullName), "Lockout": .boolean(directory.isLocked(user, at: time)),
        "PasswordChangeable": true, "PasswordExpires": false, "PasswordRequired": true,
      ])
  }

  /// Members that belong to the computer; those of the domain are instances of no class here.
  private func memberships(_ group: AccountDirectory.Group) -> [CIMInstance] {
    group.members.filter { directory.user(named: $0) != nil }.map { member in
      CIMInstance(
        "Win32_GroupUser", ("GroupComponent", path("Win32_Group", group.name)),
        ("PartComponent", path("Win32_UserAccount", member)))
    }
  }

  private func path(_ className: String, _ name: String) -> CIMObjectPath {
    CIMObjectPath(className: className, keys: ["Domain": computerName, "Name": name])
  }

  /// Values that accounts share.
  static func named(
    _ name: String, _ sid: String, kind: UInt64, on computerName: String
  ) -> [String: CIMValue] {
    [
      "Name": .string(name), "Domain": .string(computerName), "SID": .string(sid),
      "SIDType": .unsigned(kind), "LocalAccount": true, "Status": "OK",
      "Caption": .string("\(computerName)\\\(name)"),
      "Description": .string("\(computerName)\\\(name)"),
    ]
  }
}

extension CIMSeed {
  /// Users and groups of the computer, who is a member of which, and what the system itself uses.
  var accountInstances: [CIMInstance] {
    let directory = AccountDirectory(
      users: users, groups: groups, domain: domainShortName)
    var instances = AccountInstances(computerName: computerName, directory: directory).all(at: 0)
    instances += Self.systemAccounts.map(systemAccount)
    let session = CIMObjectPath(className: "Win32_LogonSession", keys: ["LogonId": "999"])
    let system = CIMObjectPath(
      className: "Win32_SystemAccount", keys: ["Domain": computerName, "Name": "SYSTEM"])
    instances.append(
      CIMInstance("Win32_LoggedOnUser", ("Antecedent", system), ("Dependent", session)))
    return instances
  }

  private static let systemAccounts = [
    (name: "SYSTEM", sid: "S-1-5-18"), (name: "LOCAL SERVICE", sid: "S-1-5-19"),
    (name: "NETWORK SERVICE", sid: "S-1-5-20"), (name: "Everyone", sid: "S-1-1-0"),
  ]

  private func systemAccount(_ entry: (name: String, sid: String)) -> CIMInstance {
    CIMInstance(
      "Win32_SystemAccount",
      AccountInstances.named(entry.name, entry.sid, kind: 5, on: computerName))
  }
}
