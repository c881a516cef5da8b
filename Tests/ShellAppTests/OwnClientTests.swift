import Foundation
import Testing
import ThrowawayRealm

/// The row of the README's table for this shell: each operation with each kind of authentication, over
/// HTTP and HTTPS, to `wsmansh serve` in another process.
@Suite("Our shell and our service", .serialized)
struct OwnClientTests {
  private static let lab = """
    domain: test.example
    users:
      - {name: \(ThrowawayRealm.user), password: "\(ThrowawayRealm.password)", groups: [Domain Admins]}
    computers:
      - name: server01
        addresses: [192.0.2.11]
        configuration:
          Service\\Auth\\Basic: true
          Service\\Auth\\CredSSP: true
          Service\\AllowUnencrypted: true
          Service\\Auth\\CbtHardeningLevel: Strict
        users: [{name: operator, password: "\(ThrowawayRealm.password)", groups: [Administrators]}]
    """

  /// What is done at `$there`, a line for each operation.
  private static let operations = """
    $class = 'wmicimv2/Win32_Environment'
    $key = @{Name = 'PEER'; UserName = '<SYSTEM>'}
    if (-not $there.SessionOption) { (Test-WSMan @there).ProductVendor }
    (Get-WSManInstance winrm/config @there).MaxEnvelopeSizekb
    (Set-WSManInstance winrm/config @there -ValueSet @{MaxTimeoutms = 61000}).MaxTimeoutms
    $null = New-WSManInstance $class @there -SelectorSet $key -ValueSet @{VariableValue = 'made'}
    (Get-WSManInstance $class @there -SelectorSet $key).VariableValue
    Remove-WSManInstance $class @there -SelectorSet $key
    (Get-WSManInstance wmicimv2/Win32_Service @there -Enumerate).Count -gt 5
    (Invoke-WSManAction wmicimv2/Win32_Service InterrogateService @there -SelectorSet @{Name = 'Spooler'}).ReturnValue
    try { Get-WSManInstance $class @there -SelectorSet $key -ErrorAction Stop } catch { $_.Exception.Message -match '2150858752' }

    """
  private static let results = [
    "Microsoft Corporation", "500", "61000", "made", "True", "0", "True",
  ]

  /// A way to log on: its name, the account, and the host that it is at home at.
  typealias Way = (authentication: String, userName: String, host: String)

  private static let ways: [Way] = {
    let (realm, here) = (ThrowawayRealm.localHost, "127.0.0.1")
    let principal = "\(ThrowawayRealm.user)@\(ThrowawayRealm.name)"
    let own: [Way] = [
      ("Basic", "operator", here), ("Negotiate", "operator", here),
      ("Negotiate", "TEST\\\(ThrowawayRealm.user)", here), ("Credssp", "operator", here),
    ]
    guard ThrowawayRealm.isAvailable else { return own }
    return own + ["Kerberos", "Negotiate", "Credssp"].map { ($0, principal, realm) }
  }()

  @Test(arguments: [false, true]) func operations(isSecure: Bool) async throws {
    var (more, environment) = (["--https"], [String: String]())
    if ThrowawayRealm.isAvailable {
      let realm = try ThrowawayRealm.shared.get()
      more += ["--keytab", realm.keytab]
      environment["KRB5_CONFIG"] = realm.path("krb5.conf")
    }
    let lab = try await ServedLab(Self.lab, more: more, environment: environment)
    let port = try #require(URL(string: try lab.url(of: "server01", isSecure: isSecure))?.port)
    let setup = """
      $null = Import-Certificate '\(lab.authority)' -CertStoreLocation Cert:\\CurrentUser\\Root
      $null = Enable-WSManCredSSP -Role Client -DelegateComputer * -Force
      Set-Item WSMan:\\localhost\\Client\\TrustedHosts * -Force
      Set-Item WSMan:\\localhost\\Client\\AllowUnencrypted true -Force
      $p = ConvertTo-SecureString '\(ThrowawayRealm.password)' -AsPlainText -Force

      """
    for way in Self.ways {
      // The lab's certificate does not know the name of the realm, and Test-WSMan has no options.
      let hasOtherName = isSecure && way.host != "127.0.0.1"
      let option =
        hasOtherName
        ? "$there.SessionOption = New-WSManSessionOption -SkipCNCheck\n" : ""
      let seen = try await Program().run(
        input: setup + """
          $there = @{
            ComputerName = '\(way.host)'; Port = \(port); UseSSL = $\(isSecure)
            Authentication = '\(way.authentication)'
            Credential = New-Object PSCredential '\(way.userName)', $p
          }

          """ + option + Self.operations)
      let expected = Array(Self.results.dropFirst(hasOtherName ? 1 : 0))
      #expect(seen.outputLines == expected, "\(way): \(seen.errors)")
    }
    let scheme = isSecure ? "https" : "http"
    let shell = try await Program().run(
      input: setup + """
        winrs -r:\(scheme)://127.0.0.1:\(port)/wsman -u:operator -p:\(ThrowawayRealm.password) hostname

        """)
    #expect(shell.outputLines == ["SERVER01"], "\(shell.errors)")

    // Over HTTP all but Basic is encrypted, and each operation is somebody's.
    let messages = try lab.requests().filter { $0["action"] is String }
    let clear = messages.filter { $0["encrypted"] as? Bool == false }
    #expect(clear.isEmpty == isSecure)
    let operators = clear.filter { $0["user"] as? String == "SERVER01\\operator" }
    #expect(operators.count == clear.count)
    #expect(messages.allSatisfy { $0["user"] is String })
    try await lab.end()
  }
}
