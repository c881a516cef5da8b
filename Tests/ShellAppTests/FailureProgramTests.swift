import Foundation
import Testing
import ThrowawayRealm

/// The failures that a lab file injects, as clients of others meet them on real sockets.
@Suite("Failures on purpose")
struct FailureProgramTests {
  /// Computers that take everything; each fails in one way.
  private static func lab(_ networks: [(name: String, network: String)]) -> String {
    let head = """
      domain: test.example
      users:
        - {name: \(ThrowawayRealm.user), password: "\(ThrowawayRealm.password)", groups: [Domain Admins]}
      computers:

      """
    let computers = networks.map { name, network in
      """
        - name: \(name)
          network: \(network)
          configuration:
            Service\\Auth\\Basic: true
            Service\\Auth\\CredSSP: true
            Service\\AllowUnencrypted: true
          users: [{name: operator, password: s3cret, groups: [Administrators]}]

      """
    }
    return head + computers.joined()
  }

  private static let user = ["-u", "operator:s3cret"]
  private static let get = ServedLab.get("config")

  @Test(.enabled(if: Peers.hasCurl)) func withCurl() async throws {
    let lab = try await ServedLab(
      Self.lab([
        ("fine", "{mode: answer}"), ("late", "{delay: 700}"), ("refusing", "{mode: refuse}"),
        ("resetting", "{mode: reset}"), ("cut", "{mode: reset-answer}"),
        ("short", "{mode: truncate}"), ("silent", "{mode: silent}"),
        ("strict", "{mode: unauthorized}"), ("busy", "{mode: quota}"),
        ("skewed", "{mode: clock-skew}"), ("once", "{mode: unauthorized, after: 1, times: 1}"),
      ]))
    func curl(_ name: String, _ more: String...) async throws -> (
      code: Int32?, status: Int, body: String, seconds: Double
    ) {
      try await lab.curl(lab.url(of: name), Self.get, Self.user + more)
    }
    let fine = try await curl("fine")
    #expect(fine.code == 0 && fine.status == 200 && fine.body.hasSuffix("</s:Envelope>"))
    let late = try await curl("late")
    #expect(late.code == 0 && late.status == 200 && late.seconds >= 0.7)
    // curl: 7 when it meets the end before it has noticed the connection, 52 no answer, 55 and 56 a
    // connection that has gone.
    let refusing = try await curl("refusing").code
    #expect([7, 52, 55, 56].contains(refusing), "\(String(describing: refusing))")
    #expect(try await curl("resetting").code == 56)
    let cut = try await curl("cut")
    #expect(cut.code == 56 && cut.status == 200 && !cut.body.contains("</s:Envelope>"))
    // curl: 18 a part of the file.
    let short = try await curl("short")
    #expect(short.code == 18 && short.body.hasPrefix("<s:Envelope"))
    #expect(!short.body.contains("</s:Envelope>"))
    #expect(try await curl("silent", "--max-time", "1").code == 28)
    let strict = try await curl("strict")
    #expect(strict.code == 0 && strict.status == 401 && strict.body.isEmpty)
    // It names what the service takes, as a service does that has lost the client's context.
    let offers = try await curl("strict", "-D", "-").body
    for offer in ["Negotiate", "CredSSP", "Basic realm=\"WSMAN\""] {
      #expect(offers.contains("WWW-Authenticate: \(offer)\r\n"), "\(offers)")
    }
    let busy = try await curl("busy")
    #expect(busy.status == 500)
    #expect(busy.body.contains("Code=\"2150858815\" Machine=\"127.0.0.1\""))
    // Basic knows no time.
    #expect(try await curl("skewed").status == 200)
    var statuses: [Int] = []
    for _ in 1...3 { statuses.append(try await curl("once").status) }
    #expect(statuses == [200, 401, 200])
    try await lab.end()
  }

  private static let ntlm = """
    import sys, warnings
    warnings.simplefilter("ignore")
    import winrm
    for url in sys.argv[1:]:
        try:
            session = winrm.Session(url, auth=("operator", "s3cret"), transport="ntlm",
                                    read_timeout_sec=4, operation_timeout_sec=2)
            print(session.run_cmd("hostname").std_out.decode().strip())
        except Exception as error:
            print(type(error).__name__)

    """

