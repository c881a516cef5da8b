/// The table of all plain settings, one row each (`configuration.md` 4 and 5).
///
/// The service takes validation and defaults from it; a client uses it for completion and help
/// only, because what a real host sends always wins.
public enum ConfigurationSchema {
  private static let rootSDDL =
    "O:NSG:BAD:P(A;;GA;;;BA)(A;;GR;;;IU)S:P(AU;FA;GA;;;WD)(AU;SA;GXGW;;;WD)"
  private static let rootSDDL20 = "O:NSG:BAD:P(A;;GA;;;BA)S:P(AU;FA;GA;;;WD)(AU;SA;GWGX;;;WD)"
  private static let rootSDDL11 =
    "O:NSG:BAD:P(A;;GA;;;BA)(A;;GR;;;ER)S:P(AU;FA;GA;;;WD)(AU;SA;GWGX;;;WD)"

  /// The rows: section, position, name, type, default, then what differs from the usual, then help.
  public static let settings: [ConfigurationSetting] = [
    .init(
      .config, 1, "MaxEnvelopeSizekb", .unsigned(32 ... .max),
      .init("500", winrm20: "150", winrm11: "50"),
      "Upper size of one SOAP message in units of 1024 octets."),
    .init(
      .config, 2, "MaxTimeoutms", .unsigned(500 ... .max), "60000",
      "Longest time in milliseconds that any request other than Pull may take."),
    .init(
      .config, 3, "MaxBatchItems", .unsigned(1 ... .max), .init("32000", winrm11: "20"),
      "Largest number of items one Pull response (or one optimised Enumerate response) may "
        + "carry."),
    .init(
      .config, 4, "MaxProviderRequests", .unsigned(.max ... .max),
      .init("4294967295", winrm11: "25"), access: .deprecated, limits: [.winrm11: 1 ... .max],
      "Old limit on simultaneous requests per provider; kept in the document but no longer "
        + "used."),

    .init(
      .client, 1, "NetworkDelayms", .unsigned(500 ... .max), "5000",
      "Extra milliseconds the client adds to the operation timeout to allow for network "
        + "delay."),
    .init(
      .client, 2, "URLPrefix", .text(.urlPrefix), "wsman",
      "Path part that the client puts in the address when the user gives none."),
    .init(
      .client, 3, "AllowUnencrypted", .boolean, "false", policy: "AllowUnencryptedTraffic",
      "Whether the client may send a message in clear text."),
    .init(
      .client, 6, "TrustedHosts", .text(.trustedHosts), "",
      policy: "TrustedHosts + TrustedHostsList",
      "List of servers that the client will talk to although it cannot verify who they are."),

    .init(
      .clientAuth, 1, "Basic", .boolean, .init("true", winrm11: "false"), policy: "AllowBasic",
      "Whether the client may use Basic authentication."),
    .init(
      .clientAuth, 2, "Digest", .boolean, "true", policy: "AllowDigest",
      "Whether the client may use Digest authentication."),
    .init(
      .clientAuth, 3, "Kerberos", .boolean, "true", policy: "AllowKerberos",
      "Whether the client may use Kerberos directly."),
    .init(
      .clientAuth, 4, "Negotiate", .boolean, "true", policy: "AllowNegotiate",
      "Whether the client may use SPNEGO (Kerberos or NTLM chosen by negotiation)."),
    .init(
      .clientAuth, 5, "Certificate", .boolean, "true", since: .winrm20,
      "Whether the client may authenticate with a client certificate over HTTPS."),
    .init(
      .clientAuth, 6, "CredSSP", .boolean, "false", since: .winrm20, policy: "AllowCredSSP",
      "Whether the client may delegate full credentials with CredSSP."),

    .init(
      .clientDefaultPorts, 1, "HTTP", .port, .init("5985", winrm11: "80"),
      "Port used for http:// when the user gives none."),
    .init(
      .clientDefaultPorts, 2, "HTTPS", .port, .init("5986", winrm11: "443"),
      "Port used for https:// when the user gives none."),

    .init(
      .service, 1, "RootSDDL", .text(.securityDescriptor),
      .init(rootSDDL, winrm20: rootSDDL20, winrm11: rootSDDL11),
      "Security descriptor that decides who may use the service when no descriptor is stored "
        + "for the resource itself."),
    .init(
      .service, 2, "MaxConcurrentOperations", .unsigned(.max ... .max),
      .init("4294967295", winrm11: "100"), access: .deprecated, limits: [.winrm11: 1 ... .max],
      "Old limit on simultaneous operations; kept in the document but no longer used."),
    .init(
      .service, 3, "MaxConcurrentOperationsPerUser", .unsigned(1 ... .max),
      .init("1500", winrm20: "15"), since: .winrm20,
      "Largest number of simultaneous operations one user may have open."),
    .init(
      .service, 4, "EnumerationTimeoutms", .unsigned(500 ... .max),
      .init("240000", winrm20: "60000"),
      "Milliseconds an enumeration context stays alive between two Pull messages."),
    .init(
      .service, 5, "MaxConnections", .unsigned(1...512), .init("300", winrm20: "25", winrm11: "5"),
      limits: [.winrm20: 1...50],
      "Largest number of requests the service handles at the same time, counting idle "
        + "kept-alive connections."),
    .init(
      .service, 6, "MaxPacketRetrievalTimeSeconds", .unsigned(1 ... .max), "120", since: .winrm20,
      "Seconds the service waits for the whole HTTP request after its headers have arrived."),
    .init(
      .service, 7, "AllowUnencrypted", .boolean, "false", policy: "AllowUnencryptedTraffic",
      "Whether the service accepts and sends clear-text messages."),
    .init(
      .service, 10, "IPv4Filter", .text(.ipv4Filter), "*", policy: "AllowAutoConfig + IPv4Filter",
      "Which local IPv4 addresses listeners may use."),
    .init(
      .service, 11, "IPv6Filter", .text(.ipv6Filter), "*", policy: "AllowAutoConfig + IPv6Filter",
      "Which local IPv6 addresses listeners may use."),
    .init(
      .service, 12, "EnableCompatibilityHttpListener", .boolean, "false", since: .winrm20,
      policy: "HttpCompatibilityListener",
      "Whether the service also listens on the old HTTP port 80."),
    .init(
      .service, 13, "EnableCompatibilityHttpsListener", .boolean, "false", since: .winrm20,
      policy: "HttpsCompatibilityListener",
      "Whether the service also listens on the old HTTPS port 443."),
    .init(
      .service, 14, "CertificateThumbprint", .text(.thumbprint), "", since: .winrm20,
      "Thumbprint of the certificate the service shows on HTTPS listeners that name none."),
    .init(
      .service, 15, "AllowRemoteAccess", .boolean, "true", access: .readOnly, since: .ws2012,
      "Status flag: whether the service takes requests from other computers at all."),

    .init(
      .serviceAuth, 1, "Basic", .boolean, "false", policy: "AllowBasic",
      "Whether the service offers Basic authentication."),
    .init(
      .serviceAuth, 2, "Kerberos", .boolean, "true", policy: "AllowKerberos",
      "Whether the service offers Kerberos."),
    .init(
      .serviceAuth, 3, "Negotiate", .boolean, "true", policy: "AllowNegotiate",
      "Whether the service offers Negotiate."),
    .init(
      .serviceAuth, 4, "Certificate", .boolean, "false", since: .winrm20,
      "Whether the service accepts client certificates mapped to local accounts."),
    .init(
      .serviceAuth, 5, "CredSSP", .boolean, "false", since: .winrm20, policy: "AllowCredSSP",
      "Whether the service accepts delegated credentials through CredSSP."),
    .init(
      .serviceAuth, 6, "CbtHardeningLevel", .text(.channelBindingLevel), "Relaxed",
      since: .winrm20, policy: "CBTHardeningLevelStatus + CbtHardeningLevel",
      "How strictly the service requires a channel binding token in authentication."),

    .init(
      .serviceDefaultPorts, 1, "HTTP", .port, .init("5985", winrm11: "80"), access: .readOnly,
      "Port given to a new HTTP listener that names none."),
    .init(
      .serviceDefaultPorts, 2, "HTTPS", .port, .init("5986", winrm11: "443"), access: .readOnly,
      "Port given to a new HTTPS listener that names none."),

    .init(
      .winrs, 1, "AllowRemoteShellAccess", .boolean, "true", policy: "AllowRemoteShellAccess",
      "Whether new remote shells may be opened."),
    .init(
      .winrs, 2, "IdleTimeout", .unsigned(0...2_147_483_647),
      .init("7200000", winrm20: "180000", winrm11: "900000"), policy: "IdleTimeout",
      "Milliseconds after which an idle shell is removed."),
    .init(
      .winrs, 3, "MaxConcurrentUsers", .unsigned(1...2_147_483_647),
      .init("2147483647", ws2012: "10", winrm20: "5"), policy: "MaxConcurrentUsers",
      limits: [.ws2012: 1...100],
      "How many different users may run shells at the same time."),
    .init(
      .winrs, 4, "MaxShellRunTime", .unsigned(2_147_483_647...2_147_483_647),
      .init("2147483647", winrm11: "28800000"), access: .deprecated, policy: "MaxShellRunTime",
      limits: [.winrm11: 0...2_147_483_647],
      "Old limit on the running time of a remote command; kept in the document but no longer "
        + "used."),
    .init(
      .winrs, 5, "MaxProcessesPerShell", .unsigned(0...2_147_483_647),
      .init("2147483647", ws2012: "25", winrm20: "15", winrm11: "5"),
      policy: "MaxProcessesPerShell",
      "How many processes one shell may start; 0 means no limit."),
    .init(
      .winrs, 6, "MaxMemoryPerShellMB", .unsigned(0...2_147_483_647),
      .init("2147483647", ws2012: "1024", winrm20: "150", winrm11: "80"),
      policy: "MaxMemoryPerShellMB",
      "Memory one shell and its children may use, in megabytes; 0 means no limit."),
    .init(
      .winrs, 7, "MaxShellsPerUser", .unsigned(0...2_147_483_647),
      .init("2147483647", ws2012: "30", winrm20: "5", winrm11: "2"), policy: "MaxShellsPerUser",
      "How many shells one user may keep open; 0 means no limit."),
  ]
}
