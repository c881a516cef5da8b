import Testing
import WSManProtocol
import WSManService
import XMLStream

/// What nobody should send to a shell.
@Suite struct HostileShellTests {
  @Test func aShellOfSomebodyElse() async throws {
    let computer = ShellComputer()
    let shell = try await computer.open()
    let command = try await computer.start("ping -n 60 localhost", in: shell)
    let bob = ShellComputer.bob
    let inputs: [(ShellAction, XMLFragment?)] = [
      (.command, ShellCommandLine("ver").element),
      (.receive, ShellReceiveRequest(commandID: command).element),
      (
        .send,
        ShellInput([ShellStreamBlock(name: "stdin", commandID: command, bytes: [65])]).element
      ),
      (.signal, ShellSignalRequest(.terminate, commandID: command).element),
      (.disconnect, nil), (.reconnect, nil), (.connect, nil),
    ]
    for (action, input) in inputs {
      let answer = try await computer.send(action, input, shell: shell, as: bob)
      #expect(answer.faultCode == 0x8033_805B, "\(action)")
    }
    for body in [RequestBody.get, .delete] {
      #expect(try await computer.send(body, shell: shell, as: bob).faultCode == 0x8033_805B)
    }
    // What is answered to a stranger is what is answered for a shell that never was.
    let strange = try await computer.send(.get, shell: shell, as: bob)
    let unknown = try await computer.send(
      .get, shell: "4283CBDC-3706-415B-88BD-B385F3E51A53", as: bob)
    #expect(strange == unknown)
    _ = try await computer.send(.delete, shell: shell)
  }

  @Test func aCommandOfAnotherShell() async throws {
    let computer = ShellComputer()
    let (one, other) = (try await computer.open(), try await computer.open())
    let command = try await computer.start("ver", in: one)
    let wish = ShellReceiveRequest(commandID: command).element
    #expect(try await computer.send(.receive, wish, shell: other).faultCode == 0x8033_805B)
  }

  @Test func somebodyWithoutTheRight() async throws {
    let computer = ShellComputer()
    let create = RequestBody.create(ShellDescription().request)
    #expect(try await computer.send(create, as: ShellComputer.carol).faultCode == 5)
  }

  /// Every beginning of a line is a line, and is answered.
  @Test(
    arguments: [
      #"set "A=x y"&& echo %A:~0,-1% %A:x=z% ^& %%"#,
      #"if not exist C:\x (echo a^) else (echo b) 2>&1 | find /c "a" >> C:\t.txt"#,
      #"for /f "usebackq tokens=1,2* delims=," %a in (`echo x^,y`) do @echo %~na%b"#,
      #"for /l %i in (5,-2,1) do set /a A=(1+%i)<<2^|3"#,
      #"echo "a & b" x^"y || exit /b -1"#,
    ])
  func linesThatEndEarly(_ line: String) async throws {
    let computer = ShellComputer()
    for length in 0...line.count {
      _ = try await computer.run(String(line.prefix(length)))
    }
  }

  @Test(arguments: ["", "x", "\0", "4283CBDC", String(repeating: "A", count: 5000), "../x"])
  func idsThatAreNone(_ id: String) async throws {
    let computer = ShellComputer()
    // Characters that XML cannot carry never arrive.
    guard !id.contains("\0") else { return }
    #expect(try await computer.send(.get, shell: id).faultCode == 0x8033_805B)
    var wish = ShellDescription()
    wish.id = id
    #expect(try await computer.send(.create(wish.request)).faultCode == 0x8033_81D5)
    let shell = try await computer.open()
    let line = ShellCommandLine("ver", id: id).element
    #expect(try await computer.send(.command, line, shell: shell).faultCode == 0x8033_81D4)
  }

  @Test func idsThatAreTaken() async throws {
    let computer = ShellComputer()
    var wish = ShellDescription()
    wish.id = "4283cbdc-3706-415b-88bd-b385f3e51a53"
    let shell = try await computer.open(wish)
    let again = try await computer.send(.create(wish.request), as: ShellComputer.bob)
    #expect(again.faultCode == 0x8033_81D7)
    let line = ShellCommandLine("ver", id: wish.id).element
    #expect(try await computer.send(.command, line, shell: shell).faultCode == nil)
    #expect(try await computer.send(.command, line, shell: shell).faultCode == 0x8033_81D6)
  }

