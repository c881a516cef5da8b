import Lab
import PSEngine
import PSFormatting

/// `Get-LocalUser`, `Get-LocalGroup` and `Get-LocalGroupMember` of an emulated computer.
struct LocalAccountsModule: PSModule {
  let name = "Microsoft.PowerShell.LocalAccounts"
  let version = "1.0.0.0"
  let computer: NetProgram.Computer

  func register(in registrar: ModuleRegistrar) {
    registrar.session.service(LocalAccounts.self) { LocalAccounts() }.computer = computer
    registrar.add(cmdlets: [GetLocalUser.self, GetLocalGroup.self, GetLocalGroupMember.self])
    for (alias, command) in [
      ("glu", "Get-LocalUser"), ("glg", "Get-LocalGroup"), ("glgm", "Get-LocalGroupMember"),
    ] {
      registrar.add(alias: alias, for: command)
    }
    registrar.add(views: [
      .table(
        for: [LocalAccountCommand.typeName("LocalUser")],
        [FormatColumn("Name"), FormatColumn("Enabled"), FormatColumn("Description")]),
      .table(
        for: [LocalAccountCommand.typeName("LocalGroup")],
        [FormatColumn("Name"), FormatColumn("Description")]),
      .table(
        for: [LocalAccountCommand.typeName("LocalPrincipal")],
        [FormatColumn("ObjectClass"), FormatColumn("Name"), FormatColumn("PrincipalSource")]),
    ])
  }
}

/// Where a session keeps whose accounts it shows.
private final class LocalAccounts {
  var computer: NetProgram.Computer?
}

/// What the cmdlets have in common.
class LocalAccountCommand: Cmdlet {
  fileprivate static func typeName(_ name: String) -> String {
    "Microsoft.PowerShell.Commands.\(name)"
  }

  fileprivate static let source = PSEnumType(
    "Microsoft.PowerShell.Commands.PrincipalSource",
    [("Unknown", 0), ("Local", 1), ("ActiveDirectory", 2)])

  fileprivate final func computer(_ context: CommandContext) throws -> NetProgram.Computer {
    guard
      let computer = context.session.service(LocalAccounts.self, make: { LocalAccounts() }).computer
    else {
      throw NativeFailure("System.InvalidOperationException", "The computer has no accounts.")
    }
    return computer
  }

  fileprivate final func object(
    _ type: String, _ properties: [(String, PSValue)], of name: String, _ sid: String,
    _ objectClass: String, source: Int64 = 1
  ) -> PSValue {
    let object = PSCustomObject(
      properties + [
        ("Name", .string(name)), ("SID", .string(sid)),
        ("PrincipalSource", .object(PSEnum(Self.source, source))),
        ("ObjectClass", .string(objectClass)),
      ])
    object.typeNames =
      [Self.typeName(type)]
      + (type == "LocalPrincipal" ? [] : [Self.typeName("LocalPrincipal")]) + ["System.Object"]
    return .object(object)
  }

  /// Writes what fits the names, or all; a name without wildcards has to be there.
  fileprivate final func write<Item>(
    _ items: [Item], _ name: (Item) -> String, _ wanted: [String]?, _ context: CommandContext,
    missing: (String) -> ErrorRecord, _ value: (Item) -> PSValue
  ) async throws {
    guard let wanted else {
      for item in items { try await context.write(value(item)) }
      return
    }
    for pattern in wanted {
      let wildcard = WildcardPattern(pattern)
      let found = items.filter { wildcard.matches(name($0)) }
      if found.isEmpty, !WildcardPattern.containsWildcards(pattern) {
        try await context.writeError(missing(pattern))
      }
      for item in found { try await context.write(value(item)) }
    }
  }

  fileprivate static func missing(_ kind: String, _ name: String) -> ErrorRecord {
    ErrorRecord(
      PSException(
        "Microsoft.PowerShell.Commands.\(kind)NotFoundException", "\(kind) \(name) was not found."),
      id: "\(kind)NotFound", category: .objectNotFound, target: .string(name))
  }
}

/// `Get-LocalUser`.
final class GetLocalUser: LocalAccountCommand {
  static let name = Parameter<[String]>(
    "Name", position: 0, pipeline: [.byValue, .byPropertyName],
    help: "The accounts; wildcards work.")

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
    ) { user in
      let time = PSValue.object(PSDateTime(unixTime: Double(user.passwordSet)))
      return object(
        "LocalUser",
        [
          ("AccountExpires", .null), ("Description", .string(user.comment)),
          ("Enabled", .bool(user.isActive)), ("FullName", .string(user.fullName)),
          ("PasswordChangeableDate", time), ("PasswordExpires", .null),
          ("UserMayChangePassword", .bool(true)), ("PasswordRequired", .bool(true)),
          ("PasswordLastSet", time), ("LastLogon", .null),
        ], of: user.name, directory.sid(of: user), "User")
    }
  }
}

/// `Get-LocalGroup`.
final class GetLocalGroup: LocalAccountCommand {
  static let name = Parameter<[String]>(
    "Name", position: 0, pipeline: [.byValue, .byPropertyName], help: "The groups; wildcards work.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-LocalGroup", typeName: typeName("GetLocalGroupCommand"), parameters: [name.definition],
      synopsis: "Gets groups of the computer.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    try await write(
      computer(context).accounts.directory().groups, { $0.name }, context[Self.name], context,
      missing: { Self.missing("Group", $0) }
    ) { group in
      object(
        "LocalGroup", [("Description", .string(group.comment))], of: group.name, group.sid, "Group")
    }
  }
}

/// `Get-LocalGroupMember`.
final class GetLocalGroupMember: LocalAccountCommand {
  static let group = Parameter<String>(
    "Group", aliases: ["Name"], position: 0, mandatory: true,
    pipeline: [.byValue, .byPropertyName], help: "The group.")
  static let member = Parameter<String>(
    "Member", position: 1, help: "Only members of this name; wildcards work.")

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
