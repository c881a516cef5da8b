import Foundation
import Testing
import ThrowawayFolder
import WSManService
import WireSecurity

@testable import Lab

/// Certificates of computers, and where they are kept.
@Suite struct LabCertificateTests {
  private static func made(_ name: String = "a") throws -> CertifiedKey {
    var request = CertificateRequest(
      subject: "CN=\(name)", notBefore: 1_577_836_800, notAfter: 2_493_072_000)
    request.algorithm = .ellipticCurve("P-256")
    request.friendlyName = "for tests"
    return try request.make()
  }

  @Test func filesThatNobodyElseReads() throws {
    let folder = try ThrowawayFolder()
    let storage = FileCertificateStorage(folder: folder.path + "/certificates/localhost")
    #expect(try storage.entries(in: .ownOfMachine).isEmpty)
    let made = try Self.made()
    try storage.add(made, to: .ownOfMachine)
    try storage.add(made, to: .ownOfMachine)
    #expect(try storage.entries(in: .ownOfMachine) == [made])
    #expect(try storage.entries(in: .rootsOfMachine).isEmpty)
    let thumbprint = made.certificate.thumbprint
    let file =
      "\(folder.path)/certificates/localhost/LocalMachine/My/\(thumbprint).pem"
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try storage.entry(thumbprint: thumbprint.lowercased(), in: .ownOfMachine) == made)
    #expect(try !storage.remove(thumbprint: "../../x", from: .ownOfMachine))
    #expect(try storage.remove(thumbprint: thumbprint, from: .ownOfMachine))
    #expect(try !storage.remove(thumbprint: thumbprint, from: .ownOfMachine))
  }

  @Test func aDamagedFile() throws {
    let folder = try ThrowawayFolder()
    let storage = FileCertificateStorage(folder: folder.path)
    try storage.add(try Self.made(), to: .ownOfMachine)
    let file = "\(folder.path)/LocalMachine/My/\(String(repeating: "A", count: 40)).pem"
    try "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".write(
      toFile: file, atomically: true, encoding: .utf8)
    let failure = #expect(throws: FileCertificateStorage.Failure.self) {
      try storage.entries(in: .ownOfMachine)
    }
    #expect(failure?.description.contains(file) ?? false)
  }

  private static let lab = """
    domain: contoso.com
    computers:
      - name: pc[1-3]
        addresses: [192.0.2.11]
      - name: other
        addresses: [198.51.100.12, "2001:db8::1"]
      - name: bare
        domain: none
    """

  private func network() throws -> LabNetwork {
    try LabNetwork([try LabFile(text: Self.lab, file: "lab.yaml")], keepingChangesIn: nil)
  }

  @Test func computersHaveCertificatesOfTheLab() async throws {
    let network = try network()
    let authority = try network.authority.certificate()
    #expect(authority.isAuthority)
    let computer = try #require(network.computer(named: "pc1"))
    let entry = try #require(try computer.certificates.entries(in: .ownOfMachine).first)
    #expect(entry.certificate.issuer == authority.subject)
    #expect(entry.privateKey != nil)
    for host in ["pc1", "pc1.contoso.com", "192.0.2.11", "127.0.0.11", "localhost"] {
      #expect(entry.certificate.isMade(for: host), "\(host)")
    }
    let roots = try computer.certificates.entries(in: .rootsOfMachine).map(\.certificate)
    #expect(roots == [authority])
    let found = try await computer.service.certificates.serverCertificate(for: "PC1.contoso.com")
    #expect(found?.thumbprint == entry.certificate.thumbprint)
    #expect(try await computer.service.certificates.serverCertificate(for: "pc2") == nil)
    #expect(try await computer.service.certificates.authorities().map(\.isAuthority) == [true])
  }

  @Test func authoritiesOfClientsAreReadFromEitherForm() throws {
    let folder = try ThrowawayFolder()
    let first = try Self.made("first").certificate
    let second = try Self.made("second").certificate
    try folder.write(first.pem, to: "first.pem")
    try Data(second.der).write(to: URL(filePath: folder.path + "/second.cer"))
    let lab = try LabFile(
      contentsOf: try folder.write(
        "computers:\n  - name: pc1\n    authorities: [first.pem, second.cer]\n", to: "lab.yaml"))
    #expect(lab.entries.first?.authorities == [first, second])
  }

  @Test func addressesOfLoopback() throws {
    let addresses = try network().computers.map(\.loopbackAddress)
    #expect(addresses == ["127.0.0.11", "127.0.0.12", "127.0.0.13", "127.0.0.2", "127.0.0.3"])
  }
}
