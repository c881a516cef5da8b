import PSEngine
import WireSecurity

/// `New-SelfSignedCertificate`: a certificate with its key in a store of the computer.
final class NewSelfSignedCertificateCommand: Cmdlet {
  private static let dnsName = Parameter<[String]>(
    "DnsName", position: 0, pipeline: .byPropertyName, validations: [.notNullOrEmpty],
    help: "Names and addresses of the host; the first one is the subject unless -Subject is given.")
  private static let location = Parameter<String>(
    "CertStoreLocation", pipeline: .byPropertyName, validations: [.notNullOrEmpty],
    completion: .path, help: "The store; Cert:\\LocalMachine\\My unless the shell stands in one.")
  private static let subject = Parameter<String>(
    "Subject", validations: [.notNullOrEmpty],
    help: "The owner, such as \"CN=server01, O=Contoso\"; a text without = is the common name.")
  private static let keyAlgorithm = Parameter<String>(
    "KeyAlgorithm", validations: [.notNullOrEmpty],
    help: "RSA (the default), ECDSA_nistP256, ECDSA_nistP384 or ECDSA_nistP521.")
  private static let keyLength = Parameter<Int32>(
    "KeyLength", validations: [.range(1024, 8192)], help: "The bits of an RSA key; 2048 by default."
  )
  private static let hashAlgorithm = Parameter<String>(
    "HashAlgorithm", validations: [.set(["SHA1", "SHA256", "SHA384", "SHA512"])],
    help: "The digest of the signature; SHA256 by default.")
  private static let notBefore = Parameter<PSDateTime>(
    "NotBefore", help: "The first moment of validity; ten minutes ago by default.")
  private static let notAfter = Parameter<PSDateTime>(
    "NotAfter", help: "The last moment of validity; one year from now by default.")
  private static let friendlyName = Parameter<String>(
    "FriendlyName", help: "A name for people.")
  private static let type = Parameter<String>(
    "Type",
    validations: [
      .set(["SSLServerAuthentication", "CodeSigningCert", "DocumentEncryptionCert", "Custom"])
    ],
    help: "What the certificate is for; SSLServerAuthentication by default.")
  private static let signer = Parameter<PSValue>(
    "Signer", help: "The certificate of the authority that signs it, with its key.")
  private static let keyUsage = Parameter<[String]>(
    "KeyUsage", validations: [.set(["None"] + CertificateKeyUsage.names)],
    help: "What the key may do, such as DigitalSignature, CertSign; what -Type needs by default.")
  private static let textExtension = Parameter<[String]>(
    "TextExtension", validations: [.notNullOrEmpty],
    help:
      "Extensions as texts, such as \"2.5.29.37={text}1.3.6.1.5.5.7.3.2\" (for clients), "
      + "\"2.5.29.17={text}upn=alice@contoso.com\" (for a user), \"2.5.29.19={text}ca=true\" (an authority)."
  )
  private static let exportPolicy = Parameter<[String]>(
    "KeyExportPolicy", validations: [.set(["Exportable", "ExportableEncrypted"])],
    help: "Exportable or ExportableEncrypted: every key of this store can be exported.")
  private static let keySpec = Parameter<String>(
    "KeySpec", validations: [.set(["None", "KeyExchange", "Signature"])],
    help: "KeyExchange or Signature: every key of this store can be used for both.")
  private static let keyProvider = Parameter<String>(
    "Provider", validations: [.notNullOrEmpty],
    help: "Who keeps the key on Windows; here the store itself does, whatever is named.")

  private static let description = CmdletMetadata(
    "New-SelfSignedCertificate",
    typeName: "Microsoft.CertificateServices.Commands.NewSelfSignedCertificateCommand",
    parameters: [
      dnsName.definition, location.definition, subject.definition, keyAlgorithm.definition,
      keyLength.definition, hashAlgorithm.definition, notBefore.definition, notAfter.definition,
      friendlyName.definition, type.definition, signer.definition, keyUsage.definition,
      textExtension.definition, exportPolicy.definition, keySpec.definition,
      keyProvider.definition,
    ],
    supportsShouldProcess: true,
    synopsis: "Makes a certificate with a key of its own, for tests.",
    outputTypes: [CertificateItem.typeName])

  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    try await context.explaining {
      let store = try context.store(context[Self.location], otherwise: .ownOfMachine)
      let request = try request(context)
      let signer = try context[Self.signer].map { try context.certificate($0, usesKey: true) }
      guard
        try await context.shouldProcess(request.subject, action: "Create certificate")
      else { return }
      try await context.store(try request.make(signedBy: signer), in: store)
    }
  }

  private func request(_ context: CommandContext) throws -> CertificateRequest {
    let names = context[Self.dnsName] ?? []
    guard let owner = context[Self.subject] ?? names.first else {
      throw CertificateErrors.argument(
        "The certificate needs an owner: give -DnsName, -Subject or both.")
    }
    let now = Int64(max(-1e11, min(1e11, context.session.configuration.now())))
    var request = CertificateRequest(
      subject: owner.contains("=") ? owner : "CN=\(owner)",
      notBefore: context[Self.notBefore]?.unixSeconds ?? now - 600,
      notAfter: context[Self.notAfter]?.unixSeconds ?? now + 365 * 86_400)
    request.dnsNames = names
    request.friendlyName = context[Self.friendlyName] ?? ""
    request.digest = context[Self.hashAlgorithm] ?? "SHA256"
    request.algorithm = try algorithm(context)
    // Never otherwise: whoever knows the seed knows the key.
    if context.session.configuration.seed != nil {
      let number = context.session.random.withGenerator { $0.next() }
      request.seed = KeySeed(number: number, purpose: request.subject)
    }
    request.enhancedKeyUsages =
      switch context[Self.type]?.lowercased() {
      case "codesigningcert": [Certificate.KeyUsage("1.3.6.1.5.5.7.3.3")]
      case "documentencryptioncert": [Certificate.KeyUsage("1.3.6.1.4.1.311.80.1")]
      case "custom": []
      default: [.clientAuthentication, .serverAuthentication]
      }
    request.keyActions = context[Self.keyUsage].map(CertificateKeyUsage.actions)
    for text in context[Self.textExtension] ?? [] {
      try CertificateTextExtension(text).apply(to: &request)
    }
    return request
  }

  private func algorithm(_ context: CommandContext) throws -> PrivateKey.Algorithm {
    let name = context[Self.keyAlgorithm] ?? "RSA"
    let curves = [
      "ecdsa_nistp256": "P-256", "ecdsa_nistp384": "P-384", "ecdsa_nistp521": "P-521",
    ]
    if let curve = curves[name.lowercased()] {
      guard context[Self.keyLength] == nil else {
        throw CertificateErrors.argument("-KeyLength is for RSA; a curve has its own length.")
      }
      return .ellipticCurve(curve)
    }
    guard name.equalsIgnoringCase("RSA") else {
      throw CertificateErrors.argument(
        "The key algorithm \(name) is not supported. RSA, ECDSA_nistP256, ECDSA_nistP384 and "
          + "ECDSA_nistP521 are.")
    }
    return .rsa(bits: Int(context[Self.keyLength] ?? 2048))
  }
}

extension PSDateTime {
  /// Seconds since 1970; a time without zone is local.
  fileprivate var unixSeconds: Int64 {
    (universal.ticks - PSDateTime(universalUnixTime: 0).ticks) / 10_000_000
  }
}
