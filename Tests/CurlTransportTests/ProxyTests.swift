import Foundation
import Synchronization
import Testing
import WSManClient
import WSManProtocol

@testable import CurlTransport

/// What comes back from proxies, and what is sent to them.
@Suite struct ProxyTests {
  private func failure(
    proxy port: Int, _ change: (inout WSManSessionOptions) -> Void = { _ in }
  ) async throws -> TransportFailure {
    let transport = try await CurlTransportTests.transport(
      host: "server01.example", port: 5986, isSecure: true
    ) { options in
      options.proxyServer = ProxyServer(address: "http://u:secret@127.0.0.1:\(port)")
      options.proxyAuthentication = .basic
      change(&options)
    }
    let error = await #expect(throws: TransportFailure.self) {
      try await transport.exchange(.identify, in: ExchangeContext(timeout: .seconds(10)))
    }
    await transport.close()
    return try #require(error)
  }

  /// A proxy with one answer to everything; its requests are kept.
  private final class Proxy: Sendable {
    let requests = Mutex<[String]>([])

    func server(_ status: String, headers: [String] = []) throws -> RawServer {
      try RawServer { connection in
        guard let request = connection.readRequest() else { return }
        self.requests.withLock { $0.append(request) }
        connection.answer("", status: status, headers: headers)
      }
    }
  }

  @Test func nobodyListens() async throws {
    let failure = try await failure(proxy: try RawServer.unusedPort())
    #expect(failure.cause == .proxy)
    #expect(failure.code == .destinationUnreachable)
    #expect(failure.description.contains("The proxy http://127.0.0.1:"))
    #expect(failure.description.contains("could not be reached"))
    #expect(!failure.description.contains("secret"))
  }

  @Test func anAuthenticationIsWanted() async throws {
    let proxy = Proxy()
    let server = try proxy.server(
      "407 Proxy Authentication Required", headers: ["Proxy-Authenticate: Basic realm=\"p\""])
    defer { server.stop() }
    let failure = try await failure(proxy: server.port) {
      $0.proxyCredential = SessionCredential(userName: "user", password: "pw")
    }
    #expect(failure.cause == .proxy)
    #expect(failure.description.contains("HTTP status 407"))
    #expect(failure.description.contains("-ProxyCredential"))
    let request = try #require(proxy.requests.withLock { $0.first })
    #expect(request.hasPrefix("CONNECT server01.example:5986 HTTP/1.1\r\n"))
    #expect(request.contains("\r\nProxy-Authorization: Basic dXNlcjpwdw==\r\n"))
    #expect(request.contains("\r\nUser-Agent: Microsoft WinRM Client\r\n"))
    // What is meant for the computer does not reach the proxy.
    #expect(!request.contains("\r\nAuthorization:"))
    #expect(!request.contains("Content-Type:"))
  }

  @Test(arguments: ["403 Forbidden", "502 Bad Gateway", "302 Found"])
  func itDoesNotConnect(_ status: String) async throws {
    let server = try Proxy().server(status)
    defer { server.stop() }
    let failure = try await failure(proxy: server.port)
    #expect(failure.cause == .proxy)
    #expect(failure.description.contains("did not connect to this address"))
    #expect(failure.description.contains(String(status.prefix(3))))
  }

  /// Asked once more with the proof, it says nothing: the status is not what it ended with.
  @Test func itEndsTheConnection() async throws {
    let server = try RawServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.answer(
        "", status: "407 Proxy Authentication Required",
        headers: ["Proxy-Authenticate: Digest realm=\"p\", nonce=\"n\", qop=\"auth\""])
      _ = connection.readRequest()
    }
    defer { server.stop() }
    let failure = try await failure(proxy: server.port) {
      $0.proxyAuthentication = .digest
      $0.proxyCredential = SessionCredential(userName: "user", password: "pw")
    }
    #expect(failure.cause == .proxy)
    #expect(failure.description.contains("ended the connection"), "\(failure)")
    #expect(!failure.description.contains("407"), "\(failure)")
  }

  @Test func withoutAnAuthenticationTheProxyIsNotAsked() async throws {
    let proxy = Proxy()
    let server = try proxy.server("403 Forbidden")
    defer { server.stop() }
    for change: (inout WSManSessionOptions) -> Void in [
      { $0.proxyAuthentication = nil }, { $0.proxyAccess = .noProxyServer },
      { $0.proxyServer?.exceptions = ["example"] },
    ] {
      #expect(try await failure(proxy: server.port, change).cause == .nameNotResolved)
    }
    #expect(proxy.requests.withLock { $0.isEmpty })
  }
}
