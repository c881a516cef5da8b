import WireSecurity

/// Certificates for tests, valid from 2020 to 2049.
enum TestCertificates {
  static let start: Int64 = 1_577_836_800
  static let end: Int64 = 2_493_072_000

  static func request(_ subject: String, names: [String] = []) -> CertificateRequest {
    var request = CertificateRequest(subject: subject, notBefore: start, notAfter: end)
    request.algorithm = .ellipticCurve("P-256")
    request.dnsNames = names
    return request
  }

  static func authority() throws -> CertifiedKey {
    var request = request("CN=Test authority, O=Contoso")
    request.kind = .authority
    return try request.make()
  }
}
