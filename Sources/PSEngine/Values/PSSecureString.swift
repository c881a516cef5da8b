/// `System.Security.SecureString`: a secret that never prints, never enters history or traces.
public final class PSSecureString: PSObject {
  private var characters: [Unicode.Scalar]

  /// Keeps a secret.
  public init(_ secret: String) { characters = Array(secret.unicodeScalars) }

  public override var baseTypeNames: [String] {
    ["System.Security.SecureString", "System.Object"]
  }
  public override var declaredProperties: [PSPropertyInfo] {
    [PSPropertyInfo("Length", "System.Int32")]
  }
  public override func declaredValue(_ name: String) -> PSValue? {
    name.equalsIgnoringCase("Length") ? .int(characters.count) : nil
  }

  /// The secret in the clear, for the one place that sends or checks it.
  public func reveal() -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: characters)
    return text
  }

  deinit { for index in characters.indices { characters[index] = "\0" } }
}

/// `System.Management.Automation.PSCredential`.
public final class PSCredential: PSObject {
  /// User name as given: `user`, `DOMAIN\user` or `user@domain`.
  public let userName: String
  /// The password.
  public let password: PSSecureString

  /// Makes a credential.
  public init(userName: String, password: PSSecureString) {
    self.userName = userName
    self.password = password
  }

  /// The user name taken apart at the first backslash, else at the last `@`. Names in the form of
  /// e-mail addresses, with one `@` and a dot behind it, have no domain and stay whole.
  public var account: (domain: String, user: String) {
    if let mark = userName.firstIndex(of: "\\") {
      return (String(userName[..<mark]), String(userName[userName.index(after: mark)...]))
    }
    guard let mark = userName.lastIndex(of: "@"),
      mark != userName.firstIndex(of: "@") || !userName[mark...].contains(".")
    else { return ("", userName) }
    return (String(userName[userName.index(after: mark)...]), String(userName[..<mark]))
  }

  public override var baseTypeNames: [String] {
    ["System.Management.Automation.PSCredential", "System.Object"]
  }
  public override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("Password", "System.Security.SecureString"), PSPropertyInfo("UserName"),
    ]
  }
  public override func declaredValue(_ name: String) -> PSValue? {
    if name.equalsIgnoringCase("UserName") { return .string(userName) }
    return name.equalsIgnoringCase("Password") ? .object(password) : nil
  }
}
