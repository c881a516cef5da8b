import Foundation
import Logging
import Testing
import WSManClient
import WSManProtocol
import WireSecurity

@testable import CurlTransport

/// HTTPS against the TLS server of the `openssl` program, with a certificate that nobody signed,
/// made out for another name.
@Suite(.enabled(if: OpenSSLServer.isAvailable)) struct CertificateTests {
  private func failure(
    port: Int, timeout: Duration = .seconds(20), _ change: (inout WSManSessionOptions) -> Void
  ) async throws -> TransportFailure {
    let transport = try await CurlTransportTests.transport(
      port: port, isSecure: true, change)
    let error = await #expect(throws: TransportFailure.self) {
      try await transport.exchange(.identify, in: ExchangeContext(timeout: timeout))
    }
    await transport.close()
    return try #require(error)
  }

  @Test func certificatesAreChecked() async throws {
    let server = try await OpenSSLServer()
    defer { server.stop() }
    let issuer = try await failure(port: server.port) { _ in }
    #expect(issuer.code.rawValue == 12175)
    #expect(issuer.description.contains("self-signed"))
    #expect(issuer.description.contains("does not trust the authority"))
    #expect(issuer.description.contains("-SkipCACheck"))
    let name = try await failure(port: server.port) { $0.skipCACheck = true }
    #expect(name.code.rawValue == 12175)
    #expect(name.description.contains("other.example"))
    #expect(name.description.contains("made out for another name"))
    #expect(name.description.contains("-SkipCNCheck"))
    let both = try await failure(port: server.port) { $0.skipCNCheck = true }
    #expect(both.code.rawValue == 12175)
    // This server never answers a POST, so what is left is the wait for it.
    let accepted = try await failure(port: server.port, timeout: .seconds(2)) {
      $0.skipCACheck = true
      $0.skipCNCheck = true
    }
    #expect(accepted.cause == .timedOut)
    #expect(accepted.description.contains("The connection was accepted"))
  }

  /// Trusted, but of a day long ago.
  @Test func anExpiredCertificate() async throws {
    let server = try await OpenSSLServer(isExpired: true)
    defer { server.stop() }
    let pem = try String(contentsOfFile: server.certificate, encoding: .utf8)
    let trusted = try CertificateFile(Array(pem.utf8)).entries.map(\.certificate)
    let connector = CurlConnector(logger: Logger(label: "test")) { trusted }
    let target = ConnectionTarget(
      host: "127.0.0.1", transport: .https, port: server.port, path: "wsman")
    var options = WSManSessionOptions()
    options.authentication = .none
    options.skipCNCheck = true
    let transport = try #require(try await connector.connect(to: target, options: options))
    let error = await #expect(throws: TransportFailure.self) {
      try await transport.exchange(.identify, in: ExchangeContext(timeout: .seconds(20)))
    }
    await transport.close()
    let failure = try #require(error)
    #expect(failure.code.rawValue == 12175)
    #expect(failure.description.contains("It has expired"))
    #expect(failure.description.contains("CertificateThumbprint"))
    let probe = try await connector.probe(target, options: options)
    guard case .network(let trace)? = probe else {
      Issue.record("\(String(describing: probe))")
      return
    }
    #expect(trace.entries.map(\.step) == [.dns, .tcp, .tls])
    #expect(trace.entries.last?.failure?.code.rawValue == 12175)
  }

  /// What is too old is not spoken, even where the certificate does not matter.
  @Test(arguments: [["-tls1"], ["-tls1_1"], ["-tls1_2"]])
  func oldVersions(_ versions: [String]) async throws {
    let server = try await OpenSSLServer(versions: versions)
    defer { server.stop() }
    let failure = try await failure(port: server.port, timeout: .seconds(2)) {
      $0.skipCACheck = true
      $0.skipCNCheck = true
    }
    #expect((failure.cause == .timedOut) == (versions == ["-tls1_2"]), "\(failure)")
    #expect(
      failure.description.contains("The connection was accepted") == (versions == ["-tls1_2"]))
    // They are not even offered: the server ends it, not a rule of OpenSSL about old signatures.
    #expect(
      failure.description.contains("alert protocol version") == (versions != ["-tls1_2"]),
      "\(failure)")
    #expect(failure.description.contains("TLS 1.2 or 1.3") == (versions != ["-tls1_2"]))
  }

  @Test func aCertificateOfTheClientIsWanted() async throws {
    let server = try await OpenSSLServer(
      versions: ["-tls1_3", "-Verify", "1", "-verify_return_error"])
    defer { server.stop() }
    let failure = try await failure(port: server.port) {
      $0.skipCACheck = true
      $0.skipCNCheck = true
    }
    #expect(failure.cause == .tlsAborted)
    #expect(failure.description.contains("-CertificateThumbprint"), "\(failure)")
  }

  @Test func aServerWithoutTLS() async throws {
    let server = try RawServer { connection in
      _ = connection.read()
      connection.answer("")
    }
    defer { server.stop() }
    let failure = try await failure(port: server.port) { _ in }
    #expect(failure.cause == .tlsAborted)
    #expect(failure.description.contains("-UseSSL"))
  }
}

/// `openssl s_server` on a free port.
private final class OpenSSLServer {
  static let program = "/usr/bin/openssl"
  static var isAvailable: Bool { FileManager.default.isExecutableFile(atPath: program) }

  let port: Int
  private let folder: URL
  private let process: Process

  /// The file with its certificate.
  let certificate: String

  init(isExpired: Bool = false, versions: [String] = []) async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let key = folder.appending(path: "key.pem").path
    certificate = folder.appending(path: "certificate.pem").path
    if isExpired {
      try Self.makeExpired(in: folder, key: key, certificate: certificate)
    } else {
      try Self.start([
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
        "/CN=other.example", "-keyout", key, "-out", certificate,
      ]).waitUntilExit()
    }
    port = try RawServer.unusedPort()
    process = try Self.start(
      [
        "s_server", "-accept", "127.0.0.1:\(port)", "-key", key, "-cert", certificate, "-quiet",
        "-cipher", "ALL:@SECLEVEL=0",
      ] + versions)
    for _ in 1...500 {
      if (try? TestSocket(port: port)) != nil { return }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw RawServer.SocketError()
  }

  /// A certificate of a day in the past, which only the command for authorities makes.
  private static func makeExpired(in folder: URL, key: String, certificate: String) throws {
    let configuration = folder.appending(path: "ca.cnf").path
    let request = folder.appending(path: "request.pem").path
    for name in ["index.txt", "index.txt.attr"] {
      try Data().write(to: folder.appending(path: name))
    }
    try """
    [ca]
    default_ca = own
    [own]
    database = \(folder.path)/index.txt
    new_certs_dir = \(folder.path)
    rand_serial = yes
    default_md = sha256
    policy = any
    [any]
    commonName = supplied
    """.write(toFile: configuration, atomically: true, encoding: .utf8)
    try start([
      "req", "-new", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=other.example", "-keyout", key,
      "-out", request,
    ]).waitUntilExit()
    try start([
      "ca", "-batch", "-selfsign", "-config", configuration, "-keyfile", key, "-in", request,
      "-out", certificate, "-notext", "-startdate", "20200101000000Z", "-enddate",
      "20200102000000Z",
    ]).waitUntilExit()
  }

  func stop() {
    // The threads of tasks block signals, and the program has inherited that.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  private static func start(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardInput = Pipe()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }
}

/// A connection that shows that somebody listens.
private final class TestSocket {
  private let descriptor: Int32

  init(port: Int) throws {
    descriptor = try RawServer.connect(port: port)
  }

  deinit {
    close(descriptor)
  }
}
