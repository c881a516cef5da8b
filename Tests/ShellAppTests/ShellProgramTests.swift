import Foundation
import Testing

/// The remote shell between programs: ours, and those of others.
@Suite("Remote shell with other programs")
struct ShellProgramTests {
  private static let lab = """
    computers:
      - name: fixture
        addresses: [192.0.2.77]
        configuration:
          Service\\Auth\\Basic: true
          Service\\AllowUnencrypted: true
        users:
          - name: operator
            password: s3cret
            groups: [Administrators]
        commands:
          - pattern: slow
            output: late
            exit: 3
            delay: 300
    """

  /// What another program printed.
  private func run(
    _ program: Program, _ executable: String, _ arguments: [String],
    environment: [String: String] = [:]
  ) async throws -> [String] {
    let client = try RunningProgram(
      program, arguments, executable: executable, environment: environment)
    _ = try await client.end()
    return client.text.split(separator: "\n").map(String.init)
  }

  // MARK: Clients of others

  @Test(.enabled(if: Peers.hasPython), arguments: ["basic", "ntlm"])
  func pywinrm(_ scheme: String) async throws {
    let service = try await ServedLab(Self.lab)
    let program = service.program
    let computer = try service.computer()
    let lines = try await run(
      program, Peers.python,
      [Peers.script("shell_client.py"), "pywinrm", computer.url, "operator", "s3cret", scheme])
    #expect(
      lines == [
        #"echo 0 b'hello world\r\n' b''"#, #"hostname 0 b'FIXTURE\r\n' b''"#,
        #"nosuch 1 b'' b"'nosuch' is not recogni""#, #"slow 3 b'late\r\n' b''"#,
        "exit -5 b'' b''", #"ps 0 b'2\r\n4\r\n6\r\nFIXTURE\r\n' b''"#,
        #"ps 7 b'' b"Get-Item : Cannot find path 'C:\\Users\\operator""#,
        #"options (b'1 C:\\Windows\r\n', b'', 0)"#, #"input (b'a\r\nb\r\n', b'', 0)"#,
        "closed WSManFaultError s:Sender",
      ])
    try await service.end()
  }

  @Test(.enabled(if: Peers.hasPython), arguments: ["basic", "ntlm"])
  func pypsrp(_ scheme: String) async throws {
    let service = try await ServedLab(Self.lab)
    let program = service.program
    let computer = try service.computer()
    let lines = try await run(
      program, Peers.python,
      [Peers.script("shell_client.py"), "pypsrp", computer.url, "operator", "s3cret", scheme])
    #expect(
      lines == [
        #"shell FIXTURE\operator PT600.000S C:\Windows"#, #"echo 0 b'1 C:\\Windows\r\n' b''"#,
        #"nosuch 1 b'' b"'nosuch' is not recogni""#, #"input 0 b'a\r\nb\r\n'"#,
        "interrupted 3221225786",
        #"chosen 0A1B2C3D-0000-4000-8000-00000000001B 0 b'FIXTURE\r\n'"#, "closed 2150858843",
      ])
    try await service.end()
  }

  @Test(.enabled(if: Peers.hasGo)) func goClient() async throws {
    let service = try await ServedLab(Self.lab)
    let program = service.program
    let computer = try service.computer()
    let lines = try await run(
      program, Peers.go,
      [
        "run", Peers.script("shell_client.go"), "basic", "127.0.0.1", String(computer.port),
        "operator",
        "s3cret",
      ],
      environment: ["GO111MODULE": "off", "GOPATH": Peers.goSources, "GOFLAGS": ""])
    #expect(
      lines == [
        #"3 "hello \r\n" "" <nil>"#, #"1 "" "'nosuch' is not recogni" <nil>"#,
        #"3 "late\r\n" "" <nil>"#, #"0 "ab\r\n" "" <nil>"#, #"0 "a\r\nb\r\n" "" <nil>"#,
      ])
    try await service.end()
  }

  private static let shells = """
    <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
    xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" \
    xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd" \
    xmlns:r="http://schemas.microsoft.com/wbem/wsman/1/windows/shell"><s:Header>\
    <a:To>http://fixture:5985/wsman</a:To><a:MessageID>uuid:1</a:MessageID>\
    <w:ResourceURI>http://schemas.microsoft.com/wbem/wsman/1/windows/shell/cmd</w:ResourceURI>\
    <a:ReplyTo><a:Address>http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous\
    </a:Address></a:ReplyTo>\
    <a:Action>http://schemas.xmlsoap.org/ws/2004/09/transfer/Create</a:Action></s:Header>\
    <s:Body><r:Shell/></s:Body></s:Envelope>
    """

  @Test(.enabled(if: Peers.hasCurl))
  func curl() async throws {
    let service = try await ServedLab(Self.lab)
    let program = service.program
    let computer = try service.computer()
    let body = try program.file("create.xml", Self.shells)
    let answer = try await run(
      program, Peers.curl,
      [
        "-sS", "-u", "operator:s3cret", "-H", "Content-Type: application/soap+xml;charset=UTF-8",
        "--data-binary", "@\(body)", computer.url,
      ]
    ).joined()
    for part in [
      "<w:Selector Name=\"ShellId\">", "<rsp:Owner>FIXTURE\\operator</rsp:Owner>",
      "<rsp:ClientIP>127.0.0.1</rsp:ClientIP>", "<rsp:IdleTimeOut>PT7200.000S</rsp:IdleTimeOut>",
      "<rsp:InputStreams>stdin</rsp:InputStreams>",
      "<rsp:OutputStreams>stdout stderr</rsp:OutputStreams>",
      "<rsp:ShellRunTime>P0DT0H0M0S</rsp:ShellRunTime>",
    ] {
      #expect(answer.contains(part), "\(part) is not in \(answer)")
    }
    try await service.end()
  }

  // MARK: Our client

  @Test func winrsOverASocket() async throws {
    let service = try await ServedLab(Self.lab)
    let program = service.program
    let computer = try service.computer()
    let trust = "Set-Item WSMan:\\localhost\\Client\\TrustedHosts 127.0.0.1 -Force"
    #expect(try await program.run("-c", trust).code == 0)
    let switches = ["winrs", "-r:\(computer.url)", "-u:operator"]
    let result = try await program.run(
      switches + ["-p:s3cret", "echo out & nosuch 2>nul & nosuch & exit 9"])
    #expect(result.code == 9)
    #expect(result.output == "out \n")
    #expect(result.errors.hasPrefix("'nosuch' is not recognized"))
    let refused = try await program.run(switches + ["-p:wrong", "ver"])
    #expect(refused.code == 1)
    #expect(refused.output == "")
    #expect(refused.errors.hasPrefix("Winrs error: "))
    try await service.end()
  }

  /// What comes through a pipe while the command runs goes there, and its end.
  @Test func inputOfTheProgram() async throws {
    let program = try Program()
    let lines = try await program.run(
      ["winrs", "--lab", "contoso", "-r:server01", "sort"], input: Array("b\na".utf8))
    #expect(lines.code == 0)
    #expect(lines.output == "a\nb\n")
    let nothing = try await program.run(["winrs", "--lab", "contoso", "-r:server01", "sort"])
    #expect(nothing.code == 0)
    #expect(nothing.output == "")
    // Where commands come through the pipe they stay commands.
    let script = try await program.run(
      "--lab", "contoso", input: "winrs -r:server01 hostname\n'next'\n")
    #expect(script.outputLines == ["SERVER01", "next"])
    // The password is the first line, the rest is for the command.
    let asked = try await program.run(
      ["winrs", "--lab", "contoso", "-r:server01", "-u:CONTOSO\\administrator", "sort"],
      input: Array("P@ssw0rd\nd\nc\n".utf8))
    #expect(asked.output.hasSuffix(": c\nd\n"), "\(asked)")
  }

  /// Input may come when the command has run for a while.
  @Test func inputThatComesLate() async throws {
    let program = try Program()
    let run = try RunningProgram(
      program, "winrs", "--lab", "contoso", "-r:server01", "echo ready & sort")
    let isReady = try await run.wait { run.text.contains("ready") }
    #expect(isReady, "\(run.text)")
    try run.send("b")
    try run.send("a")
    try run.endInput()
    #expect(try await run.end() == 0)
    #expect(run.text.hasSuffix("a\nb\n"), "\(run.text)")
  }

  /// A second Ctrl+C does not wait for a computer that says nothing any more.
  @Test func ctrlCTwice() async throws {
    let service = try await ServedLab(Self.lab)
    let program = service.program
    let computer = try service.computer()
    let trust = "Set-Item WSMan:\\localhost\\Client\\TrustedHosts 127.0.0.1 -Force"
    #expect(try await program.run("-c", trust).code == 0)
    let run = try RunningProgram(
      program, "winrs", "-r:\(computer.url)", "-u:operator", "-p:s3cret",
      "ping -n 60 localhost")
    let hasBegun = try await run.wait { run.text.contains("Reply") }
    #expect(hasBegun, "\(run.text)")
    service.process.signal(SIGSTOP)
    let clock = ContinuousClock()
    run.signal(SIGINT)
    try await Task.sleep(for: .milliseconds(300))
    let start = clock.now
    run.signal(SIGINT)
    #expect(try await run.end() == 130)
    #expect(clock.now - start < .seconds(3 * Program.timeScale))
    service.process.signal(SIGCONT)
    try await service.end()
  }

  @Test func ctrlC() async throws {
    let program = try Program()
    let run = try RunningProgram(
      program, "winrs", "--lab", "contoso", "-r:server01", "ping -n 60 localhost & echo never")
    let hasBegun = try await run.wait { run.text.contains("Reply") }
    // Output is shown while the command runs.
    #expect(hasBegun, "\(run.text)")
    run.signal(SIGINT)
    #expect(try await run.end() == 130)
    #expect(!run.text.contains("never"))
  }

  @Test(arguments: [["/?"], ["-?"], []])
  func help(_ arguments: [String]) async throws {
    let result = try await Program().run(["winrs"] + arguments)
    #expect(result.code == 0)
    #expect(result.output.hasPrefix("USAGE\n"))
  }
}
