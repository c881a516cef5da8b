import Foundation
import Testing

/// `Test-WSManConnection` against real sockets: for each step one way to fail, with the number and
/// the time of each step up to there.
@Suite("steps of a connection") struct ConnectionStepTests {
  struct Way: Sendable, CustomTestStringConvertible {
    let name: String
    let arguments: String
    /// Each step as `STEP RESULT CODE`; those that were taken must have a time.
    let steps: [String]
    /// What the step that failed says.
    let says: [String]

    init(_ name: String, _ arguments: String, _ steps: [String], _ says: String...) {
      self.name = name
      self.arguments = arguments
      self.steps = steps
      self.says = says
    }

    var testDescription: String { name }
  }

  private static let arrived = ["DNS Passed", "TCP Passed"]
  private static let secured = arrived + ["TLS Passed"]
  private static let spoke = arrived + ["HTTP Passed"]
  private static let known = spoke + ["Identify Passed"]

  static let ways: [Way] = [
    Way(
      "DNS", "no-such-host.invalid", ["DNS Failed 2150859193"], "could not be resolved",
      "Check its spelling"),
    Way(
      "TCP", "127.0.0.1 -Port UNUSED", ["DNS Passed", "TCP Failed 2150858770"], "refused",
      "winrm quickconfig"),
    Way(
      "TLS: nothing of the kind", "127.0.0.1 -Port PLAIN -UseSSL",
      arrived + ["TLS Failed 2150859194"], "leave -UseSSL out"),
    Way(
      "TLS: the certificate", "127.0.0.1 -Port SECURE -UseSSL", arrived + ["TLS Failed 12175"],
      "does not trust the authority", "Import-Certificate"),
    Way(
      "HTTP: another language", "127.0.0.1 -Port BANNER", arrived + ["HTTP Failed 2150858770"],
      "is not HTTP", "-Port"),
    Way(
      "HTTP: silence", "127.0.0.1 -Port SILENT", arrived + ["HTTP Failed 2150859046"],
      "no answer came within"),
    Way(
      "Identify: a web page", "127.0.0.1 -Port PAGE", spoke + ["Identify Failed 2150859123"],
      "web page"),
    Way(
      "Identify: another path", "127.0.0.1 -Port PLAIN -ApplicationName other",
      spoke + ["Identify Failed 2150859027"], "404", "application name"),
    Way(
      "authentication: the wrong password", "127.0.0.1 -Port PLAIN -Credential $wrong",
      known + [
        "Auth: Negotiate Failed 5", "Auth: Basic Failed 5", "Authorization Skipped",
      ], "refused the user name or the password", "Check both"),
    Way(
      "authentication: what the service does not offer",
      "127.0.0.1 -Port GUARDED -Authentication Basic -Credential $right",
      known + ["Auth: Basic Failed 2150859022", "Authorization Skipped"], "does not accept Basic",
      "Service\\AllowUnencrypted"),
    Way(
      "authentication: CredSSP is switched off here",
      "127.0.0.1 -Port PLAIN -Authentication Credssp -Credential $right",
      known + ["Auth: Credssp Failed 2150859170", "Authorization Skipped"],
      "Enable-WSManCredSSP -Role Client"),
    Way(
      "authentication: Digest", "127.0.0.1 -Port PLAIN -Authentication Digest -Credential $right",
      known + ["Auth: Digest Failed 2150859022", "Authorization Skipped"],
      "It offers: Negotiate, Basic", "-Authentication"),
    Way(
      "authentication: Kerberos", "127.0.0.1 -Port PLAIN -Authentication Kerberos",
      known + ["Auth: Kerberos Failed 2150859022", "Authorization Skipped"],
      "cannot be used for localhost"),
    Way(
      "authentication: a certificate",
      "127.0.0.1 -Port SECURE -UseSSL -SessionOption $any -Authentication ClientCertificate "
        + "-CertificateThumbprint 1111111111111111111111111111111111111111",
      secured + [
        "HTTP Passed", "Identify Passed", "Auth: Certificate Failed 2150858882",
        "Authorization Skipped",
      ], "no certificate with a private key", "Import-PfxCertificate"),
    Way(
      "authentication: channel binding is met",
      "127.0.0.1 -Port BOUND -UseSSL -SessionOption $any -Authentication Negotiate "
        + "-Credential $right",
      secured + [
        "HTTP Passed", "Identify Passed", "Auth: Negotiate Passed", "Authorization Passed",
      ]
    ),
    Way(
      "authorization",
      "127.0.0.1 -Port PLAIN -Authentication Basic "
        + "-Credential (secret visitor s3cret)",
      known + ["Auth: Basic Passed", "Authorization Failed 5"], "Access is denied"),
    Way(
      "none", "127.0.0.1 -Port PLAIN -Authentication Negotiate -Credential $right",
      known + ["Auth: Negotiate Passed", "Authorization Passed"]),
  ]

  @Test(arguments: ways) func step(_ way: Way) async throws {
    let place = try await CausePlace.shared.ready()
    let result = try await Program().run(
      input: place.filled(
        """
        function secret($name, $text) {
          [pscredential]::new($name, (ConvertTo-SecureString $text -AsPlainText -Force))
        }
        $right = secret operator s3cret
        $wrong = secret operator wrong
        $any = New-WSManSessionOption -SkipCACheck -SkipCNCheck
        Set-Item WSMan:\\localhost\\Client\\AllowUnencrypted true
        Set-Item WSMan:\\localhost\\Client\\TrustedHosts * -Force
        $steps = Test-WSManConnection \(way.arguments)
        $steps | ForEach-Object { ("$($_.Step) $($_.Result) $($_.Code)").TrimEnd() }
        'times'
        @($steps | Where-Object { $_.Result -ne 'Skipped' -and $_.Time -isnot [timespan] }).Count
        @($steps | Where-Object { $_.Time -is [timespan] -and $_.Time -lt [timespan]::Zero }).Count
        ($steps | Where-Object Result -eq Failed).Detail
        $steps

        """))
    #expect(result.errors.isEmpty, "\(result.errors)")
    let parts = result.output.components(separatedBy: "times\n")
    #expect(parts[0].split(separator: "\n").map(String.init) == way.steps)
    let rest = try #require(parts.count > 1 ? parts[1] : nil)
    #expect(rest.hasPrefix("0\n0\n"), "a step without a time: \(rest)")
    for part in way.says { #expect(rest.contains(part), "\(part) is not in: \(rest)") }
    // The table shows them all, with the time of each that was taken.
    let rows = rest.split(separator: "\n")
    for step in way.steps {
      let words = step.split(separator: " ")
      let title = words.prefix { $0 != "Passed" && $0 != "Failed" && $0 != "Skipped" }
        .joined(separator: " ")
      let row = rows.first { $0.hasPrefix(title + " ") && !$0.contains("Detail") }
      #expect(row != nil, "no row for \(title): \(rest)")
      if !step.contains("Skipped") {
        #expect(row?.contains(#/ \d+\.\d m?s /#) == true, "\(row ?? "")")
      }
    }
  }
}
