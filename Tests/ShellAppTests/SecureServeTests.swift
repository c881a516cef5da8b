import Foundation
import Testing

/// HTTPS between processes: the service in one, a shell or another client in the next.
@Suite("wsmansh serve --https")
struct SecureServeTests {
  private static let lab = """
    computers:
      - name: safe
        addresses: [192.0.2.77]
        configuration:
          Service\\Auth\\Basic: true
        users:
          - name: operator
            password: s3cret
            groups: [Administrators]
    """

  /// The service, and the ports for HTTP and HTTPS.
  private struct Service {
    let lab: ServedLab
    let plain: Int
    let secure: Int

    var authority: String { lab.authority }
  }

  private func start() async throws -> Service {
    let lab = try await ServedLab(Self.lab, more: ["--https"])
    let computers = try lab.ready().computers
    #expect(computers.map { String($0.url.prefix { $0 != ":" }) } == ["http", "https"])
    return Service(
      lab: lab, plain: try lab.computer().port, secure: try lab.computer(isSecure: true).port)
  }

  private static let credential =
    "$c = [pscredential]::new('operator', (ConvertTo-SecureString 's3cret' -AsPlainText -Force))\n"

  @Test func aConnectionWithBasic() async throws {
    let service = try await start()
    let connect = "-Port \(service.secure) -UseSSL -Authentication Basic -Credential $c"
    let result = try await Program().run(
      input: Self.credential + """
        $null = Import-Certificate '\(service.authority)' -CertStoreLocation Cert:\\CurrentUser\\Root
        Connect-WSMan 127.0.0.1 \(connect)
        (Get-Item WSMan:\\127.0.0.1\\Service\\Auth\\Basic).Value
        Set-Item WSMan:\\127.0.0.1\\MaxTimeoutms 30000
        (Get-Item WSMan:\\127.0.0.1\\MaxTimeoutms).Value
        Disconnect-WSMan 127.0.0.1

        """)
    #expect(result.errors.isEmpty)
    #expect(result.outputLines == ["true", "30000"])
    try await service.lab.end()
  }

