import WSManProtocol
import XMLStream

/// What Create and Put accept for a certificate mapping (`configuration.md` 8).
struct CertificateMappingRules: Sendable {
  let environment: ServiceEnvironment
  let caller: Caller

  /// How many mappings a computer holds.
  static let largestCount = 1000

  private static let names = [
    "URI", "Subject", "Issuer", "UserName", "Enabled", "Password", "PassCertToPlugin",
  ]

  /// The values of a body.
  static func read(_ body: XMLFragment?) throws(ConfigurationProblem) -> InstanceBody {
    try InstanceBody(
      body, resourceURI: CertificateMappingHandler.resourceURI, rootName: "CertMapping",
      names: names)
  }

  /// The mapping that a Create asks for.
  func created(
    _ selectors: SelectorSet, _ values: InstanceBody
  ) async throws -> CertificateMapping {
    try requireConnection()
    let uri = selectors["URI"] ?? ""
    let subject = selectors["Subject"] ?? ""
    let issuer = selectors["Issuer"] ?? ""
    guard Self.isURIPattern(uri) else {
      throw Self.refused("URI", uri, 2_150_859_104, "one * at most, and only at the end")
    }
    guard Self.isSubjectPattern(subject) else {
      throw Self.refused("Subject", subject, 2_150_859_105, "one * at most, and only at the start")
    }
    try await checkIssuer(issuer)
    guard let account = try await checkedAccount(values, isRequired: true) else {
      throw Self.incomplete
    }
    let mapping = CertificateMapping(
      uri: uri, subject: subject, issuer: issuer, userName: account)
    return try changed(mapping, values, account)
  }

  /// The mapping after a Put.
  ///
  /// - Parameter account: the account with a checked password; nil when the body has none.
  func changed(
    _ mapping: CertificateMapping, _ values: InstanceBody, _ account: String?
  ) throws(ConfigurationProblem) -> CertificateMapping {
    for (name, value) in [
      ("URI", mapping.uri), ("Subject", mapping.subject), ("Issuer", mapping.issuer),
    ] {
      try values.check(name, is: value, otherwise: 2_150_859_122)
    }
    var changed = mapping
    if let account {
      changed.userName = account
    } else if let name = values["UserName"], name.lowercased() != mapping.userName.lowercased() {
      throw Self.incomplete
    }
    if let text = values["Enabled"] {
      guard let isEnabled = ConfigurationValidator.boolean(text) else {
        throw ConfigurationProblem(
          code: 2_150_858_838,
          message:
            "Enabled cannot be \(ConfigurationProblem.quoted(text)). It must be true or false.")
      }
      changed.isEnabled = isEnabled
    }
    return changed
  }

  /// The account that a body names, when its password is right.
  ///
  /// A body that repeats the account and leaves the password empty, as the drive sends it back, changes
  /// nothing.
  func checkedAccount(_ values: InstanceBody, isRequired: Bool) async throws -> String? {
    let name = values["UserName"] ?? ""
    let password = values["Password"] ?? ""
    if !isRequired, password.isEmpty { return nil }
    try requireConnection()
    guard !name.isEmpty else { throw Self.incomplete }
    guard !password.isEmpty else {
      throw values["Password"] == nil
        ? Self.incomplete
        : ConfigurationProblem(code: 2_150_859_115, message: "The password is empty.")
    }
    guard password.unicodeScalars.count <= 255 else {
      throw ConfigurationProblem(
        code: 2_150_859_114, message: "The password is longer than 255 characters.")
    }
    let account = try await environment.accounts.account(named: name)
    guard let account, account.isLocal,
      try await environment.accounts.isPassword(password, of: account)
    else {
      throw ConfigurationProblem(
        code: 2_150_859_092,
        message:
          "\(ConfigurationProblem.quoted(name)) is no local account of this computer, or the "
          + "password is wrong.")
    }
    return name
  }

  private func requireConnection() throws(ConfigurationProblem) {
    guard caller.connection != .local || caller.isLoopback else {
      throw ConfigurationProblem(
        code: 2_150_859_090,
        message: "A certificate mapping can be made, and its password changed, over a connection "
          + "only, also on the computer itself: name it. With winrm, add -remote:localhost; with a "
          + "cmdlet, -ComputerName localhost. In the drive nothing has to be added: New-Item "
          + "WSMan:\\localhost\\ClientCertificate")
    }
  }

  private func checkIssuer(_ text: String) async throws {
    let isThumbprint = text.utf8.count == 40 && text.allSatisfy { $0.isASCII && $0.isHexDigit }
    let known = try await environment.certificates.authorities()
    let isKnown = known.contains { $0.thumbprint.lowercased() == text.lowercased() }
    guard isThumbprint, isKnown else {
      throw ConfigurationProblem(
        code: 2_150_859_106,
        message:
          "Issuer \(ConfigurationProblem.quoted(text)) is not the thumbprint of an authority "
          + "that this computer knows. " + Self.advice(known))
    }
  }

  /// Which issuers a mapping may have, the first few of them.
  private static func advice(_ known: [ServiceCertificate]) -> String {
    guard !known.isEmpty else {
      return "Import its certificate into Cert:\\LocalMachine\\Root first."
    }
    let shown = known.prefix(3).map { "\($0.thumbprint) (\($0.commonName))" }
    let more = known.count > shown.count ? " and others" : ""
    return "It knows \(shown.joined(separator: ", "))\(more)."
  }

  private static let incomplete = ConfigurationProblem(
    code: 2_150_859_116,
    message: "UserName and Password are needed together. Give both in one command: New-Item "
      + "-Credential makes a mapping with them, winrm set changes them "
      + "(@{UserName=\"USER\";Password=\"PASSWORD\"}).")

  private static func refused(
    _ name: String, _ text: String, _ code: UInt32, _ requirement: String
  ) -> ConfigurationProblem {
    ConfigurationProblem(
      code: code,
      message: "\(name) cannot be \(ConfigurationProblem.quoted(text)). It must have 1 to 1023 "
        + "characters, \(requirement).")
  }

  private static func isURIPattern(_ text: String) -> Bool {
    let stars = text.count { $0 == "*" }
    return (1...1023).contains(text.unicodeScalars.count) && stars <= 1
      && (stars == 0 || text.last == "*") && !text.contains { $0.isWhitespace || $0 == "?" }
  }

  private static func isSubjectPattern(_ text: String) -> Bool {
    let stars = text.count { $0 == "*" }
    return (1...1023).contains(text.unicodeScalars.count) && stars <= 1
      && (stars == 0 || text.first == "*")
  }
}
