import Foundation
import Testing
import ThrowawayRealm

/// The interoperability table of the README: other people's clients with each kind of authentication, over
/// HTTP and HTTPS, with encrypted messages and without.
@Suite("Interoperability table", .serialized)
struct InteropTests {
  private static let hasRealm =
    Peers.hasPython && ThrowawayRealm.isAvailable
    && FileManager.default.isExecutableFile(atPath: "/usr/bin/kinit")
  /// NTLM for curl, which has Negotiate from GSSAPI.
  private static let hasNTLM = FileManager.default.fileExists(
    atPath: "/etc/gss/mech.d/mech.ntlmssp.conf")

  private static func lab(allowsClearText: Bool, bindingLevel: String) -> String {
    """
    domain: test.example
    users:
      - name: \(ThrowawayRealm.user)
        password: \(ThrowawayRealm.password)
        groups: [Domain Admins]
    computers:
      - name: server01
        addresses: [192.0.2.11]
        configuration:
          Service\\Auth\\Basic: true
          Service\\Auth\\CredSSP: true
          Service\\AllowUnencrypted: \(allowsClearText)
          Service\\Auth\\CbtHardeningLevel: \(bindingLevel)
        users:
          - name: operator
            password: s3cret
            groups: [Administrators]
        commands:
          - pattern: slow
            output: late
            exit: 3
    """
  }

  /// A service that runs, and what its clients need.
  private struct Service {
    let program: Program
    let process: RunningProgram
    let plain: URL
    let secure: URL
    let authority: String
    /// For clients of Kerberos.
    var environment: [String: String] = [:]

    func url(isSecure: Bool) -> URL { isSecure ? secure : plain }

    /// What another program printed.
    func run(
      _ executable: String, _ arguments: [String], _ more: [String: String] = [:]
    ) async throws -> [String] {
      let peer = try RunningProgram(
        program, arguments, executable: executable,
        environment: environment.merging(more) { $1 })
      _ = try await peer.end()
      return peer.text.split(separator: "\n").map(String.init)
    }

    func end() async throws {
      process.signal(SIGTERM)
      #expect(try await process.end() == 0)
    }
  }

  private func start(
    allowsClearText: Bool = true, bindingLevel: String = "Relaxed", needsTickets: Bool = false
  ) async throws -> Service {
    let program = try Program()
    let ready = program.home.appending(path: "ready.json")
    let authority = program.home.appending(path: "ca.pem").path
    let lab = Self.lab(allowsClearText: allowsClearText, bindingLevel: bindingLevel)
    var arguments = [
      "serve", "--lab", try program.file("lab.yaml", lab), "--port", "0", "--https", "--ca-out",
      authority, "--ready-file", ready.path,
    ]
    var environment: [String: String] = [:]
    if needsTickets {
      let realm = try ThrowawayRealm.shared.get()
      arguments += ["--keytab", realm.keytab]
      environment["KRB5_CONFIG"] = realm.path("krb5.conf")
      environment["KRB5CCNAME"] = "FILE:" + program.home.appending(path: "tickets").path
    }
    let process = try RunningProgram(program, arguments, environment: environment)
    let isReady = try await process.wait { FileManager.default.fileExists(atPath: ready.path) }
    #expect(isReady, "\(process.text)")
    let urls = try JSONDecoder().decode(Ready.self, from: try Data(contentsOf: ready)).computers
      .compactMap { URL(string: $0.url) }
    let service = Service(
      program: program, process: process,
      plain: try #require(urls.first { $0.scheme == "http" }),
      secure: try #require(urls.first { $0.scheme == "https" }), authority: authority,
      environment: environment)
    if needsTickets {
      let kinit = try RunningProgram(
        program, ["\(ThrowawayRealm.user)@\(ThrowawayRealm.name)"], executable: "/usr/bin/kinit",
        environment: environment)
      try kinit.send(ThrowawayRealm.password)
      #expect(try await kinit.end() == 0, "\(kinit.text)")
    }
    return service
  }

  // MARK: Clients in Python

  private typealias Cell = [String: String]

  private static let local: Cell = ["username": "operator", "password": "s3cret"]
  private static let domain: Cell = [
    "username": "TEST\\" + ThrowawayRealm.user, "password": ThrowawayRealm.password,
  ]
  private static let principal: Cell = [
    "username": "\(ThrowawayRealm.user)@\(ThrowawayRealm.name)",
    "password": ThrowawayRealm.password,
  ]

