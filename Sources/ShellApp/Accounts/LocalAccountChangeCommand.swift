import Lab
import PSEngine

/// What the cmdlets that change accounts and groups have in common.
class LocalAccountChangeCommand: LocalAccountCommand {
  /// Applies changes, all of them or none; what speaks against one is an error.
  ///
  /// - Returns: whether they were applied.
  final func apply(
    _ changes: [AccountChange], to name: String, _ context: CommandContext
  ) async throws -> Bool {
    let computer = try computer(context)
    guard computer.isElevated else {
      try await context.writeError(
        Self.record("AccessDenied", "Access denied.", .permissionDenied, name))
      return false
    }
    do {
      try await computer.accounts.apply(changes)
      return true
    } catch let problem as AccountProblem {
      try await context.writeError(Self.record(problem, name))
      return false
    }
  }

  private static func record(_ problem: AccountProblem, _ name: String) -> ErrorRecord {
    switch problem {
    case .noUser: missing("User", name)
    case .noGroup: missing("Group", name)
    case .noSuchMember(let member): missing("Principal", member)
    case .userExists: record("UserExists", "User \(name) already exists.", .resourceExists, name)
    case .groupExists: record("GroupExists", "Group \(name) already exists.", .resourceExists, name)
    case .isMember:
      record("MemberExists", "\(name) is already a member of the group.", .resourceExists, name)
    case .isNoMember:
      record("MemberNotFound", "\(name) is no member of the group.", .objectNotFound, name)
    case .invalidName:
      record(
        "InvalidName",
        "A name is empty, too long, or has characters that names of accounts cannot have.",
        .invalidArgument, name)
    case .builtIn:
      record(
        "InvalidOperation", "\(name) came with the computer and cannot be removed.",
        .invalidOperation, name)
    case .lastAdministrator:
      record(
        "InvalidOperation", "\(name) is the last administrator of the computer.",
        .invalidOperation, name)
    case .noHash:
      record(
        "InvalidOperation", "The system's cryptography made no hash of the password.",
        .invalidOperation, name)
    }
  }
}

/// What the cmdlets have in common that do one thing with each of some accounts or groups.
class LocalNamesCommand: LocalAccountChangeCommand {
  static let users = Parameter<[String]>(
    "Name", position: 0, mandatory: true, pipeline: [.byValue, .byPropertyName],
    completion: .source(userSource), help: "The accounts.")
  static let groups = Parameter<[String]>(
    "Name", position: 0, mandatory: true, pipeline: [.byValue, .byPropertyName],
    completion: .source(groupSource), help: "The groups.")

  /// The parameter for the names.
  class var name: Parameter<[String]> { users }

  /// The name of the cmdlet, what it asks for with -Confirm, and what help says of it.
  class var words: (command: String, action: String, synopsis: String) { ("", "", "") }
  /// What is done with a name.
  class func change(_ name: String) -> AccountChange { .deleteUser(name) }

  override final class var metadata: CmdletMetadata {
    CmdletMetadata(
      words.command, typeName: typeName(words.command.filter { $0 != "-" } + "Command"),
      parameters: [name.definition], supportsShouldProcess: true, synopsis: words.synopsis)
  }

  override final func processRecord(_ context: CommandContext) async throws {
    for name in context[Self.name] ?? [] {
      guard try await context.shouldProcess(name, action: Self.words.action) else { continue }
      _ = try await apply([Self.change(name)], to: name, context)
    }
  }
}
