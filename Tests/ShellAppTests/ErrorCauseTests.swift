import Foundation
import Testing

/// What does not connect says why: each cause is real, on the loopback address, and the error has the
/// number of Windows, the id and the category, names the step, and says what to type next.
@Suite("errors that name the cause") struct ErrorCauseTests {
  static let causes: [ErrorCause] = [
    ErrorCause(
      "the name cannot be resolved", "Connect-WSMan no-such-host.invalid \(basic)", 2_150_859_193,
      "could not be resolved", "Check its spelling"),
    ErrorCause(
      "nothing listens", "Connect-WSMan 127.0.0.1 -Port UNUSED \(basic)", 2_150_858_770,
      "refused", "winrm quickconfig"),
    ErrorCause(
      "nobody answers: a timeout of the network",
      "Connect-WSMan 127.0.0.1 -Port SILENT \(basic) -SessionOption $quick", 2_150_859_046,
      "no answer came within", "-OperationTimeout"),
    ErrorCause(
      "the operation takes too long: a timeout of the service",
      "Get-WSManInstance wmicimv2/Win32_Service -Enumerate -ComputerName 127.0.0.1 -Port SLOW "
        + basic, 2_150_858_793, "OperationTimeout"),
    ErrorCause(
      "SSH instead of HTTP", "Connect-WSMan 127.0.0.1 -Port BANNER \(basic)", 2_150_858_770,
      "is not HTTP", "-Port"),
    ErrorCause(
      "a web server instead of WinRM", "Connect-WSMan 127.0.0.1 -Port PAGE \(basic)",
      2_150_859_123, "web page"),
    ErrorCause(
      "another path", "Connect-WSMan 127.0.0.1 -Port PLAIN -ApplicationName other \(basic)",
      2_150_859_027, "404"),
    ErrorCause(
      "the wrong password",
      "Connect-WSMan 127.0.0.1 -Port PLAIN -Authentication Basic "
        + "-Credential $wrong", 5, "Access is denied", "It offers", "Basic", "Check both"),
    ErrorCause(
      "a scheme that the service does not offer",
      "Connect-WSMan 127.0.0.1 -Port STRICT -UseSSL \(basic) -SessionOption $any",
      2_150_859_022, "does not accept Basic", "It offers: ", "Service\\Auth\\Basic"),
    ErrorCause(
      "unencrypted traffic, refused by the client",
      "Set-Item WSMan:\\localhost\\Client\\AllowUnencrypted false; "
        + "Connect-WSMan 127.0.0.1 -Port PLAIN \(basic)", 2_150_858_974,
      "client configuration", "WSMan:\\localhost\\Client\\AllowUnencrypted"),
    ErrorCause(
      "unencrypted traffic, refused by the service",
      "Connect-WSMan 127.0.0.1 -Port GUARDED \(basic)", 2_150_859_022, "does not accept Basic",
      "It offers: Negotiate", "Service\\AllowUnencrypted"),
    ErrorCause(
      "messages in clear behind Negotiate, refused by the service",
      "Connect-WSMan 127.0.0.1 -Port GUARDED \(negotiate) -SessionOption $clear", 5,
      "knows the user", "-NoEncryption", "Service\\AllowUnencrypted"),
    ErrorCause(
      "messages in clear behind Negotiate, refused by the client",
      "Set-Item WSMan:\\localhost\\Client\\AllowUnencrypted false; "
        + "Connect-WSMan 127.0.0.1 -Port PLAIN \(negotiate) -SessionOption $clear", 2_150_858_974,
      "client configuration", "WSMan:\\localhost\\Client\\AllowUnencrypted"),
    ErrorCause(
      "no mechanism in common", "Connect-WSMan 127.0.0.1 -Port PICKY \(negotiate)", 5,
      "none of the mechanisms inside Negotiate", "name@REALM", "-Authentication Basic"),
    ErrorCause(
      "an untrusted host",
      "Set-Item WSMan:\\localhost\\Client\\TrustedHosts '' -Force; "
        + "Connect-WSMan 127.0.0.2 -Port PLAIN -Authentication Negotiate -Credential $right",
      2_150_858_980, "TrustedHosts"),
    ErrorCause(
      "an address where a name is needed", "Connect-WSMan 127.0.0.2 -Port PLAIN", 2_150_859_195,
      "address", "Set-Item WSMan:\\localhost\\Client\\TrustedHosts 127.0.0.2 -Concatenate"),
    ErrorCause(
      "TLS where there is none", "Connect-WSMan 127.0.0.1 -Port PLAIN -UseSSL \(basic)",
      2_150_859_194, "TLS", "leave -UseSSL out"),
    ErrorCause(
      "an unknown authority", "Connect-WSMan 127.0.0.1 -Port SECURE -UseSSL \(basic)", 12_175,
      "TLS", "does not trust the authority", "Import-Certificate", "-SkipCACheck"),
    ErrorCause(
      "a certificate for another name",
      "\(trust); Connect-WSMan other.localhost -Port SECURE -UseSSL \(basic)", 12_175,
      "TLS", "another name", "-SkipCNCheck"),
    ErrorCause(
      "an answer that is too large for this client",
      "Get-WSManInstance winrm/config -ComputerName 127.0.0.1 -Port HUGE \(basic)",
      2_150_858_790, "Set-Item WSMan:\\localhost\\MaxEnvelopeSizekb VALUE"),
    ErrorCause(
      "an answer that is larger than the client asks for",
      "Set-Item WSMan:\\localhost\\MaxEnvelopeSizekb 32; "
        + "Get-WSManInstance \(note) -ComputerName 127.0.0.1 -Port LARGE \(basic)",
      2_150_858_824, "larger than the client accepts",
      "Set-Item WSMan:\\localhost\\MaxEnvelopeSizekb VALUE"),
    ErrorCause(
      "an answer that is larger than the service sends",
      "Get-WSManInstance \(note) -ComputerName 127.0.0.1 -Port SMALL \(basic)",
      2_150_858_825, "larger than the service sends",
      "Set-Item WSMan:\\127.0.0.1\\MaxEnvelopeSizekb VALUE"),
    ErrorCause(
      "an instance among others that is larger than the service sends",
      "Get-WSManInstance wmicimv2/Test_Note -Enumerate -ComputerName 127.0.0.1 -Port SMALL "
        + basic, 2_150_858_825, "larger than the service sends",
      "Set-Item WSMan:\\127.0.0.1\\MaxEnvelopeSizekb VALUE"),
    ErrorCause(
      "a certificate, with a command that has no options of a session",
      "Test-WSMan 127.0.0.1 -Port SECURE -UseSSL \(basic)", 12_175,
      "with Connect-WSMan 127.0.0.1 -UseSSL -Port SECURE -SessionOption (New-WSManSessionOption "
        + "-SkipCACheck)."),
    ErrorCause(
      "a request that is larger than the service takes",
      "New-WSManInstance wmicimv2/Test_Note -SelectorSet @{ Number = 2 } "
        + "-ValueSet @{ Text = 'x' * 40000 } "
        + "-ComputerName 127.0.0.1 -Port SMALL \(basic)", 2_150_859_025,
      "larger than the service accepts", "HTTP 413",
      "Set-Item WSMan:\\127.0.0.1\\MaxEnvelopeSizekb VALUE"),
    ErrorCause(
      "a quota: too many operations at the same time",
      "Set-Item WSMan:\\localhost\\MaxBatchItems 1; "
        + "Get-WSManInstance wmicimv2/Win32_Service -Enumerate -ComputerName 127.0.0.1 -Port BUSY "
        + "\(basic) | ForEach-Object { "
        + "Get-WSManInstance winrm/config -ComputerName 127.0.0.1 -Port BUSY \(basic) }",
      2_150_859_174, "too many operations",
      "Set-Item WSMan:\\127.0.0.1\\Service\\MaxConcurrentOperationsPerUser VALUE"),
    ErrorCause(
      "a quota: too many connections",
      "Connect-WSMan 127.0.0.1 -Port FULL \(basic); "
        + "Get-WSManInstance winrm/config -ComputerName 127.0.0.1 -Port FULL \(basic)",
      2_150_859_026, "HTTP 503", "Set-Item WSMan:\\127.0.0.1\\Service\\MaxConnections VALUE",
      "Disconnect-WSMan"),
    ErrorCause(
      "a proxy that cannot be reached",
      "$env:https_proxy = 'http://127.0.0.1:UNUSED'; Connect-WSMan 127.0.0.1 -Port SECURE -UseSSL "
        + "\(basic) -SessionOption $proxied", 2_150_858_770,
      "proxy http://127.0.0.1:", "could not be reached", "$env:https_proxy"),
    ErrorCause(
      "a proxy that wants a password",
      "$env:https_proxy = 'http://127.0.0.1:PROXY'; Connect-WSMan 127.0.0.1 -Port SECURE -UseSSL "
        + "\(basic) -SessionOption $proxied", 2_150_858_770,
      "407", "It offers: Basic", "-ProxyCredential"),
    ErrorCause(
      "a proxy that refuses",
      "$env:https_proxy = 'http://127.0.0.1:REFUSING'; Connect-WSMan 127.0.0.1 -Port SECURE "
        + "-UseSSL \(basic) -SessionOption $proxied", 2_150_858_770,
      "did not connect to this address", "403"),
    ErrorCause(
      "a proxy for HTTP",
      "Connect-WSMan 127.0.0.1 -Port PLAIN \(basic) -SessionOption $proxied", 2_150_859_185,
      "proxy"),
  ]

