import CurlTransport
import Logging
import Testing
import WSManClient
import WSManProtocol

@testable import HTTPListener

/// What a listener keeps of requests, and how it breaks answers on purpose.
@Suite struct JournalTests {
  private func session(to computer: TestComputer) async throws -> WSManSession {
    var options = WSManSessionOptions()
    options.credential = SessionCredential(userName: "wsman", password: "secret")
    return try await WSManSession.open(
      computer.listener.url, options: options,
      connector: ClientPolicyConnector(CurlConnector(logger: Logger(label: "test"))))
  }

  private let locator = ResourceLocator(
    resource: ResourceURI.configuration.appending("listener"),
    selectors: ["Address": "*", "Transport": "HTTP", "Password": "hunter2"])

  @Test func requestsAreKeptWithoutSecrets() async throws {
    let journal = Journal()
    let computer = try await TestComputer(settings: [:]) {
      $0.journal = { request in journal.add(request) }
    }
    let session = try await session(to: computer)
    _ = try await session.identify()
    await #expect(throws: WSManFault.self) { _ = try await session.get(locator) }
    await session.close()
    await computer.listener.stop()
    let requests = journal.requests
    #expect(requests.first?.status == 401)
    #expect(requests.first?.user == nil)
    let identify = try #require(requests.first { $0.isIdentify })
    #expect(identify.isEncrypted && identify.status == 200)
    let get = try #require(requests.last)
    #expect(get.action == ActionURI.get)
    #expect(get.resource == locator.resource.text)
    #expect(get.selectors.first { $0.name == "Address" }?.value == "*")
    #expect(get.selectors.first { $0.name == "Password" }?.value == "***")
    #expect(get.status == 500 && get.faultCode != nil && get.user?.hasSuffix("wsman") == true)
  }

  @Test(arguments: [
    (ListenerBehaviour.Mode.truncate, WSManErrorCode.destinationUnreachable),
    (.resetAnswer, .destinationUnreachable), (.unauthorized, .accessDenied),
  ])
  func brokenAnswers(_ mode: ListenerBehaviour.Mode, _ code: WSManErrorCode) async throws {
    let computer = try await TestComputer(settings: [:]) {
      $0.behaviour = { moment in
        ListenerBehaviour(mode: moment == .request(carriesMessage: true) ? mode : .answer)
      }
    }
    let session = try await session(to: computer)
    let failure = await #expect(throws: TransportFailure.self) { _ = try await session.identify() }
    #expect(failure?.code == code)
    await session.close()
    await computer.listener.stop()
  }

  @Test func aServiceThatIsTooBusy() async throws {
    let computer = try await TestComputer(settings: [:]) {
      $0.behaviour = { _ in ListenerBehaviour(mode: .quota) }
    }
    let session = try await session(to: computer)
    let fault = await #expect(throws: WSManFault.self) { _ = try await session.identify() }
    #expect(fault?.code == .quotaLimit)
    await session.close()
    await computer.listener.stop()
  }
}
