import Testing

@testable import WireSecurity

@Suite("Keys from a seed") struct SeededKeyTests {
  private static func certificate(
    _ seed: KeySeed?, bits: Int = 2048, signedBy issuer: CertifiedKey? = nil
  ) throws -> CertifiedKey {
    var request = CertificateRequest(
      subject: "CN=server01", notBefore: 1_700_000_000, notAfter: 1_800_000_000)
    request.dnsNames = ["server01"]
    request.algorithm = .rsa(bits: bits)
    request.seed = seed
    return try request.make(signedBy: issuer)
  }

  @Test("give the same certificate each time, and another one for another seed or purpose")
  func thumbprints() throws {
    let seed = KeySeed(number: 7, purpose: "CN=server01")
    let one = try Self.certificate(seed)
    #expect(try Self.certificate(seed) == one)
    let others = [
      try Self.certificate(KeySeed(number: 8, purpose: "CN=server01")),
      try Self.certificate(KeySeed(number: 7, purpose: "CN=server02")),
      try Self.certificate(nil), try Self.certificate(nil),
    ]
    #expect(Set((others + [one]).map(\.certificate.thumbprint)).count == 5)
  }

  @Test("have the wanted size and sign what they should", arguments: [1024, 1031, 2048, 3072])
  func sizes(_ bits: Int) throws {
    let key = try PrivateKey(
      der: SeededRSAKey.pkcs1(bits: bits, from: KeySeed(number: 1, purpose: "")))
    let made = try Self.certificate(KeySeed(number: 1, purpose: ""), bits: bits)
    #expect(made.certificate.isSigned(by: made.certificate))
    #expect(made.privateKey == key)
    #expect(made.certificate.keySize == bits)
  }

  @Test(
    "on a curve sign what they should, with the same signature each time",
    arguments: ["P-256", "P-384", "P-521"], ["SHA1", "SHA256", "SHA512"])
  func curves(_ curve: String, _ digest: String) throws {
    func made(_ subject: String, by issuer: CertifiedKey? = nil) throws -> CertifiedKey {
      var request = CertificateRequest(
        subject: subject, notBefore: 1_700_000_000, notAfter: 1_800_000_000)
      request.kind = issuer == nil ? .authority : request.kind
      request.algorithm = .ellipticCurve(curve)
      request.digest = digest
      request.seed = KeySeed(number: 1, purpose: subject)
      return try request.make(signedBy: issuer)
    }
    let authority = try made("CN=authority")
    #expect(try made("CN=authority") == authority)
    #expect(authority.certificate.isSigned(by: authority.certificate))
    let server = try made("CN=server01", by: authority)
    #expect(try made("CN=server01", by: authority) == server)
    #expect(server.certificate.isSigned(by: authority.certificate))
    #expect(server.privateKey != authority.privateKey)
    // The key can be used as any other.
    let key = try #require(server.privateKey)
    #expect(try PrivateKey(der: key.pkcs8) == key)
  }

  @Test func aCurveWithoutASeedIsRandom() throws {
    var request = CertificateRequest(
      subject: "CN=a", notBefore: 1_700_000_000, notAfter: 1_800_000_000)
    request.algorithm = .ellipticCurve("P-256")
    #expect(try request.make() != request.make())
  }

  @Test func bytesGoOnWithoutRepeating() throws {
    let seed = KeySeed(number: 1, purpose: "a")
    var source = SeededBytes(seed, label: "x")
    let bytes = try source.next(64)
    #expect(bytes.count == 64)
    #expect(bytes.prefix(32) != bytes.suffix(32))
    var same = SeededBytes(seed, label: "x")
    #expect(try same.next(64) == bytes)
    var other = SeededBytes(seed, label: "y")
    #expect(try other.next(64) != bytes)
  }
}
