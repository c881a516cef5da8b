import PSEngine
import WireSecurity

/// The names of `X509KeyUsageFlags`, which `-KeyUsage` takes.
enum CertificateKeyUsage {
  private static let table: [(name: String, action: CertificateRequest.KeyAction)] = [
    ("DigitalSignature", .digitalSignature), ("NonRepudiation", .nonRepudiation),
    ("KeyEncipherment", .keyEncipherment), ("DataEncipherment", .dataEncipherment),
    ("KeyAgreement", .keyAgreement), ("CertSign", .keyCertSign), ("CRLSign", .cRLSign),
    ("EncipherOnly", .encipherOnly), ("DecipherOnly", .decipherOnly),
  ]

  static var names: [String] { table.map(\.name) }

  /// The actions of names; none for `None`, which leaves the extension out.
  static func actions(_ names: [String]) -> [CertificateRequest.KeyAction] {
    table.filter { row in names.contains { $0.equalsIgnoringCase(row.name) } }.map(\.action)
  }
}
