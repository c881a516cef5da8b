import Lab
import PSEngine
import PSFormatting

/// What the cmdlets have in common.
class LocalAccountCommand: Cmdlet {
  /// Where the names come from that complete parameters.
  static let userSource = "LocalUser"
  static let groupSource = "LocalGroup"

  static func typeName(_ name: String) -> String {
    "Microsoft.PowerShell.Commands.\(name)"
  }

  static let source = PSEnumType(
    "Microsoft.PowerShell.Commands.PrincipalSource",
    [("Unknown", 0), ("Local", 1), ("ActiveDirectory", 2)])

  final func computer(_ context: CommandContext) throws -> NetProgram.Computer {
    guard
      let computer = context.session.service(LocalAccounts.self, make: { LocalAccounts() }).computer
    else {
      throw NativeFailure("System.InvalidOperationException", "The computer has no accounts.")
    }
    return computer
  }

  final func object(
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

  /// An account as an object.
  final func value(of user: AccountDirectory.User, in directory: AccountDirectory) -> PSValue {
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

  /// A group as an object.
  final func value(of group: AccountDirectory.Group) -> PSValue {
    object(
      "LocalGroup", [("Description", .string(group.comment))], of: group.name, group.sid, "Group")
  }

  /// Writes what fits the names, or all; a name without wildcards has to be there.
  final func write<Item>(
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

  static func missing(_ kind: String, _ name: String) -> ErrorRecord {
    record("\(kind)NotFound", "\(kind) \(name) was not found.", .objectNotFound, name)
  }

  static func record(
    _ id: String, _ text: String, _ category: ErrorCategory, _ name: String
  ) -> ErrorRecord {
    ErrorRecord(
      PSException("Microsoft.PowerShell.Commands.\(id)Exception", text), id: id,
      category: category, target: .string(name))
  }
}
