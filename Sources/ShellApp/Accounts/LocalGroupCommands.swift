import Lab
import PSEngine

/// `New-LocalGroup`.
final class NewLocalGroup: LocalAccountChangeCommand {
  static let name = Parameter<String>(
    "Name", position: 0, mandatory: true, pipeline: [.byValue, .byPropertyName],
    help: "The group.")
  static let note = Parameter<String>(
    "Description", pipeline: .byPropertyName, help: "What it is for.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "New-LocalGroup", typeName: typeName("NewLocalGroupCommand"),
      parameters: [name.definition, note.definition], supportsShouldProcess: true,
      synopsis: "Makes a group of the computer.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let name = context[Self.name],
      try await context.shouldProcess(name, action: "Create new local group")
    else { return }
    let change = AccountChange.addGroup(name, comment: context[Self.note] ?? "")
    guard try await apply([change], to: name, context) else { return }
    let directory = try await computer(context).accounts.directory()
    if let group = directory.group(named: name) { try await context.write(value(of: group)) }
  }
}

/// `Set-LocalGroup`.
final class SetLocalGroup: LocalAccountChangeCommand {
  static let name = Parameter<String>(
    "Name", position: 0, mandatory: true, pipeline: [.byValue, .byPropertyName],
    completion: .source(groupSource), help: "The group.")
  static let note = Parameter<String>("Description", mandatory: true, help: "What it is for.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Set-LocalGroup", typeName: typeName("SetLocalGroupCommand"),
      parameters: [name.definition, note.definition], supportsShouldProcess: true,
      synopsis: "Changes a group of the computer.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let name = context[Self.name],
      try await context.shouldProcess(name, action: "Modify local group")
    else { return }
    _ = try await apply(
      [.setGroupComment(name, to: context[Self.note] ?? "")], to: name, context)
  }
}

/// `Remove-LocalGroup`.
final class RemoveLocalGroup: LocalNamesCommand {
  override class var words: (command: String, action: String, synopsis: String) {
    ("Remove-LocalGroup", "Remove local group", "Removes groups of the computer.")
  }
  override class var name: Parameter<[String]> { groups }
  override class func change(_ name: String) -> AccountChange { .deleteGroup(name) }
}

/// What the cmdlets on members of groups have in common.
class LocalMemberCommand: LocalAccountChangeCommand {
  static let group = Parameter<String>(
    "Group", aliases: ["Name"], position: 0, mandatory: true,
    completion: .source(groupSource), help: "The group.")
  static let member = Parameter<[String]>(
    "Member", position: 1, mandatory: true, pipeline: [.byValue, .byPropertyName],
    completion: .source(userSource),
    help: "Accounts of the computer, and accounts and groups of its domain as DOMAIN\\name.")

  /// The verb of the cmdlet, what it asks for with -Confirm, and what help says of it.
  class var words: (verb: String, action: String, synopsis: String) { ("", "", "") }
  /// What is done with a member.
  class func change(_ member: String, _ group: String) -> AccountChange {
    .addMember(member, to: group)
  }

  override final class var metadata: CmdletMetadata {
    CmdletMetadata(
      "\(words.verb)-LocalGroupMember", typeName: typeName("\(words.verb)LocalGroupMemberCommand"),
      parameters: [group.definition, member.definition], supportsShouldProcess: true,
      synopsis: words.synopsis)
  }

  override final func processRecord(_ context: CommandContext) async throws {
    guard let group = context[Self.group] else { return }
    let computer = try computer(context)
    guard try await computer.accounts.directory().group(named: group) != nil else {
      return try await context.writeError(Self.missing("Group", group))
    }
    for member in context[Self.member] ?? [] {
      let action = "\(Self.words.action) \(member)"
      guard try await context.shouldProcess(group, action: action) else { continue }
      _ = try await apply([Self.change(member, group)], to: member, context)
    }
  }
}

/// `Add-LocalGroupMember`.
final class AddLocalGroupMember: LocalMemberCommand {
  override class var words: (verb: String, action: String, synopsis: String) {
    ("Add", "Add member", "Adds members to a group of the computer.")
  }
}

/// `Remove-LocalGroupMember`.
final class RemoveLocalGroupMember: LocalMemberCommand {
  override class var words: (verb: String, action: String, synopsis: String) {
    ("Remove", "Remove member", "Takes members out of a group of the computer.")
  }
  override class func change(_ member: String, _ group: String) -> AccountChange {
    .removeMember(member, from: group)
  }
}
