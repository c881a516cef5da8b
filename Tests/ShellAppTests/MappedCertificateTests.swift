import Foundation
import Testing
import WireSecurity

/// Logging on with client certificates at `serve`, over a real socket, with clients of others
/// (`protocol.md` 12.5).
@Suite("Client certificates of other programs")
struct MappedCertificateTests {
  /// An authority of clients, and one that the service does not trust.
  private struct Authorities {
    let trusted: CertifiedKey
    let second: CertifiedKey
    let stranger: CertifiedKey

    init() throws {
      func make(_ name: String) throws -> CertifiedKey {
        var request = CertificateRequest(
          subject: "CN=\(name)", notBefore: 1_577_836_800, notAfter: 2_493_072_000)
        request.kind = .authority
        request.algorithm = .ellipticCurve("P-256")
        return try request.make()
      }
      trusted = try make("Clients")
      second = try make("Other clients")
      stranger = try make("Strangers")
    }

    static func client(
      _ principal: String, of authority: CertifiedKey, until end: Int64 = 2_493_072_000,
      uses: [Certificate.KeyUsage] = [.clientAuthentication]
    ) throws -> CertifiedKey {
      var request = CertificateRequest(
        subject: "CN=alice", notBefore: 1_577_836_800, notAfter: end)
      request.principalNames = [principal]
      request.algorithm = .ellipticCurve("P-256")
      request.enhancedKeyUsages = uses
      return try request.make(signedBy: authority)
    }
  }

  private static func computer(_ name: String, _ mapping: String) -> String {
    """
      - name: \(name)
        addresses: [192.0.2.\(name.utf8.count + 100)]
        authorities: [clients.pem, others.pem]
        configuration: {Service\\Auth\\Certificate: true}
        users: [{name: administrator, password: s3cret, groups: [Administrators]}]
        certificateMappings: [{\(mapping), user: administrator}]

    """
  }

  private func start(_ authorities: Authorities) async throws -> ServedLab {
    let issuer = "issuer: \(authorities.trusted.certificate.thumbprint)"
    let subject = "subject: alice@contoso.com"
    let lab =
      "computers:\n" + Self.computer("good", "\(issuer), \(subject)")
      + Self.computer("suffix", "\(issuer), subject: '*@contoso.com'")
      + Self.computer("disabled", "\(issuer), \(subject), enabled: false")
      + Self.computer("otherUser", "\(issuer), subject: bob@contoso.com")
      + Self.computer(
        "otherIssuer", "issuer: \(authorities.second.certificate.thumbprint), \(subject)")
      + Self.computer("otherURI", "\(issuer), \(subject), uri: 'http://example.com/*'")
    return try await ServedLab(
      lab,
      files: [
        "clients.pem": authorities.trusted.certificate.pem,
        "others.pem": authorities.second.certificate.pem,
      ], more: ["--https"])
  }

  private static let proof =
    "Authorization: http://schemas.dmtf.org/wbem/wsman/1/wsman/secprofile/https/mutual"

