import Testing

@testable import WireSecurity

@Suite struct ChannelBindingTests {
  @Test func theDigestOfTheCertificate() throws {
    let certificate = try TestCertificates.authority().certificate
    let binding = try #require(ChannelBinding(server: certificate))
    let digest = try #require(MessageDigest.sha256.digest(of: certificate.der))
    #expect(binding.applicationData == Array("tls-server-end-point:".utf8) + digest)
    #expect(ChannelBinding(serverPEM: "text before\n" + certificate.pem) == binding)
  }

  /// Computed with the same structure by another program.
  @Test func theValueInNTLM() throws {
    let zeros = [UInt8](repeating: 0, count: 32)
    let binding = ChannelBinding(applicationData: Array("tls-server-end-point:".utf8) + zeros)
    #expect(hex(try binding.ntlmDigest()) == "c9ec5cb29e8f57f7ee6429cde733efeb")
  }

  @Test(arguments: ["", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n"])
  func textsThatAreNoCertificate(_ text: String) {
    #expect(ChannelBinding(serverPEM: text) == nil)
  }
}
