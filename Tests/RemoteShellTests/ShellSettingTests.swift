import Testing
import WSManProtocol
import WSManService
import XMLStream

/// The settings of `WSMan:\HOST\Shell` (`configuration.md` 6).
@Suite struct ShellSettingTests {
  private let create = RequestBody.create(ShellDescription().request)

  @Test func shellsCanBeForbidden() async throws {
    let computer = ShellComputer(["Winrs.AllowRemoteShellAccess": "false"])
    #expect(try await computer.send(create).faultCode == 2_150_859_180)
  }

  @Test func idleShellsGo() async throws {
    let computer = ShellComputer(["Winrs.IdleTimeout": "100000"])
    let shell = try await computer.open()
    computer.clock.advance(.seconds(99))
    // A request for the shell begins the time anew.
    let command = try await computer.start("ping -n 60 localhost", in: shell)
    computer.clock.advance(.seconds(99))
    _ = try await computer.receive(command, in: shell)
    computer.clock.advance(.seconds(101))
    #expect(try await computer.send(.get, shell: shell).faultCode == 0x8033_805B)
  }

  @Test(
    arguments: [("PT59S", 0x8033_81F2), ("PT0S", 0x8033_81F2), ("soon", 0x8033_8041)]
      as [(String, UInt32)])
  func idleTimeoutsThatAreRefused(_ text: String, _ code: UInt32) async throws {
    var wish = ShellDescription()
    wish.idleTimeout = text
    #expect(try await ShellComputer().send(.create(wish.request)).faultCode == code)
  }

  @Test func shellsHaveALifetime() async throws {
    var wish = ShellDescription()
    wish.lifetime = "PT60S"
    let computer = ShellComputer()
    let shell = try await computer.open(wish)
    computer.clock.advance(.seconds(61))
    #expect(try await computer.send(.get, shell: shell).faultCode == 0x8033_805B)
    // The oldest generation has one by itself.
    let old = ShellComputer(profile: .winrm11)
    let second = try await old.open()
    for _ in 0..<40 {
      old.clock.advance(.seconds(700))
      guard try await old.send(.get, shell: second).faultCode == nil else { break }
      _ = try await old.finish(try await old.start("ver", in: second), in: second)
    }
    old.clock.advance(.seconds(800))
    #expect(try await old.send(.get, shell: second).faultCode == 0x8033_805B)
  }

  @Test func usersWithShellsAreLimited() async throws {
    let computer = ShellComputer(["Winrs.MaxConcurrentUsers": "1"])
    let shell = try await computer.open()
    _ = try await computer.open()
    #expect(try await computer.send(create, as: ShellComputer.bob).faultCode == 2_150_859_179)
    _ = try await computer.send(.delete, shell: shell)
    #expect(try await computer.send(create, as: ShellComputer.bob).faultCode == 2_150_859_179)
  }

  @Test func shellsOfAUserAreLimited() async throws {
    let computer = ShellComputer(["Winrs.MaxShellsPerUser": "2"])
    let shell = try await computer.open()
    _ = try await computer.open()
    #expect(try await computer.send(create).faultCode == 2_150_859_173)
    _ = try await computer.open(as: ShellComputer.bob)
    _ = try await computer.send(.delete, shell: shell)
    _ = try await computer.open()
    let unlimited = ShellComputer(["Winrs.MaxShellsPerUser": "0"])
    for _ in 0..<5 { _ = try await unlimited.open() }
  }

  @Test func processesOfAShellAreLimited() async throws {
    let computer = ShellComputer(["Winrs.MaxProcessesPerShell": "1"])
    let shell = try await computer.open()
    let first = try await computer.start("ping -n 60 localhost", in: shell)
    let line = ShellCommandLine("ver").element
    let answer = try await computer.send(.command, line, shell: shell)
    guard case .fault(let fault) = answer else {
      Issue.record("a second process")
      return
    }
    #expect(fault.subcode?.localName == "InternalError")
    _ = try await computer.send(
      .signal, ShellSignalRequest(.terminate, commandID: first).element, shell: shell)
    #expect(try await computer.send(.command, line, shell: shell).faultCode == nil)
  }

  @Test func memoryOfAShellIsLimited() async throws {
    let rule = CommandRule(pattern: "much", output: String(repeating: "x", count: 2 << 20))
    let computer = ShellComputer(["Winrs.MaxMemoryPerShellMB": "1"], rules: [rule])
    let outcome = try await computer.run("much & echo never")
    #expect(outcome.code == Int32(bitPattern: 0xC000_0017))
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("Not enough memory"))
    let roomy = ShellComputer(["Winrs.MaxMemoryPerShellMB": "0"], rules: [rule])
    #expect(try await roomy.run("much").output.utf8.count == 2 << 20)
  }
}