  private static let basic = "-Authentication Basic -Credential $right"
  private static let negotiate = "-Authentication Negotiate -Credential $right"
  private static let note = "wmicimv2/Test_Note -SelectorSet @{ Number = 1 }"
  private static let trust =
    "$null = Import-Certificate 'AUTHORITY' -CertStoreLocation Cert:\\CurrentUser\\Root"

  private static let setup = """
    $right = secret operator s3cret
    $wrong = secret operator wrong
    $quick = New-WSManSessionOption -OperationTimeout 300
    $clear = New-WSManSessionOption -NoEncryption
    $any = New-WSManSessionOption -SkipCACheck -SkipCNCheck
    $proxied = New-WSManSessionOption -ProxyAuthentication Basic -ProxyCredential $wrong -SkipCACheck
    Set-Item WSMan:\\localhost\\Client\\NetworkDelayms 500
    Set-Item WSMan:\\localhost\\Client\\AllowUnencrypted true
    Set-Item WSMan:\\localhost\\Client\\TrustedHosts * -Force
    """

  @Test(arguments: causes) func cause(_ cause: ErrorCause) async throws {
    let place = try await CausePlace.shared.ready()
    try await cause.check(after: Self.setup, place.filled)
  }

  /// What the tools advise can be typed with them: they have no parameters of cmdlets.
  @Test(arguments: [
    ("winrm id -r:https://127.0.0.1:SECURE", "skip the check with -skipCAcheck."),
    (
      "\(trust); winrm id -r:https://other.localhost:SECURE",
      "skip the check with -skipCNcheck."
    ),
    ("winrm id -r:127.0.0.1:SILENT -timeout:300", "allow more time with -timeout:MILLISECONDS."),
    ("winrm id -r:https://127.0.0.1:PLAIN", "for HTTP leave https:// or -usessl out."),
    ("winrm id -r:127.0.0.1:UNUSED", "Check the port in -remote (5985 for HTTP"),
    ("winrs -r:https://127.0.0.1:SECURE hostname", "-CertStoreLocation Cert:\\CurrentUser\\Root."),
    ("winrs -r:127.0.0.1:SECURE hostname", "add /usessl."),
    ("winrs -r:127.0.0.1:UNUSED hostname", "Check the port in /remote (5985 for HTTP"),
  ])
  func adviceOfTools(_ command: String, _ advice: String) async throws {
    let place = try await CausePlace.shared.ready()
    let account = command.contains("winrm") ? "-a:negotiate " : ""
    let result = try await Program().run(
      input: place.filled(
        """
        Set-Item WSMan:\\localhost\\Client\\NetworkDelayms 500
        Set-Item WSMan:\\localhost\\Client\\TrustedHosts * -Force
        \(command.replacing(" -r:", with: " \(account)-u:operator -p:s3cret -r:"))

        """))
    let text = result.output + result.errors
    #expect(text.contains(advice), "\(text)")
    for foreign in ["-SessionOption", "New-WSMan", "-Credential", "-UseSSL", "-Port"] {
      #expect(!text.contains(foreign), "\(foreign): \(text)")
    }
  }

