import CurlTransport
import Foundation
import HTTPListener
import Logging
import Testing
import WSManClient
import WSManProtocol
import WireSecurity

/// Which certificates of a service are taken, what each check costs that is skipped, and what a
/// refusal says, with real listeners.
@Suite("certificates by cause", .enabled(if: Authority.isAvailable))
struct CertificateCauseTests {
  /// The certificates of an authority.
  enum Kind: String, Sendable {
    case good, expired, notYetValid, otherName, expiredOfOtherName
  }

  /// The file in `$env:WSMANSH_CRL_FILE`.
  enum List: String, Sendable {
    case none, current, clean, outdated, ofAnother, missing, noList
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var kind = Kind.good
    var list = List.none
    var isTrusted = true
    var skips: [String] = []
    /// What the error says; nothing when the connection comes about.
    var says: [String] = []
    /// What it does not say.
    var omits: [String] = []

    var testDescription: String {
      "\(kind.rawValue), list: \(list.rawValue), trusted: \(isTrusted), skips: \(skips)"
    }
  }

  private static let advice = "set the CertificateThumbprint of its HTTPS listener"
  private static let skipList = "-SkipRevocationCheck"

  @Test(arguments: [
    Case(isTrusted: false, says: ["does not trust the authority", "Import-Certificate"]),
    Case(
      isTrusted: false, says: ["-SkipCACheck)."], omits: ["another name", "expired", "CNCheck"]),
    Case(isTrusted: false, skips: ["CA"]),
    // All that is wrong is told, with one advice.
    Case(
      kind: .otherName, isTrusted: false,
      says: [
        "does not trust the authority", "no alternative certificate subject name matches",
        "for another name", "Import-Certificate", "Connect with a name",
        "(New-WSManSessionOption -SkipCACheck -SkipCNCheck)",
      ], omits: ["expired"]),
    Case(
      kind: .otherName, isTrusted: false, skips: ["CN"], says: ["does not trust the authority"],
      omits: ["for another name", "-SkipCNCheck"]),
    Case(
      kind: .expiredOfOtherName, isTrusted: false,
      says: ["does not trust the authority", "for another name", "has expired", advice],
      omits: ["-Skip"]),
    Case(
      kind: .expiredOfOtherName, says: ["for another name", "has expired"],
      omits: ["does not trust", "-Skip"]),
    Case(
      kind: .expiredOfOtherName, isTrusted: false, skips: ["CA"],
      says: ["for another name", "has expired"], omits: ["does not trust"]),
    Case(
      kind: .notYetValid, isTrusted: false, says: ["does not trust the authority", "not valid yet"]),
    Case(
      kind: .otherName, list: .current,
      says: ["has revoked it", "for another name", "-SkipRevocationCheck -SkipCNCheck"]),
    Case(
      isTrusted: false, skips: ["CN", "Revocation"], says: ["does not trust the authority"]),
    Case(kind: .otherName, says: ["for another name", "-SkipCNCheck"]),
    Case(kind: .otherName, skips: ["CA"], says: ["for another name"]),
    Case(kind: .otherName, skips: ["CN"]),
    // Nothing skips the dates.
    Case(kind: .expired, says: ["It has expired", "Get-Date", advice]),
    Case(
      kind: .expired, isTrusted: false, skips: ["CA", "CN", "Revocation"], says: ["has expired"]),
    Case(kind: .notYetValid, says: ["not valid yet", "Get-Date"]),
    Case(kind: .notYetValid, skips: ["CA", "CN", "Revocation"], says: ["not valid yet"]),
    // Without a list there is nothing to check.
    Case(kind: .good),
    Case(list: .current, says: ["has revoked it", advice]),
    Case(list: .current, skips: ["CA", "CN"], says: ["has revoked it"]),
    Case(list: .current, skips: ["Revocation"]),
    Case(list: .clean),
    Case(list: .outdated, says: ["no current revocation list", "WSMANSH_CRL_FILE", skipList]),
    Case(list: .outdated, skips: ["Revocation"]),
    Case(list: .ofAnother, says: ["no current revocation list", skipList]),
    Case(list: .missing, says: ["must hold revocation lists in PEM", skipList]),
    Case(list: .noList, says: ["must hold revocation lists in PEM"]),
    Case(list: .missing, skips: ["Revocation"]),
  ])
  func certificate(_ test: Case) async throws {
    let authority = try Authority()
    let certificate = try authority.certificate(test.kind)
    let tls = try TLSContext(server: certificate)
    let journal = Journal()
    let computer = try await TestComputer {
      $0.face.tls = tls
      $0.journal = { request in journal.add(request) }
    }
    var options = WSManSessionOptions()
    options.authentication = .basic
    options.credential = SessionCredential(userName: "wsman", password: "secret")
    options.skipCACheck = test.skips.contains("CA")
    options.skipCNCheck = test.skips.contains("CN")
    options.skipRevocationCheck = test.skips.contains("Revocation")
    options.revocationLists = try authority.list(test.list, certificate)
    let trusted = test.isTrusted ? [authority.own.certificate] : []
    let session = try await WSManSession.open(
      computer.listener.url, options: options,
      connector: CurlConnector(logger: Logger(label: "test"), authorities: { trusted }))
    if test.says.isEmpty {
      _ = try await session.identify()
    } else {
      let error = await #expect(throws: TransportFailure.self) { _ = try await session.identify() }
      let failure = try #require(error)
      #expect(failure.code == .tlsFailure)
      for part in test.says { #expect(failure.description.contains(part), "\(failure)") }
      for part in test.omits { #expect(!failure.description.contains(part), "\(failure)") }
    }
    await session.close()
    await computer.listener.stop()
    // Whoever is not trusted gets no request, however often the certificate is looked at.
    #expect(journal.requests.isEmpty == !test.says.isEmpty)
  }
}

/// An authority with its certificates and its lists, which the `openssl` program makes.
private final class Authority {
  private static let program = "/usr/bin/openssl"
  static let isAvailable = FileManager.default.isExecutableFile(atPath: program)

  let own: CertifiedKey
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "wsmansh-authority-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    own = try Self.make("Authority", issuer: nil)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// A certificate that is valid from and to some days from now; without an issuer an authority.
  private static func make(
    _ name: String, days: ClosedRange<Int64> = -10...10, host: String = "127.0.0.1",
    issuer: CertifiedKey?
  ) throws -> CertifiedKey {
    let now = Int64(Date.now.timeIntervalSince1970)
    var request = CertificateRequest(
      subject: "CN=\(name)", notBefore: now + days.lowerBound * 86_400,
      notAfter: now + days.upperBound * 86_400)
    request.algorithm = .ellipticCurve("P-256")
    request.dnsNames = [host]
    if issuer == nil { request.kind = .authority }
    return try request.make(signedBy: issuer)
  }

  func certificate(_ kind: CertificateCauseTests.Kind) throws -> CertifiedKey {
    switch kind {
    case .good: try Self.make("host", issuer: own)
    case .expired: try Self.make("host", days: -9 ... -1, issuer: own)
    case .notYetValid: try Self.make("host", days: 1...10, issuer: own)
    case .otherName: try Self.make("host", host: "other.example", issuer: own)
    case .expiredOfOtherName:
      try Self.make("host", days: -9 ... -1, host: "other.example", issuer: own)
    }
  }

  /// The path of a list on which a certificate stands.
  func list(_ list: CertificateCauseTests.List, _ certificate: CertifiedKey) throws -> String? {
    let (revoked, good) = ([certificate.certificate.serialNumber], [String]())
    return switch list {
    case .none: nil
    case .missing: folder.appending(path: "missing").path
    case .noList: try write("noList", "no list")
    case .current: try makeList(own, revoked: revoked)
    case .clean: try makeList(own, revoked: good)
    case .outdated: try makeList(own, revoked: good, isOutdated: true)
    case .ofAnother: try makeList(try Self.make("Another", issuer: nil), revoked: good)
    }
  }

  @discardableResult private func write(_ name: String, _ text: String) throws -> String {
    let file = folder.appending(path: name)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  private func makeList(
    _ authority: CertifiedKey, revoked: [String], isOutdated: Bool = false
  ) throws -> String {
    let database = try write(
      "index.txt",
      revoked.map { "R\t400101000000Z\t200101000000Z\t\($0.uppercased())\tunknown\t/CN=x\n" }
        .joined())
    try write("index.txt.attr", "")
    let configuration = try write(
      "ca.cnf", "[ca]\ndefault_ca = own\n[own]\ndatabase = \(database)\ndefault_md = sha256\n")
    let signer = try write("authority.pem", authority.pem)
    let list = folder.appending(path: "list.pem").path
    let dates =
      isOutdated
      ? ["-crl_lastupdate", "20200101000000Z", "-crl_nextupdate", "20200102000000Z"]
      : ["-crldays", "5"]
    let process = Process()
    process.executableURL = URL(filePath: Self.program)
    process.arguments =
      [
        "ca", "-gencrl", "-config", configuration, "-keyfile", signer, "-cert", signer, "-out",
        list,
      ]
      + dates
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return list
  }
}
