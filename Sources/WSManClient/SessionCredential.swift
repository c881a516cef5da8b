/// A user name with a password, for the service or for a proxy.
public struct SessionCredential: Sendable, Equatable {
  /// The user name, with a domain where the account has one.
  public var userName: String
  /// The password in clear.
  public var password: String

  /// A credential.
  public init(userName: String, password: String) {
    self.userName = userName
    self.password = password
  }
}

extension SessionCredential: CustomStringConvertible, CustomDebugStringConvertible {
  /// The user name only, so that no log or message shows the password.
  public var description: String { userName }

  /// The same as `description`.
  public var debugDescription: String { userName }
}
