import Foundation
import Testing

/// A real service in another process that goes away and comes back while a shell is connected to it.
@Suite("remote computers that come and go")
struct RemoteLifeTests {
  private static let lab = """
    computers:
      - name: target
        configuration:
          Service\\Auth\\Basic: true
          Service\\AllowUnencrypted: true
        users:
          - name: operator
            password: s3cret
            groups: [Administrators]
    """

  private static let credential = """
    Set-Item WSMan:\\localhost\\Client\\AllowUnencrypted true
    Set-Item WSMan:\\localhost\\Client\\TrustedHosts * -Force
    $c = [pscredential]::new('operator', (ConvertTo-SecureString 's3cret' -AsPlainText -Force))
    """

  /// Starts a service; its port comes out of the line that it prints.
  private func serve(
    _ program: Program, _ options: [String] = ["--port", "0"]
  ) async throws -> (service: RunningProgram, port: Int) {
    let service = try RunningProgram(
      program, ["serve", "--lab", try program.file("lab.yaml", Self.lab)] + options)
    #expect(try await service.wait { service.text.contains("\n") }, "\(service.text)")
    let address = service.text.split(separator: " ").last?.dropLast("/wsman\n".count) ?? ""
    return (service, try #require(address.split(separator: ":").last.flatMap { Int($0) }))
  }

  /// Runs commands in the shell and waits for the mark behind them.
  private func run(_ shell: RunningProgram, _ commands: String) async throws -> String {
    let before = shell.text.count
    try shell.send(commands)
    try shell.send("'-- done --'")
    #expect(try await shell.wait { shell.text.dropFirst(before).contains("-- done --") })
    return String(shell.text.dropFirst(before))
  }

  @Test func aComputerDisappearsBetweenTwoCommands() async throws {
    let program = try Program()
    let (service, port) = try await serve(program)
    let shell = try RunningProgram(program)
    let connected = try await run(
      shell,
      """
      \(Self.credential)
      Connect-WSMan 127.0.0.1 -Port \(port) -Authentication Basic -Credential $c
      cd WSMan:\\127.0.0.1\\Client
      (Get-Item NetworkDelayms).Value
      """)
    #expect(connected.contains("5000"), "\(connected)")
    service.signal(SIGKILL)
    _ = try await service.end()

    // The command fails with an error; the shell, the location and the list of computers stay.
    let alone = try await run(
      shell,
      """
      try { Get-Item NetworkDelayms } catch { '0x{0:X8}' -f $_.Exception.HResult }
      (dir WSMan:\\).Name
      $PWD.Path
      """)
    #expect(alone.contains("0x80338012"), "\(alone)")
    #expect(alone.contains("localhost\n127.0.0.1\nWSMan:\\127.0.0.1\\Client\n"), "\(alone)")

    // The same session goes on when the service is there again, on a connection of its own.
    let (again, _) = try await serve(program, ["--port", "\(port)"])
    let back = try await run(shell, "(Get-Item NetworkDelayms).Value")
    #expect(back.contains("5000"), "\(back)")
    #expect(
      try await run(shell, "cd C:\\; Disconnect-WSMan 127.0.0.1; (dir WSMan:\\).Name")
        .contains("localhost\n"))
    again.signal(SIGTERM)
    #expect(try await again.end() == 0)
  }

  @Test func aKeptConnectionThatTheServiceEnded() async throws {
    let program = try Program()
    let (service, port) = try await serve(program)
    let shell = try RunningProgram(program)
    _ = try await run(
      shell,
      """
      \(Self.credential)
      Connect-WSMan 127.0.0.1 -Port \(port) -Authentication Basic -Credential $c
      """)
    service.signal(SIGTERM)
    #expect(try await service.end() == 0)
    let (again, _) = try await serve(program, ["--port", "\(port)"])
    // Nobody notices: a read and a write of a whole document may be sent again.
    let text = try await run(
      shell,
      """
      Set-Item WSMan:\\127.0.0.1\\MaxTimeoutms 30000
      (Get-Item WSMan:\\127.0.0.1\\MaxTimeoutms).Value
      """)
    #expect(text.contains("30000\n"), "\(text)")
    again.signal(SIGTERM)
    #expect(try await again.end() == 0)
  }

  @Test func anAddressOfIPv6() async throws {
    let program = try Program()
    let (service, port) = try await serve(program, ["--bind", "::1", "--port", "0"])
    let result = try await Program().run(
      input: """
        \(Self.credential)
        Connect-WSMan '[::1]' -Port \(port) -Authentication Basic -Credential $c
        (dir WSMan:\\).Name
        (Get-Item -LiteralPath 'WSMan:\\[::1]\\MaxTimeoutms').Value
        """)
    #expect(result.errors.isEmpty, "\(result.errors)")
    #expect(result.outputLines == ["localhost", "[::1]", "60000"])
    service.signal(SIGTERM)
    #expect(try await service.end() == 0)
  }
}
