import Lab
import PSEngine

/// `New-LocalUser`.
final class NewLocalUser: LocalAccountChangeCommand {
  static let name = Parameter<String>(
    "Name", position: 0, mandatory: true, pipeline: [.byValue, .byPropertyName],
    help: "The account.")
  static let password = Parameter<PSSecureString>(
    "Password", sets: ["Password"], mandatory: true, pipeline: .byPropertyName,
    help: "Its password.")
  static let noPassword = Parameter<SwitchParameter>(
    "NoPassword", sets: ["NoPassword"], mandatory: true,
    help: "It has none, and cannot log on from elsewhere.")
  static let note = Parameter<String>(
    "Description", pipeline: .byPropertyName, help: "A note about it.")
  static let fullName = Parameter<String>(
    "FullName", pipeline: .byPropertyName, help: "The name of the person.")
  static let disabled = Parameter<SwitchParameter>(
    "Disabled", pipeline: .byPropertyName, help: "It may not log on.")
  static let neverExpires = Parameter<SwitchParameter>(
    "AccountNeverExpires", pipeline: .byPropertyName, help: "As it is with every account here.")
  static let passwordNeverExpires = Parameter<SwitchParameter>(
    "PasswordNeverExpires", sets: ["Password"], pipeline: .byPropertyName,
    help: "As it is with every account here.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "New-LocalUser", typeName: typeName("NewLocalUserCommand"),
      parameters: [
        name.definition, password.definition, noPassword.definition, note.definition,
        fullName.definition, disabled.definition, neverExpires.definition,
        passwordNeverExpires.definition,
      ], defaultSet: "Password", supportsShouldProcess: true,
      synopsis: "Makes an account of the computer.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let name = context[Self.name],
      try await context.shouldProcess(name, action: "Create new local user")
    else { return }
    var changes: [AccountChange] = [
      .addUser(name, password: context[Self.password]?.reveal() ?? "")
    ]
    if let text = context[Self.note] { changes.append(.setComment(name, to: text)) }
    if let text = context[Self.fullName] { changes.append(.setFullName(name, to: text)) }
    if context[Self.disabled] { changes.append(.setActive(name, false)) }
    guard try await apply(changes, to: name, context) else { return }
    let directory = try await computer(context).accounts.directory()
    if let user = directory.user(named: name) {
      try await context.write(value(of: user, in: directory))
    }
  }
}

/// `Set-LocalUser`.
final class SetLocalUser: LocalAccountChangeCommand {
  static let name = Parameter<String>(
    "Name", position: 0, mandatory: true, pipeline: [.byValue, .byPropertyName],
    completion: .source(userSource), help: "The account.")
  static let password = Parameter<PSSecureString>("Password", help: "Its new password.")
  static let note = Parameter<String>("Description", help: "A note about it.")
  static let fullName = Parameter<String>("FullName", help: "The name of the person.")
  static let neverExpires = Parameter<SwitchParameter>(
    "AccountNeverExpires", help: "As it is with every account here.")
  static let passwordNeverExpires = Parameter<Bool>(
    "PasswordNeverExpires", help: "True, as it is with every account here.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Set-LocalUser", typeName: typeName("SetLocalUserCommand"),
      parameters: [
        name.definition, password.definition, note.definition, fullName.definition,
        neverExpires.definition, passwordNeverExpires.definition,
      ], supportsShouldProcess: true, synopsis: "Changes an account of the computer.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let name = context[Self.name] else { return }
    if context[Self.passwordNeverExpires] == false {
      return try await context.writeError(
        Self.record(
          "InvalidOperation", "Passwords do not expire here. \(name) was not changed.",
          .invalidOperation, name))
    }
    guard try await context.shouldProcess(name, action: "Modify local user") else { return }
    let computer = try computer(context)
    guard try await computer.accounts.directory().user(named: name) != nil else {
      return try await context.writeError(Self.missing("User", name))
    }
    var changes: [AccountChange] = []
    if let secret = context[Self.password] {
      changes.append(.setPassword(name, to: secret.reveal()))
    }
    if let text = context[Self.note] { changes.append(.setComment(name, to: text)) }
    if let text = context[Self.fullName] { changes.append(.setFullName(name, to: text)) }
    _ = try await apply(changes, to: name, context)
  }
}

/// `Rename-LocalUser`.
final class RenameLocalUser: LocalAccountChangeCommand {
  static let name = Parameter<String>(
    "Name", position: 0, mandatory: true, pipeline: [.byValue, .byPropertyName],
    completion: .source(userSource), help: "The account.")
  static let newName = Parameter<String>(
    "NewName", position: 1, mandatory: true, pipeline: .byPropertyName, help: "Its new name.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Rename-LocalUser", typeName: typeName("RenameLocalUserCommand"),
      parameters: [name.definition, newName.definition], supportsShouldProcess: true,
      synopsis: "Gives an account of the computer another name.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let name = context[Self.name], let newName = context[Self.newName],
      try await context.shouldProcess(name, action: "Rename local user to \(newName)")
    else { return }
    _ = try await apply([.renameUser(name, to: newName)], to: name, context)
  }
}

/// `Remove-LocalUser`.
final class RemoveLocalUser: LocalNamesCommand {
  override class var words: (command: String, action: String, synopsis: String) {
    ("Remove-LocalUser", "Remove local user", "Removes accounts of the computer.")
  }
  override class func change(_ name: String) -> AccountChange { .deleteUser(name) }
}

/// `Enable-LocalUser`.
final class EnableLocalUser: LocalNamesCommand {
  override class var words: (command: String, action: String, synopsis: String) {
    ("Enable-LocalUser", "Enable local user", "Lets accounts of the computer log on.")
  }
  override class func change(_ name: String) -> AccountChange { .setActive(name, true) }
}

/// `Disable-LocalUser`.
final class DisableLocalUser: LocalNamesCommand {
  override class var words: (command: String, action: String, synopsis: String) {
    ("Disable-LocalUser", "Disable local user", "Keeps accounts of the computer from logging on.")
  }
  override class func change(_ name: String) -> AccountChange { .setActive(name, false) }
}
