import Lab
import PSEngine

/// `Get-LocalUser`.
final class GetLocalUser: LocalAccountCommand {
  static let name = Parameter<[String]>(
    "Name", position: 0, pipeline: [.byValue, .byPropertyName],
    completion: .source(userSource), help: "The accounts; wildcards work.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-LocalUser", typeName: typeName("GetLocalUserCommand"), parameters: [name.definition],
      synopsis: "Gets accounts of the computer.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    let directory = try await computer(context).accounts.directory()
    try await write(
      directory.users, { $0.name }, context[Self.name], context,
      missing: { Self.missing("User", $0) }
    ) { value(of: $0, in: directory) }
  }
}

/// `Get-LocalGroup`.
final class GetLocalGroup: LocalAccountCommand {
  static let name = Parameter<[String]>(
    "Name", position: 0, pipeline: [.byValue, .byPropertyName], completion: .source(groupSource),
    help: "The groups; wildcards work.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-LocalGroup", typeName: typeName("GetLocalGroupCommand"), parameters: [name.definition],
      synopsis: "Gets groups of the computer.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    try await write(
      computer(context).accounts.directory().groups, { $0.name }, context[Self.name], context,
      missing: { Self.missing("Group", $0) }
    ) { value(of: $0) }
  }
}

/// `Get-LocalGroupMember`.
final class GetLocalGroupMember: LocalAccountCommand {
  static let group = Parameter<String>(
    "Group", aliases: ["Name"], position: 0, mandatory: true,
    pipeline: [.byValue, .byPropertyName], completion: .source(groupSource), help: "The group.")
  static let member = Parameter<String>(
    "Member", position: 1, completion: .source(userSource),
    help: "Only members of this name; wildcards work.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-LocalGroupMember", typeName: typeName("GetLocalGroupMemberCommand"),
      parameters: [group.definition, member.definition],
      synopsis: "Gets the members of a group of the computer.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let name = context[Self.group] else { return }
    let computer = try computer(context)
    let directory = try await computer.accounts.directory()
    guard let group = directory.group(named: name) else {
      return try await context.writeError(Self.missing("Group", name))
    }
    let wanted = context[Self.member].map { WildcardPattern($0) }
    for member in group.members {
      let user = directory.user(named: member)
      let whole = user == nil ? member : "\(computer.name)\\\(member)"
      guard wanted.map({ $0.matches(whole) || $0.matches(member) }) ?? true else { continue }
      // Members from a domain are known by their names only.
      try await context.write(
        object(
          "LocalPrincipal", [], of: whole, user.map(directory.sid) ?? "",
          user == nil && Self.isDomainGroup(member) ? "Group" : "User",
          source: user == nil ? 2 : 1))
    }
  }

  private static func isDomainGroup(_ member: String) -> Bool {
    let name = member.split(separator: "\\").last.map(String.init) ?? member
    return AccountDirectory.domainGroupNames.contains { $0.equalsIgnoringCase(name) }
  }
}
