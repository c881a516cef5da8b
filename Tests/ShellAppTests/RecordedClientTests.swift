import Foundation
import RecordedMessages
import Testing
import WSManProtocol
import XMLStream

/// What clients of others sent to Windows and to other services, sent to our service over a socket.
///
/// | Client | Messages | The answers are compared with |
/// |---|---|---|
/// | pypsrp | the exchanges of `Tests/Recordings/pypsrp` | what Windows answered: elements, codes, output |
/// | Go client | `Tests/Recordings/winrm-go` | what Windows answers to the same messages of pypsrp |
/// | `wsman` | `Tests/Recordings/wsmancli` | what Wiseman answered: kinds, counts, codes |
/// | Ruby client | in the form that its sources give them; no request of it is published | as for Go |
///
/// Our own names of shells, commands and enumerations take the place of the recorded ones. That our
/// client reads all recorded answers is in `RecordedMessageTests`, `RecordedFaultTests` and
/// `RecordedAnswerTests`. Answers of OMI and Put requests to it are there too; what belongs to sessions
/// of PowerShell remoting gets the fault for an unknown resource here.
@Suite("Recorded requests of clients")
struct RecordedClientTests {
  private static let lab = """
    classes: |
      class CIM_RecordedSystem {
        [key] string CreationClassName;
        [key] string Name;
      };
      class CIM_NumericSensor : CIM_ManagedSystemElement {
        [key] string DeviceID;
        sint32 CurrentReading;
      };
    computers:
      - name: recorded
        addresses: [192.0.2.77]
        configuration:
          Service\\Auth\\Basic: true
          Service\\AllowUnencrypted: true
        users:
          - name: operator
            password: s3cret
            groups: [Administrators]
        instances:
          - class: CIM_RecordedSystem
            values:
              - {CreationClassName: ComputerSystem, Name: IPMI Controller 32}
          - class: CIM_NumericSensor
            values:
              - {DeviceID: 10.0.32, CurrentReading: 190}
              - {DeviceID: 10.1.32, CurrentReading: 200}
    """

