import PSEngine

/// What `RunAsUser` and `RunAsPassword` may be set to (`provider.md` 10.4). The rules hold for every
/// path that ends with one of these names.
struct RunAsRules {
  /// An account for the operations of a plugin; without a name only the password changes.
  struct Account {
    var userName: String?
    var password: PSSecureString
  }

  private let change: WSManProvider.Change

  init(_ change: WSManProvider.Change) { self.change = change }

  /// The account that a change means, `nil` when it is about another setting or empties one.
  /// - Parameter hasUser: whether an account is set already.
  /// - Throws: ``PSRuntimeError`` when the value is not of the right type.
  func account(_ hasUser: () async throws -> Bool) async throws -> Account? {
    let value = change.value.asObject
    if change.name.equalsIgnoringCase("RunAsUser"), !change.isClearing {
      guard let credential = value as? PSCredential else {
        throw invalidType("RunAsUser", "System.Management.Automation.PSCredential")
      }
      return Account(userName: credential.userName, password: credential.password)
    }
    guard change.name.equalsIgnoringCase("RunAsPassword") else { return nil }
    guard !change.isClearing else {
      throw PSRuntimeError.provider(WSManMessages.passwordNotCleared)
    }
    guard let password = value as? PSSecureString else {
      throw invalidType("RunAsPassword", "System.Security.SecureString")
    }
    guard try await hasUser() else {
      throw PSRuntimeError.provider(WSManMessages.passwordWithoutUser)
    }
    return Account(userName: nil, password: password)
  }

  private func invalidType(_ setting: String, _ type: String) -> PSRuntimeError {
    .provider(WSManMessages.invalidType(setting, type))
  }
}
