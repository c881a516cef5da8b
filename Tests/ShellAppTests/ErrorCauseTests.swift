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
      "an untrusted host",
      "Set-Item WSMan:\\localhost\\Client\\TrustedHosts '' -Force; "
        + "Connect-WSMan 127.0.0.2 -Port PLAIN -Authentication Negotiate -Credential $right",
      2_150_858_980, "TrustedHosts"),
    ErrorCause(
      "an address where a name is needed", "Connect-WSMan 127.0.0.2 -Port PLAIN", 2_150_859_195,
      "address"),
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
      2_150_858_790, "MaxEnvelopeSizekb"),
    ErrorCause(
      "a proxy that cannot be reached",
      "$env:https_proxy = 'http://127.0.0.1:UNUSED'; Connect-WSMan 127.0.0.1 -Port SECURE -UseSSL "
        + "\(basic) -SessionOption $proxied", 2_150_858_770,
      "proxy http://127.0.0.1:", "could not be reached", "$env:https_proxy"),
    ErrorCause(
      "a proxy that wants a password",
      "$env:https_proxy = 'http://127.0.0.1:PROXY'; Connect-WSMan 127.0.0.1 -Port SECURE -UseSSL "
        + "\(basic) -SessionOption $proxied", 2_150_858_770,
      "407", "-ProxyCredential"),
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
  private static let trust =
    "$null = Import-Certificate 'AUTHORITY' -CertStoreLocation Cert:\\CurrentUser\\Root"

  private static let setup = """
    $right = secret operator s3cret
    $wrong = secret operator wrong
    $quick = New-WSManSessionOption -OperationTimeout 300
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
}

/// The servers of the causes, the same for all of them.
private actor CausePlace {
  static let shared = CausePlace()

  struct Place: Sendable {
    let names: [String: String]

    /// A text with ports and files in place of their names.
    func filled(_ text: String) -> String {
      names.reduce(text) { $0.replacing($1.key, with: $1.value) }
    }
  }

  private var place: Task<Place, any Error>?
  private var kept: [AnyObject] = []

  func ready() async throws -> Place {
    if let place { return try await place.value }
    let task = Task { try await start() }
    place = task
    return try await task.value
  }

  private static let lab = """
    computers:
      - name: open
        addresses: [192.0.2.71]
        configuration:
          Service\\Auth\\Basic: true
          Service\\AllowUnencrypted: true
        users: &users
          - name: operator
            password: s3cret
            groups: [Administrators]
      - name: strict
        addresses: [192.0.2.72]
        users: *users
    """

  private func start() async throws -> Place {
    let program = try Program()
    let ready = program.home.appending(path: "ready.json")
    let authority = program.home.appending(path: "ca.pem").path
    let service = try RunningProgram(
      program, "serve", "--lab", try program.file("lab.yaml", Self.lab), "--port", "0", "--https",
      "--ca-out", authority, "--ready-file", ready.path)
    kept += [program, service]
    let isReady = try await service.wait { FileManager.default.fileExists(atPath: ready.path) }
    try #require(isReady, "\(service.text)")
    let computers = try JSONDecoder().decode(Ready.self, from: try Data(contentsOf: ready))
      .computers
    func port(_ name: String, _ scheme: String) throws -> String {
      String(
        try #require(computers.first { $0.name.hasPrefix(name) && $0.url.hasPrefix(scheme + ":") })
          .port)
    }
    return Place(names: [
      "AUTHORITY": authority,
      "UNUSED": String(try LoopbackSocket.unusedPort()),
      "PLAIN": try port("open", "http"),
      "SECURE": try port("open", "https"),
      "STRICT": try port("strict", "https"),
      "SILENT": try server { while LoopbackSocket.read($0) != nil {} },
      "BANNER": try server { LoopbackSocket.send(Array("SSH-2.0-OpenSSH_9.2\r\n".utf8), to: $0) },
      "PAGE": try server {
        _ = LoopbackSocket.readHeader($0)
        LoopbackSocket.answer($0, status: "200 OK", "<html><body>Welcome</body></html>")
      },
      "SLOW": try server {
        _ = LoopbackSocket.readHeader($0)
        LoopbackSocket.answer($0, status: "500 Error", type: "application/soap+xml", Self.timedOut)
      },
      "HUGE": try server {
        _ = LoopbackSocket.readHeader($0)
        LoopbackSocket.answer(
          $0, status: "200 OK", type: "application/soap+xml",
          String(repeating: " ", count: 20 << 20))
      },
      "PROXY": try proxy(TunnelProxy(authorization: "Basic cmlnaHQ6cmlnaHQ=")),
      "REFUSING": try proxy(TunnelProxy(refusal: "403 Forbidden")),
    ])
  }

  private func server(_ handler: @escaping @Sendable (Int32) -> Void) throws -> String {
    let server = try LoopbackServer(handler)
    kept.append(server)
    return String(server.port)
  }

  private func proxy(_ proxy: TunnelProxy) -> String {
    kept.append(proxy)
    return String(proxy.port)
  }

  private static let timedOut = """
    <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
    xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"><s:Header/><s:Body><s:Fault><s:Code>\
    <s:Value>s:Receiver</s:Value><s:Subcode><s:Value>w:TimedOut</s:Value></s:Subcode></s:Code>\
    <s:Reason><s:Text xml:lang="en-US">The operation did not end within the OperationTimeout.\
    </s:Text></s:Reason><s:Detail><f:WSManFault \
    xmlns:f="http://schemas.microsoft.com/wbem/wsman/1/wsmanfault" Code="2150858793" \
    Machine="slow"><f:Message>The operation did not end within the OperationTimeout.</f:Message>\
    </f:WSManFault></s:Detail></s:Fault></s:Body></s:Envelope>
    """
}
