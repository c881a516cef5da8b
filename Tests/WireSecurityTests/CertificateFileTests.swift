import Foundation
import Testing

@testable import WireSecurity

/// Files with certificates, right and wrong in each way.
@Suite struct CertificateFileTests {
  private func made(_ subject: String = "CN=a") throws -> CertifiedKey {
    try TestCertificates.request(subject).make()
  }

  @Test func whatIsWrittenIsRead() throws {
    let made = try made()
    #expect(try CertificateFile(made.certificate.der).entries.map(\.privateKey) == [nil])
    #expect(try CertificateFile(Array(made.pem.utf8)).entries == [made])
    let container = try made.pkcs12(password: "secret")
    #expect(try CertificateFile(container, password: "secret").entries == [made])
  }

  @Test func severalCertificatesInOneFile() throws {
    let authority = try TestCertificates.authority()
    let server = try TestCertificates.request("CN=server").make(signedBy: authority)
    let text = "Notes\n" + authority.certificate.pem + server.pem.replacing("\n", with: "\r\n")
    let entries = try CertificateFile(Array(text.utf8)).entries
    #expect(entries.map(\.certificate) == [server.certificate, authority.certificate])
    #expect(entries.map { $0.privateKey != nil } == [true, false])
  }

  @Test func passwords() throws {
    let made = try made()
    let container = try made.pkcs12(password: "secret")
    #expect(throws: CertificateError.passwordNeeded) { try CertificateFile(container) }
    #expect(throws: CertificateError.wrongPassword) {
      try CertificateFile(container, password: "Secret")
    }
    let open = try made.pkcs12(password: "")
    #expect(try CertificateFile(open).entries == [made])
  }

  @Test func filesThatAreWrong() throws {
    let made = try made()
    let other = try self.made("CN=b")
    let key = String(made.pem.dropFirst(made.certificate.pem.count))
    #expect(throws: CertificateError.noCertificate) { try CertificateFile(Array(key.utf8)) }
    #expect(throws: CertificateError.keyMismatch) {
      try CertificateFile(Array((other.certificate.pem + key).utf8))
    }
    #expect(throws: CertificateError.keyMismatch) {
      try CertifiedKey(other.certificate, privateKey: made.privateKey)
    }
    #expect(throws: CertificateError.noPrivateKey) {
      try CertifiedKey(made.certificate).pkcs12(password: "x")
    }
    let brokenKey = key.replacing("-----BEGIN PRIVATE KEY-----\n", with: "$0AAAA")
    #expect(throws: CertificateError.notAKey) {
      try CertificateFile(
        Array((made.certificate.pem + "-----BEGIN PRIVATE KEY-----\nAAAA" + brokenKey).utf8))
    }
    let cut = made.certificate.pem.replacing("-----END CERTIFICATE-----", with: "")
    #expect(throws: CertificateError.notACertificate) { try CertificateFile(Array(cut.utf8)) }
    let container = try made.pkcs12(password: "x")
    for bytes in [[], [1, 2, 3], Array(container.dropLast(20)), Array("text".utf8)] {
      #expect(throws: CertificateError.unknownFormat) { try CertificateFile(bytes, password: "x") }
    }
    #expect(throws: CertificateError.self) {
      try CertificateFile([UInt8](repeating: 0x30, count: CertificateFile.largestSize + 1))
    }
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")))
  func filesOfOtherPrograms() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func run(_ arguments: String...) throws {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/openssl")
      process.arguments = arguments
      process.currentDirectoryURL = folder
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    func file(_ name: String) throws -> [UInt8] {
      Array(try Data(contentsOf: folder.appending(path: name)))
    }
    try run(
      "req", "-x509", "-newkey", "rsa:2048", "-passout", "pass:secret", "-subj", "/CN=x", "-keyout",
      "both.pem", "-out", "cert.pem")
    let protected = try file("cert.pem") + file("both.pem")
    #expect(throws: CertificateError.passwordNeeded) { try CertificateFile(protected) }
    #expect(throws: CertificateError.wrongPassword) {
      try CertificateFile(protected, password: "wrong")
    }
    #expect(try CertificateFile(protected, password: "secret").entries.first?.privateKey != nil)
    try run(
      "pkcs12", "-export", "-in", "cert.pem", "-inkey", "both.pem", "-passin", "pass:secret",
      "-passout", "pass:pfx", "-out", "new.pfx")
    #expect(try CertificateFile(file("new.pfx"), password: "pfx").entries.count == 1)
    try run(
      "pkcs12", "-export", "-legacy", "-in", "cert.pem", "-inkey", "both.pem", "-passin",
      "pass:secret", "-passout", "pass:pfx", "-out", "old.pfx")
    let old = #expect(throws: CertificateError.self) {
      try CertificateFile(file("old.pfx"), password: "pfx")
    }
    #expect(old?.description.contains("RC2") ?? false)
  }
}
