import Testing
import WSManClient
import WSManProtocol
import XMLStream

@testable import WSManModule

/// What is noted of requests that change something.
@Suite struct RecordingTests {
  private let log = ChangeLog()
  private let uri = ResourceURI.configuration.appending("service/certmapping")
  private let selectors: SelectorSet = ["Issuer": "AB", "Subject": "*", "Uri": "*"]

  private func mapping(_ user: String) -> XMLFragment {
    XMLFragment("m", XMLName(uri.text, "CertMapping")) { root in
      root.declare("m", uri.text)
      root.element("m", XMLName(uri.text, "UserName"), text: user)
      root.element("m", XMLName(uri.text, "Password"), text: "geheim")
    }
  }

  private func session(_ answer: @escaping ScriptedService.Answer) throws -> WSManSession {
    try WSManSession(
      to: .localSession(ClientConfiguration()), options: WSManSessionOptions(),
      connector: RecordingConnector(base: ScriptedService(answer), log: log, control: nil))
  }

  @Test func passwordsAreNotKept() async throws {
    let old = mapping("old")
    let new = mapping("new")
    let session = try session { request in
      switch request.body {
      case .get: .get(old)
      case .put: .put(new)
      default: .delete
      }
    }
    let locator = ResourceLocator(resource: uri, selectors: selectors)
    try await session.put(locator, new)
    try await session.delete(locator)
    #expect(log.changes.count == 2)
    #expect(log.changes.allSatisfy { !"\($0.parts)".contains("geheim") })
    let change = try #require(log.changes.first)
    #expect(change.computer == "localhost")
    #expect(change.differences.map(\.before) == ["old"])
    #expect(change.differences.map(\.after) == ["new"])
    // What has to come back has a password that nobody knows any more.
    await #expect(throws: ChangeReversal.Refusal.self) {
      try await ChangeReversal(change: change, isForced: true).run(session, nil, nil)
    }
  }

  @Test func refusedChangesAreNoChanges() async throws {
    let old = mapping("old")
    let session = try session { request in
      guard case .get = request.body else { throw WSManFault(.accessDenied) }
      return .get(old)
    }
    await #expect(throws: WSManFault.self) {
      try await session.delete(ResourceLocator(resource: uri, selectors: selectors))
    }
    #expect(log.changes.isEmpty)
  }
}
