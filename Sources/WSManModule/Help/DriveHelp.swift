import PSEngine

/// Help of the item cmdlets inside the drive: the topic of the container in which one stands
/// (`provider.md` 10.10).
enum DriveHelp {
  static var topics: [HelpTopic] {
    [listeners, mappings, plugins, resources, security, parameters, trustedHosts]
      .flatMap { $0 }
  }

  private static func topic(
    _ name: String, at place: String, _ synopsis: String, _ text: String,
    _ examples: [(title: String, code: String)]
  ) -> HelpTopic {
    HelpTopic(
      name: name, module: "Microsoft.WSMan.Management", synopsis: synopsis, text: text,
      examples: examples.map { HelpTopic.Example(title: $0.title, code: $0.code) },
      links: ["about_WSMan_Provider"], pathId: place)
  }

  private static let listeners = [
    topic(
      "New-Item", at: "Listener", "Creates a listener.",
      """
      A listener is told from others by -Address and -Transport; the address is *, IP: with an IPv4 \
      or IPv6 address, or MAC: with an adapter. HTTPS needs a certificate: -CertificateThumbPrint, \
      or -HostName for the certificate of that name. Asks unless -Force is given.
      """,
      [
        (
          "HTTP on every address",
          "New-Item -Path WSMan:\\localhost\\Listener -Address * -Transport HTTP"
        ),
        (
          "HTTP on one address and another port",
          "New-Item . -Address IP:127.0.0.1 -Transport HTTP -Port 8080"
        ),
      ]),
    topic(
      "Remove-Item", at: "Listener", "Removes a listener.",
      "Who is connected through it loses the connection. -Recurse keeps the shell from asking.",
      [("All listeners", "Remove-Item WSMan:\\localhost\\Listener\\Listener* -Recurse")]),
    topic(
      "Set-Item", at: "Listener", "Changes a setting of a listener.",
      "Address and Transport are keys and cannot be changed. Asks unless -Force is given.",
      [("Another port", "Set-Item WSMan:\\localhost\\Listener\\Listener*\\Port 8080")]),
  ]

  private static let mappings = [
    topic(
      "New-Item", at: "ClientCertificate", "Maps client certificates to an account.",
      """
      Certificates that come from the authority -Issuer (its thumbprint) and fit -Subject act as \
      the account of -Credential, for resources that fit -URI. Asks unless -Force is given.
      """,
      [
        (
          "One account for one subject",
          "New-Item -Path WSMan:\\localhost\\ClientCertificate -Issuer $thumbprint -Subject user@localhost -URI * -Credential $account"
        )
      ]),
    topic(
      "Remove-Item", at: "ClientCertificate", "Removes a certificate mapping.",
      "The certificate itself stays in its store.",
      [
        (
          "All mappings",
          "Remove-Item WSMan:\\localhost\\ClientCertificate\\ClientCertificate_* -Recurse"
        )
      ]),
  ]

  private static let plugins = [
    topic(
      "New-Item", at: "Plugin", "Creates a plugin.",
      """
      Either everything is given with parameters, or -File names an XML file and -Name the plugin. \
      The plugin is used after the service is restarted.
      """,
      [
        (
          "From parameters",
          "New-Item -Path WSMan:\\localhost\\Plugin -Plugin TestPlugin -FileName $library -Resource http://schemas.dmtf.org/wbem/wscim/2/cim-schema -SDKVersion 1 -Capability Get,Put,Invoke,Enumerate -XMLRenderingType text"
        ),
        (
          "From a file",
          "New-Item -Path WSMan:\\localhost\\Plugin -File plugin.xml -Name TestPlugin"
        ),
      ])
  ]

  private static let resources = [
    topic(
      "New-Item", at: "Resources", "Adds a resource to a plugin.",
      "The capability Shell cannot stand with others.",
      [
        (
          "A resource that is enumerated",
          "New-Item . -ResourceUri http://foo -Capability Enumerate"
        )
      ])
  ]

  private static let security = [
    topic(
      "New-Item", at: "Security", "Adds a security entry to a resource.",
      "The descriptor must name an owner. Asks unless -Force is given.",
      [("Administrators only", "New-Item . -Sddl 'O:NSG:BAD:P(A;;GA;;;BA)'")])
  ]

  private static let parameters = [
    topic(
      "New-Item", at: "InitializationParameters", "Adds a parameter to a plugin.",
      "The plugin gets its parameters when it is loaded.",
      [("A start-up script", "New-Item . -ParamName startupscript -ParamValue C:\\start.ps1")])
  ]

  private static let trustedHosts = [
    topic(
      "Set-Item", at: "Client", "Changes a setting of the client.",
      """
      TrustedHosts is one text with commas between its parts; -Concatenate adds to it. It asks \
      unless -Force is given.
      """,
      [
        ("Trust a domain", "Set-Item TrustedHosts *.contoso.com"),
        ("Trust one more", "Set-Item TrustedHosts server01 -Concatenate"),
      ])
  ]
}
