import PSEngine
import WSManClient

/// `AuthenticationMechanism` with PowerShell's numbers (`cmdlets.md` 3.2).
struct AuthenticationValue: EnumParameterValue {
  let rawValue: Int64

  init?(rawValue: Int64) { self.rawValue = rawValue }

  static let enumType = PSEnumType(
    "Microsoft.WSMan.Management.AuthenticationMechanism",
    [
      ("None", 0), ("Default", 1), ("Digest", 2), ("Negotiate", 4), ("Basic", 8), ("Kerberos", 16),
      ("ClientCertificate", 32), ("Credssp", 128),
    ])
}

/// The parameters of every cmdlet that authenticates (`cmdlets.md` 3.2).
enum AuthenticationParameters {
  static let credential = Parameter<PSCredential>(
    "Credential", aliases: ["cred", "c"], pipeline: .byPropertyName, validations: [.notNullOrEmpty],
    help: "Account for the computer; a user name alone asks for its password.")
  static let authentication = Parameter<AuthenticationValue>(
    "Authentication", aliases: ["auth", "am"], validations: [.notNullOrEmpty],
    help: "How to authenticate; Default lets the client choose.")
  static let certificateThumbprint = Parameter<String>(
    "CertificateThumbprint", validations: [.notNullOrEmpty], completion: .source("Thumbprint"),
    help: "Thumbprint of a client certificate.")

  static let all = [
    credential.definition, authentication.definition, certificateThumbprint.definition,
  ]

  /// The mechanism that was asked for, after the exclusion check.
  private static func mechanism(
    _ context: CommandContext, default mechanism: AuthenticationMechanism
  ) throws(PSRuntimeError) -> AuthenticationMechanism {
    let chosen = context[authentication].flatMap {
      AuthenticationMechanism(rawValue: UInt32(clamping: $0.rawValue))
    }
    guard context.isBound(certificateThumbprint) else { return chosen ?? mechanism }
    let other: String?
    if context.isBound(credential) {
      other = "credential"
    } else {
      let effective = chosen ?? mechanism
      other =
        effective == .default || effective == .clientCertificate
        ? nil : context[authentication]?.name ?? "None"
    }
    // A thumbprint alone asks for the mechanism of certificates.
    guard let other else { return .clientCertificate }
    let message = WSManMessages.exclusive("CertificateThumbPrint", other)
    throw context.terminate(
      ErrorRecord(
        PSException(
          "System.Management.Automation.ParameterBindingException",
          "Cannot bind parameter 'CertificateThumbprint' to the target. Exception setting \"CertificateThumbprint\": \"\(message)\"",
          inner: PSException("System.InvalidOperationException", message)),
        id: "ParameterBindingFailed", category: .writeError))
  }

  /// The options of a session as far as the parameters of authentication say them.
  /// - Throws: ``PSRuntimeError`` when they contradict each other.
  static func sessionOptions(
    _ context: CommandContext, default mechanism: AuthenticationMechanism = .default
  ) throws(PSRuntimeError) -> WSManSessionOptions {
    var options = WSManSessionOptions()
    options.take(context.session.environment)
    options.authentication = try self.mechanism(context, default: mechanism)
    options.credential = context[credential].map { SessionCredential($0) }
    options.certificateThumbprint = context[certificateThumbprint]
    return options
  }
}

extension SessionCredential {
  /// The account as it is sent: the domain, where the name has one, before a backslash.
  init(_ credential: PSCredential) {
    let (domain, user) = credential.account
    self.init(
      userName: domain.isEmpty ? user : "\(domain)\\\(user)",
      password: credential.password.reveal())
  }
}
