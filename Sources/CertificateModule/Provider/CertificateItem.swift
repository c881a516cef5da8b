import PSEngine
import WireSecurity

/// `System.Security.Cryptography.X509Certificates.X509Certificate2`: a certificate of a store.
final class CertificateItem: PSObject {
  /// The certificate, with its key where that is known.
  let entry: CertifiedKey

  static let typeName = "System.Security.Cryptography.X509Certificates.X509Certificate2"

  /// The store that it was read from.
  let store: CertificateStoreName

  init(_ entry: CertifiedKey, in store: CertificateStoreName) {
    self.entry = entry
    self.store = store
  }

  private var certificate: Certificate { entry.certificate }

  override var baseTypeNames: [String] {
    [
      Self.typeName, "System.Security.Cryptography.X509Certificates.X509Certificate",
      "System.Object",
    ]
  }

  override var text: String {
    """
    [Subject]
      \(certificate.subject)

    [Issuer]
      \(certificate.issuer)

    [Serial Number]
      \(certificate.serialNumber)

    [Not Before]
      \(Self.date(certificate.notBefore).text)

    [Not After]
      \(Self.date(certificate.notAfter).text)

    [Thumbprint]
      \(certificate.thumbprint)

    """
  }

  override var equalityKey: String? { certificate.thumbprint }

  override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("EnhancedKeyUsageList", "System.Object"),
      PSPropertyInfo("DnsNameList", "System.Object"), PSPropertyInfo("FriendlyName"),
      PSPropertyInfo("NotAfter", "System.DateTime"),
      PSPropertyInfo("NotBefore", "System.DateTime"),
      PSPropertyInfo("HasPrivateKey", "System.Boolean"),
      PSPropertyInfo("RawData", "System.Byte[]"), PSPropertyInfo("SerialNumber"),
      PSPropertyInfo("SignatureAlgorithm", "System.Security.Cryptography.Oid"),
      PSPropertyInfo("Thumbprint"), PSPropertyInfo("Version", "System.Int32"),
      PSPropertyInfo("Issuer"), PSPropertyInfo("Subject"),
    ]
  }

  override func declaredValue(_ property: String) -> PSValue? {
    switch property.lowercased() {
    case "enhancedkeyusagelist":
      return .list((certificate.enhancedKeyUsages ?? []).map { Self.usage($0) })
    case "dnsnamelist": return .list(Self.names(of: certificate).map { Self.name($0) })
    case "friendlyname": return .string(entry.friendlyName)
    case "notafter": return .object(Self.date(certificate.notAfter))
    case "notbefore": return .object(Self.date(certificate.notBefore))
    case "hasprivatekey": return .bool(entry.privateKey != nil)
    case "rawdata":
      return .array(
        PSArray(certificate.der.map { .number(.byte($0)) }, elementType: "System.Byte"))
    case "serialnumber": return .string(certificate.serialNumber)
    case "signaturealgorithm":
      return .object(
        NamedProperties(
          "System.Security.Cryptography.Oid", text: "System.Security.Cryptography.Oid",
          [("FriendlyName", .string(certificate.signatureAlgorithm))]))
    case "thumbprint": return .string(certificate.thumbprint)
    case "version": return .number(.int32(Int32(clamping: certificate.version)))
    case "issuer": return .string(certificate.issuer)
    case "subject": return .string(certificate.subject)
    default: return nil
    }
  }

  /// `System.Security.Cryptography.X509Certificates.X509ContentType`: in which form it is exported.
  static let contentType = PSEnumType(
    "System.Security.Cryptography.X509Certificates.X509ContentType",
    [
      ("Unknown", 0), ("Cert", 1), ("SerializedCert", 2), ("Pfx", 3), ("SerializedStore", 4),
      ("Pkcs7", 5), ("Authenticode", 6),
    ])

  override var declaredMethods: [PSMethodInfo] { Self.methods.map(\.info) }
  override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    try await NativeMethod.call(Self.methods, name, on: .object(self), arguments, in: context)
  }

  private static let methods: [NativeMethod] = [
    NativeMethod("Export", "byte[] Export(\(contentType.name) contentType)") { target, arguments in
      guard let item = target.asObject as? CertificateItem else { return .null }
      guard arguments.flags(0) == 1 else {
        throw NativeFailure(
          "System.Security.Cryptography.CryptographicException",
          "Only the form Cert can be had this way. With the key: Export-PfxCertificate")
      }
      return item.declaredValue("RawData") ?? .null
    },
    NativeMethod("GetRawCertData", "byte[] GetRawCertData()") { target, _ in
      (target.asObject as? CertificateItem)?.declaredValue("RawData") ?? .null
    },
  ]

  /// The names of hosts, as Windows finds them: the alternative ones, else the common name.
  static func names(of certificate: Certificate) -> [String] {
    let names = certificate.dnsNames + certificate.ipAddresses
    return names.isEmpty ? [certificate.commonName].compactMap(\.self) : names
  }

  private static func date(_ seconds: Int64) -> PSDateTime {
    PSDateTime(unixTime: Double(seconds))
  }

  private static func usage(_ usage: Certificate.KeyUsage) -> PSValue {
    .object(
      NamedProperties(
        "Microsoft.PowerShell.Commands.EnhancedKeyUsageRepresentation",
        text: usage.name == usage.identifier
          ? usage.identifier : "\(usage.name) (\(usage.identifier))",
        [("FriendlyName", .string(usage.name)), ("ObjectId", .string(usage.identifier))]))
  }

  private static func name(_ name: String) -> PSValue {
    .object(
      NamedProperties(
        "Microsoft.PowerShell.Commands.DnsNameRepresentation", text: name,
        [("Punycode", .string(name)), ("Unicode", .string(name))]))
  }
}

/// An object with a few properties that nobody changes.
final class NamedProperties: PSObject {
  private let type: String
  private let shown: String
  private let values: [(name: String, value: PSValue)]

  init(_ type: String, text: String, _ values: [(name: String, value: PSValue)]) {
    self.type = type
    shown = text
    self.values = values
  }

  override var baseTypeNames: [String] { [type, "System.Object"] }
  override var text: String { shown }
  override var declaredProperties: [PSPropertyInfo] { values.map { PSPropertyInfo($0.name) } }
  override func declaredValue(_ property: String) -> PSValue? {
    values.first { $0.name.equalsIgnoringCase(property) }?.value
  }
}