  @Test(.enabled(if: Peers.hasPython)) func withPywinrm() async throws {
    let lab = try await ServedLab(
      Self.lab([
        ("fine", "{mode: answer}"), ("late", "{delay: 100}"), ("resetting", "{mode: reset}"),
        ("short", "{mode: truncate}"), ("strict", "{mode: unauthorized}"),
        ("busy", "{mode: quota}"), ("skewed", "{mode: clock-skew}"),
        ("once", "{mode: clock-skew, times: 1}"),
      ]))
    let names = [
      "fine", "late", "resetting", "short", "strict", "busy", "skewed", "once", "once",
    ]
    let urls = try names.map { try lab.url(of: $0) }
    let script = Self.ntlm
    let run = try RunningProgram(
      lab.program, [try lab.program.file("client.py", script)] + urls,
      executable: Peers.python)
    _ = try await run.end()
    let seen = run.text.split(separator: "\n").map(String.init)
    #expect(
      seen == [
        "FINE", "LATE", "ConnectionError", "ChunkedEncodingError", "InvalidCredentialsError",
        "WSManFaultError", "InvalidCredentialsError", "InvalidCredentialsError", "ONCE",
      ])
    try await lab.end()
  }

  /// After a lone 401 these clients authenticate again and send the body that the context before has
  /// encrypted, which nobody can read any more. Ours encrypts the message anew.
  @Test(.enabled(if: Peers.hasPython), arguments: ["ntlm", "credssp", "basic"])
  func aLone401(_ transport: String) async throws {
    let lab = try await ServedLab(Self.lab([("once", "{mode: unauthorized, after: 1, times: 1}")]))
    func reset(to generation: Int) async throws {
      lab.process.signal(SIGHUP)
      let isReset = try await lab.process.wait { (try? lab.ready().generation) == generation }
      #expect(isReset)
    }
    let url = try lab.url(of: "once")
    let text = try await lab.python(
      """
      import sys, warnings
      warnings.simplefilter("ignore")
      import winrm
      url, transport = sys.argv[1:]
      session = winrm.Session(url, auth=("operator", "s3cret"), transport=transport)
      for _ in range(2):
          try:
              print(session.run_cmd("hostname").std_out.decode().strip())
          except Exception as error:
              print(type(error).__name__, str(error)[-8:])
      """, url, transport)
    let refused = [
      "ntlm": "WinRMTransportError Code 400", "credssp": "AuthenticationException ctual ''",
      "basic": "InvalidCredentialsError e server",
    ]
    #expect(
      text.split(separator: "\n").first.map(String.init) == refused[transport], "\(text)")
    let statuses = try lab.requests().map { $0["status"] as? Int }
    #expect(statuses.contains(401) && statuses.contains(400) == (transport != "basic"))

    try await reset(to: 2)
    let port = try #require(try lab.ready().computers.first).port
    let name = ["ntlm": "Negotiate", "credssp": "Credssp"][transport] ?? "Basic"
    let ours = try await Program().run(
      input: """
        $c = [pscredential]::new('operator', (ConvertTo-SecureString 's3cret' -AsPlainText -Force))
        Set-Item WSMan:\\localhost\\Client\\TrustedHosts * -Force
        Set-Item WSMan:\\localhost\\Client\\AllowUnencrypted true -Force
        $null = Enable-WSManCredSSP -Role Client -DelegateComputer * -Force
        Connect-WSMan 127.0.0.1 -Port \(port) -Authentication \(name) -Credential $c
        (Get-Item WSMan:\\127.0.0.1\\Service\\Auth\\CredSSP).Value

        """)
    if transport == "basic" {
      #expect(ours.errors.contains("Access is denied"), "\(ours)")
    } else {
      #expect(ours.output == "true\n" && ours.errors.isEmpty, "\(ours)")
    }
    try await lab.end()
  }

  /// Our client names the clocks, in the same words as in the same program.
  @Test func clockSkewOfOurs() async throws {
    let lab = try await ServedLab(Self.lab([("skewed", "{mode: clock-skew}")]))
    let port = try #require(try lab.ready().computers.first).port
    let labFile = lab.program.home.appending(path: "lab.yaml").path
    let credential = """
      $c = [pscredential]::new('operator', (ConvertTo-SecureString 's3cret' -AsPlainText -Force))
      Set-Item WSMan:\\localhost\\Client\\TrustedHosts * -Force
      $null = Enable-WSManCredSSP -Role Client -DelegateComputer * -Force

      """
    for mechanism in ["Negotiate", "Credssp"] {
      let options = "-Authentication \(mechanism) -Credential $c -ErrorAction SilentlyContinue"
      let socket = try await Program().run(
        input: credential + """
          Get-WSManInstance winrm/config -ComputerName 127.0.0.1 -Port \(port) \(options)
          $Error[0].Exception.Message

          """)
      let inProcess = try await Program().run(
        ["--lab", labFile],
        input: Array(
          (credential + """
            Get-WSManInstance winrm/config -ComputerName skewed \(options)
            $Error[0].Exception.Message

            """).utf8))
      for result in [socket, inProcess] {
        #expect(result.output.contains("Code=\"2148074276\""), "\(result.output)")
        #expect(result.output.contains("its clock is 2 days ahead of this computer's"))
      }
    }
    try await lab.end()
  }

  private static let isReal = Peers.hasPython && ThrowawayRealm.isAvailable

  /// MIT's library reads the KRB-ERROR out of the 401.
  @Test(.enabled(if: isReal), arguments: ["kerberos", "negotiate"])
  func clockSkewWithKerberos(_ scheme: String) async throws {
    let realm = try ThrowawayRealm.shared.get()
    let environment = ["KRB5_CONFIG": realm.path("krb5.conf")]
    let lab = try await ServedLab(
      Self.lab([("server01", "{mode: clock-skew}")]), more: ["--keytab", realm.keytab],
      environment: environment)
    let text = try await lab.python(
      """
      import base64, http.client, sys, urllib.parse
      import spnego
      scheme, url, user, password = sys.argv[1:]
      address = urllib.parse.urlsplit(url)
      client = spnego.client(user, password, hostname="\(ThrowawayRealm.localHost)",
                             service="HTTP", protocol=scheme)
      connection = http.client.HTTPConnection(address.hostname, address.port)
      name = scheme.capitalize()
      connection.request("POST", address.path, b"", {
          "Authorization": name + " " + base64.b64encode(client.step()).decode()})
      answer = connection.getresponse()
      challenges = answer.headers.get_all("WWW-Authenticate")
      print(answer.status, challenges[0].split(" ")[0])
      token = base64.b64decode(challenges[0].split(" ")[1])
      place = token.index(bytes([0xA6, 3, 2, 1]))
      print("error", token[place + 4])
      try:
          client.step(token)
          print("no error")
      except Exception as error:
          print("skew" in str(error).lower(), error)
      """, scheme, try lab.url(of: "server01"),
      "\(ThrowawayRealm.user)@\(ThrowawayRealm.name)", ThrowawayRealm.password,
      environment: environment)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.prefix(2) == ["401 \(scheme.capitalized)", "error 37"], "\(text)")
    if scheme == "kerberos" { #expect(lines.last?.hasPrefix("True") == true, "\(text)") }
    try await lab.end()
  }

  /// The clocks are really apart: a ticket is shown later than the service allows.
  @Test(.enabled(if: isReal)) func aTicketThatComesLate() async throws {
    let realm = try ThrowawayRealm.shared.get()
    let configuration = try String(contentsOfFile: realm.path("krb5.conf"), encoding: .utf8)
    let lab = try await ServedLab(
      Self.lab([("server01", "{mode: answer}")]),
      files: [
        "impatient.conf": configuration.replacingOccurrences(
          of: "[libdefaults]", with: "[libdefaults]\n  clockskew = 1")
      ], more: ["--keytab", realm.keytab], environment: ["KRB5_CONFIG": "impatient.conf"])
    let text = try await lab.python(
      """
      import base64, http.client, sys, time, urllib.parse
      import spnego
      url, user, password = sys.argv[1:]
      address = urllib.parse.urlsplit(url)
      client = spnego.client(user, password, hostname="\(ThrowawayRealm.localHost)",
                             service="HTTP", protocol="kerberos")
      token = client.step()
      time.sleep(4)
      connection = http.client.HTTPConnection(address.hostname, address.port)
      connection.request("POST", address.path, b"", {
          "Authorization": "Kerberos " + base64.b64encode(token).decode()})
      answer = connection.getresponse()
      challenge = answer.getheader("WWW-Authenticate").split(" ")
      print(answer.status, challenge[0])
      try:
          client.step(base64.b64decode(challenge[1]))
          print("no error")
      except Exception as error:
          print("skew" in str(error).lower(), error)
      """, try lab.url(of: "server01"), "\(ThrowawayRealm.user)@\(ThrowawayRealm.name)",
      ThrowawayRealm.password, environment: ["KRB5_CONFIG": realm.path("krb5.conf")])
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.first == "401 Kerberos", "\(text)")
    #expect(lines.last?.hasPrefix("True") == true, "\(text)")
    try await lab.end()
  }

  /// The demand for channel bindings, met and not met by a client of others.
  @Test(.enabled(if: Peers.hasPython), arguments: ["None", "Relaxed", "Strict"])
  func channelBinding(_ level: String) async throws {
    let lab = try await ServedLab(
      """
      computers:
        - name: bound
          addresses: [192.0.2.77]
          configuration:
            Service\\Auth\\CbtHardeningLevel: \(level)
          users: [{name: operator, password: s3cret, groups: [Administrators]}]
      """, more: ["--https"])
    let text = try await lab.python(
      """
      import sys, warnings
      warnings.simplefilter("ignore")
      import spnego.channel_bindings
      from winrm.protocol import Protocol
      url, authority, message = sys.argv[1:]
      def attempt(name, send):
          client = Protocol(endpoint=url, transport="ntlm", username="operator",
                            password="s3cret", ca_trust_path=authority, send_cbt=send)
          try:
              print(name, b"IdentifyResponse" in client.send_message(message))
          except Exception as error:
              print(name, type(error).__name__)
      attempt("sent", True)
      attempt("not sent", False)
      made = spnego.channel_bindings.GssChannelBindings
      spnego.channel_bindings.GssChannelBindings = lambda application_data, **more: made(
          application_data=b"tls-server-end-point:" + bytes(32), **more)
      attempt("wrong", True)
      """, try lab.url(of: "bound", isSecure: true), lab.authority, ServedLab.identify)
    let lines = text.split(separator: "\n").map(String.init)
    let refused = "InvalidCredentialsError"
    #expect(
      lines == [
        "sent True", "not sent \(level == "Strict" ? refused : "True")",
        "wrong \(level == "None" ? "True" : refused)",
      ], "\(text)")
    try await lab.end()
  }
}
