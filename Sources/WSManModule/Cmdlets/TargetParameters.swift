import PSEngine
import WSManClient

/// The parameters that select a computer (`cmdlets.md` 3.3), and what they say together.
enum TargetParameters {
  private static let check: [ParameterValidation] = [.notNullOrEmpty]

  static func computerName(_ sets: [String], alias: String = "cn") -> Parameter<[String]> {
    Parameter<[String]>(
      "ComputerName", aliases: [alias], sets: sets, pipeline: [.byValue, .byPropertyName],
      validations: [.allowNull, .allowEmptyString, .allowEmptyCollection],
      completion: .source("Computer"),
      help:
        "The computer, the local one when not given; several names and names from the pipeline are an addition."
    )
  }

  static func port(_ sets: [String] = [], isChecked: Bool = true) -> Parameter<Int32> {
    Parameter<Int32>(
      "Port", sets: sets, validations: isChecked ? [.range(1, 2_147_483_647)] : [],
      help: "Port of the service; 5985, or 5986 with TLS, when not given.")
  }

  static func applicationName(_ sets: [String], isChecked: Bool = true) -> Parameter<String> {
    Parameter<String>(
      "ApplicationName", sets: sets, validations: isChecked ? check : [],
      help: "Last part of the address; URLPrefix of the client's configuration when not given.")
  }

  static func useSSL(_ sets: [String], aliases: [String] = []) -> Parameter<SwitchParameter> {
    Parameter<SwitchParameter>(
      "UseSSL", aliases: aliases, sets: sets, help: "Uses TLS (HTTPS).")
  }

  static func connectionURI(
    _ sets: [String] = ["URI"], aliases: [String] = [], isChecked: Bool = true
  ) -> Parameter<PSUri> {
    Parameter<PSUri>(
      "ConnectionURI", aliases: aliases, sets: sets, validations: isChecked ? check : [],
      help: "Address of the form transport://server[:port][/application].")
  }

  static let sessionOption = Parameter<SessionOption>(
    "SessionOption", aliases: ["so"], validations: [.notNullOrEmpty],
    help: "Options from New-WSManSessionOption.")

  /// The connection string: the computer with port and application when they are given, `nil` for
  /// the local session.
  static func connectionString(
    _ computer: String?, port: Int32?, application: String?
  ) -> String? {
    guard computer != nil || port != nil || application != nil else { return nil }
    var text = computer ?? "localhost"
    // An IPv6 literal is bracketed, so that its colons are no port; those of an address in full are.
    if !text.hasPrefix("["), !text.contains("://"),
      text.split(separator: ":", omittingEmptySubsequences: false).count > 2
    {
      text = "[\(text)]"
    }
    if let port { text += ":\(port)" }
    if let application { text += "/\(application)" }
    return text
  }

  /// The computers that one call or one object of the pipeline names; `nil` for the local session,
  /// when nothing is named.
  static func computers(
    _ parameter: Parameter<[String]>, _ context: CommandContext
  ) -> [String?] {
    let given = context[parameter] ?? []
    guard given.isEmpty else { return given.map(normalized) }
    return [context.isBound(parameter) ? ConnectionTable.localName : nil]
  }

  /// Null, empty and `.` are the local computer.
  static func normalized(_ computer: String?) -> String? {
    guard let computer else { return nil }
    return computer.isEmpty || computer == "." ? ConnectionTable.localName : computer
  }
}

extension SessionOption {
  /// Copies what the object says into the options of a session.
  func apply(to options: inout WSManSessionOptions) {
    options.skipCACheck = skipCACheck
    options.skipCNCheck = skipCNCheck
    options.skipRevocationCheck = skipRevocationCheck
    options.noEncryption = !useEncryption
    options.useUTF16 = useUTF16
    options.spnPort = Int(spnPort)
    options.operationTimeout = Int(operationTimeout)
    options.proxyAccess =
      WSManSessionOptions.ProxyAccess(rawValue: Int(proxyAccessType)) ?? .ieConfiguration
    options.proxyAuthentication = WSManSessionOptions.ProxyAuthentication(
      rawValue: Int(proxyAuthentication))
    options.proxyCredential = proxyCredential.map { SessionCredential($0) }
  }
}

extension WSManSessionOptions {
  /// Takes what variables of the environment name: the proxy, the file with revocation lists, and
  /// the authorities, by the names that OpenSSL has for them.
  mutating func take(_ environment: EnvironmentTable) {
    proxyServer = ProxyServer { environment[$0] }
    revocationLists = environment["WSMANSH_CRL_FILE"]
    authorityFile = environment["SSL_CERT_FILE"]
    authorityFolder = environment["SSL_CERT_DIR"]
  }
}
