import Foundation
import Testing

/// Several processes on one state folder: what one of them changes holds for the others.
@Suite("shared state")
struct SharedStateTests {
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

  /// Lets a shell talk to the computer, whoever it logs on as.
  private static let trust = """
    Set-Item WSMan:\\localhost\\Client\\AllowUnencrypted true -Force
    Set-Item WSMan:\\localhost\\Client\\TrustedHosts * -Force
    """

  /// `$name` as the credential of an account.
  private static func credential(_ name: String, _ password: String) -> String {
    "$\(name) = [pscredential]::new('\(name)', "
      + "(ConvertTo-SecureString '\(password)' -AsPlainText -Force))"
  }

  /// Runs commands in a shell and waits for the mark behind them.
  /// - Returns: what they print, without the end of the last line.
  private func run(_ shell: RunningProgram, _ commands: String) async throws -> String {
    let before = shell.text.count
    try shell.send(commands)
    try shell.send("'-- done --'")
    let isDone = try await shell.wait { shell.text.dropFirst(before).contains("-- done --\n") }
    let text = String(shell.text.dropFirst(before))
    try #require(isDone, "\(text)")
    return text.replacing("-- done --\n", with: "").trimmingCharacters(in: .newlines)
  }

  /// A service on kept computers, a shell on the same ones, and the port of the service.
  private struct Pair {
    let program: Program
    let lab: String
    let service: RunningProgram
    let shell: RunningProgram
    let port: Int
  }

  private func start() async throws -> Pair {
    let program = try Program()
    let lab = try program.file("lab.yaml", Self.lab)
    let service = try RunningProgram(
      program, "serve", "--lab", lab, "--keep-lab", "--bind", "127.0.0.1", "--port", "0")
    try #require(try await service.wait { service.text.contains("/wsman\n") }, "\(service.text)")
    let port = try #require(Self.ports(service).first)
    let shell = try RunningProgram(program, "--lab", lab, "--keep-lab")
    #expect(try await run(shell, "\(Self.trust)\nConnect-WSMan target; cd WSMan:\\target") == "")
    return Pair(program: program, lab: lab, service: service, shell: shell, port: port)
  }

