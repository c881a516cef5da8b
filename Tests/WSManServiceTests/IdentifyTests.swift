import Testing
import WSManProtocol
import XMLStream

@testable import WSManService

/// The answers of `protocol.md` 6.1.
struct IdentifyTests {
  private func identify(
    _ configuration: ComputerConfiguration = ComputerConfiguration(),
    as caller: Caller = TestComputer.administrator
  ) async throws -> IdentifyResponse {
    let answer = await TestComputer(configuration).service.handle(.identify, caller: caller)
    #expect(answer.header == ResponseHeader())
    guard case .identify(let response) = answer.body else {
      throw try #require(answer.fault)
    }
    return response
  }

  private static let profile = "http://schemas.dmtf.org/wbem/wsman/1/wsman/secprofile/"

  @Test func authenticated() async throws {
    let response = try await identify()
    #expect(response.productVendor == "Microsoft Corporation")
    #expect(response.productVersion == "OS: 10.0.20348 SP: 0.0 Stack: 3.0")
    #expect(response.protocolVersions == [Namespaces.wsman])
    #expect(
      response.securityProfiles
        == ["http/spnego-kerberos", "https/spnego-kerberos"].map { Self.profile + $0 })
  }

  @Test func anonymousLearnsNothing() async throws {
    let response = try await identify(as: .anonymous(over: .http))
    #expect(response.productVersion == "OS: 0.0.0 SP: 0.0 Stack: 3.0")
    #expect(response.element.child(localName: "SecurityProfiles") == nil)
    let old = try await identify(
      ComputerConfiguration(profile: .winrm11), as: .anonymous(over: .http))
    #expect(old.productVersion == "OS: 0.0.0 SP: 0.0 Stack: 1.1")
  }

  @Test func profilesFollowTheSettings() async throws {
    let response = try await identify(
      ComputerConfiguration(overrides: [
        "Service.Auth.Basic": "true", "Service.Auth.Negotiate": "false",
        "Service.Auth.Kerberos": "false", "Service.Auth.Certificate": "true",
      ]))
    #expect(
      response.securityProfiles
        == ["http/basic", "https/basic", "https/mutual"].map { Self.profile + $0 })
    let old = try await identify(ComputerConfiguration(profile: .winrm20))
    #expect(old.securityProfiles.isEmpty)
  }

  @Test func plainUsersMayAsk() async throws {
    #expect(try await identify(as: TestComputer.user).securityProfiles.count == 2)
  }
}
