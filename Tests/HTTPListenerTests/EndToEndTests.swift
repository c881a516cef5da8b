import CurlTransport
import Foundation
import Logging
import Testing
import WSManClient
import WSManProtocol
import XMLStream

@testable import HTTPListener

/// The client against the listener over a real socket.
@Suite struct EndToEndTests {
  private func transport(
    to computer: TestComputer, _ change: (inout WSManSessionOptions) -> Void = { _ in }
  ) async throws -> any WSManTransport {
    var options = WSManSessionOptions()
    options.authentication = .basic
    options.credential = SessionCredential(userName: "wsman", password: "secret")
    change(&options)
    let target = ConnectionTarget(
      host: "127.0.0.1", transport: .http, port: computer.listener.port, path: "wsman")
    let connector = CurlConnector(logger: Logger(label: "test"))
    return try #require(try await connector.connect(to: target, options: options))
  }

  private let context = ExchangeContext(timeout: .seconds(10))

  private func get(_ resource: String = "config/client") -> RequestEnvelope {
    var header = RequestHeader()
    header.to = "http://127.0.0.1/wsman"
    header.resource = ResourceURI("http://schemas.microsoft.com/wbem/wsman/1/\(resource)")
    header.messageID = .random()
    header.maxEnvelopeSize = 512_000
    return RequestEnvelope(header: header, body: .get)
  }

  @Test func getOverOneConnection() async throws {
    let computer = try await TestComputer()
    let transport = try await transport(to: computer)
    for _ in 1...50 {
      let request = get()
      let response = try await transport.exchange(request, in: context)
      #expect(response.header.relatesTo == request.header.messageID)
      guard case .get(let fragment) = response.body else {
        Issue.record("no resource: \(response.body)")
        return
      }
      #expect(fragment.localName == "Client")
    }
    #expect(computer.listener.connectionCount == 1)
    await transport.close()
    await computer.listener.stop()
  }

  @Test func identifyWithAndWithoutCredentials() async throws {
    let computer = try await TestComputer()
    let user = try await transport(to: computer)
    let nobody = try await transport(to: computer) {
      $0.authentication = .none
      $0.credential = nil
    }
    let known = try await user.exchange(.identify, in: context)
    let anonymous = try await nobody.exchange(.identify, in: context)
    await computer.listener.stop()
    guard case .identify(let full) = known.body, case .identify(let bare) = anonymous.body else {
      Issue.record("no Identify answers")
      return
    }
    #expect(full.productVersion == "OS: 10.0.20348 SP: 0.0 Stack: 3.0")
    #expect(bare.productVersion == "OS: 0.0.0 SP: 0.0 Stack: 3.0")
  }

  @Test func aFaultIsAnAnswer() async throws {
    let computer = try await TestComputer()
    let transport = try await transport(to: computer)
    let response = try await transport.exchange(get("config/nothing"), in: context)
    await computer.listener.stop()
    #expect(response.fault != nil)
  }

  @Test func utf16() async throws {
    let computer = try await TestComputer()
    let transport = try await transport(to: computer) { $0.useUTF16 = true }
    let response = try await transport.exchange(get(), in: context)
    await computer.listener.stop()
    #expect(response.fault == nil)
  }

  @Test func aWrongPassword() async throws {
    let computer = try await TestComputer()
    let transport = try await transport(to: computer) {
      $0.credential = SessionCredential(userName: "wsman", password: "wrong")
    }
    let failure = await #expect(throws: TransportFailure.self) {
      try await transport.exchange(get(), in: context)
    }
    await computer.listener.stop()
    #expect(failure?.code == .accessDenied)
    #expect(failure?.description.contains("It offers: Negotiate, Basic.") ?? false)
  }

  @Test func aComputerThatDoesNotAllowBasic() async throws {
    let computer = try await TestComputer(settings: [:])
    let transport = try await transport(to: computer)
    let failure = await #expect(throws: TransportFailure.self) {
      try await transport.exchange(get(), in: context)
    }
    await computer.listener.stop()
    #expect(failure?.code.rawValue == 0x8033_810E)
    #expect(failure?.description.contains("It offers: Negotiate.") ?? false)
  }

  @Test func aCertificateThatIsNotThereIsNotShown() async throws {
    let computer = try await TestComputer()
    let failure = await #expect(throws: TransportFailure.self) {
      _ = try await transport(to: computer) {
        $0.authentication = .clientCertificate
        $0.certificateThumbprint = "00"
      }
    }
    await computer.listener.stop()
    #expect(failure?.code == .certificateNotFound)
    #expect(computer.listener.connectionCount == 0)
  }

  @Test func aListenerThatStartsAgain() async throws {
    let first = try await TestComputer()
    let port = first.listener.port
    let transport = try await transport(to: first)
    _ = try await transport.exchange(get(), in: context)
    await first.listener.stop()
    let failure = await #expect(throws: TransportFailure.self) {
      try await transport.exchange(get(), in: context)
    }
    #expect(failure?.cause == .connectionRefused)
    let second = try await TestComputer { $0.port = port }
    let response = try await transport.exchange(get(), in: context)
    await second.listener.stop()
    #expect(response.fault == nil)
  }

  @Test func cancellation() async throws {
    let questions = Counter()
    let computer = try await TestComputer {
      $0.behaviour = { _ in
        questions.increment()
        return ListenerBehaviour(mode: .silent)
      }
    }
    let transport = try await transport(to: computer)
    let task = Task {
      try await transport.exchange(get(), in: ExchangeContext(timeout: .seconds(60)))
    }
    try await waitUntil { questions.value == 2 }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    // The listener sees the end of the connection long before the time of the exchange is over.
    try await waitUntil { computer.listener.connectionCount == 0 }
    await computer.listener.stop()
  }

  @Test func aSessionThatWasClosed() async throws {
    let computer = try await TestComputer()
    let transport = try await transport(to: computer)
    await transport.close()
    await transport.close()
    let failure = await #expect(throws: TransportFailure.self) {
      try await transport.exchange(get(), in: context)
    }
    await computer.listener.stop()
    #expect(failure?.cause == .closed)
  }

  @Test func aHundredSessions() async throws {
    let computer = try await TestComputer()
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 1...100 {
        group.addTask {
          let transport = try await transport(to: computer)
          let response = try await transport.exchange(get(), in: context)
          await transport.close()
          return response.fault == nil
        }
      }
      for try await isRight in group { #expect(isRight) }
    }
    await computer.listener.stop()
  }
}
