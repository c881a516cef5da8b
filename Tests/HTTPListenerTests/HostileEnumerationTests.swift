import HTTPListener
import Testing
import WSManProtocol
import WSManService
import WireSecurity

/// Enumeration contexts in the wrong hands, through a socket.
struct HostileEnumerationTests {
  private static let enumeration = "http://schemas.xmlsoap.org/ws/2004/09/enumeration"
  private static let wsman = Messages.authorization
  /// Credentials of `other` with the password `secret`.
  private static let other = "Authorization: Basic b3RoZXI6c2VjcmV0"

  private static func message(_ operation: String, _ inner: String) throws -> String {
    var message = Messages.get(resource: "config/plugin")
    for (piece, new) in [
      ("http://schemas.xmlsoap.org/ws/2004/09/transfer/Get", "\(enumeration)/\(operation)"),
      (
        "<s:Body/>",
        "<s:Body><n:\(operation) xmlns:n=\"\(enumeration)\">\(inner)</n:\(operation)></s:Body>"
      ),
    ] {
      let range = try #require(message.firstRange(of: piece))
      message.replaceSubrange(range, with: new)
    }
    return message
  }

  private func begin(_ computer: TestComputer) async throws -> String {
    let answer = try await computer.answer(
      Messages.post(try Self.message("Enumerate", ""), headers: [Self.wsman]))
    let match = answer.firstMatch(of: /EnumerationContext>([^<]+)</)
    return String(try #require(match?.1, "\(answer)"))
  }

  /// The first line of the answer to an operation on a context, and the code of its fault.
  private func send(
    _ operation: String, _ context: String, as user: String, to computer: TestComputer
  ) async throws -> (status: String, code: String?) {
    let inner = "<n:EnumerationContext>\(context)</n:EnumerationContext>"
    let answer = try await computer.answer(
      Messages.post(try Self.message(operation, inner), headers: [user]))
    return (
      try #require(answer.headerLines.first),
      answer.firstMatch(of: /WSManFault [^>]*Code="(\d+)"/).map { String($0.1) }
    )
  }

  private static let invalid = (
    "HTTP/1.1 500 ", "\(WSManErrorCode.invalidEnumerationContext.rawValue)"
  )

  @Test func contextsOfAnotherUser() async throws {
    let verifier = try #require(PasswordVerifier(password: "secret", iterations: 100))
    let account = Account(
      qualifiedName: "SERVER01\\other", groups: [WellKnownSIDs.administrators], isLocal: true,
      passwordVerifier: verifier.text, ntHash: NTLMAccount.ntHash(of: "secret"))
    let computer = try await TestComputer(more: [account])
    let context = try await begin(computer)
    for operation in ["Pull", "Release"] {
      let seen = try await send(operation, context, as: Self.other, to: computer)
      #expect(seen == Self.invalid, "\(operation)")
    }
    // It is still there for its owner.
    let own = try await send("Pull", context, as: Self.wsman, to: computer)
    #expect(own.status == "HTTP/1.1 200 ")
    await computer.listener.stop()
  }

  @Test func contextsThatHaveExpired() async throws {
    let computer = try await TestComputer()
    try await computer.set("Service.EnumerationTimeoutms", to: "500")
    let context = try await begin(computer)
    try await Task.sleep(for: .milliseconds(800))
    #expect(try await send("Pull", context, as: Self.wsman, to: computer) == Self.invalid)
    await computer.listener.stop()
  }

  @Test(arguments: ["", "x", "uuid:00000000-0000-0000-0000-000000000000", "&lt;x/&gt;", "<x/>"])
  func contextsThatNeverWere(_ context: String) async throws {
    let computer = try await TestComputer()
    let real = try await begin(computer)
    let seen = try await send("Pull", context, as: Self.wsman, to: computer)
    #expect(seen.status == "HTTP/1.1 500 ")
    let long = String(repeating: "x", count: 100_000)
    #expect(try await send("Pull", long, as: Self.wsman, to: computer).status == "HTTP/1.1 500 ")
    #expect(try await send("Pull", real, as: Self.wsman, to: computer).status == "HTTP/1.1 200 ")
    await computer.listener.stop()
  }
}
