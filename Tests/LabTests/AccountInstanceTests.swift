import CIMModel
import Testing
import WSManProtocol
import XMLStream

@testable import Lab
@testable import WSManService

/// What changes with an instance of `Win32_UserAccount` changes with the account.
@Suite struct AccountInstanceTests {
  private static let administrator = Caller(
    userName: #"CONTOSO\alice"#, groups: [WellKnownSIDs.administrators], connection: .local)
  private static let uri =
    "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/Win32_UserAccount"
  private let computer: LabComputer

  init() throws {
    let lab = """
      computers:
        - name: alone
          users: [{name: erin, password: Secret1, groups: [Administrators]}]
      """
    let network = try LabNetwork(
      [LabFile(text: lab, file: "accounts.yaml")], keepingChangesIn: nil)
    computer = try #require(network.computer(named: "alone"))
  }

  private func rename(_ old: String, to new: String) async throws -> UInt32 {
    try await computer.service.callCIM(
      "Rename", of: "Win32_UserAccount", keys: ["Domain": "ALONE", "Name": old],
      inputs: [CIMName("Name"): .string(new)], in: "root/cimv2", caller: Self.administrator
    ).code
  }

  private func put(_ user: String, _ inner: String) async throws {
    var header = RequestHeader(
      to: "http://alone:5985/wsman", resource: ResourceURI(Self.uri),
      selectors: ["Domain": "ALONE", "Name": user], messageID: .random())
    header.maxEnvelopeSize = 512_000
    header.operationTimeout = XSDDuration(milliseconds: 60_000)
    let body = try XMLFragment(
      parsing: "<p:Win32_UserAccount xmlns:p=\"\(Self.uri)\">\(inner)</p:Win32_UserAccount>")
    let answer = await computer.service.handle(
      RequestEnvelope(header: header, body: .put(body)), caller: Self.administrator
    ).body
    guard case .put = answer else {
      Issue.record("\(answer)")
      return
    }
  }

  @Test func aNewNameIsThatOfTheAccount() async throws {
    #expect(try await rename("erin", to: "Guests") == 2224)
    #expect(try await rename("erin", to: "guest") == 2224)
    #expect(try await rename("erin", to: "a/b") == 21)
    #expect(try await rename("erin", to: "Erika") == 0)
    #expect(try await computer.accounts.account(named: "erin") == nil)
    let account = try #require(try await computer.accounts.account(named: #"ALONE\erika"#))
    #expect(account.groups.contains(WellKnownSIDs.administrators))
    #expect(try await computer.accounts.isPassword("Secret1", of: account))
  }

  @Test func whoIsDisabledCannotLogOn() async throws {
    try await put("erin", "<p:Disabled>true</p:Disabled><p:FullName>Erin E.</p:FullName>")
    let account = try #require(try await computer.accounts.account(named: "erin"))
    #expect(try await computer.accounts.isPassword("Secret1", of: account) == false)
    let user = try await computer.accounts.directory().user(named: "erin")
    #expect(user?.fullName == "Erin E.")
    #expect(user?.isActive == false)
    try await put("erin", "<p:Disabled>false</p:Disabled>")
    let again = try #require(try await computer.accounts.account(named: "erin"))
    #expect(try await computer.accounts.isPassword("Secret1", of: again))
  }
}