  @Test(.enabled(if: Peers.hasCurl)) func whoMayComeIn() async throws {
    let authorities = try Authorities()
    let lab = try await start(authorities)
    var files: [String: String] = [:]
    for (name, identity) in [
      ("alice", try Authorities.client("alice@contoso.com", of: authorities.trusted)),
      ("mallory", try Authorities.client("mallory@contoso.com", of: authorities.trusted)),
      ("longer", try Authorities.client("alice@contoso.com.example", of: authorities.trusted)),
      ("shorter", try Authorities.client("lice@contoso.com", of: authorities.trusted)),
      (
        "expired",
        try Authorities.client("alice@contoso.com", of: authorities.trusted, until: 1_609_459_200)
      ),
      ("stranger", try Authorities.client("alice@contoso.com", of: authorities.stranger)),
      ("second", try Authorities.client("alice@contoso.com", of: authorities.second)),
      (
        "server",
        try Authorities.client(
          "alice@contoso.com", of: authorities.trusted, uses: [.serverAuthentication])
      ),
    ] {
      files[name] = try lab.program.file("\(name).pem", identity.pem)
    }
    func status(
      _ client: String?, at computer: String, proof: String = Self.proof
    ) async throws -> String {
      let certificate = client.flatMap { files[$0] }.map { ["--cert", $0] } ?? []
      let answer = try await lab.curl(
        lab.url(of: computer, isSecure: true), ServedLab.get("config"),
        certificate + ["--cacert", lab.authority, "-H", proof])
      #expect(answer.code == 0)
      let isDenied = answer.body.contains("w:AccessDenied")
      return isDenied ? "denied" : "\(answer.status)"
    }
    #expect(try await status("alice", at: "good") == "200")
    #expect(try await status("alice", at: "suffix") == "200")
    #expect(try await status("mallory", at: "suffix") == "200")
    #expect(try await status("second", at: "otherIssuer") == "200")
    for (client, computer) in [
      ("mallory", "good"), ("longer", "good"), ("shorter", "good"), ("expired", "good"),
      ("stranger", "good"), ("second", "good"), ("server", "good"), ("alice", "disabled"),
      ("alice", "otherUser"), ("alice", "otherIssuer"), ("alice", "otherURI"),
      ("longer", "suffix"),
    ] {
      #expect(try await status(client, at: computer) == "denied", "\(client) at \(computer)")
    }
    let identified = try await lab.curl(
      lab.url(of: "good", isSecure: true), ServedLab.identify,
      ["--cert", try #require(files["alice"]), "--cacert", lab.authority, "-H", Self.proof])
    #expect(identified.status == 200 && identified.body.contains("IdentifyResponse"))
    // Who claims to have a certificate and shows none, and who shows one without saying so.
    #expect(try await status(nil, at: "good") == "401")
    #expect(try await status("alice", at: "good", proof: "X-Nothing: 1") == "401")
    let users = Set(try lab.requests().compactMap { $0["user"] as? String })
    #expect(users.allSatisfy { $0.hasSuffix("\\administrator") } && users.count == 3)
    try await lab.end()
  }

  /// Makes certificates, whose names this program would not write.
  private static let names = """
    import datetime, sys
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    authority = open(sys.argv[1], "rb").read()
    signer = serialization.load_pem_private_key(authority, None)
    issuer = x509.load_pem_x509_certificate(authority)
    for index, name in enumerate([
        "ALICE@Contoso.COM", "", "\\0", "alice@contoso.com\\0", "\\0alice@contoso.com",
        "alice@contoso.com\\0.example.com", "mallory\\0@contoso.com", "alice@contoso.co", "*",
        "alice@contoso.com ", "alice@contoso.com,x"]):
        key = ec.generate_private_key(ec.SECP256R1())
        text = name.encode()
        principal = x509.OtherName(
            x509.ObjectIdentifier("1.3.6.1.4.1.311.20.2.3"), bytes([12, len(text)]) + text)
        made = (
            x509.CertificateBuilder().subject_name(x509.Name([])).issuer_name(issuer.subject)
            .public_key(key.public_key()).serial_number(index + 1)
            .not_valid_before(datetime.datetime(2020, 1, 1)).not_valid_after(datetime.datetime(2040, 1, 1))
            .add_extension(x509.SubjectAlternativeName([principal]), True).sign(signer, hashes.SHA256()))
        with open(f"name{index}.pem", "wb") as file:
            file.write(made.public_bytes(serialization.Encoding.PEM))
            file.write(key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption()))
    """

  /// Names that are nearly those of a mapping, some of which C would take for them. Letter case does not
  /// matter.
  @Test(.enabled(if: Peers.hasCurl && Peers.hasPython)) func namesThatAreNearlyRight() async throws
  {
    let authorities = try Authorities()
    let lab = try await start(authorities)
    let authority = try lab.program.file("authority.pem", authorities.trusted.pem)
    #expect(try await lab.python(Self.names, authority) == "")
    for index in 0..<11 {
      for computer in ["good", "suffix"] {
        let answer = try await lab.curl(
          lab.url(of: computer, isSecure: true), ServedLab.get("config"),
          [
            "--cert", lab.program.home.appending(path: "name\(index).pem").path, "--cacert",
            lab.authority, "-H", Self.proof,
          ])
        #expect(answer.status == (index == 0 ? 200 : 500), "\(index) at \(computer)")
        #expect(answer.body.contains("w:AccessDenied") == (index != 0), "\(index) at \(computer)")
      }
    }
    try await lab.end()
  }

  /// Without TLS the header proves nothing.
  @Test(.enabled(if: Peers.hasCurl)) func overPlainHTTP() async throws {
    let lab = try await start(try Authorities())
    let answer = try await lab.curl(
      lab.url(of: "good"), ServedLab.get("config"), ["-H", Self.proof])
    #expect(answer.status == 401)
    try await lab.end()
  }

  @Test(.enabled(if: Peers.hasPython)) func pywinrm() async throws {
    let authorities = try Authorities()
    let lab = try await start(authorities)
    let alice = try Authorities.client("alice@contoso.com", of: authorities.trusted)
    let text = try await lab.python(
      """
      import sys, winrm
      authority, certificate, key, *urls = sys.argv[1:]
      for url in urls:
          session = winrm.Session(url, auth=("", ""), transport="certificate", cert_pem=certificate,
                                  cert_key_pem=key, ca_trust_path=authority)
          try:
              print(session.run_cmd("whoami").std_out.decode().strip())
          except Exception as error:
              print(type(error).__name__)
      """, lab.authority, try lab.program.file("cert.pem", alice.certificate.pem),
      try lab.program.file("key.pem", alice.pem), try lab.url(of: "good", isSecure: true),
      try lab.url(of: "disabled", isSecure: true))
    #expect(text == "good\\administrator\nWSManFaultError\n")
    try await lab.end()
  }

  /// The whole way of a user who has made everything in the shell: authority, certificate, listener,
  /// mapping, connection.
  @Test func aConnectionOfOurs() async throws {
    let port = try LoopbackSocket.unusedPort()
    let result = try await Program().run(
      "--no-profile", "-c",
      """
      $authority = New-SelfSignedCertificate -Subject CN=Users -KeyUsage CertSign -TextExtension '2.5.29.19={text}ca=true'
      $extensions = '2.5.29.37={text}1.3.6.1.5.5.7.3.2', '2.5.29.17={text}upn=alice@contoso.com'
      $user = New-SelfSignedCertificate -Subject alice -Signer $authority -TextExtension $extensions `
        -CertStoreLocation Cert:\\CurrentUser\\My
      $computer = New-SelfSignedCertificate -DnsName localhost, 127.0.0.1
      foreach ($trusted in $authority, $computer) {
        $null = Export-Certificate -Cert $trusted -FilePath C:\\trusted.cer
        $null = Import-Certificate C:\\trusted.cer -CertStoreLocation Cert:\\LocalMachine\\Root
      }
      $null = New-Item WSMan:\\localhost\\Listener -Address * -Transport HTTPS -Port \(port) -Force `
        -CertificateThumbPrint $computer.Thumbprint
      Set-Item WSMan:\\localhost\\Service\\Auth\\Certificate true
      $null = net user alice s3cret+ /add; $null = net localgroup Administrators alice /add
      $credential = New-Object PSCredential alice, (ConvertTo-SecureString s3cret+ -AsPlainText -Force)
      $way = @{UseSSL = $true; Port = \(port)}
      Connect-WSMan localhost @way -Credential $credential
      $null = New-Item WSMan:\\localhost\\ClientCertificate -Issuer $authority.Thumbprint -Credential $credential `
        -Subject alice@contoso.com -URI * -Force
      (Test-WSMan 127.0.0.1 @way -Authentication ClientCertificate -CertificateThumbprint $user.Thumbprint).ProductVendor
      (Connect-WSMan 127.0.0.1 @way -CertificateThumbprint $user.Thumbprint -PassThru).Authentication
      Set-Item WSMan:\\127.0.0.1\\MaxTimeoutms 70000
      (Get-Item WSMan:\\localhost\\MaxTimeoutms).Value
      Disconnect-WSMan 127.0.0.1
      Set-Item WSMan:\\localhost\\ClientCertificate\\*\\Enabled false -Force
      Connect-WSMan 127.0.0.1 @way -CertificateThumbprint $user.Thumbprint
      """)
    #expect(result.output == "Microsoft Corporation\nClientCertificate\n70000\n")
    #expect(result.errors.contains("Access is denied"))
    #expect(result.errors.components(separatedBy: "FullyQualifiedErrorId").count == 2)
  }
}
