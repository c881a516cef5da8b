import CIMModel
import WSManService

extension CIMSeed {
  /// Users and groups of the computer, and who is a member of which.
  var accountInstances: [CIMInstance] {
    var instances = Self.groups.map(group) + Self.systemAccounts.map(systemAccount)
    for (index, user) in users.enumerated() {
      let identifier = user.name.lowercased() == "administrator" ? 500 : 1001 + index
      instances.append(account(user, sid: "S-1-5-21-1004336348-1177238915-682003330-\(identifier)"))
      for membership in Self.groups where user.groups.contains(membership.sid) {
        instances.append(
          CIMInstance(
            "Win32_GroupUser", ("GroupComponent", path("Win32_Group", membership.name)),
            ("PartComponent", path("Win32_UserAccount", user.name))))
      }
    }
    let session = CIMObjectPath(className: "Win32_LogonSession", keys: ["LogonId": "999"])
    instances.append(
      CIMInstance(
        "Win32_LoggedOnUser", ("Antecedent", path("Win32_SystemAccount", "SYSTEM")),
        ("Dependent", session)))
    return instances
  }

  private static let groups = [
    (name: "Administrators", sid: "S-1-5-32-544"), (name: "Users", sid: "S-1-5-32-545"),
    (name: "Guests", sid: "S-1-5-32-546"),
    (name: "Remote Management Users", sid: "S-1-5-32-580"),
    (name: "Event Log Readers", sid: "S-1-5-32-573"),
  ]

  private static let systemAccounts = [
    (name: "SYSTEM", sid: "S-1-5-18"), (name: "LOCAL SERVICE", sid: "S-1-5-19"),
    (name: "NETWORK SERVICE", sid: "S-1-5-20"), (name: "Everyone", sid: "S-1-1-0"),
  ]

  private func path(_ className: String, _ name: String) -> CIMObjectPath {
    CIMObjectPath(className: className, keys: ["Domain": computerName, "Name": name])
  }

  private func named(_ name: String, _ sid: String, kind: UInt64) -> [String: CIMValue] {
    [
      "Name": .string(name), "Domain": .string(computerName), "SID": .string(sid),
      "SIDType": .unsigned(kind), "LocalAccount": true, "Status": "OK",
      "Caption": .string("\(computerName)\\\(name)"),
      "Description": .string("\(computerName)\\\(name)"),
    ]
  }

  private func group(_ entry: (name: String, sid: String)) -> CIMInstance {
    CIMInstance("Win32_Group", named(entry.name, entry.sid, kind: 4))
  }

  private func systemAccount(_ entry: (name: String, sid: String)) -> CIMInstance {
    CIMInstance("Win32_SystemAccount", named(entry.name, entry.sid, kind: 5))
  }

  private func account(_ user: LabUser, sid: String) -> CIMInstance {
    CIMInstance(
      "Win32_UserAccount", named(user.name, sid, kind: 1),
      [
        "AccountType": 512, "Disabled": false, "FullName": "", "Lockout": false,
        "PasswordChangeable": true, "PasswordExpires": false, "PasswordRequired": true,
      ])
  }
}