  private static let python = "/usr/bin/python3"
  private static let openSSL = "/usr/bin/openssl"
  private static let canInspect = [python, openSSL].allSatisfy {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// The proof is bound to the connection with whoever opens TLS in between, not to that with the
  /// service.
  @Test(.enabled(if: canInspect)) func channelBinding() async throws {
    let place = try await CausePlace.shared.ready()
    let program = try Program()
    let certificate = program.home.appending(path: "relay.pem").path
    let made = try await program.run(
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
        "/CN=relay", "-days", "2", "-keyout", certificate + ".key", "-out", certificate,
      ], executable: Self.openSSL)
    try #require(made.code == 0, "\(made.errors)")
    let key = try String(contentsOfFile: certificate + ".key", encoding: .utf8)
    let shown = try program.file(
      "shown.pem", try String(contentsOfFile: certificate, encoding: .utf8) + key)
    let relay = try RunningProgram(
      program,
      [
        Repository.root.appending(path: "Tests/Peers/tls_relay.py").path, shown,
        place.filled("BOUND"),
      ], executable: Self.python)
    try #require(try await relay.wait { relay.text.contains("\n") }, "\(relay.text)")
    let port = relay.text.prefix { $0 != "\n" }
    let cause = ErrorCause(
      "channel binding",
      "Connect-WSMan 127.0.0.1 -Port \(port) -UseSSL \(Self.negotiate) -SessionOption $any", 5,
      "Access is denied", "channel binding", "Service\\Auth\\CbtHardeningLevel")
    try await cause.check(after: Self.setup) { $0 }
    // Without it the same user is welcome.
    let direct = try await program.run(
      input: """
        $c = [pscredential]::new('operator', (ConvertTo-SecureString s3cret -AsPlainText -Force))
        $any = New-WSManSessionOption -SkipCACheck -SkipCNCheck
        Connect-WSMan 127.0.0.1 -Port \(place.filled("BOUND")) -UseSSL -Authentication Negotiate `
          -Credential $c -SessionOption $any
        (dir WSMan:\\).Count

        """)
    #expect(direct.outputLines == ["2"], "\(direct.errors)")
    relay.signal(SIGKILL)
    _ = try await relay.end()
  }
}