  @Test func certificatesThatAreRefused() async throws {
    let service = try await start()
    let connect = "-Port \(service.secure) -UseSSL -Authentication Basic -Credential $c"
    let code = "[regex]::Match($Error[0].Exception.Message, 'Code=\"(\\d+)\"').Groups[1].Value"
    let result = try await Program().run(
      input: Self.credential + """
        $r = Test-WSMan 127.0.0.1 \(connect) -ErrorAction SilentlyContinue
        \(code)
        $o = New-WSManSessionOption -SkipCACheck
        Connect-WSMan 127.0.0.1 \(connect) -SessionOption $o
        (dir WSMan:\\).Name
        Disconnect-WSMan 127.0.0.1
        $null = Import-Certificate '\(service.authority)' -CertStoreLocation Cert:\\CurrentUser\\Root
        $r = Test-WSMan other.localhost \(connect) -ErrorAction SilentlyContinue
        \(code)
        $o = New-WSManSessionOption -SkipCNCheck
        Connect-WSMan other.localhost \(connect) -SessionOption $o
        (dir WSMan:\\).Name

        """)
    #expect(
      result.outputLines == [
        "12175", "localhost", "127.0.0.1", "12175", "localhost", "other.localhost",
      ], "\(result.errors)")
    try await service.lab.end()
  }

  /// An authority that is in the system's set, which OpenSSL's variables put elsewhere: from the
  /// start on, set at the prompt, and beside an authority that is trusted in `Cert:`.
  @Test func theAuthoritiesOfTheSystem() async throws {
    let service = try await start()
    let program = service.lab.program
    let other = try await start()
    let folder = program.home.appending(path: "authorities")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let hash = try await Self.run(
      "/usr/bin/openssl", ["x509", "-noout", "-hash", "-in", service.authority])
    try FileManager.default.copyItem(
      atPath: service.authority,
      toPath: folder.appending(
        path: hash.output.trimmingCharacters(in: .whitespacesAndNewlines) + ".0"
      ).path)
    let empty = try program.file("empty.pem", "no certificate\n")
    let connect = { (port: Int) in
      "(Test-WSMan 127.0.0.1 -Port \(port) -UseSSL -Authentication Basic -Credential $c "
        + "-ErrorAction SilentlyContinue).wsmid"
    }
    let test = """
      function Test-Both {
        foreach ($port in \(service.secure), \(other.secure)) {
          try {
            (Test-WSMan 127.0.0.1 -Port $port -UseSSL -Authentication Basic -Credential $c -ErrorAction Stop).ProductVendor
          } catch { [regex]::Match($_.Exception.Message, 'Code="(\\d+)"').Groups[1].Value }
        }
      }

      """
    let (trusted, refused) = ("Microsoft Corporation", "12175")
    for (name, value) in [("SSL_CERT_FILE", service.authority), ("SSL_CERT_DIR", folder.path)] {
      let result = try await Program(environment: [name: value]).run(
        input: Self.credential + test + """
          Test-Both
          Remove-Item Env:\\\(name)
          Test-Both
          $null = Import-Certificate '\(other.authority)' -CertStoreLocation Cert:\\CurrentUser\\Root
          Test-Both
          $env:\(name) = '\(value)'
          Test-Both

          """)
      #expect(
        result.outputLines == [
          trusted, refused, refused, refused, refused, trusted, trusted, trusted,
        ], "\(name): \(result.errors)")
    }
    let key = try program.file(
      "key.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
    let damaged = try program.file(
      "damaged.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
    for file in [empty, "/nowhere/ca.pem", key, damaged] {
      let result = try await Program(environment: ["SSL_CERT_FILE": file]).run(
        input: Self.credential + connect(service.secure) + "\n$Error[0].Exception.Message\n")
      #expect(result.output.contains("12175"), "\(result.output)")
      #expect(
        result.output.contains(file) || file == damaged && result.output.contains("cannot be read"),
        "\(result.output)")
      #expect(result.output.contains("Remove-Item Env:\\SSL_CERT_FILE"), "\(result.output)")
    }
    for lab in [service.lab, other.lab] { try await lab.end() }
  }

  /// Where nothing is set, the system's own file and folder of authorities are asked.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: strace)))
  func theAuthoritiesOfTheMachine() async throws {
    let service = try await start()
    let program = service.lab.program
    let trace = program.home.appending(path: "trace")
    let result = try await program.run(
      [
        "-f", "-e", "trace=file", "-o", trace.path, Program.path, "-c",
        "Test-WSMan 127.0.0.1 -Port \(service.secure) -UseSSL",
      ], executable: Self.strace)
    #expect(result.errors.contains("12175") || result.output.contains("12175"))
    let files = try String(contentsOf: trace, encoding: .utf8)
    #expect(files.contains("\"/etc/ssl/certs/"), "\(files.suffix(2_000))")
    try await service.lab.end()
  }

  private static let strace = "/usr/bin/strace"

  @Test func clearTextIsRefused() async throws {
    let service = try await start()
    let result = try await Program().run(
      input: Self.credential + """
        Set-Item WSMan:\\localhost\\Client\\AllowUnencrypted true
        Set-Item WSMan:\\localhost\\Client\\TrustedHosts * -Force
        Connect-WSMan 127.0.0.1 -Port \(service.plain) -Authentication Basic -Credential $c

        """)
    #expect(result.code == 1)
    try await service.lab.end()
  }

  @Test(.enabled(if: Peers.hasCurl))
  func curl() async throws {
    let service = try await start()
    let body = Repository.root.appending(path: "examples/identify.xml").path
    func run(_ more: String...) async throws -> (code: Int32, output: String) {
      try await Self.run(
        Peers.curl,
        [
          "-sS", "-u", "operator:s3cret", "-H", "Content-Type: application/soap+xml;charset=UTF-8",
          "--data-binary", "@\(body)", "https://127.0.0.1:\(service.secure)/wsman",
        ] + more)
    }
    let trusted = try await run("--cacert", service.authority)
    #expect(trusted.code == 0)
    #expect(trusted.output.contains("IdentifyResponse"))
    #expect(trusted.output.contains("https/basic"))
    // Nobody is trusted without being told.
    #expect(try await run().code == 60)
    try await service.lab.end()
  }

  @Test(.enabled(if: Peers.hasPython))
  func pywinrm() async throws {
    let service = try await start()
    let program = service.lab.program
    let script = try program.file(
      "client.py",
      """
      import sys
      from winrm.protocol import Protocol
      endpoint, authority = sys.argv[1:]
      client = Protocol(endpoint=endpoint, transport="basic", username="operator",
                        password="s3cret", ca_trust_path=authority)
      print(client.send_message('''\(ServedLab.identify)'''))
      wrong = Protocol(endpoint=endpoint, transport="basic", username="operator",
                       password="wrong", ca_trust_path=authority)
      try:
          wrong.send_message('''\(ServedLab.identify)''')
      except Exception as error:
          print(type(error).__name__)
      """)
    let seen = try await Self.run(
      Peers.python, [script, "https://127.0.0.1:\(service.secure)/wsman", service.authority])
    #expect(seen.output.contains("IdentifyResponse"))
    #expect(seen.output.contains("InvalidCredentialsError"))
    try await service.lab.end()
  }

  private static func run(
    _ path: String, _ arguments: [String]
  ) async throws -> (code: Int32, output: String) {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          with: Result {
            let process = Process()
            process.executableURL = URL(filePath: path)
            process.arguments = arguments
            let output = Pipe()
            process.standardOutput = output
            process.standardError = output
            try process.run()
            let data = output.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return (process.terminationStatus, String(decoding: data, as: UTF8.self))
          })
      }
    }
  }
}
