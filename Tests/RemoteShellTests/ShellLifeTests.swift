import Testing
import WSManProtocol
import WSManService
import XMLStream

/// Shells from Create to Delete (`protocol.md` 6.13 to 6.19, 17).
@Suite struct ShellLifeTests {
  @Test func aCommandTakesThreeMessages() async throws {
    let computer = ShellComputer()
    let shell = try await computer.open()
    let command = try await computer.start("echo hi", in: shell)
    let output = try await computer.receive(command, in: shell)
    #expect(output.state == .done(exitCode: 0))
    #expect(
      output.blocks == [
        ShellStreamBlock(name: "stdout", commandID: command, bytes: Array("hi\r\n".utf8)),
        ShellStreamBlock(name: "stdout", commandID: command, isEnd: true),
        ShellStreamBlock(name: "stderr", commandID: command, isEnd: true),
      ])
    let signal = ShellSignalRequest(.terminate, commandID: command).element
    let answer = try await computer.send(.signal, signal, shell: shell)
    #expect(
      answer
        == .invoke(
          action: ShellAction.signal.responseURI, output: ShellSignalRequest.response))
    // It is forgotten now.
    #expect(try await computer.send(.signal, signal, shell: shell).faultCode == 0x8033_805B)
    #expect(try await computer.send(.delete, shell: shell) == .delete)
    #expect(try await computer.send(.delete, shell: shell).faultCode == 0x8033_805B)
  }

  @Test func aShellIsDescribed() async throws {
    let computer = ShellComputer()
    var wish = ShellDescription()
    wish.name = "mine"
    wish.workingDirectory = #"C:\Windows"#
    wish.idleTimeout = "PT600.000S"
    wish.inputStreams = ["stdin"]
    wish.outputStreams = ["stdout", "stderr"]
    let shell = try await computer.open(wish)
    _ = try await computer.start("ping -n 60 localhost", in: shell)
    computer.clock.advance(.seconds(90_061))
    // The clock was turned beyond the idle timeout.
    #expect(try await computer.send(.get, to: .shell, shell: shell).faultCode == 0x8033_805B)
    let second = try await computer.open(wish)
    _ = try await computer.start("ping -n 60 localhost", in: second)
    computer.clock.advance(.seconds(61))
    guard case .get(let element) = try await computer.send(.get, to: .shell, shell: second) else {
      Issue.record("no description")
      return
    }
    let described = ShellDescription(element: element)
    #expect(described.id == second)
    #expect(described.name == "mine")
    #expect(described.owner == #"SERVER01\alice"#)
    #expect(described.clientAddress == "127.0.0.1")
    #expect(described.workingDirectory == #"C:\Windows"#)
    #expect(described.idleTimeout == "PT600.000S")
    #expect(described.runTime == 61)
    #expect(described.inactivity == 61)
    #expect(described.childProcesses == 1)
    #expect(element.description.contains("<rsp:ShellRunTime>P0DT0H1M1S</rsp:ShellRunTime>"))
    _ = try await computer.send(.delete, shell: second)
  }

  @Test func shellsAndCommandsAreEnumerated() async throws {
    let computer = ShellComputer()
    let shell = try await computer.open()
    _ = try await computer.open(as: ShellComputer.bob)
    let command = try await computer.start("ping -n 60 localhost", in: shell)
    var query = EnumerateRequest(optimize: true, maxElements: 100)
    guard case .enumerate(let shells) = try await computer.send(.enumerate(query), to: .shell)
    else {
      Issue.record("no shells")
      return
    }
    #expect(shells.items.compactMap { $0.object?.child(localName: "ShellId")?.text } == [shell])
    let listing = RequestBody.enumerate(query)
    #expect(try await computer.send(listing, to: .shellCommands).faultCode == 0x8033_81C0)
    query.filter = .selectors(["ShellId": shell])
    guard
      case .enumerate(let commands) = try await computer.send(
        .enumerate(query), to: .shellCommands)
    else {
      Issue.record("no commands")
      return
    }
    #expect(
      commands.items.compactMap(\.object) == [
        ShellCommandDescription(id: command, line: "ping -n 60 localhost", isRunning: true).element
      ])
    query.mode = .objectAndReference
    #expect(
      try await computer.send(.enumerate(query), to: .shellCommands).faultCode == 0x8033_81C1)
    query.mode = .object
    #expect(
      try await computer.send(.enumerate(query), to: .shellCommands, as: ShellComputer.bob)
        .faultCode == 0x8033_805B)
    _ = try await computer.send(.delete, shell: shell)
  }

  @Test func receiveWaitsForItsTime() async throws {
    let computer = ShellComputer(rules: [
      CommandRule(pattern: "slow", output: "late\n", delay: .milliseconds(900))
    ])
    let shell = try await computer.open()
    let command = try await computer.start("slow", in: shell)
    let wish = ShellReceiveRequest(commandID: command).element
    let early = try await computer.send(.receive, wish, shell: shell, timeout: 200)
    #expect(early.faultCode == 2_150_858_793)
    let outcome = try await computer.finish(command, in: shell)
    #expect(outcome == .init(output: "late\r\n", code: 0))
  }

  @Test func inputReachesTheCommand() async throws {
    let computer = ShellComputer()
    let shell = try await computer.open()
    let command = try await computer.start("sort", in: shell)
    for (text, isEnd) in [("b\r\nc\r\n", false), ("a\r\n", true)] {
      let block = ShellStreamBlock(
        name: "stdin", commandID: command, bytes: Array(text.utf8), isEnd: isEnd)
      let answer = try await computer.send(.send, ShellInput([block]).element, shell: shell)
      #expect(
        answer
          == .invoke(
            action: ShellAction.send.responseURI, output: ShellInput.response))
    }
    #expect(try await computer.finish(command, in: shell).output == "a\r\nb\r\nc\r\n")
    let late = ShellStreamBlock(name: "stdin", commandID: command, bytes: [65])
    #expect(
      try await computer.send(.send, ShellInput([late]).element, shell: shell).faultCode == 995)
  }

  @Test(arguments: [ShellSignal.interrupt, .breakKey])
  func aCommandIsInterrupted(_ signal: ShellSignal) async throws {
    let computer = ShellComputer()
    let shell = try await computer.open()
    let command = try await computer.start("ping -n 60 localhost & echo never", in: shell)
    _ = try await computer.receive(command, in: shell)
    // Without a command it is for all of the shell.
    let request = ShellSignalRequest(signal, commandID: nil).element
    #expect(try await computer.send(.signal, request, shell: shell).faultCode == nil)
    let outcome = try await computer.finish(command, in: shell)
    #expect(outcome.code == Int32(bitPattern: 0xC000_013A))
    #expect(!outcome.output.contains("never"))
  }

  @Test func longOutputComesInPieces() async throws {
    let text = String(repeating: "0123456789", count: 6000)
    let computer = ShellComputer(rules: [CommandRule(pattern: "long", output: text)])
    let shell = try await computer.open()
    let command = try await computer.start("long", in: shell)
    // The helper checks that no answer is larger than this.
    let outcome = try await computer.finish(command, in: shell, envelope: 16_384)
    #expect(outcome.output == text)
  }

  @Test func manyShortPiecesFit() async throws {
    let line = (0..<400).map { "echo \($0)& echo \($0) 1>&2" }.joined(separator: "& ")
    let computer = ShellComputer()
    let shell = try await computer.open()
    let command = try await computer.start(line, in: shell)
    let outcome = try await computer.finish(command, in: shell, envelope: 8192)
    #expect(outcome.output == (0..<400).map { "\($0)\r\n" }.joined())
    #expect(outcome.errors == (0..<400).map { "\($0) \r\n" }.joined())
  }

  @Test func onlyTheWantedStreamIsTold() async throws {
    let computer = ShellComputer()
    let shell = try await computer.open()
    let command = try await computer.start("echo out & nosuch", in: shell)
    let wish = ShellReceiveRequest(streams: ["stderr"], commandID: command).element
    guard case .invoke(_, let element?) = try await computer.send(.receive, wish, shell: shell)
    else {
      Issue.record("no output")
      return
    }
    let errors = try #require(ShellOutput(element: element))
    #expect(errors.blocks.allSatisfy { $0.name == "stderr" })
    #expect(try await computer.receive(command, in: shell).blocks.first?.name == "stdout")
  }

  @Test func aShellIsLeftAndTakenUpAgain() async throws {
    let computer = ShellComputer()
    let plain = try await computer.open()
    #expect(try await computer.send(.disconnect, nil, shell: plain).faultCode == 0x8033_81C5)
    var wish = ShellDescription()
    wish.id = "0A1B2C3D-0000-4000-8000-00000000001B"
    let shell = try await computer.open(wish)
    #expect(shell == wish.id)
    #expect(try await computer.send(.reconnect, nil, shell: shell).faultCode == 0x8033_81D0)
    let leave = ShellDisconnectRequest(idleTimeout: "PT180.000S", bufferMode: "Block").element
    #expect(
      try await computer.send(.disconnect, leave, shell: shell)
        == .invoke(action: ShellAction.disconnect.responseURI, output: nil))
    #expect(try await computer.send(.disconnect, leave, shell: shell).faultCode == 0x8033_81CF)
    let line = ShellCommandLine("echo hi").element
    #expect(try await computer.send(.command, line, shell: shell).faultCode == 0x8033_81C4)
    // Another session of the same user takes it up again; one of somebody else does not find it.
    let back = RequestBody.invoke(action: ShellAction.reconnect.uri, input: nil)
    let stranger = try await computer.send(
      back, shell: shell, session: .random(), as: ShellComputer.bob)
    #expect(stranger.faultCode == 0x8033_805B)
    #expect(
      try await computer.send(back, shell: shell, session: .random())
        == .invoke(action: ShellAction.reconnect.responseURI, output: nil))
    #expect(try await computer.send(.command, line, shell: shell).faultCode == nil)
    #expect(try await computer.send(.delete, shell: shell) == .delete)
  }

  @Test func environmentAndFolder() async throws {
    let computer = ShellComputer()
    var wish = ShellDescription()
    wish.environment = [
      .init(name: "LAB", value: "1"), .init(name: "Path", value: #"%PATH%;c:\x"#),
    ]
    wish.workingDirectory = #"c:\windows\system32"#
    let outcome = try await computer.run("cd & echo %lab% %LABEL%", wish)
    #expect(outcome.output == "C:\\Windows\\System32\r\n1 %LABEL%\r\n")
    let path = try await computer.run("echo %PATH%", wish).output
    #expect(path.hasPrefix(#"C:\Windows\system32;"#))
    #expect(path.hasSuffix(";c:\\x\r\n"))
  }

  /// A shell opens anywhere; its commands start in a folder that exists, or not at all.
  @Test(arguments: [#"C:\nowhere"#, #"%TEMP%\nowhere"#, #"D:\"#, #"C:\Windows\win.ini"#])
  func folderThatIsMissing(folder: String) async throws {
    let computer = ShellComputer()
    var wish = ShellDescription()
    wish.workingDirectory = folder
    let shell = try await computer.open(wish)
    let answer = try await computer.send(
      .command, ShellCommandLine("cd").element, shell: shell)
    #expect(answer.faultCode == 267)
    #expect(try await computer.send(.delete, shell: shell) == .delete)
  }
}
