import Synchronization
import Testing
import WSManClient
import WSManProtocol

@testable import CurlTransport

/// A server that sends clients to another host gets them to go nowhere: no credentials, no token and
/// no message reach the other one, whatever the scheme.
@Suite struct RedirectionTests {
  private static let statuses = ["301", "302", "303", "307", "308"]

  @Test(
    arguments: [
      AuthenticationMechanism.none, .basic, .digest, .negotiate, .credSSP,
    ], statuses)
  func toAnotherHost(_ mechanism: AuthenticationMechanism, _ status: String) async throws {
    let other = try RawServer { connection in _ = connection.readRequest() }
    defer { other.stop() }
    let log = Log()
    let server = try RawServer { [url = other.url] connection in
      while connection.readRequest() != nil {
        log.addOne()
        connection.answer(
          "", status: "\(status) Elsewhere",
          headers: ["Location: \(url)", "Refresh: 0; url=\(url)"])
      }
    }
    defer { server.stop() }
    let transport = try await CurlTransportTests.transport(port: server.port) {
      $0.authentication = mechanism
      $0.credential =
        mechanism == .none ? nil : SessionCredential(userName: "wsman", password: "secret")
    }
    let error = await #expect(throws: TransportFailure.self) {
      _ = try await transport.exchange(.identify, in: ExchangeContext(timeout: .seconds(10)))
    }
    #expect(error?.cause == .httpStatus(try #require(Int(status))))
    #expect(error?.code == .httpRedirect)
    #expect(other.connectionCount == 0)
    // Nor is the first one asked a second time.
    #expect(log.count == 1)
    await transport.close()
  }

  private final class Log: Sendable {
    private let requests = Mutex(0)
    var count: Int { requests.withLock { $0 } }
    func addOne() { requests.withLock { $0 += 1 } }
  }

  /// After an authentication the encrypted message stays where it is.
  @Test(arguments: statuses) func ofAnEncryptedMessage(_ status: String) async throws {
    let other = try RawServer { connection in _ = connection.readRequest() }
    defer { other.stop() }
    let server = try NegotiateServer { [url = other.url] _ in
      .moved(status: status, to: url)
    }
    defer { server.stop() }
    let transport = try await CurlTransportTests.transport(port: server.port) {
      $0.authentication = .negotiate
      $0.credential = SessionCredential(userName: "wsman", password: "secret")
    }
    let error = await #expect(throws: TransportFailure.self) {
      _ = try await transport.exchange(.identify, in: ExchangeContext(timeout: .seconds(10)))
    }
    #expect(error?.code == .httpRedirect)
    #expect(server.counts.messages == 1)
    #expect(other.connectionCount == 0)
    await transport.close()
  }
}
