import Foundation
import Testing

/// `serve` as a fixture for tests of clients, as README and `examples/pytest` show it.
@Suite("A fixture for tests of clients")
struct FixtureProgramTests {
  private static let hasPytest =
    Peers.hasPython
    && FileManager.default.fileExists(
      atPath: URL(filePath: Peers.python).deletingLastPathComponent()
        .appending(path: "pytest").path)

  /// The example runs as it stands, with the program in the path.
  @Test(.enabled(if: hasPytest)) func pytest() async throws {
    let program = try Program()
    let folder = URL(filePath: Program.path).deletingLastPathComponent().path
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let run = try RunningProgram(
      program,
      [
        "-m", "pytest", "-q", "-p", "no:cacheprovider",
        "--basetemp", program.home.appending(path: "pytest").path,
        Repository.root.appending(path: "examples/pytest").path,
      ], executable: Peers.python,
      environment: ["PATH": "\(folder):\(path)", "PYTHONDONTWRITEBYTECODE": "1"])
    let hasEnded = try await run.wait(seconds: 120) { run.text.contains(" in ") }
    #expect(hasEnded)
    #expect(try await run.end() == 0, "\(run.text)")
    #expect(run.text.contains("4 passed"), "\(run.text)")
  }

  /// The three lines of the README, from the README.
  @Test(.enabled(if: Peers.hasPython)) func threeLines() async throws {
    let page = try String(
      contentsOf: Repository.root.appending(path: "README.md"), encoding: .utf8)
    let block = page.components(separatedBy: "```python\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
      .first { $0.contains("winrm.Session(url") }
    let lines = try #require(block)
    #expect(lines.split(separator: "\n").count == 3)
    let program = try Program()
    let ready = program.home.appending(path: "ready.json")
    let service = try RunningProgram(
      program, "serve", "--lab", "contoso", "--port", "0", "--ready-file", ready.path)
    let isReady = try await service.wait { FileManager.default.fileExists(atPath: ready.path) }
    try #require(isReady, "\(service.text)")
    let computers = try JSONDecoder().decode(Ready.self, from: Data(contentsOf: ready)).computers
    let url = try #require(computers.first { $0.name == "server02" }).url
    let client = try RunningProgram(
      program, [try program.file("lines.py", "url = '\(url)'\n\(lines)print('right')\n")],
      executable: Peers.python)
    #expect(try await client.end() == 0, "\(client.text)")
    #expect(client.text.hasSuffix("right\n"))
    service.signal(SIGTERM)
    #expect(try await service.end() == 0)
  }

  private static let lab = """
    computers:
      - name: open
        addresses: [192.0.2.77]
        configuration:
          Service\\Auth\\Basic: true
          Service\\AllowUnencrypted: true
        users: [{name: operator, password: s3cret-word, groups: [Administrators]}]
      - name: other
        addresses: [192.0.2.78]
    """

  /// Each request has its line, with all that the README names and without secrets.
  @Test(.enabled(if: Peers.hasCurl)) func requestsInAFile() async throws {
    let lab = try await ServedLab(Self.lab, more: ["--https"])
    let url = try lab.url(of: "open")
    let user = ["-u", "operator:s3cret-word"]
    _ = try await lab.curl(url, ServedLab.identify, ["-H", "WSMANIDENTIFY: unauthenticated"])
    _ = try await lab.curl(url, ServedLab.identify, ["-u", "operator:wrong-word"])
    let listener = [("Address", "*"), ("Transport", "HTTP"), ("Password", "hidden-word")]
    let get = ServedLab.get("config/listener", listener)
    _ = try await lab.curl(url, get, user)
    let secure = try lab.url(of: "open", isSecure: true)
    let answer = try await lab.curl(
      secure, ServedLab.get("config"), user + ["--cacert", lab.authority])
    #expect(answer.code == 0 && answer.status == 200)

    let requests = try lab.requests()
    #expect(requests.count == 4)
    try #require(requests.count == 4)
    let names: Set = [
      "computer", "user", "action", "resource", "selectors", "status", "fault", "encrypted",
      "bytes",
    ]
    for request in requests {
      #expect(Set(request.keys) == names)
      #expect(request["computer"] as? String == "open")
      #expect(request["encrypted"] as? Bool == (request["resource"] as? String == Self.config))
    }
    #expect(requests.map { $0["status"] as? Int } == [200, 401, 500, 200])
    #expect(requests.map { $0["action"] as? String }[0] == "Identify")
    #expect(requests[0]["user"] is NSNull && requests[1]["user"] is NSNull)
    #expect(requests[2]["user"] as? String == "OPEN\\operator")
    #expect((requests[2]["action"] as? String)?.hasSuffix("/transfer/Get") == true)
    #expect(
      requests[2]["selectors"] as? [String: String]
        == ["Address": "*", "Transport": "HTTP", "Password": "***"])
    #expect(requests[2]["fault"] is Int && requests[3]["fault"] is NSNull)
    #expect(requests[2]["bytes"] as? Int == get.utf8.count)
    let text = try String(contentsOf: lab.requestFile, encoding: .utf8)
    for secret in ["s3cret-word", "wrong-word", "hidden-word", "czNjcmV0", "b3BlcmF0b3I6"] {
      #expect(!text.contains(secret), "\(secret)")
    }
    let status = try FileManager.default.attributesOfItem(atPath: lab.requestFile.path)
    #expect(status[.posixPermissions] as? Int == 0o600)
    try await lab.end()
  }

  private static let config = "http://schemas.microsoft.com/wbem/wsman/1/config"

  /// What a test has changed is gone after SIGHUP, and the process is the same.
  @Test(.enabled(if: Peers.hasCurl)) func resetWithoutARestart() async throws {
    let lab = try await ServedLab(Self.lab)
    let first = try lab.ready()
    #expect(first.generation == 1)
    let change = try await Program().run(
      input: """
        Set-Item WSMan:\\localhost\\Client\\AllowUnencrypted true
        Set-Item WSMan:\\localhost\\Client\\TrustedHosts * -Force
        $c = [pscredential]::new('operator', (ConvertTo-SecureString 's3cret-word' -AsPlainText -Force))
        Connect-WSMan 127.0.0.1 -Port \(try #require(first.computers.first).port) -Authentication Basic -Credential $c
        Set-Item WSMan:\\127.0.0.1\\MaxTimeoutms 34567

        """)
    #expect(change.errors.isEmpty)
    let user = ["-u", "operator:s3cret-word"]
    let get = ServedLab.get("config")
    let changed = try await lab.curl(lab.url(of: "open"), get, user)
    #expect(changed.body.contains("34567"))
    #expect(try lab.requests().isEmpty == false)

    lab.process.signal(SIGHUP)
    let isReset = try await lab.process.wait { (try? lab.ready().generation) == 2 }
    #expect(isReset)
    #expect(try lab.requests().isEmpty)
    let fresh = try await lab.curl(lab.url(of: "open"), get, user)
    #expect(fresh.status == 200 && !fresh.body.contains("34567"))
    #expect(try lab.requests().count == 1)
    try await lab.end()
  }
}
