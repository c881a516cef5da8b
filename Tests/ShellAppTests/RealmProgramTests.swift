import Foundation
import Testing
import ThrowawayRealm

/// A user with a ticket, and realms that do not answer.
@Suite("Realms", .serialized)
struct RealmProgramTests {
  private static let lab = """
    domain: test.example
    users:
      - {name: \(ThrowawayRealm.user), password: other, groups: [Domain Admins]}
    computers:
      - name: server01
        addresses: [192.0.2.11]
    """
  private static let hasTickets =
    ThrowawayRealm.isAvailable && FileManager.default.isExecutableFile(atPath: "/usr/bin/kinit")

  /// Leaves a ticket in the cache that the environment names.
  private func signIn(
    _ program: Program, _ environment: [String: String], for time: String = "1h"
  ) async throws {
    let password = try program.file("password", ThrowawayRealm.password + "\n")
    let kinit = try RunningProgram(
      program,
      ["-c", "kinit -l \(time) \(ThrowawayRealm.user)@\(ThrowawayRealm.name) < '\(password)'"],
      executable: "/bin/sh", environment: environment)
    #expect(try await kinit.end() == 0, "\(kinit.text)")
  }

  /// Whoever has signed in with kinit needs no credential, neither with Kerberos nor by default.
  @Test(.enabled(if: hasTickets)) func aTicketFromTheCache() async throws {
    let realm = try ThrowawayRealm.shared.get()
    let environment = ["KRB5_CONFIG": realm.path("krb5.conf")]
    let lab = try await ServedLab(
      Self.lab, more: ["--keytab", realm.keytab], environment: environment)
    let port = try #require(try lab.ready().computers.first).port
    let program = try Program()
    let cache = "FILE:\(program.home.appending(path: "tickets").path)"
    let mine = environment.merging(["KRB5CCNAME": cache]) { $1 }
    let get = { (options: String) in
      "(Get-WSManInstance winrm/config -ComputerName \(ThrowawayRealm.localHost) -Port \(port) "
        + "\(options)).MaxTimeoutms"
    }
    let without = try RunningProgram(
      program, ["-c", get("-Authentication Kerberos")], environment: mine)
    #expect(try await without.end() == 1)
    #expect(!without.text.contains("60000"), "\(without.text)")
    try await signIn(program, mine)
    for options in ["-Authentication Kerberos", ""] {
      let run = try RunningProgram(program, ["-c", get(options)], environment: mine)
      #expect(try await run.end() == 0, "\(options): \(run.text)")
      #expect(run.text.hasPrefix("60000"), "\(options): \(run.text)")
    }
    let messages = try lab.requests().filter { $0["action"] is String }
    #expect(messages.count == 2)
    for request in messages {
      #expect((request["user"] as? String)?.hasSuffix("\\\(ThrowawayRealm.user)") == true)
      #expect(request["encrypted"] as? Bool == true)
    }
    try await lab.end()
  }

  /// Whose ticket is too old reads that, and not only that the computer is not trusted.
  @Test(.enabled(if: hasTickets)) func anExpiredTicket() async throws {
    let realm = try ThrowawayRealm.shared.get()
    let program = try Program()
    let environment = [
      "KRB5_CONFIG": realm.path("krb5.conf"),
      "KRB5CCNAME": "FILE:\(program.home.appending(path: "tickets").path)",
    ]
    try await signIn(program, environment, for: "1s")
    try await Task.sleep(for: .seconds(2))
    for options in ["-Authentication Kerberos", ""] {
      let run = try RunningProgram(
        program, ["-c", "Connect-WSMan \(ThrowawayRealm.localHost) \(options)"],
        environment: environment)
      #expect(try await run.end() == 1)
      #expect(run.text.contains("Your Kerberos ticket has expired"), "\(options): \(run.text)")
    }
  }

  /// The variables of Kerberos count from the next connection on when they are set at the prompt, in
  /// any letters.
  @Test(.enabled(if: hasTickets)) func variablesThatAreSetInside() async throws {
    let realm = try ThrowawayRealm.shared.get()
    let environment = ["KRB5_CONFIG": realm.path("krb5.conf")]
    let lab = try await ServedLab(
      Self.lab, more: ["--keytab", realm.keytab], environment: environment)
    let port = try #require(try lab.ready().computers.first).port
    let program = try Program()
    let cache = "FILE:\(program.home.appending(path: "tickets").path)"
    try await signIn(program, environment.merging(["KRB5CCNAME": cache]) { $1 })
    let run = try await program.run(
      input: """
        function Get-Timeout($authentication) {
          try {
            (Get-WSManInstance winrm/config -ComputerName \(ThrowawayRealm.localHost) -Port \(port) `
              -Authentication $authentication).MaxTimeoutms
          } catch { [regex]::Match($_.Exception.Message, 'Code="(\\d+)"').Groups[1].Value }
        }
        $env:krb5_config = '\(realm.path("krb5.conf"))'
        Get-Timeout Kerberos
        Set-Item Env:\\KRB5CCNAME '\(cache)'
        Get-Timeout Kerberos
        Get-Timeout Default
        $env:KRB5CCNAME = 'FILE:/nowhere/tickets'
        Get-Timeout Kerberos
        [Environment]::SetEnvironmentVariable('KRB5CCNAME', '\(cache)')
        Get-Timeout Kerberos
        Remove-Item Env:\\KRB5CCNAME
        Get-Timeout Kerberos

        """)
    let none = "2150859020"
    #expect(
      run.outputLines == [none, "60000", "60000", none, "60000", none],
      "\(run.output) \(run.errors)")
    try await lab.end()
  }

  /// A server of a realm that takes connections and says nothing holds nobody up for long.
  @Test func aSilentServerOfARealm() async throws {
    let silent = try StrangeHost { $0.waitForEnd() }
    let program = try Program()
    let configuration = try program.file(
      "krb5.conf",
      """
      [libdefaults]
        default_realm = SILENT.EXAMPLE
        dns_lookup_kdc = false
        dns_canonicalize_hostname = false
        udp_preference_limit = 1
      [realms]
        SILENT.EXAMPLE = {
          kdc = 127.0.0.1:\(silent.port)
        }
      """)
    let service = try StrangeHost { $0.waitForEnd() }
    let start = ContinuousClock.now
    let run = try RunningProgram(
      program,
      [
        "-c",
        """
        $c = [pscredential]::new('alice@SILENT.EXAMPLE', (ConvertTo-SecureString 'x' -AsPlainText -Force))
        Test-WSMan server01.localhost -Port \(service.port) -Authentication Kerberos -Credential $c
        """,
      ], environment: ["KRB5_CONFIG": configuration])
    let hasEnded = try await run.wait(seconds: 60) { run.text.contains("Code=") }
    #expect(hasEnded, "\(run.text)")
    #expect(ContinuousClock.now - start < .seconds(40))
    #expect(run.text.contains("1311"), "\(run.text)")
    #expect(try await run.end() == 1)
  }
}
