import Testing
import WSManClient
import WSManProtocol
import WSManService

@testable import Lab

/// Who gets in at a lab computer without a network: the rules are those of its listener.
struct LabAuthenticationTests {
  private static let lab = """
    computers:
      - name: member
        domain: contoso.com
        users: [{name: keeper, password: own, groups: [Administrators]}]
        configuration:
          Service\\Auth\\Basic: true
          Service\\Auth\\CredSSP: true
          Service\\AllowUnencrypted: true
      - name: tickets
        domain: contoso.com
        users: [{name: keeper, password: own, groups: [Administrators]}]
        configuration: {Service\\Auth\\Negotiate: false}
      - name: noTickets
        domain: contoso.com
        users: [{name: keeper, password: own, groups: [Administrators]}]
        configuration: {Service\\Auth\\Kerberos: false}
      - name: alone
        domain: none
        users: [{name: keeper, password: own, groups: [Administrators]}]
    domain: contoso.com
    users: [{name: alice, password: hers, groups: [Domain Admins]}]
    """

  private let network: LabNetwork
  private let connector: LabConnector

  init() throws {
    network = try LabNetwork(
      [LabFile(text: Self.lab, file: "lab.yaml")], keepingChangesIn: nil)
    connector = LabConnector(network: network, currentUser: "tester")
  }

  private func computer(_ name: String) throws -> LabComputer {
    try #require(network.computer(named: name))
  }

  private func transport(
    to host: String, _ user: String, _ password: String, _ mechanism: AuthenticationMechanism
  ) async throws -> any WSManTransport {
    var options = WSManSessionOptions()
    options.client.trustedHosts = "*"
    options.client.allowUnencrypted = true
    options.client.credSSP = true
    options.authentication = mechanism
    options.credential = SessionCredential(userName: user, password: password)
    let target = ConnectionTarget(
      host: host, transport: .http, port: 5985, path: "wsman", isPlainName: true)
    return try #require(await connector.connect(to: target, options: options))
  }

  /// Whether a request comes through.
  private func isLet(
    _ transport: any WSManTransport, byKerberos isKerberos: Bool = false
  ) async throws -> Bool {
    var header = RequestHeader(
      to: "http://a:5985/wsman", resource: ResourceURI.configuration.appending("client"),
      messageID: .random())
    header.operationTimeout = XSDDuration(milliseconds: 60_000)
    do {
      let answer = try await transport.exchange(
        RequestEnvelope(header: header, body: .get), in: ExchangeContext(timeout: .seconds(10)))
      return answer.fault == nil
    } catch let failure as TransportFailure {
      // The other one says that the scheme is switched off.
      let scheme = WSManErrorCode(2_150_859_022)
      // A realm refuses before the service is asked.
      #expect(
        [isKerberos ? .logonFailure : .accessDenied, scheme].contains(failure.code))
      return false
    }
  }

  private func isLet(
    _ user: String, _ password: String, _ mechanism: AuthenticationMechanism,
    at host: String = "member"
  ) async throws -> Bool {
    try await isLet(
      try await transport(to: host, user, password, mechanism),
      byKerberos: mechanism == .kerberos)
  }

  @Test func kerberosIsForAccountsOfTheDomain() async throws {
    #expect(try await isLet("keeper", "own", .kerberos) == false)
    #expect(try await isLet(#"MEMBER\keeper"#, "own", .kerberos) == false)
    #expect(try await isLet("alice", "hers", .kerberos))
    #expect(try await isLet("alice@CONTOSO.COM", "hers", .kerberos))
    #expect(try await isLet(#"CONTOSO\alice"#, "wrong", .kerberos) == false)
    #expect(try await isLet("keeper", "own", .kerberos, at: "alone") == false)
  }

  @Test func namesWithoutADomain() async throws {
    for mechanism in [AuthenticationMechanism.negotiate, .credSSP, .basic] {
      #expect(try await isLet("Keeper", "own", mechanism))
      #expect(try await isLet("alice", "hers", mechanism) == false)
      #expect(try await isLet(#"x\keeper"#, "own", mechanism) == false)
      #expect(try await isLet(#"contoso\alice"#, "hers", mechanism) == (mechanism != .basic))
    }
    // In a workgroup NTLM looks among the own accounts, whatever domain is named.
    #expect(try await isLet(#"x\administrator"#, "own", .negotiate, at: "alone") == false)
    #expect(try await answersIdentify(#"x\keeper"#, at: "alone"))
    #expect(try await answersIdentify(#"x\"#, at: "alone") == false)
  }

  /// Without the rights of an administrator, which a workgroup takes from remote users.
  private func answersIdentify(_ user: String, at host: String) async throws -> Bool {
    let transport = try await transport(to: host, user, "own", .negotiate)
    let context = ExchangeContext(timeout: .seconds(10))
    guard let answer = try? await transport.exchange(.identify, in: context) else { return false }
    return answer.fault == nil
  }

  @Test func negotiateNeedsItsOwnSwitch() async throws {
    #expect(try await isLet("keeper", "own", .negotiate, at: "tickets") == false)
    #expect(try await isLet("alice", "hers", .kerberos, at: "tickets"))
    #expect(try await isLet("keeper", "own", .negotiate, at: "noTickets"))
    #expect(try await isLet("alice", "hers", .kerberos, at: "noTickets") == false)
  }

  /// Basic proves each request, so a new password counts at once; the others prove a connection.
  @Test(arguments: [AuthenticationMechanism.basic, .negotiate])
  func aPasswordThatChanges(_ mechanism: AuthenticationMechanism) async throws {
    let session = try await transport(to: "member", "keeper", "own", mechanism)
    #expect(try await isLet(session))
    try await computer("member").accounts.apply([.setPassword("keeper", to: "new")])
    #expect(try await isLet(session) == (mechanism != .basic))
    #expect(try await isLet("keeper", "own", mechanism) == false)
    #expect(try await isLet("keeper", "new", mechanism))
  }

  /// What an account may do is looked up for each request.
  @Test func groupsThatChange() async throws {
    let session = try await transport(to: "member", "keeper", "own", .negotiate)
    #expect(try await isLet(session))
    try await computer("member").accounts.apply([
      .removeMember("keeper", from: "Administrators")
    ])
    #expect(try await isLet(session) == false)
  }
}
