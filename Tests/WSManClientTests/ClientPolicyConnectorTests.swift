import Testing
import WSManClient
import WSManProtocol
import XMLStream

@Suite struct ClientPolicyConnectorTests {
  /// A ticket, or credentials for Kerberos itself, do what a domain does on Windows.
  @Test(arguments: [
    (AuthenticationMechanism.kerberos, true, false, true), (.kerberos, false, true, true),
    (.kerberos, false, false, false), (.default, false, true, true),
    (.default, false, false, false), (.default, true, true, false),
  ])
  func usersOfARealm(
    _ mechanism: AuthenticationMechanism, _ hasCredential: Bool, _ hasTickets: Bool,
    _ isAllowed: Bool
  ) async throws {
    var options = WSManSessionOptions()
    options.authentication = mechanism
    if hasCredential {
      options.credential = SessionCredential(userName: "alice@TEST.EXAMPLE", password: "p")
    }
    let connector = ClientPolicyConnector(service()) { hasTickets ? .valid : .none }
    let target = try ConnectionTarget(computerName: "server01", client: options.client)
    do {
      #expect(try await connector.connect(to: target, options: options) != nil)
      #expect(isAllowed)
    } catch is ClientRefusal {
      #expect(!isAllowed)
    }
  }

  /// A ticket that has expired is none, and the refusal says so; where somebody has given a
  /// credential, it is not looked at.
  @Test(arguments: [
    (AuthenticationMechanism.kerberos, false, WSManErrorCode.workgroupNoKerberos),
    (.default, false, .serverNotTrusted), (.negotiate, false, .explicitCredentialsRequired),
    (.default, true, .serverNotTrusted),
  ])
  func anExpiredTicket(
    _ mechanism: AuthenticationMechanism, _ hasCredential: Bool, _ code: WSManErrorCode
  ) async throws {
    var options = WSManSessionOptions()
    options.authentication = mechanism
    if hasCredential {
      options.credential = SessionCredential(userName: "alice", password: "p")
    }
    let target = try ConnectionTarget(computerName: "server01", client: options.client)
    for state in [TicketState.none, .expired] {
      let connector = ClientPolicyConnector(service()) { state }
      let refusal = await #expect(throws: ClientRefusal.self) {
        _ = try await connector.connect(to: target, options: options)
      }
      #expect(refusal?.code == code)
      #expect(
        refusal?.message.hasPrefix("Your Kerberos ticket has expired; kinit")
          == (state == .expired && !hasCredential))
    }
  }

  private let locator = ResourceLocator(resource: ResourceURI("urn:resource"))

  private func open(
    _ transport: ScriptedTransport, _ change: (inout WSManSessionOptions) -> Void
  ) async throws -> WSManSession {
    var options = WSManSessionOptions()
    change(&options)
    return try await WSManSession.open(
      "server01", options: options, connector: ClientPolicyConnector(transport))
  }

  private func service() -> ScriptedTransport {
    ScriptedTransport { request in
      if case .identify = request.body {
        return .identify(IdentifyResponse(productVendor: "V", productVersion: "1"))
      }
      return .get(XMLFragment("", XMLName("", "r")))
    }
  }

  @Test func refusedTargetsAreNotConnected() async {
    let transport = service()
    let refusal = await #expect(throws: ClientRefusal.self) {
      _ = try await open(transport) { _ in }
    }
    #expect(refusal?.code == .serverNotTrusted)
    #expect(refusal?.message.hasSuffix("TrustedHosts server01 -Concatenate") == true)
    #expect(transport.requests.isEmpty)
  }

  @Test func allowedTargetsAre() async throws {
    let transport = service()
    let session = try await open(transport) {
      $0.authentication = .basic
      $0.credential = SessionCredential(userName: "user", password: "secret")
      $0.client.trustedHosts = "server01"
      $0.client.allowUnencrypted = true
    }
    #expect(try await session.get(locator).localName == "r")
    await session.close()
    #expect(transport.isClosed)
  }

  @Test func withoutAuthenticationOnlyIdentifyLeaves() async throws {
    let transport = service()
    let session = try await open(transport) { $0.authentication = .none }
    #expect(try await session.identify().productVendor == "V")
    await #expect(throws: ClientRefusal(.unencryptedDisabled)) {
      _ = try await session.get(locator)
    }
    #expect(transport.requests.count == 1)
  }
}