  /// The ports that a service has told of, in their order.
  private static func ports(_ service: RunningProgram) -> [Int] {
    service.text.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: " ")
      guard parts.count == 2, parts[1].hasSuffix("/wsman") else { return nil }
      return Int(parts[1].dropLast("/wsman".count).split(separator: ":").last ?? "")
    }
  }

  private func end(_ pair: Pair) async throws {
    pair.service.signal(SIGTERM)
    #expect(try await pair.service.end() == 0)
    try await end([pair.shell])
  }

  private func end(_ shells: [RunningProgram]) async throws {
    for shell in shells {
      try shell.send("exit")
      #expect(try await shell.end() == 0, "\(shell.text)")
    }
  }

  private func isOpen(_ port: Int, host: String = LoopbackSocket.host) -> Bool {
    guard let socket = LoopbackSocket.connect(host: host, port: port) else { return false }
    close(socket)
    return true
  }

  // MARK: A service and a shell

  @Test func aServiceFollowsAShell() async throws {
    let pair = try await start()
    let client = try RunningProgram(try Program())
    let connect = "Connect-WSMan 127.0.0.1 -Port \(pair.port) -Authentication Basic -Credential"
    let connected = try await run(
      client, "\(Self.trust)\n\(Self.credential("operator", "s3cret"))\n\(connect) $operator")
    #expect(connected == "")
    let read = "(Get-Item WSMan:\\127.0.0.1\\MaxTimeoutms).Value"
    // A setting counts with the next request, both ways.
    for value in ["30000", "40000"] {
      #expect(try await run(pair.shell, "Set-Item MaxTimeoutms \(value)") == "")
      #expect(try await run(client, read) == value)
    }
    #expect(try await run(client, "Set-Item WSMan:\\127.0.0.1\\MaxTimeoutms 50000") == "")
    #expect(try await run(pair.shell, "(Get-Item MaxTimeoutms).Value") == "50000")
    // So does how one may log on.
    _ = try await run(pair.shell, "Set-Item Service\\Auth\\Basic false -Force")
    #expect(try await run(client, "try { \(read) } catch { 'refused' }") == "refused")
    _ = try await run(pair.shell, "Set-Item Service\\Auth\\Basic true -Force")
    #expect(try await run(client, read) == "50000")
    try await end([client])
    try await end(pair)
  }

  @Test func portsFollowAShell() async throws {
    let pair = try await start()
    let service = pair.service
    // The shell leaves the port to the service.
    let made = try await run(
      pair.shell,
      """
      $l = New-Item Listener -Address IP:127.0.0.1 -Transport HTTP -Port 41234 -Force
      (dir Listener).Count
      """)
    #expect(made == "2")
    #expect(try await service.wait { Self.ports(service).count == 2 }, "\(service.text)")
    let port = try #require(Self.ports(service).last)
    #expect(isOpen(port))
    // Stopping the service closes all ports, and starting it opens them again.
    let find = "(Get-Service WinRM -ComputerName target)"
    #expect(try await run(pair.shell, "\(find) | Stop-Service -Force") == "")
    for port in [pair.port, port] {
      let isClosed = try await service.wait { service.text.contains(":\(port)/wsman closed\n") }
      #expect(isClosed, "\(service.text)")
      #expect(!isOpen(port))
    }
    #expect(try await run(pair.shell, "\(find) | Start-Service") == "")
    #expect(try await service.wait { isOpen(pair.port) && isOpen(port) }, "\(service.text)")
    let removed = try await run(
      pair.shell, "dir Listener | ? Keys -contains 'Address=IP:127.0.0.1' | Remove-Item -Recurse")
    #expect(removed == "")
    #expect(try await service.wait { !isOpen(port) }, "\(service.text)")
    #expect(isOpen(pair.port))
    try await end(pair)
  }

  @Test("a taken port: the shell is told, and the service and the listeners stay as they were")
  func aTakenPort() async throws {
    let program = try Program()
    let host = "127.0.0.97"
    let (old, free) = (try LoopbackSocket.unusedPort(), try LoopbackSocket.unusedPort())
    let lab = try program.file(
      "lab.yaml",
      Self.lab + """
            addresses: [192.0.2.97]
            listeners:
              - {address: "*", transport: HTTP, port: \(old)}

        """)
    let (holder, taken) = try LoopbackSocket.bound(host: host)
    defer { close(holder) }
    #expect(listen(holder, 1) == 0)
    let service = try RunningProgram(program, "serve", "--lab", lab, "--keep-lab")
    func isServed(_ port: Int) async throws -> Bool {
      try await service.wait { service.text.hasSuffix("http://\(host):\(port)/wsman\n") }
    }
    try #require(try await isServed(old), "\(service.text)")
    let shell = try RunningProgram(program, "--lab", lab, "--keep-lab")
    let connect = "Connect-WSMan target -Port \(old); cd WSMan:\\target\\Listener"
    #expect(try await run(shell, "\(Self.trust)\n\(connect)") == "")
    let make = "$l = New-Item . -Address IP:192.0.2.97 -Transport HTTP -Force -Port"
    let made = try await run(shell, "try { \(make) \(taken) } catch { \"$_\" }; (dir).Count")
    #expect(made.contains("port \(taken) of \(host) is taken") && made.hasSuffix("\n1"), "\(made)")
    // One that is free can be had.
    #expect(try await run(shell, "\(make) \(free); (dir).Count") == "2")
    #expect(try await isServed(free), "\(service.text)")
    let find = "cd ((dir | ? Keys -contains 'Address=IP:192.0.2.97').Name)"
    let moved = try await run(
      shell,
      "\(find); try { Set-Item Port \(taken) -Force } catch { \"$_\" }; (Get-Item Port).Value")
    #expect(moved.contains("port \(taken)") && moved.hasSuffix("\n\(free)"), "\(moved)")
    #expect(isOpen(free, host: host))
    try await end(Pair(program: program, lab: lab, service: service, shell: shell, port: old))
  }

  @Test("a computer that is added to the lab file is there after SIGHUP, the others as they were")
  func aComputerIsAdded() async throws {
    let pair = try await start()
    #expect(try await run(pair.shell, "Set-Item MaxTimeoutms 30000") == "")
    let added = Self.lab + "  - name: added\n"
    try added.write(toFile: pair.lab, atomically: true, encoding: .utf8)
    pair.service.signal(SIGHUP)
    let isThere = try await pair.service.wait { pair.service.text.contains("\nadded http://") }
    #expect(isThere, "\(pair.service.text)")
    let shell = try RunningProgram(pair.program, "--lab", pair.lab, "--keep-lab")
    let both = try await run(
      shell,
      """
      Connect-WSMan target, added
      (Get-Item WSMan:\\target\\MaxTimeoutms).Value
      (Get-Item WSMan:\\added\\MaxTimeoutms).Value
      """)
    #expect(both == "30000\n60000")
    try await end([shell])
    try await end(pair)
  }

  // MARK: Two shells

  @Test func twoShells() async throws {
    let program = try Program()
    let (first, second) = (try RunningProgram(program), try RunningProgram(program))
    let port = try LoopbackSocket.unusedPort()
    let find = "dir WSMan:\\localhost\\Listener | ? Keys -contains 'Address=IP:127.0.0.1'"
    _ = try await run(
      first,
      "$l = New-Item WSMan:\\localhost\\Listener -Address IP:127.0.0.1 -Transport HTTP "
        + "-Port \(port) -Force")
    #expect(isOpen(port))
    #expect(try await run(second, "(\(find)).Count") == "1")
    // The port is open in the first shell, and the second one takes the listener away.
    #expect(try await run(second, "\(find) | Remove-Item -Recurse") == "")
    #expect(try await first.wait { !isOpen(port) })
    // Accounts are the same for both.
    _ = try await run(first, "net user anna An0ther! /add")
    #expect(try await run(second, "net user anna").contains("anna"))
    _ = try await run(second, "net user anna /delete")
    #expect(!(try await run(first, "net user").contains("anna")))
    // Plugins are as they were when the service started last, whoever started it.
    let plugin = "WSMan:\\localhost\\Plugin\\microsoft.powershell\\Enabled"
    #expect(try await run(first, "(Get-Item \(plugin)).Value") == "true")
    _ = try await run(second, "Set-Item \(plugin) false; Restart-Service WinRM")
    #expect(try await run(first, "(Get-Item \(plugin)).Value") == "false")
    try await end([first, second])
  }

  /// Settings of two elements: Set-Item puts the whole element back, as the drive of Windows does.
  private static let settings = ["Client\\NetworkDelayms", "Service\\EnumerationTimeoutms"]

  /// Writes a setting with rising values, and reads it each time.
  private static func writes(_ setting: String, from first: Int, count: Int) -> String {
    """
    foreach ($n in \(first)..\(first + count - 1)) {
      Set-Item WSMan:\\localhost\\\(setting) $n -WarningAction SilentlyContinue
      (Get-Item WSMan:\\localhost\\\(setting)).Value
    }
    """
  }

  @Test("two shells that write one setting: nothing fails, and each value is one that was written")
  func oneSettingAtOnce() async throws {
    let program = try Program()
    let setting = "MaxTimeoutms"
    async let low = program.run("-c", Self.writes(setting, from: 10_000, count: 100))
    async let high = program.run("-c", Self.writes(setting, from: 20_000, count: 100))
    for result in [try await low, try await high] {
      #expect(result.code == 0 && result.errors.isEmpty, "\(result.errors)")
      let values = result.outputLines.compactMap { Int($0) }
      #expect(values.count == 100)
      #expect(
        values.allSatisfy { (0..<100).contains($0 % 10_000) && (1...2).contains($0 / 10_000) })
    }
    let last = try await program.run("-c", "(Get-Item WSMan:\\localhost\\\(setting)).Value")
    #expect(["10099", "20099"].contains(last.outputLines.first ?? ""), "\(last.output)")
  }

  @Test("two shells that write two settings: none undoes what the other has written")
  func twoSettingsAtOnce() async throws {
    let program = try Program()
    async let first = program.run("-c", Self.writes(Self.settings[0], from: 1_000, count: 100))
    async let second = program.run("-c", Self.writes(Self.settings[1], from: 1_000, count: 100))
    for result in [try await first, try await second] {
      #expect(result.code == 0 && result.errors.isEmpty, "\(result.errors)")
      #expect(result.outputLines == (1_000..<1_100).map { "\($0)" })
    }
  }

  @Test("kill -9 of one of two shells that write: the other goes on, and nothing is damaged")
  func oneOfTwoIsKilled() async throws {
    let program = try Program()
    let writes = Self.settings.map { Self.writes($0, from: 1_000, count: 2_000) }
    for wait in [0, 20, 50] {
      let killed = try RunningProgram(program, "-c", writes[0])
      let other = try RunningProgram(program, "-c", writes[1])
      #expect(try await killed.wait { killed.text.split(separator: "\n").count > 5 })
      #expect(try await other.wait { other.text.split(separator: "\n").count > 5 })
      try await Task.sleep(for: .milliseconds(wait))
      killed.signal(SIGKILL)
      #expect(try await killed.end() == nil)
      let before = other.text.count
      #expect(try await other.wait { other.text.count > before + 200 }, "\(other.text.suffix(500))")
      other.signal(SIGKILL)
      #expect(try await other.end() == nil)
      for (shell, setting) in zip([killed, other], Self.settings) {
        // The last line may be cut off by the kill.
        let lines = shell.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        let values = try lines.map { try #require(Int($0), "\(shell.text.suffix(500))") }
        #expect(values == Array(1_000..<1_000 + values.count))
        let kept = try await program.run("-c", "(Get-Item WSMan:\\localhost\\\(setting)).Value")
        let value = try #require(kept.outputLines.first.flatMap { Int($0) }, "\(kept.errors)")
        #expect(value >= values.last ?? 0)
      }
    }
  }

  @Test("Set-Item while the service stops: an error that says so, and what was answered stays")
  func setItemWhileTheServiceStops() async throws {
    let program = try Program()
    let path = "WSMan:\\localhost\\Client\\NetworkDelayms"
    let writer = try RunningProgram(
      program, "-c",
      "foreach ($n in 1000..1000000) { try { Set-Item \(path) $n; $n } catch { \"refused $_\" } }")
    func written() -> Int? {
      writer.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        .last { Int($0) != nil }.flatMap { Int($0) }
    }
    for _ in 1...3 {
      let before = written() ?? 0
      #expect(try await writer.wait { (written() ?? 0) > before + 5 })
      let stopped = try await program.run("-c", "Stop-Service WinRM; (Get-Service WinRM).Status")
      #expect(stopped.outputLines == ["Stopped"], "\(stopped.errors)")
      let refusals = writer.text.count
      let isRefused = try await writer.wait {
        writer.text.dropFirst(refusals).contains("\nrefused ")
      }
      #expect(isRefused)
      let last = try #require(written())
      let started = try await program.run("-c", "Start-Service WinRM; (Get-Item \(path)).Value")
      #expect(started.errors.isEmpty, "\(started.errors)")
      #expect((started.outputLines.first.flatMap { Int($0) } ?? 0) >= last)
    }
    writer.signal(SIGKILL)
    #expect(try await writer.end() == nil)
    // Each refusal names the service; nothing else went wrong.
    for line in writer.text.split(separator: "\n").dropLast() where line.hasPrefix("refused ") {
      #expect(line.contains("WinRM service"), "\(line)")
    }
    let value = try await program.run("-c", "(Get-Item \(path)).Value")
    #expect((value.outputLines.first.flatMap { Int($0) } ?? 0) >= (written() ?? .max))
  }
}
