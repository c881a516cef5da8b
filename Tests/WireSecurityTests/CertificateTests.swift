import Testing

@testable import WireSecurity

/// Certificates that are made and read.
@Suite struct CertificateTests {
  @Test func aCertificateThatNobodySigned() throws {
    var request = TestCertificates.request(
      "CN=server01.contoso.com, OU=\"Servers, old\", O=Contoso",
      names: ["server01", "server01.contoso.com", "127.0.0.1", "::1"])
    request.algorithm = .rsa(bits: 2048)
    let made = try request.make()
    let read = try Certificate(der: made.certificate.der)
    #expect(read == made.certificate)
    #expect(read.subject == "CN=server01.contoso.com, OU=\"Servers, old\", O=Contoso")
    #expect(read.commonName == "server01.contoso.com")
    #expect(read.isSelfSigned)
    #expect(read.thumbprint.count == 40)
    #expect(read.serialNumber.count == 32)
    #expect(read.notBefore == TestCertificates.start)
    #expect(read.notAfter == TestCertificates.end)
    #expect(read.dnsNames == ["server01", "server01.contoso.com"])
    #expect(read.ipAddresses == ["127.0.0.1", "::1"])
    #expect(
      read.enhancedKeyUsages?.map(\.name) == ["Client Authentication", "Server Authentication"])
    #expect(!read.isAuthority)
    #expect(read.version == 3)
    #expect(read.signatureAlgorithm == "sha256RSA")
    #expect(read.keyAlgorithm == "RSA")
    #expect(read.keySize == 2048)
    #expect(try CertifiedKey(read, privateKey: made.privateKey).privateKey == made.privateKey)
  }

  @Test func aCertificateOfAnAuthority() throws {
    let authority = try TestCertificates.authority()
    #expect(authority.certificate.isAuthority)
    var request = TestCertificates.request("CN=alice")
    request.principalNames = ["alice@contoso.com"]
    request.enhancedKeyUsages = [.clientAuthentication]
    let made = try request.make(signedBy: authority).certificate
    #expect(made.issuer == "CN=Test authority, O=Contoso")
    #expect(!made.isSelfSigned)
    #expect(made.principalNames == ["alice@contoso.com"])
    #expect(made.keyAlgorithm == "ECC")
    #expect(made.signatureAlgorithm == "sha256ECDSA")
    #expect(made.allows(.clientAuthentication))
    #expect(!made.allows(.serverAuthentication))
    let unkeyed = try CertifiedKey(authority.certificate)
    #expect(throws: CertificateError.noPrivateKey) { try request.make(signedBy: unkeyed) }
  }

  @Test func hostsThatACertificateIsMadeFor() throws {
    let made = try TestCertificates.request(
      "CN=other", names: ["*.contoso.com", "server01", "192.0.2.1"]
    ).make().certificate
    for host in ["a.contoso.com", "SERVER01", "192.0.2.1"] { #expect(made.isMade(for: host)) }
    for host in ["contoso.com", "a.b.contoso.com", ".contoso.com", "other", "192.0.2.2", ""] {
      #expect(!made.isMade(for: host))
    }
    let bare = try TestCertificates.request("CN=old").make().certificate
    #expect(bare.isMade(for: "old"))
    #expect(bare.isValid(at: TestCertificates.start))
    #expect(!bare.isValid(at: TestCertificates.end + 1))
  }

  @Test(arguments: [
    "", "server01", "CN=", "XX=a", "CN=a,", "CN=" + String(repeating: "x", count: 65), "C=Germany",
  ])
  func aSubjectThatIsNone(_ subject: String) {
    #expect(throws: CertificateError.self) { try TestCertificates.request(subject).make() }
  }

  @Test(arguments: [
    "a,b", "a b", "DNS:a", "a\nb", "", "ü", String(repeating: "a", count: 254), "email:x",
  ])
  func aHostThatIsNone(_ name: String) {
    #expect(throws: CertificateError.self) {
      try TestCertificates.request("CN=a", names: [name]).make()
    }
  }

  @Test func whatCannotBeMade() {
    var request = TestCertificates.request("CN=a")
    request.digest = "MD5"
    #expect(throws: CertificateError.self) { try request.make() }
    request = TestCertificates.request("CN=a")
    request.algorithm = .rsa(bits: 512)
    #expect(throws: CertificateError.self) { try request.make() }
    request.algorithm = .ellipticCurve("no such curve")
    #expect(throws: CertificateError.self) { try request.make() }
    request = TestCertificates.request("CN=a")
    request.notAfter = request.notBefore - 1
    #expect(throws: CertificateError.self) { try request.make() }
    request.notAfter = .max
    #expect(throws: CertificateError.self) { try request.make() }
  }

  @Test(arguments: [[], [0x30], [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], Array("certificate".utf8)])
  func bytesThatAreNoCertificate(_ bytes: [UInt8]) throws {
    #expect(throws: CertificateError.notACertificate) { try Certificate(der: bytes) }
    #expect(throws: CertificateError.notAKey) { try PrivateKey(der: bytes) }
    let whole = try TestCertificates.request("CN=a").make().certificate.der
    #expect(throws: CertificateError.notACertificate) { try Certificate(der: whole + [0]) }
    #expect(throws: CertificateError.notACertificate) {
      try Certificate(der: Array(whole.dropLast()))
    }
  }
}
