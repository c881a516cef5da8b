import HTTPListener
import Testing

/// Settings of the service that the listener obeys: each is changed while the port is open, and the
/// next request shows it.
@Suite struct SettingTests {
  private static let last = Messages.post(
    Messages.get(), headers: [Messages.authorization, "Connection: close"])

  private func status(_ computer: TestComputer, _ request: String = last) async throws -> String? {
    try await computer.exchange(request).headerLines.first
  }

  @Test(arguments: ["Service.AllowUnencrypted", "Service.Auth.Basic"])
  func clearTextAndBasic(_ setting: String) async throws {
    let computer = try await TestComputer()
    #expect(try await status(computer) == "HTTP/1.1 200 ")
    try await computer.set(setting, to: "false")
    let refusal = try await computer.exchange(Self.last)
    #expect(refusal.headerLines.first == "HTTP/1.1 401 ")
    #expect(!refusal.contains("Basic"))
    try await computer.set(setting, to: "true")
    #expect(try await status(computer) == "HTTP/1.1 200 ")
    await computer.listener.stop()
  }

  @Test func schemesThatAreOffered() async throws {
    let computer = try await TestComputer()
    let anonymous = Messages.post(Messages.get(), headers: [])
    func offers() async throws -> [String] {
      try await computer.exchange(anonymous).headerLines.filter { $0.hasPrefix("WWW-Auth") }
    }
    #expect(try await offers().contains("WWW-Authenticate: Basic realm=\"WSMAN\""))
    try await computer.set("Service.Auth.Basic", to: "false")
    let others = try await offers()
    #expect(others.contains("WWW-Authenticate: Negotiate"))
    // Kerberos is allowed, but cannot succeed here.
    #expect(!others.contains("WWW-Authenticate: Kerberos"))
    for setting in ["Negotiate", "Kerberos"] {
      try await computer.set("Service.Auth.\(setting)", to: "false")
      #expect(try await !offers().contains("WWW-Authenticate: \(setting)"))
    }
    try await computer.set("Service.Auth.CredSSP", to: "true")
    #expect(try await offers() == ["WWW-Authenticate: CredSSP"])
    await computer.listener.stop()
  }

  @Test func theLargestRequest() async throws {
    let computer = try await TestComputer()
    let long = Messages.post(
      Messages.get() + String(repeating: " ", count: 100 * 1024),
      headers: [Messages.authorization, "Connection: close"])
    #expect(try await status(computer, long) == "HTTP/1.1 200 ")
    try await computer.set("MaxEnvelopeSizekb", to: "32")
    #expect(try await status(computer, long) == "HTTP/1.1 413 ")
    await computer.listener.stop()
  }

  @Test func slowSenders() async throws {
    let computer = try await TestComputer()
    try await computer.set("Service.MaxPacketRetrievalTimeSeconds", to: "1")
    let start = ContinuousClock.now
    let answer = try await computer.exchange(String(Self.last.dropLast(10)))
    #expect(answer.headerLines.first == "HTTP/1.1 500 ")
    #expect(ContinuousClock.now - start > .milliseconds(900))
    await computer.listener.stop()
  }
}
