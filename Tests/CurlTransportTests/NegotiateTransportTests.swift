import Synchronization
import Testing
import WSManClient
import WSManProtocol
import WireSecurity

@testable import CurlTransport

/// The client's side of NTLM with encrypted messages, with a server that does what it should not.
@Suite struct NegotiateTransportTests {
  private let context = ExchangeContext(timeout: .seconds(10))

  private func transport(
    to server: NegotiateServer, password: String = "secret",
    _ change: (inout WSManSessionOptions) -> Void = { _ in }
  ) async throws -> any WSManTransport {
    try await CurlTransportTests.transport(port: server.port) {
      $0.authentication = .negotiate
      $0.credential = SessionCredential(userName: "wsman", password: password)
      change(&$0)
    }
  }

  private func failure(
    of server: NegotiateServer, password: String = "secret", exchanges: Int = 1,
    _ change: (inout WSManSessionOptions) -> Void = { _ in }
  ) async throws -> TransportFailure {
    let transport = try await transport(to: server, password: password, change)
    for _ in 1..<exchanges { _ = try await transport.exchange(.identify, in: context) }
    let error = await #expect(throws: TransportFailure.self) {
      _ = try await transport.exchange(.identify, in: context)
    }
    await transport.close()
    return try #require(error)
  }

  @Test func oneAuthenticationForManyMessages() async throws {
    let server = try NegotiateServer { _ in .encrypted(CurlTransportTests.identifyAnswer()) }
    defer { server.stop() }
    let transport = try await transport(to: server)
    for _ in 0..<20 {
      let response = try await transport.exchange(.identify, in: context)
      guard case .identify = response.body else {
        Issue.record("no Identify answer")
        return
      }
    }
    #expect(server.connectionCount == 1)
    #expect(server.counts.legs == 2)
    #expect(server.counts.authentications == 1)
    #expect(server.counts.messages == 20)
    await transport.close()
  }

  @Test func encryptedFaultsAreAnswers() async throws {
    let server = try NegotiateServer { _ in .encrypted(CurlTransportTests.fault) }
    defer { server.stop() }
    let transport = try await transport(to: server)
    #expect(try await transport.exchange(.identify, in: context).fault != nil)
    await transport.close()
  }

  // MARK: Clear answers

  @Test(arguments: ["200", "500", "400", "302", "503"])
  func aClearAnswerIsRefused(_ status: String) async throws {
    let server = try NegotiateServer { _ in
      .clear(
        CurlTransportTests.identifyAnswer(), status: status, contentType: "application/soap+xml")
    }
    defer { server.stop() }
    let failure = try await failure(of: server)
    #expect(failure.code == .cannotDecrypt)
    #expect(failure.description.contains("in clear text"))
    #expect(server.counts.messages == 1)
  }

  @Test func aClearFaultIsRefused() async throws {
    let server = try NegotiateServer { _ in
      .clear(CurlTransportTests.fault, status: "500", contentType: "application/soap+xml")
    }
    defer { server.stop() }
    #expect(try await failure(of: server).code == .cannotDecrypt)
  }

  @Test func aClearAnswerIsReadWhereClearTextIsAllowed() async throws {
    let server = try NegotiateServer { _ in
      .clear(
        CurlTransportTests.identifyAnswer(), status: "200", contentType: "application/soap+xml")
    }
    defer { server.stop() }
    let transport = try await transport(to: server) { $0.client.allowUnencrypted = true }
    guard case .identify = try await transport.exchange(.identify, in: context).body else {
      Issue.record("no Identify answer")
      return
    }
    await transport.close()
  }

  /// The page of a proxy says nothing but its status.
  @Test func aPageInClear() async throws {
    let server = try NegotiateServer { _ in
      .clear("<html>busy</html>", status: "503", contentType: "text/html")
    }
    defer { server.stop() }
    #expect(try await failure(of: server).cause == .httpStatus(503))
  }

  /// The tokens were good, the message is refused nevertheless: once more, then it is final.
  @Test func refusedAfterTheTokens() async throws {
    let server = try NegotiateServer { _ in .clear("", status: "401", contentType: "text/html") }
    defer { server.stop() }
    let failure = try await failure(of: server)
    #expect(failure.code == .accessDenied)
    #expect(failure.description.contains("accepted the Negotiate authentication"), "\(failure)")
    #expect(server.counts.authentications == 2)
  }

  // MARK: Damaged answers

  @Test(arguments: [40, 60, 300, 301, 316, 317, 320, 400])
  func aChangedByte(_ place: Int) async throws {
    let server = try NegotiateServer { _ in
      .damaged(CurlTransportTests.identifyAnswer()) { bytes in
        var bytes = bytes
        // From the end, where the encrypted bytes are.
        bytes[bytes.count - place] ^= 1
        return bytes
      }
    }
    defer { server.stop() }
    #expect(try await failure(of: server).code == .cannotDecrypt)
  }

  @Test func aRepeatedAnswer() async throws {
    let first = Kept()
    let server = try NegotiateServer { number in
      .damaged(CurlTransportTests.identifyAnswer()) { bytes in
        first.value.withLock { kept in
          if number == 1 { kept = bytes }
          return kept
        }
      }
    }
    defer { server.stop() }
    #expect(try await failure(of: server, exchanges: 2).code == .cannotDecrypt)
  }

  /// After a damaged answer the next exchange begins anew.
  @Test func aNewBeginningAfterDamage() async throws {
    let server = try NegotiateServer { number in
      .damaged(CurlTransportTests.identifyAnswer()) { number == 1 ? $0.dropLast(100) : $0 }
    }
    defer { server.stop() }
    let transport = try await transport(to: server)
    await #expect(throws: TransportFailure.self) {
      _ = try await transport.exchange(.identify, in: context)
    }
    _ = try await transport.exchange(.identify, in: context)
    #expect(server.counts.authentications == 2)
    #expect(server.connectionCount == 2)
    await transport.close()
  }

  // MARK: Lost connections

  @Test func aForgottenConnection() async throws {
    let server = try NegotiateServer { number in
      number == 2
        ? .clear("", status: "401", contentType: "text/plain")
        : .encrypted(CurlTransportTests.identifyAnswer())
    }
    defer { server.stop() }
    let transport = try await transport(to: server)
    for _ in 0..<3 { _ = try await transport.exchange(.identify, in: context) }
    #expect(server.counts.authentications == 2)
    // The message was sent again.
    #expect(server.counts.messages == 4)
    await transport.close()
  }

  @Test func aServerThatForgetsAlways() async throws {
    let server = try NegotiateServer { _ in .clear("", status: "401", contentType: "text/plain") }
    defer { server.stop() }
    let failure = try await failure(of: server)
    #expect(failure.code == .accessDenied)
    #expect(server.counts.messages == 2)
  }

  @Test func aMessageThatMayHaveArrivedIsNotSentAgain() async throws {
    let server = try NegotiateServer { number in
      number == 1 ? .encrypted(CurlTransportTests.identifyAnswer()) : .closed
    }
    defer { server.stop() }
    let transport = try await transport(to: server)
    _ = try await transport.exchange(.identify, in: context)
    let invoke = RequestEnvelope(
      header: RequestHeader(), body: .invoke(action: "http://x/Do", input: nil))
    await #expect(throws: TransportFailure.self) {
      _ = try await transport.exchange(invoke, in: context)
    }
    #expect(server.counts.messages == 2)
    await transport.close()
  }

  // MARK: Legs

  @Test func wrongPassword() async throws {
    let server = try NegotiateServer { _ in .closed }
    defer { server.stop() }
    let failure = try await failure(of: server, password: "wrong")
    #expect(failure.code == .accessDenied)
    #expect(failure.description.contains("refused the user name or the password"))
    #expect(server.counts.messages == 0)
  }

  @Test func aServerWithoutNegotiate() async throws {
    let server = try NegotiateServer(
      leg: { _, leg in leg.challenge = "Basic realm=\"x\"" }, answer: { _ in .closed })
    defer { server.stop() }
    let failure = try await failure(of: server)
    #expect(failure.code.rawValue == 0x8033_810E)
    #expect(failure.description.contains("It offers: Basic."))
  }

  /// Whoever says yes without a proof of its own gets no message.
  @Test(arguments: [1, 2]) func aServerThatSaysYesAtOnce(_ number: Int) async throws {
    let server = try NegotiateServer(
      leg: { leg, answer in
        guard leg == number else { return }
        answer.status = "200"
        answer.challenge = nil
      }, answer: { _ in .encrypted(CurlTransportTests.identifyAnswer()) })
    defer { server.stop() }
    let failure = try await failure(of: server)
    #expect(failure.code == .accessDenied)
    #expect(server.counts.messages == 0)
  }

  @Test(arguments: ["!!!", "TlRMTVNTUAACAAAA", "oQcwBaADCgEC", "YIIB"])
  func aBrokenToken(_ token: String) async throws {
    let server = try NegotiateServer(
      leg: { _, leg in leg.challenge = "Negotiate \(token)" }, answer: { _ in .closed })
    defer { server.stop() }
    #expect(try await failure(of: server).code == .accessDenied)
    #expect(server.counts.messages == 0)
  }

  @Test func aServerThatClosesBetweenTheLegs() async throws {
    let server = try NegotiateServer(
      leg: { _, leg in leg.endsConnection = true }, answer: { _ in .closed })
    defer { server.stop() }
    let failure = try await failure(of: server)
    #expect(failure.code == .accessDenied)
    #expect(failure.description.contains("closes the connection in the middle"))
  }

  @Test(arguments: [404, 503]) func aStatusInsteadOfALeg(_ status: Int) async throws {
    let server = try NegotiateServer(
      leg: { _, leg in
        leg.status = "\(status)"
        leg.challenge = nil
      }, answer: { _ in .closed })
    defer { server.stop() }
    #expect(try await failure(of: server).cause == .httpStatus(status))
  }

  /// Nothing follows a redirection, least of all a proof.
  @Test func aRedirection() async throws {
    let other = try RawServer { connection in _ = connection.readRequest() }
    defer { other.stop() }
    let server = try RawServer { [url = other.url] connection in
      while connection.readRequest() != nil {
        connection.answer("", status: "307 Temporary Redirect", headers: ["Location: \(url)"])
      }
    }
    defer { server.stop() }
    let transport = try await CurlTransportTests.transport(port: server.port) {
      $0.authentication = .negotiate
      $0.credential = SessionCredential(userName: "wsman", password: "secret")
    }
    let error = await #expect(throws: TransportFailure.self) {
      _ = try await transport.exchange(.identify, in: context)
    }
    #expect(error?.cause == .httpStatus(307))
    #expect(other.connectionCount == 0)
    await transport.close()
  }

  @Test func withoutCredentials() async throws {
    let error = await #expect(throws: TransportFailure.self) {
      _ = try await CurlTransportTests.transport(port: 1) {
        $0.authentication = .negotiate
        $0.credential = nil
      }
    }
    #expect(error?.description.contains("-Credential") == true)
  }
}

private final class Kept: Sendable {
  let value = Mutex<[UInt8]>([])
}