  /// The cells of a client: each way to log on, over HTTP and HTTPS.
  private func results(
    of client: String, _ service: Service, _ ways: [(name: String, cell: Cell)],
    only scheme: String? = nil
  ) async throws -> [String] {
    let cells: [Cell] = ways.flatMap { way in
      ["http", "https"].filter { scheme == nil || $0 == scheme }.map { scheme in
        way.cell.merging([
          "name": "\(way.name) \(scheme):",
          "url": service.url(isSecure: scheme == "https").absoluteString,
        ]) { own, _ in own }
      }
    }
    struct Settings: Encodable {
      let cells: [Cell]
      let ca: String
    }
    let settings = try JSONEncoder().encode(Settings(cells: cells, ca: service.authority))
    return try await service.run(
      Peers.python,
      [
        Peers.script("interop_client.py"), client,
        String(decoding: settings, as: UTF8.self),
      ])
  }

  private static func way(
    _ name: String, _ auth: String, _ account: Cell, _ more: Cell = [:]
  ) -> (name: String, cell: Cell) {
    (name, account.merging(["auth": auth]) { $1 }.merging(more) { $1 })
  }

  /// What is printed when all is as it should be.
  private static func all(_ names: [String], _ operations: String) -> [String] {
    names.flatMap { ["\($0) http: \(operations)", "\($0) https: \(operations)"] }
  }

  private static let pypsrp = "get put create delete enumerate pull invoke fault shell"
  private static let pywinrm = "identify get enumerate fault shell powershell"

  @Test(.enabled(if: Peers.hasPython)) func pypsrp() async throws {
    let service = try await start()
    let ways = [
      Self.way("basic", "basic", Self.local, ["encryption": "never"]),
      Self.way("ntlm", "ntlm", Self.local), Self.way("negotiate", "negotiate", Self.local),
      Self.way("credssp", "credssp", Self.domain),
      Self.way("domain", "ntlm", Self.domain),
    ]
    let pypsrp = try await results(of: "pypsrp", service, ways)
    #expect(pypsrp == Self.all(ways.map(\.name), Self.pypsrp))
    try await service.end()
  }

  /// Encryption on top of HTTPS, and none over HTTP where the service allows that.
  @Test(.enabled(if: Peers.hasPython)) func encryptionOfPypsrp() async throws {
    let service = try await start()
    let ways = ["ntlm", "negotiate", "credssp"].flatMap { auth in
      ["always", "never"].map { encryption in
        Self.way(
          "\(auth) \(encryption)", auth, auth == "credssp" ? Self.domain : Self.local,
          ["encryption": encryption])
      }
    }
    let pypsrp = try await results(of: "pypsrp", service, ways)
    #expect(pypsrp == Self.all(ways.map(\.name), Self.pypsrp))
    try await service.end()
  }

