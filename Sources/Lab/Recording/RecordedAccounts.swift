import CIMModel
import WSManClient
import WSManProtocol
import XMLStream

/// The name of a recorded computer, and its accounts and groups as far as they could be read.
struct RecordedAccounts {
  /// An account of the computer.
  struct User {
    let name: String
    var groups: [String] = []
    let fullName: String
    let comment: String
    let isActive: Bool
    let identifier: Int?
  }

  /// A local group.
  struct Group {
    let name: String
    let comment: String
    let identifier: Int?
  }

  /// The short name.
  let computerName: String
  /// The full name of its domain; nil in a workgroup, or when nothing is known.
  let domain: String?
  private(set) var users: [User] = []
  private(set) var groups: [Group] = []

  init(_ computer: RecordedComputer) {
    func objects(_ name: String) -> [XMLFragment] {
      computer.identity.first { $0.className == name }?.objects ?? []
    }
    let system = objects("Win32_ComputerSystem").first
    let stated = system?.value("DNSHostName") ?? system?.value("Name")?.lowercased()
    let short = (stated ?? computer.name).prefix { $0 != "." && $0 != ":" && $0 != "/" }
    let isName = (try? NameRange(String(short)))?.count == 1
    let isAddress = stated == nil && IPAddress(computer.name) != nil
    computerName =
      isName && !isAddress && short.lowercased() != "localhost" ? String(short) : "computer"
    let isMember = system?.value("PartOfDomain")?.lowercased() == "true"
    let domainName = system?.value("Domain") ?? ""
    domain = isMember && domainName.contains(".") ? domainName : nil
    readAccounts(
      objects("Win32_UserAccount"), objects("Win32_Group"), objects("Win32_GroupUser"))
  }

  private mutating func readAccounts(
    _ accounts: [XMLFragment], _ groupObjects: [XMLFragment], _ members: [XMLFragment]
  ) {
    var found = accounts.compactMap(Self.user)
    for membership in members {
      guard let group = membership.reference("GroupComponent"),
        let member = membership.reference("PartComponent"),
        member.className.lowercased() == "win32_useraccount",
        let groupName = group.keys[CIMName("Name")], let name = member.keys[CIMName("Name")],
        let index = found.firstIndex(where: { $0.name.lowercased() == name.lowercased() })
      else { continue }
      found[index].groups.append(groupName)
    }
    // In the order of their SIDs, so that they get the same ones again.
    users = found.filter { !$0.isAsInstalled }
      .sorted { ($0.identifier ?? .max) < ($1.identifier ?? .max) }
    groups = groupObjects.compactMap(Self.group).filter { group in
      let known = AccountDirectory.builtInGroups.first {
        $0.name.lowercased() == group.name.lowercased()
      }
      return known.map { $0.comment != group.comment } ?? true
    }
  }

  private static func user(_ object: XMLFragment) -> User? {
    guard let name = object.value("Name"), object.isLocalAccount else { return nil }
    return User(
      name: name, fullName: object.value("FullName") ?? "", comment: object.comment,
      isActive: object.value("Disabled")?.lowercased() != "true",
      identifier: object.value("SID").flatMap(Self.identifier))
  }

  private static func group(_ object: XMLFragment) -> Group? {
    guard let name = object.value("Name"), object.isLocalAccount else { return nil }
    let sid = object.value("SID") ?? ""
    return Group(
      name: name, comment: object.comment,
      identifier: sid.hasPrefix("S-1-5-32-") ? nil : identifier(of: sid))
  }

  private static func identifier(of sid: String) -> Int? {
    sid.split(separator: "-").last.flatMap { Int($0) }.flatMap {
      LabGroup.identifiers.contains($0) ? $0 : nil
    }
  }
}

extension RecordedAccounts.User {
  /// Whether the account is called as the two that every computer has.
  var hasCommonName: Bool { ["administrator", "guest"].contains(name.lowercased()) }

  /// Whether the account is one that every computer has, as it is on a fresh one.
  fileprivate var isAsInstalled: Bool {
    [500, 501].contains(identifier) && !isActive && fullName.isEmpty && comment.isEmpty
  }
}

extension XMLFragment {
  /// The text of a property; nil without one.
  func value(_ name: String) -> String? {
    guard let element = child(localName: name, ignoringCase: true),
      element.attribute(XMLName(Namespaces.schemaInstance, "nil")) != "true"
    else { return nil }
    return element.innerText.isEmpty ? nil : element.innerText
  }

  /// The instance that a property refers to.
  fileprivate func reference(_ name: String) -> CIMObjectPath? {
    child(localName: name, ignoringCase: true).flatMap {
      CIMObjectPath(EndpointReference(element: $0))
    }
  }

  fileprivate var isLocalAccount: Bool { value("LocalAccount")?.lowercased() != "false" }

  /// What is noted about an account; what Windows writes without a note is none.
  fileprivate var comment: String {
    guard let text = value("Description"), text != value("Caption") else { return "" }
    return text
  }
}

extension CIMObjectPath {
  /// The path that a reference stands for; nil when it names no class.
  init?(_ reference: EndpointReference) {
    guard let name = reference.resource?.text.split(separator: "/").last else { return nil }
    var keys: [String: String] = [:]
    for selector in reference.selectors.selectors where selector.name != "__cimnamespace" {
      switch selector.value {
      case .text(let text): keys[selector.name] = text
      case .reference(let inner): keys[selector.name] = CIMObjectPath(inner)?.text
      }
    }
    self.init(className: String(name), keys: keys)
  }
}
