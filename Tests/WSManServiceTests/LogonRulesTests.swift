import Testing

@testable import WSManService

/// Who may log on in which way, the same over sockets and in the same program.
struct LogonRulesTests {
  private static func account(_ name: String, isLocal: Bool) -> Account {
    Account(qualifiedName: name, groups: [], isLocal: isLocal, passwordVerifier: "x")
  }

  private static let accounts = MemoryAccountStore([
    account(#"SERVER01\admin"#, isLocal: true), account(#"CONTOSO\alice"#, isLocal: false),
    account("bob@contoso.com", isLocal: false),
  ])
  private static let member = ServiceIdentity(
    computerName: "SERVER01", fullName: "server01.contoso.com")
  private static let alone = ServiceIdentity(computerName: "SERVER01")

  @Test(
    arguments: LogonWay.allCases,
    [
      "admin", "ADMIN", #"server01\Admin"#, #".\admin"#, #"CONTOSO\alice"#, "bob@contoso.com",
      "bob", #"elsewhere\admin"#, "", "adm", "adminx", #"\admin"#, #"server01\"#, "alice",
      "admin\0", "\0", "a", "bobx@contoso.com",
      "bob@contoso.com@contoso.com", "bob/admin@contoso.com", "bob@other.com", "bob@CONTOSO.com",
      #"contoso\\bob@contoso.com"#, #".\@bob"#,
    ])
  func names(_ way: LogonWay, _ name: String) async throws {
    let own = ["admin", #"server01\admin"#, #".\admin"#]
    let whole = [#"contoso\alice"#, "bob@contoso.com"]
    let lower = name.lowercased()
    for computer in [Self.member, Self.alone] {
      let isFound =
        switch way {
        case .basic, .certificate: own.contains(lower)
        case .negotiate, .credSSP:
          own.contains(lower) || whole.contains(lower)
            || computer.isInWorkgroup && [#"elsewhere\admin"#, #"\admin"#].contains(lower)
        // A bare name belongs to the realm, which a workgroup does not have.
        case .kerberos: whole.contains(lower) || lower == "bob" && !computer.isInWorkgroup
        }
      let account = try await Self.accounts.account(
        named: name, loggingOnBy: way, at: computer)
      #expect((account != nil) == isFound, "\(computer.fullName)")
    }
  }

  /// A mapped certificate is for accounts of the computer only, and so is Basic.
  @Test(arguments: [LogonWay.basic, .certificate, .kerberos]) func kinds(_ way: LogonWay)
    async throws
  {
    for name in ["admin", #"CONTOSO\alice"#] {
      let account = try await Self.accounts.account(
        named: name, loggingOnBy: way, at: Self.member)
      #expect(account.map { $0.isLocal == (way != .kerberos) } ?? true)
      #expect((account == nil) == ((name == "admin") == (way == .kerberos)))
    }
  }

  /// Each switch of `Service\Auth` opens its own way and no other.
  @Test(
    arguments: [
      ("Service.Auth.Basic", LogonWay.basic), ("Service.Auth.Negotiate", .negotiate),
      ("Service.Auth.Kerberos", .kerberos), ("Service.Auth.CredSSP", .credSSP),
      ("Service.Auth.Certificate", .certificate),
    ])
  func switches(_ id: String, _ expected: LogonWay) {
    var settings = [
      "Service.Auth.Basic": "false", "Service.Auth.Negotiate": "false",
      "Service.Auth.Kerberos": "false", "Service.Auth.CredSSP": "false",
      "Service.Auth.Certificate": "false",
    ]
    settings[id] = "true"
    for isClearAllowed in [false, true] {
      settings["Service.AllowUnencrypted"] = isClearAllowed ? "true" : "false"
      let policy = ServicePolicy(ComputerConfiguration(overrides: settings))
      #expect(LogonWay.allCases.filter { policy.allows($0, over: .https) } == [expected])
      let needsTLS =
        expected == .certificate || expected == .basic && !isClearAllowed
      #expect(
        LogonWay.allCases.filter { policy.allows($0, over: .http) } == (needsTLS ? [] : [expected]))
    }
  }
}