  /// Channel bindings, demanded or not, by clients that send them and by those that do not.
  @Test(.enabled(if: hasRealm), arguments: ["None", "Relaxed", "Strict"])
  func channelBinding(_ level: String) async throws {
    let service = try await start(bindingLevel: level, needsTickets: true)
    let tickets = [
      "negotiate_service": "HTTP", "negotiate_hostname_override": ThrowawayRealm.localHost,
    ]
    let bound = [
      Self.way("ntlm", "ntlm", Self.local), Self.way("negotiate", "negotiate", Self.local),
      Self.way("kerberos", "kerberos", Self.principal, tickets),
      Self.way("negotiated ticket", "negotiate", Self.principal, tickets),
    ]
    // requests-credssp knows no bindings.
    let unbound =
      bound.map {
        (name: "unbound \($0.name)", cell: $0.cell.merging(["negotiate_send_cbt": ""]) { $1 })
      }
      + [Self.way("credssp", "credssp", Self.domain)]
    #expect(
      try await results(of: "pypsrp", service, bound, only: "https")
        == bound.map { "\($0.name) https: \(Self.pypsrp)" })
    let lines = try await results(of: "pypsrp", service, unbound, only: "https")
    let outcome = level == "Strict" ? "error Authentication" : Self.pypsrp
    for (line, way) in zip(lines, unbound) {
      #expect(line.hasPrefix("\(way.name) https: \(outcome)"))
    }
    #expect(lines.count == unbound.count)
    // Over HTTP there is nothing to be bound to.
    let everybody = bound + unbound
    #expect(
      try await results(of: "pypsrp", service, everybody, only: "http")
        == everybody.map { "\($0.name) http: \(Self.pypsrp)" })
    try await service.end()
  }

  /// Where the service does not allow clear text, nobody is answered who sends it.
  @Test(.enabled(if: Peers.hasPython)) func clearTextIsRefused() async throws {
    let service = try await start(allowsClearText: false)
    let ways = [
      Self.way("basic", "basic", Self.local, ["encryption": "never"]),
      Self.way("ntlm", "ntlm", Self.local, ["encryption": "never"]),
      Self.way("negotiate", "negotiate", Self.local, ["encryption": "never"]),
    ]
    for line in try await results(of: "pypsrp", service, ways, only: "http") {
      #expect(line.contains(": error"))
    }
    #expect(
      try await results(of: "pypsrp", service, ways, only: "https")
        == ways.map { "\($0.name) https: \(Self.pypsrp)" })
    try await service.end()
  }

  /// Encrypted where clear text is refused, in clear where it is allowed.
  @Test(.enabled(if: hasRealm), arguments: [["auto", "always"], ["never"]])
  func kerberos(_ encryptions: [String]) async throws {
    let service = try await start(
      allowsClearText: encryptions == ["never"], needsTickets: true)
    let ways = encryptions.map { encryption in
      Self.way(
        "kerberos \(encryption)", "kerberos", Self.principal,
        [
          "encryption": encryption, "negotiate_service": "HTTP",
          "negotiate_hostname_override": ThrowawayRealm.localHost,
        ])
    }
    let pypsrp = try await results(of: "pypsrp", service, ways)
    #expect(pypsrp == Self.all(ways.map(\.name), Self.pypsrp))
    let own = encryptions.map { encryption in
      Self.way(
        "kerberos \(encryption)", "kerberos", Self.principal,
        [
          "message_encryption": encryption, "service": "HTTP",
          "kerberos_hostname_override": ThrowawayRealm.localHost,
        ])
    }
    let pywinrm = try await results(of: "pywinrm", service, own)
    #expect(pywinrm == Self.all(own.map(\.name), Self.pywinrm))
    try await service.end()
  }

  @Test(.enabled(if: Peers.hasPython)) func pywinrm() async throws {
    let service = try await start()
    let ways = [
      Self.way("basic", "basic", Self.local), Self.way("plaintext", "plaintext", Self.local),
      Self.way("ntlm", "ntlm", Self.local), Self.way("credssp", "credssp", Self.domain),
      Self.way("ntlm always", "ntlm", Self.local, ["message_encryption": "always"]),
      Self.way("ntlm never", "ntlm", Self.local, ["message_encryption": "never"]),
      Self.way("credssp never", "credssp", Self.domain, ["message_encryption": "never"]),
    ]
    let pywinrm = try await results(of: "pywinrm", service, ways)
    #expect(pywinrm == Self.all(ways.map(\.name), Self.pywinrm))
    #expect(
      try await results(
        of: "pywinrm", service, [Self.way("ssl", "ssl", Self.local)], only: "https")
        == ["ssl https: \(Self.pywinrm)"])
    try await service.end()
  }

  // MARK: curl

  private static let identify = """
    <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Header/><s:Body>\
    <i:Identify xmlns:i="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd"/>\
    </s:Body></s:Envelope>
    """
  private static let configuration = """
    <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
    xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" \
    xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"><s:Header>\
    <a:To>http://server01:5985/wsman</a:To><a:MessageID>uuid:1</a:MessageID>\
    <w:ResourceURI>http://schemas.microsoft.com/wbem/wsman/1/config</w:ResourceURI>\
    <a:ReplyTo><a:Address>http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous\
    </a:Address></a:ReplyTo>\
    <a:Action>http://schemas.xmlsoap.org/ws/2004/09/transfer/Get</a:Action></s:Header>\
    <s:Body/></s:Envelope>
    """

  /// The status, and whether the answer holds what was asked for.
  private func curl(
    _ service: Service, isSecure: Bool, _ options: [String], _ body: String, _ expected: String,
    environment: [String: String] = [:]
  ) async throws -> String {
    var url = service.url(isSecure: isSecure)
    var more = options
    if options.contains("--negotiate"), environment.isEmpty {
      // The name that the realm and the certificate know.
      let port = try #require(url.port)
      more += ["--resolve", "\(ThrowawayRealm.host):\(port):127.0.0.1"]
      url = try #require(
        URL(string: "\(isSecure ? "https" : "http")://\(ThrowawayRealm.host):\(port)/wsman"))
    }
    let answer = try await service.run(
      Peers.curl,
      [
        "-sS", "--cacert", service.authority, "-H",
        "Content-Type: application/soap+xml;charset=UTF-8", "--data-binary",
        "@\(try service.program.file("body.xml", body))", "-w", "\n%{http_code}",
        url.absoluteString,
      ] + more, environment)
    return "\(answer.last ?? "") \(answer.joined().contains(expected))"
  }

  @Test(.enabled(if: Peers.hasCurl), arguments: [false, true])
  func curl(isSecure: Bool) async throws {
    let service = try await start(needsTickets: Self.hasRealm)
    typealias Way = (options: [String], environment: [String: String])
    var ways: [Way] = [(["--basic", "-u", "operator:s3cret"], [:])]
    if Self.hasRealm { ways.append((["--negotiate", "-u", ":"], [:])) }
    if Self.hasNTLM {
      let accounts = try service.program.file(
        "accounts", "TEST:\(ThrowawayRealm.user):\(ThrowawayRealm.password)\n")
      ways.append(
        (
          ["--negotiate", "-u", "\(ThrowawayRealm.user):"],
          ["NTLM_USER_FILE": accounts, "KRB5CCNAME": "FILE:/nowhere"]
        ))
    }
    for way in ways {
      let identified = try await curl(
        service, isSecure: isSecure, way.options, Self.identify, "IdentifyResponse",
        environment: way.environment)
      #expect(identified == "200 true", "\(way)")
      let read = try await curl(
        service, isSecure: isSecure, way.options, Self.configuration, "MaxEnvelopeSizekb",
        environment: way.environment)
      #expect(read == "200 true", "\(way)")
    }
    let anonymous = try await curl(
      service, isSecure: isSecure, ["-H", "WSMANIDENTIFY: unauthenticated"], Self.identify,
      "IdentifyResponse")
    #expect(anonymous == "200 true")
    // As a Windows host, the service offers no Digest, and NTLM in Negotiate alone.
    for way in [
      ["--digest", "-u", "operator:s3cret"], ["--ntlm", "-u", "operator:s3cret"],
      ["--basic", "-u", "operator:wrong"], [],
    ] {
      let refused = try await curl(
        service, isSecure: isSecure, way, Self.configuration, "MaxEnvelopeSizekb")
      #expect(refused == "401 false", "\(way)")
    }
    try await service.end()
  }

  // MARK: Go

  private static let shellOfGo = [
    #"3 "hello \r\n" "" <nil>"#, #"1 "" "'nosuch' is not recogni" <nil>"#,
    #"3 "late\r\n" "" <nil>"#, #"0 "ab\r\n" "" <nil>"#, #"0 "a\r\nb\r\n" "" <nil>"#,
  ]

  @Test(.enabled(if: Peers.hasGo)) func goClient() async throws {
    let service = try await start()
    let client = service.program.home.appending(path: "shell_client").path
    let go = ["GO111MODULE": "off", "GOPATH": Peers.goSources, "GOFLAGS": ""]
    let source = Peers.script("shell_client.go")
    #expect(try await service.run(Peers.go, ["build", "-o", client, source], go) == [])
    // It takes the domain of the service for that of the account.
    for (scheme, account) in [
      ("basic", ["operator", "s3cret"]), ("ntlm", [ThrowawayRealm.user, ThrowawayRealm.password]),
    ] {
      for isSecure in [false, true] {
        let port = try #require(service.url(isSecure: isSecure).port)
        let lines = try await service.run(
          client,
          [scheme, "127.0.0.1", "\(port)"] + account + (isSecure ? [service.authority] : []))
        #expect(lines == Self.shellOfGo, "\(scheme) \(isSecure)")
      }
    }
    try await service.end()
  }
}
