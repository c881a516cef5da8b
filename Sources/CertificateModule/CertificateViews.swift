import PSEngine
import PSFormatting

/// The views of the drive `Cert:`.
enum CertificateViews {
  static var all: [FormatViewDefinition] {
    [
      .table(
        for: [CertificateItem.typeName], groupBy: FormatGrouping("PSParentPath"),
        [FormatColumn("Thumbprint", width: 41), FormatColumn("Subject")]),
      .list(
        for: [CertificateItem.typeName], groupBy: FormatGrouping("PSParentPath"),
        ["Subject", "Issuer", "Thumbprint", "FriendlyName", "NotBefore", "NotAfter"].map {
          FormatColumn($0)
        }),
      .list(
        for: ["Microsoft.PowerShell.Commands.X509StoreLocation"],
        [FormatColumn("Location"), FormatColumn("StoreNames")]),
      .list(
        for: ["System.Security.Cryptography.X509Certificates.X509Store"], [FormatColumn("Name")]),
    ]
  }
}