  private func withService(_ body: (PlainClient) throws -> Void) async throws {
    let program = try Program()
    let ready = program.home.appending(path: "ready.json")
    let service = try RunningProgram(
      program, "serve", "--lab", try program.file("lab.yaml", Self.lab), "--port", "0",
      "--ready-file", ready.path)
    let isReady = try await service.wait { FileManager.default.fileExists(atPath: ready.path) }
    #expect(isReady, "\(service.text)")
    let computer = try #require(
      try JSONDecoder().decode(Ready.self, from: try Data(contentsOf: ready)).computers.first)
    try body(PlainClient(port: computer.port, userName: "operator", password: "s3cret"))
    service.signal(SIGTERM)
    #expect(try await service.end() == 0)
  }

  // MARK: pypsrp

  private static let shellFiles = Set(
    Recordings.exchanges.map(\.file).filter { $0.hasPrefix("test_winrs_") })
  /// Windows 8 and later put it in; it may be left out (`protocol.md` 2.3).
  private static let optional = ["ActivityId"]

  @Test func shellsOfPypsrp() async throws {
    try await withService { client in
      for file in Self.shellFiles.sorted() where file != "test_winrs_operation_timeout.yml" {
        var conversation = Conversation(client)
        for exchange in Recordings.exchanges where exchange.file == file {
          let answer = try conversation.send(exchange.request, answered: exchange.response)
          // Windows 2008 R2 wants a whole path here; Windows 2012 R2 and later start the program.
          if file == "test_winrs_no_cmd_shell.yml", exchange.number == 2 {
            #expect(try AnswerShape(answer).action.hasSuffix("/CommandResponse"))
            continue
          }
          let recorded = try AnswerShape(exchange.response)
          let list = try AnswerShape(answer).differences(from: recorded, but: Self.optional)
          #expect(list == [], "\(exchange.testDescription)")
          try Self.expectSameOutput(answer, exchange)
        }
      }
    }
  }

  /// What the command wrote must be what it wrote on Windows; of the environment only what the client
  /// put there.
  private static func expectSameOutput(_ answer: String, _ exchange: Recordings.Exchange) throws {
    guard let recorded = try ShellOutput(answer: exchange.response) else { return }
    let ours = try #require(try ShellOutput(answer: answer))
    for stream in ["stdout", "stderr"] {
      let (there, here) = (recorded.text(of: stream), ours.text(of: stream))
      if there.contains("ALLUSERSPROFILE=") {
        let variables = there.split(separator: "\n").filter { $0.prefix(1) < "A" }
        #expect(
          variables.allSatisfy(here.split(separator: "\n").contains), "\(exchange.testDescription)")
        #expect(here.contains("ALLUSERSPROFILE="), "\(exchange.testDescription)")
      } else {
        #expect(here == there, "\(exchange.testDescription)")
      }
    }
  }

  @Test func waitingOfPypsrp() async throws {
    let exchanges = Recordings.exchanges.filter { $0.file == "test_winrs_operation_timeout.yml" }
    try await withService { client in
      var conversation = Conversation(client)
      var output = ""
      var faults = 0
      let timeout = try AnswerShape(try #require(exchanges.dropFirst(3).first).response)
      // Half a minute of sleep becomes two seconds, and the patience of the client less than one.
      func shortened(_ text: String) -> String {
        text.replacing("Start-Sleep 30", with: "Start-Sleep 2")
          .replacing("PT10S</wsman:OperationTimeout>", with: "PT0.7S</wsman:OperationTimeout>")
      }
      for exchange in exchanges.prefix(2) {
        let request = exchange.request.replacing("Start-Sleep 30", with: "Start-Sleep 2")
        _ = try conversation.send(request, answered: exchange.response)
      }
      let receive = try #require(exchanges.dropFirst(2).first)
      for _ in 0..<100 {
        let answer = try conversation.send(
          shortened(receive.request), answered: receive.response)
        guard let more = try ShellOutput(answer: answer) else {
          #expect(try AnswerShape(answer).differences(from: timeout, but: Self.optional) == [])
          faults += 1
          continue
        }
        output += more.text(of: "stdout")
        if case .done(let code)? = more.state {
          #expect(code == 0)
          break
        }
      }
      #expect(output == "hi\nhi again\n")
      #expect(faults >= 1)
      for exchange in exchanges.suffix(2) {
        let answer = try conversation.send(exchange.request, answered: exchange.response)
        #expect(
          try AnswerShape(answer).differences(
            from: AnswerShape(exchange.response), but: Self.optional) == [])
      }
    }
  }

  @Test func configurationForPypsrp() async throws {
    let exchanges = Recordings.exchanges.filter { $0.file.hasPrefix("test_wsman_") }
    #expect(exchanges.count == 3)
    try await withService { client in
      var conversation = Conversation(client)
      for exchange in exchanges {
        let answer = try conversation.send(exchange.request, answered: exchange.response)
        let list = try AnswerShape(answer).differences(
          from: try AnswerShape(exchange.response), but: ["Config@lang"])
        #expect(list == [], "\(exchange.testDescription)")
      }
    }
  }

  /// Sessions of PowerShell remoting are not there; shells that are not there either, and bad headers,
  /// get the faults that Windows gives.
  @Test func remotingOfPypsrp() async throws {
    let exchanges = Recordings.exchanges.filter { $0.file.hasPrefix("test_psrp_is_alive_") }
    try await withService { client in
      for exchange in exchanges {
        var conversation = Conversation(client)
        let answer = try conversation.send(exchange.request, answered: exchange.response)
        let response = try EnvelopeDecoder.decodeResponse(Array(answer.utf8))
        let fault = try #require(response.fault, "\(exchange.testDescription)")
        if exchange.request.contains(">http://schemas.microsoft.com/powershell/") {
          #expect(fault.code == .resourceNotFound, "\(exchange.testDescription)")
          #expect(fault.detail == "InvalidResourceURI", "\(exchange.testDescription)")
        } else if exchange.response.contains(":Fault>") {
          let list = try AnswerShape(answer).differences(
            from: AnswerShape(exchange.response), but: Self.optional)
          #expect(list == [], "\(exchange.testDescription)")
        } else {
          #expect(fault.code == .unexpectedSelectors, "\(exchange.testDescription)")
        }
      }
    }
  }

  /// The same life of two shells, but of `cmd`: they are left and taken up again.
  @Test func shellsThatAreLeftByPypsrp() async throws {
    let file = "test_psrp_disconnect_runspaces.yml"
    func forCommands(_ text: String) -> String {
      text.replacing(
        "http://schemas.microsoft.com/powershell/Microsoft.PowerShell",
        with: ResourceURI.commandShell.text
      ).replacing("stdin pr<", with: "stdin<")
        .replacing(#/<wsman:Option [^>]*protocolversion[^>]*>2.3</wsman:Option>/#, with: "")
        .replacing(#/<(\w+)Xml xmlns="[^"]*">[^<]*</\w+Xml>/#, with: "")
    }
    // What only shells of PowerShell tell (`protocol.md` 17.2).
    let others = [
      "ActivityId", "ProcessId", "MaxIdleTimeOut", "Locale", "CompressionMode", "ProfileLoaded",
      "Encoding", "BufferMode", "State", "Xml", "Name",
    ]
    try await withService { client in
      var conversation = Conversation(client)
      var actions: [String] = []
      for exchange in Recordings.exchanges
      where exchange.file == file && !exchange.request.contains("shell/Receive<") {
        let response = forCommands(exchange.response)
        let answer = try conversation.send(forCommands(exchange.request), answered: response)
        let shape = try AnswerShape(answer)
        #expect(
          shape.differences(from: try AnswerShape(response), but: others) == [],
          "\(exchange.testDescription)")
        actions.append(String(shape.action.split(separator: "/").last ?? ""))
      }
      #expect(
        actions == [
          "CreateResponse", "DisconnectResponse", "ReconnectResponse", "DisconnectResponse",
          "CreateResponse", "DisconnectResponse", "EnumerateResponse", "EnumerateResponse",
          "EnumerateResponse", "ConnectResponse", "ConnectResponse", "DeleteResponse",
          "DeleteResponse",
        ])
    }
  }

  // MARK: Go and Ruby

  /// Create, Command, Receive, Signal and Delete.
  private func runShell(
    _ client: PlainClient, create: String, command: String, receive: String, signal: String,
    delete: String
  ) throws -> ShellOutput {
    let example = Recordings.exchanges.filter { $0.file == "test_winrs_standard.yml" }
    #expect(example.count == 5)
    var conversation = Conversation(client)
    var output: ShellOutput?
    for (request, exchange) in zip([create, command, receive, signal, delete], example) {
      let answer = try conversation.send(
        conversation.withOurs(request), answered: exchange.response)
      #expect(try AnswerShape(answer).action == AnswerShape(exchange.response).action)
      output = try ShellOutput(answer: answer) ?? output
    }
    return try #require(output)
  }

  @Test func theGoClient() async throws {
    let texts = try Recordings.documents("winrm-go/sample_requests.txt", root: "env:Envelope")
    func request(_ action: String) throws -> String {
      // Each began with a declaration, which is not part of what is found.
      let text = try #require(texts.first { $0.contains("/\(action)</a:Action>") })
      return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text
    }
    try await withService { client in
      let output = try runShell(
        client, create: try request("Create"), command: try request("Command"),
        receive: try request("Receive"), signal: try request("Signal"),
        delete: try request("Delete"))
      // The recorded command has base64 of three bytes, which is no UTF-16.
      #expect(output.text(of: "stderr").contains("not properly encoded"))
      #expect(output.state == .done(exitCode: 1))
    }
  }

  @Test func theRubyClient() async throws {
    let ruby = RubyMessages.self
    try await withService { client in
      let output = try runShell(
        client, create: ruby.create, command: ruby.command("echo hi"), receive: ruby.receive,
        signal: ruby.signal, delete: ruby.delete)
      #expect(output.text(of: "stdout") == "hi\n")
      #expect(output.state == .done(exitCode: 0))

      let query = try #require(client.send(ruby.query("select Name from Win32_OperatingSystem")))
      guard
        case .enumerate(let found) = try EnvelopeDecoder.decodeResponse(Array(query.body.utf8))
          .body
      else {
        Issue.record("\(query)")
        return
      }
      #expect(found.items.count == 1)
      #expect(found.context == nil)

      let answer = try #require(client.send(ruby.configuration))
      guard case .get(let config) = try EnvelopeDecoder.decodeResponse(Array(answer.body.utf8)).body
      else {
        Issue.record("\(answer)")
        return
      }
      #expect(config.child(localName: "MaxEnvelopeSizekb")?.text == "500")
    }
  }

  // MARK: wsman

  @Test func wsman() async throws {
    let requests = try Recordings.documents("wsmancli/WISEMAN-results.txt", root: "s:Envelope")
    try await withService { client in
      var seen: [String] = []
      var context: String?
      for text in requests {
        // A class with this name and a key of its own cannot be added to those of Windows. The
        // namespace is what `wsman -N root/cimv2` puts in.
        var request = text.replacing("/CIM_ComputerSystem<", with: "/CIM_RecordedSystem<")
        let namespace = "<wsman:Selector Name=\"__cimnamespace\">root/cimv2</wsman:Selector>"
        request =
          request.contains("<wsman:SelectorSet>")
          ? request.replacing("<wsman:SelectorSet>", with: "<wsman:SelectorSet>" + namespace)
          : request.replacing(
            "</s:Header>", with: "<wsman:SelectorSet>\(namespace)</wsman:SelectorSet></s:Header>")
        if let context, !request.contains(">xxxx<") {
          request = request.replacing(
            #/<wsen:EnumerationContext>[^<]*</#, with: "<wsen:EnumerationContext>\(context)<")
        }
        let answer = try #require(client.send("<?xml version=\"1.0\"?>\n" + request))
        let body = try EnvelopeDecoder.decodeResponse(Array(answer.body.utf8)).body
        switch body {
        case .identify: seen.append("identify")
        case .get(let element): seen.append("get \(element.localName)")
        case .enumerate(let batch), .pull(let batch):
          seen.append("\(batch.items.count)\(batch.context == nil ? " end" : "")")
          context = batch.context?.text
        case .fault(let fault):
          seen.append("\(fault.subcode?.localName ?? "") \(fault.detail ?? "")")
        default: seen.append("\(body)")
        }
        #expect(answer.status == (body.isFault ? 500 : 200))
      }
      #expect(
        seen == [
          "identify", "get CIM_RecordedSystem", "DestinationUnreachable InvalidResourceURI",
          "get CIM_RecordedSystem", "InvalidSelectors ", "0", "1", "1 end",
          "1", "1 end", "0", "1", "InvalidEnumerationContext ",
        ])
    }
  }
}

extension ShellOutput {
  /// What an answer to Receive holds; nil for every other answer.
  fileprivate init?(answer: String) throws {
    let body = try EnvelopeDecoder.decodeResponse(Array(answer.utf8)).body
    guard case .invoke(ShellAction.receive.responseURI, let element?) = body else { return nil }
    self.init(element: element)
  }

  /// The text of a stream. Programs of Windows differ in how they end lines.
  fileprivate func text(of stream: String) -> String {
    String(decoding: blocks.filter { $0.name == stream }.flatMap(\.bytes), as: UTF8.self)
      .replacing("\r\n", with: "\n")
  }
}

extension ResponseBody {
  fileprivate var isFault: Bool {
    if case .fault = self { true } else { false }
  }
}
