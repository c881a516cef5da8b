import PSEngine

/// Help of the commands of the module.
enum CertificateHelp {
  private static let module = "PKI"
  private static let commands = [
    "New-SelfSignedCertificate", "Import-Certificate", "Import-PfxCertificate",
    "Export-Certificate", "Export-PfxCertificate",
  ]

  static var topics: [HelpTopic] { [new, importing, importingKeys, exporting, exportingKeys] }

  private static func links(without name: String) -> [String] {
    commands.filter { $0 != name } + ["about_WSMan_Provider"]
  }

  private static var new: HelpTopic {
    HelpTopic(
      name: "New-SelfSignedCertificate", module: module,
      synopsis: "Makes a certificate with a key of its own, for tests.",
      text: """
        The certificate goes into the store Cert:\\LocalMachine\\My, where an HTTPS listener finds it by its \
        thumbprint. Nobody trusts it before it is in Cert:\\LocalMachine\\Root of the client, or the client skips \
        the check.

        Certificates and keys of localhost are files in the folder of the state that only you can read.
        """,
      examples: [
        HelpTopic.Example(
          title: "HTTPS on this computer",
          code: """
            $cert = New-SelfSignedCertificate -DnsName localhost, 127.0.0.1
            New-Item WSMan:\\localhost\\Listener -Address * -Transport HTTPS -CertificateThumbPrint $cert.Thumbprint
            """),
        HelpTopic.Example(
          title: "A key on an elliptic curve, valid for a month",
          code:
            "New-SelfSignedCertificate -DnsName server01 -KeyAlgorithm ECDSA_nistP256 "
            + "-NotAfter (Get-Date).AddMonths(1)"),
      ],
      links: links(without: "New-SelfSignedCertificate"))
  }

  private static var importing: HelpTopic {
    HelpTopic(
      name: "Import-Certificate", module: module,
      synopsis: "Adds the certificates of a file (DER or PEM) to a store.",
      text: """
        An authority in Cert:\\LocalMachine\\Root or Cert:\\CurrentUser\\Root is trusted by every connection with \
        -UseSSL, beside those that the system trusts.
        """,
      examples: [
        HelpTopic.Example(
          title: "Trust the computers of a lab that wsmansh serve --ca-out ca.pem offers",
          code: "Import-Certificate ca.pem -CertStoreLocation Cert:\\CurrentUser\\Root")
      ],
      links: links(without: "Import-Certificate"))
  }

  private static var importingKeys: HelpTopic {
    HelpTopic(
      name: "Import-PfxCertificate", module: module,
      synopsis: "Adds the certificate of a PFX or PEM file, with its private key, to a store.",
      text: "Certificates of authorities in the file go into the store CA of the same location.",
      examples: [
        HelpTopic.Example(
          title: "A file with a password",
          code:
            "Import-PfxCertificate server.pfx Cert:\\LocalMachine\\My -Password (Read-Host -AsSecureString)"
        )
      ],
      links: links(without: "Import-PfxCertificate"))
  }

  private static var exporting: HelpTopic {
    HelpTopic(
      name: "Export-Certificate", module: module,
      synopsis: "Writes a certificate to a file, for those who are to trust it.",
      examples: [
        HelpTopic.Example(
          title: "For curl and Python",
          code:
            "dir Cert:\\LocalMachine\\My -DnsName localhost | Export-Certificate -FilePath ca.pem -Type PEM"
        )
      ],
      links: links(without: "Export-Certificate"))
  }

  private static var exportingKeys: HelpTopic {
    HelpTopic(
      name: "Export-PfxCertificate", module: module,
      synopsis: "Writes a certificate with its private key to a PFX file.",
      examples: [
        HelpTopic.Example(
          title: "Take a certificate to another computer",
          code:
            "Export-PfxCertificate server.pfx -Cert Cert:\\LocalMachine\\My\\$thumbprint -Password $password"
        )
      ],
      links: links(without: "Export-PfxCertificate"))
  }
}
