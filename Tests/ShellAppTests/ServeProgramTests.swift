import Foundation
import Testing

/// The service in one process, a shell in another, sockets in between.
@Suite("wsmansh serve")
struct ServeProgramTests {
  private static let lab = """
    computers:
      - name: open
        configuration:
          Service\\Auth\\Basic: true
          Service\\AllowUnencrypted: true
        users:
          - name: operator
            password: s3cret
            groups: [Administrators]
      - name: closed
    """

  private func start(
    _ program: Program, more: [String] = ["--json"]
  ) async throws -> (RunningProgram, Ready) {
    let ready = program.home.appending(path: "ready.json")
    let arguments = [
      "serve", "--lab", try program.file("lab.yaml", Self.lab), "--port", "0", "--ready-file",
      ready.path,
    ]
    let service = try RunningProgram(program, arguments + more)
    let isReady = try await service.wait { FileManager.default.fileExists(atPath: ready.path) }
    #expect(isReady, "\(service.text)")
    return (service, try JSONDecoder().decode(Ready.self, from: try Data(contentsOf: ready)))
  }

  @Test func aConnectionWithBasic() async throws {
    let program = try Program()
    let (service, ready) = try await start(program)
    #expect(ready.computers.map(\.name) == ["open", "closed"])
    #expect(Set(ready.computers.map(\.port)).count == 2)
    let open = try #require(ready.computers.first)
    #expect(open.url == "http://127.0.0.1:\(open.port)/wsman")
    let printed = try JSONDecoder().decode(Ready.self, from: Data(service.text.utf8))
    #expect(printed.computers.map(\.url) == ready.computers.map(\.url))

    let connect = """
      $c = [pscredential]::new('operator', (ConvertTo-SecureString 's3cret' -AsPlainText -Force))
      Connect-WSMan 127.0.0.1 -Port \(open.port) -Authentication Basic -Credential $c
      (dir WSMan:\\).Name
      (Get-Item WSMan:\\127.0.0.1\\Service\\Auth\\Basic).Value
      Set-Item WSMan:\\127.0.0.1\\MaxTimeoutms 30000
      (Get-Item WSMan:\\127.0.0.1\\MaxTimeoutms).Value
      Disconnect-WSMan 127.0.0.1
      (dir WSMan:\\).Name

      """
    let refused = try await Program().run(input: connect)
    #expect(refused.errors.contains("Connect-WSMan"))
    let allowed = try await Program().run(
      input: """
        Set-Item WSMan:\\localhost\\Client\\AllowUnencrypted true
        Set-Item WSMan:\\localhost\\Client\\TrustedHosts 127.0.0.1 -Force
        \(connect)
        """)
    #expect(allowed.errors.isEmpty)
    #expect(
      allowed.outputLines == ["localhost", "127.0.0.1", "true", "30000", "localhost"])

    service.signal(SIGTERM)
    #expect(try await service.end() == 0)
  }

  @Test func anonymousIdentifyAndARefusal() async throws {
    let program = try Program()
    let (service, ready) = try await start(program)
    let closed = try #require(ready.computers.last)
    let test = try await Program().run(
      "-c", "(Test-WSMan 127.0.0.1 -Port \(closed.port)).ProductVersion")
    #expect(test.outputLines == ["OS: 0.0.0 SP: 0.0 Stack: 3.0"])
    let wrong = try await Program().run(
      input: """
        Set-Item WSMan:\\localhost\\Client\\AllowUnencrypted true
        Set-Item WSMan:\\localhost\\Client\\TrustedHosts * -Force
        $c = [pscredential]::new('operator', (ConvertTo-SecureString 'wrong' -AsPlainText -Force))
        Connect-WSMan 127.0.0.1 -Port \(ready.computers[0].port) -Authentication Basic -Credential $c
        """)
    #expect(wrong.code == 1)
    #expect(wrong.errors.contains("ccess is denied"))
    service.signal(SIGINT)
    #expect(try await service.end() == 0)
  }

  @Test func aLineForEachListener() async throws {
    let program = try Program()
    let service = try RunningProgram(program, "serve", "--lab", "contoso", "--port", "0")
    let isReady = try await service.wait { service.text.split(separator: "\n").count == 4 }
    #expect(isReady)
    let listeners = ["server01 http", "server02 http", "server02 https", "dc01 http"]
    for (line, listener) in zip(service.text.split(separator: "\n"), listeners) {
      #expect(line.hasPrefix("\(listener)://127.0.0.1:"))
    }
    service.signal(SIGTERM)
    #expect(try await service.end() == 0)
  }

  #if os(Linux)
    @Test func computersThatShareAPort() async throws {
      let program = try Program()
      let lab = try program.file(
        "lab.yaml",
        "computers:\n  - name: pc[1-2]\n    addresses: [192.0.2.231]\n  - name: other\n")
      let service = try RunningProgram(program, "serve", "--lab", lab)
      let isReady = try await service.wait { service.text.split(separator: "\n").count == 3 }
      #expect(isReady)
      #expect(
        service.text.split(separator: "\n") == [
          "pc1 http://127.0.0.231:5985/wsman", "pc2 http://127.0.0.232:5985/wsman",
          "other http://127.0.0.2:5985/wsman",
        ])
      service.signal(SIGTERM)
      #expect(try await service.end() == 0)
    }
  #endif

  @Test func listenersThatChangeWhileItRuns() async throws {
    let program = try Program()
    let (service, ready) = try await start(program, more: [])
    let open = try #require(ready.computers.first)
    let change = try await Program().run(
      input: """
        Set-Item WSMan:\\localhost\\Client\\AllowUnencrypted true
        Set-Item WSMan:\\localhost\\Client\\TrustedHosts * -Force
        $c = [pscredential]::new('operator', (ConvertTo-SecureString 's3cret' -AsPlainText -Force))
        Connect-WSMan 127.0.0.1 -Port \(open.port) -Authentication Basic -Credential $c
        $l = New-Item WSMan:\\127.0.0.1\\Listener -Address * -Transport HTTPS -Force
        Remove-Item "WSMan:\\127.0.0.1\\Listener\\$($l.Name)" -Recurse -Force

        """)
    #expect(change.errors.isEmpty)
    let isSeen = try await service.wait { service.text.contains(" closed\n") }
    #expect(isSeen, "\(service.text)")
    let lines = service.text.split(separator: "\n").suffix(2)
    #expect(lines.first?.hasPrefix("open https://127.0.0.1:") ?? false)
    #expect(lines.last == lines.first.map { $0 + " closed" })
    service.signal(SIGTERM)
    #expect(try await service.end() == 0)
  }

  @Test func aPortThatIsTaken() async throws {
    let host = try StrangeHost { _ in }
    let result = try await Program().run(
      "serve", "--lab", "contoso", "--port", "\(host.port)", limit: 20)
    #expect(result.code != nil && result.code != 0)
    #expect(result.errors.contains("\(host.port)"))
  }
}