  @Test func bodiesThatAreNone() async throws {
    let computer = ShellComputer()
    let shell = try await computer.open()
    let other = ShellDescription().request
    for action in [ShellAction.command, .send, .receive, .signal] {
      for input in [nil, other] {
        let answer = try await computer.send(action, input, shell: shell)
        #expect(answer.faultCode == 0x8033_8041, "\(action)")
      }
    }
    #expect(try await computer.send(.create(nil)).faultCode == 0x8033_8041)
    #expect(try await computer.send(.get).faultCode == 0x8033_805A)
    let put = try await computer.send(.put(other), shell: shell)
    #expect(put.faultCode == 0x8033_8013)
    let strange = RequestBody.invoke(action: Namespaces.shell + "/Explode", input: nil)
    #expect(try await computer.send(strange, shell: shell).faultCode == 0x8033_8013)
  }

  @Test(arguments: ["A", "====", "QQ=", "QUI=QUI=", "Q\u{1F600}==", "Q-_=", "QR=="])
  func textThatIsNoBase64(_ text: String) async throws {
    let computer = ShellComputer()
    let shell = try await computer.open()
    let command = try await computer.start("sort", in: shell)
    let name = { (local: String) in XMLName(Namespaces.shell, local) }
    let input = XMLFragment("rsp", name("Send")) { send in
      send.element("rsp", name("Stream")) { stream in
        stream.attribute("Name", "stdin")
        stream.attribute("CommandId", command)
        stream.text(text)
      }
    }
    #expect(try await computer.send(.send, input, shell: shell).faultCode == 0x8033_8041)
    _ = try await computer.send(.delete, shell: shell)
  }

  @Test func streamsAndSignalsThatThereAreNot() async throws {
    let computer = ShellComputer()
    let shell = try await computer.open()
    let command = try await computer.start("sort", in: shell)
    for block in [
      ShellStreamBlock(name: "stdout", commandID: command, bytes: [65]),
      ShellStreamBlock(name: "stdin", commandID: nil, bytes: [65]),
    ] {
      let answer = try await computer.send(.send, ShellInput([block]).element, shell: shell)
      #expect(answer.faultCode == 87)
    }
    for wish in [
      ShellReceiveRequest(commandID: nil),
      ShellReceiveRequest(streams: ["stdout", "fourth"], commandID: command),
    ] {
      #expect(try await computer.send(.receive, wish.element, shell: shell).faultCode == 87)
    }
    var signal = ShellSignalRequest(.terminate, commandID: command)
    signal.code = Namespaces.shell + "/signal/explode"
    #expect(try await computer.send(.signal, signal.element, shell: shell).faultCode == 87)
    var wish = ShellDescription()
    wish.outputStreams = ["stdout", "pr"]
    #expect(try await computer.send(.create(wish.request)).faultCode == 87)
    _ = try await computer.send(.delete, shell: shell)
  }

  @Test func inputThatNobodyReads() async throws {
    let computer = ShellComputer(["Winrs.MaxMemoryPerShellMB": "1"])
    let shell = try await computer.open()
    let command = try await computer.start("ping -n 60 localhost", in: shell)
    let block = ShellStreamBlock(
      name: "stdin", commandID: command, bytes: [UInt8](repeating: 65, count: 100_000))
    let input = ShellInput([block]).element
    #expect(try await computer.send(.send, input, shell: shell).faultCode == nil)
    // What does not fit waits, and then the client is told that it did not get through.
    let second = try await computer.send(.send, input, shell: shell, timeout: 200)
    #expect(second.faultCode == 2_150_858_793)
    _ = try await computer.send(.delete, shell: shell)
  }

  @Test func manyCommands() async throws {
    let computer = ShellComputer()
    let shell = try await computer.open()
    for _ in 0..<1000 { _ = try await computer.start("rem", in: shell) }
    let line = ShellCommandLine("rem").element
    #expect(try await computer.send(.command, line, shell: shell).faultCode == 0x8033_81E9)
    let long = ShellCommandLine(String(repeating: "x", count: 40_000)).element
    #expect(try await computer.send(.command, long, shell: shell).faultCode == 87)
  }

  @Test func variablesThatAreNone() async throws {
    for name in ["", "A=B"] {
      var wish = ShellDescription()
      wish.environment = [.init(name: name, value: "x")]
      #expect(try await ShellComputer().send(.create(wish.request)).faultCode == 0x8033_8041)
    }
    var wish = ShellDescription()
    wish.name = String(repeating: "n", count: 256)
    #expect(try await ShellComputer().send(.create(wish.request)).faultCode == 0x8033_81C2)
  }

  @Test func aClientThatGoesAwayWhileItWaits() async throws {
    let computer = ShellComputer(rules: [
      CommandRule(pattern: "slow", output: "kept\n", delay: .milliseconds(300))
    ])
    let shell = try await computer.open()
    let command = try await computer.start("slow", in: shell)
    let waiting = Task { try await computer.receive(command, in: shell) }
    try await Task.sleep(for: .milliseconds(50))
    waiting.cancel()
    _ = try? await waiting.value
    #expect(try await computer.finish(command, in: shell).output == "kept\r\n")
  }
}
