import Testing
import WSManProtocol
import WSManService
import XMLStream

@testable import HTTPListener

/// Settings are changed by a message, and the next request over the network meets the effect.
@Suite struct SettingsOnTheWireTests {
  private let computer: TestComputer

  init() async throws {
    computer = try await TestComputer()
  }

  /// Changes a setting by its path on the drive, from the computer itself.
  private func set(_ path: String, _ value: String) async throws {
    let row = try #require(ConfigurationSchema.setting(drivePath: path))
    let namespace = row.section.resourceURI
    let body = XMLFragment("p", XMLName(namespace, row.section.elementName)) { root in
      root.declare("p", namespace)
      root.element("p", XMLName(namespace, row.name), text: value)
    }
    var header = RequestHeader(
      to: "http://server01/wsman", resource: ResourceURI(namespace), messageID: .random())
    header.maxEnvelopeSize = 512_000
    let caller = Caller(
      userName: #"SERVER01\me"#, groups: [WellKnownSIDs.administrators], connection: .local)
    let answer = await computer.service.handle(
      RequestEnvelope(header: header, body: .put(body)), caller: caller)
    #expect(answer.fault == nil, "\(path)")
  }

  private func answer() async throws -> String {
    try await computer.exchange(
      Messages.post(Messages.get(), headers: [Messages.authorization, "Connection: close"]))
  }

  private func offered(_ answer: String) -> [String] {
    answer.headerLines.compactMap { line in
      line.hasPrefix("WWW-Authenticate: ") ? String(line.dropFirst(18).prefix { $0 != " " }) : nil
    }
  }

  @Test func basicAndClearTextAreSwitchedOff() async throws {
    #expect(try await answer().headerLines.first == "HTTP/1.1 200 ")
    try await set(#"Service\Auth\Basic"#, "false")
    let withoutBasic = try await answer()
    #expect(withoutBasic.headerLines.first == "HTTP/1.1 401 ")
    #expect(offered(withoutBasic) == ["Negotiate"])
    try await set(#"Service\Auth\Basic"#, "true")
    #expect(try await answer().headerLines.first == "HTTP/1.1 200 ")
    try await set(#"Service\AllowUnencrypted"#, "false")
    #expect(try await answer().headerLines.first == "HTTP/1.1 401 ")
    await computer.listener.stop()
  }

  @Test func schemesAreOfferedAsTheyAreSet() async throws {
    try await set(#"Service\Auth\Basic"#, "false")
    #expect(offered(try await answer()) == ["Negotiate"])
    try await set(#"Service\Auth\Negotiate"#, "false")
    // What cannot succeed is named where nothing else is left.
    #expect(offered(try await answer()) == ["Kerberos"])
    try await set(#"Service\Auth\Kerberos"#, "false")
    #expect(offered(try await answer()).isEmpty)
    await computer.listener.stop()
  }

  @Test func aDescriptorKeepsEverybodyOut() async throws {
    try await set(#"Service\RootSDDL"#, "O:NSG:BAD:P(D;;GA;;;NU)(A;;GA;;;BA)")
    let answer = try await answer()
    await computer.listener.stop()
    #expect(answer.headerLines.first == "HTTP/1.1 500 ")
    #expect(answer.body.contains("AccessDenied"))
  }

  @Test func largeRequestsAreRefused() async throws {
    try await set("MaxEnvelopeSizekb", "32")
    let padding = String(repeating: " ", count: 33 * 1024)
    let large = try await computer.exchange(
      Messages.post(Messages.get() + padding, headers: [Messages.authorization]))
    await computer.listener.stop()
    #expect(large.headerLines.first?.hasPrefix("HTTP/1.1 413") == true)
  }
}
