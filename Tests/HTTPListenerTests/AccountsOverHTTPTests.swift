import Testing
import ThrowawayRealm
import WSManService
import WireSecurity

@testable import HTTPListener

/// Names that are nearly those of an account, over a real socket with each scheme of the service.
@Suite struct AccountsOverHTTPTests {
  private static let others = ["w", "wsma", "wsmanx", "wsman ", "SERVER01", "other", "x\\y"]

  private func status(
    of userName: String, _ scheme: AuthenticationScheme, at computer: TestComputer,
    password: String = "secret", host: String = "127.0.0.1"
  ) async throws -> String? {
    if scheme == .basic {
      let pair = Base64.encode(Array("\(userName):\(password)".utf8))
      let answer = try await computer.answer(
        Messages.post(Messages.get(), headers: ["Authorization: Basic \(pair)"]))
      return answer.headerLines.first
    }
    do {
      let client = try await AuthenticatedClient(
        port: computer.listener.port, scheme: scheme, userName: userName, password: password,
        host: host)
      return try await client.exchange(try client.sealed(Messages.get())).header.first
    } catch let refusal as AuthenticatedClient.NotAuthenticated {
      #expect(refusal.answer.body.isEmpty)
      return refusal.answer.headerLines.first
    }
  }

  @Test(arguments: [AuthenticationScheme.basic, .negotiate, .credSSP])
  func names(_ scheme: AuthenticationScheme) async throws {
    let computer = try await TestComputer(
      settings: [
        "Service.Auth.Basic": "true", "Service.Auth.CredSSP": "true",
        "Service.AllowUnencrypted": "true",
      ],
      more: [
        // In a domain, or without a password: not for this computer.
        Account(
          qualifiedName: "SERVER01\\other", groups: [], isLocal: true, passwordVerifier: nil)
      ])
    for name in Self.others {
      #expect(try await status(of: name, scheme, at: computer) == "HTTP/1.1 401 ", "\(name)")
    }
    for name in ["wsman", "WSMAN", "SERVER01\\Wsman"] {
      #expect(try await status(of: name, scheme, at: computer) == "HTTP/1.1 200 ", "\(name)")
    }
    await computer.listener.stop()
  }

  /// Users of the realm whose names are nearly that of an account: their tickets are genuine. As in the
  /// domains of Windows, letter case does not matter.
  @Test(
    .enabled(if: ThrowawayRealm.isAvailable, "krb5-kdc is not installed"),
    arguments: [
      ("alic", false), ("alicex", false), ("alice/admin", false), ("wsman", false),
      ("alice\\@TEST.EXAMPLE", false), ("server01/wsman", false), ("ALICE", true),
    ])
  func namesInTickets(_ user: String, _ isAccount: Bool) async throws {
    let realm = try ThrowawayRealm.shared.get()
    try realm.add(user: user)
    let keys = try KerberosKeys(keytab: realm.keytab)
    let alice = Account(
      qualifiedName: "alice@TEST.EXAMPLE", groups: [WellKnownSIDs.administrators], isLocal: false,
      passwordVerifier: nil)
    let computer = try await TestComputer(settings: [:], more: [alice]) { $0.kerberosKeys = keys }
    for scheme in [AuthenticationScheme.kerberos, .negotiate] {
      #expect(
        try await status(
          of: "\(user)@\(ThrowawayRealm.name)", scheme, at: computer,
          password: ThrowawayRealm.password, host: ThrowawayRealm.localHost)
          == "HTTP/1.1 \(isAccount ? 200 : 401) ", "\(scheme)")
    }
    await computer.listener.stop()
  }

  /// What cannot be a name, in the header of Basic.
  @Test(arguments: ["", "\0", "wsman\0", "\0wsman", "wsman\u{7F}", "wsman\n"])
  func strangeBytes(_ userName: String) async throws {
    let computer = try await TestComputer()
    #expect(try await status(of: userName, .basic, at: computer) == "HTTP/1.1 401 ")
    await computer.listener.stop()
  }

  /// The service never offers Digest, and takes it from nobody.
  @Test(arguments: ["wsman", "w", ""]) func digest(_ userName: String) async throws {
    let computer = try await TestComputer()
    let answer = try await computer.answer(
      Messages.post(
        Messages.get(),
        headers: [
          "Authorization: Digest username=\"\(userName)\", realm=\"WSMAN\", nonce=\"x\", "
            + "uri=\"/wsman\", response=\"00000000000000000000000000000000\""
        ]))
    #expect(answer.headerLines.first == "HTTP/1.1 401 ")
    #expect(!answer.contains("Digest"))
    await computer.listener.stop()
  }
}
