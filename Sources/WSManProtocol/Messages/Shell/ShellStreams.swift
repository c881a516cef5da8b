public import XMLStream

/// Part of a stream of a command (`protocol.md` 6.15, 6.16).
public struct ShellStreamBlock: Sendable, Equatable {
  /// The stream: `stdin`, `stdout` or `stderr`.
  public var name: String
  /// The command.
  public var commandID: String?
  /// The bytes.
  public var bytes: [UInt8]
  /// Whether nothing follows in the stream.
  public var isEnd: Bool

  /// Part of a stream.
  public init(name: String, commandID: String?, bytes: [UInt8] = [], isEnd: Bool = false) {
    self.name = name
    self.commandID = commandID
    self.bytes = bytes
    self.isEnd = isEnd
  }

  /// Reads `rsp:Stream`; nil when it has no name or is no base64.
  init?(element: XMLFragment) {
    guard let name = element.attribute(localName: "Name"),
      let bytes = StreamText.decode(element.text)
    else { return nil }
    self.name = name
    self.bytes = bytes
    commandID = element.attribute(localName: "CommandId")
    let end = element.attribute(localName: "End")?.lowercased()
    isEnd = end == "true" || end == "1"
  }

  func write(to builder: inout XMLFragmentBuilder) {
    builder.start("rsp", ShellNames.name("Stream"))
    builder.attribute("Name", name)
    if let commandID { builder.attribute("CommandId", commandID) }
    if isEnd { builder.attribute("End", "true") }
    builder.text(StreamText.encode(bytes))
    builder.end(expanded: true)
  }
}

/// The input of Send: bytes for streams of commands (`protocol.md` 6.16).
public struct ShellInput: Sendable, Equatable {
  /// The parts in order.
  public var blocks: [ShellStreamBlock]

  /// Bytes for streams.
  public init(_ blocks: [ShellStreamBlock]) { self.blocks = blocks }

  /// Reads `rsp:Send`; nil when it has no stream, or one that is no base64.
  public init?(element: XMLFragment) {
    var blocks: [ShellStreamBlock] = []
    for stream in element.children where stream.localName == "Stream" {
      guard let block = ShellStreamBlock(element: stream) else { return nil }
      blocks.append(block)
    }
    guard element.localName == "Send", !blocks.isEmpty else { return nil }
    self.blocks = blocks
  }

  /// The element `rsp:Send`.
  public var element: XMLFragment {
    .shell("Send") { send in
      for block in blocks { block.write(to: &send) }
    }
  }

  /// The answer to Send.
  public static let response = XMLFragment.shell("SendResponse")
}

/// The input of Receive: the streams that the client waits for (`protocol.md` 6.15).
public struct ShellReceiveRequest: Sendable, Equatable {
  /// The names of the streams.
  public var streams: [String]
  /// The command; nil for the streams of the shell itself.
  public var commandID: String?

  /// What the client waits for.
  public init(streams: [String] = ["stdout", "stderr"], commandID: String?) {
    self.streams = streams
    self.commandID = commandID
  }

  /// Reads `rsp:Receive`; nil when it wants no stream.
  public init?(element: XMLFragment) {
    guard element.localName == "Receive", let wish = element.child(localName: "DesiredStream")
    else { return nil }
    streams = wish.text.words
    commandID = wish.attribute(localName: "CommandId")
    if streams.isEmpty { return nil }
  }

  /// The element `rsp:Receive`.
  public var element: XMLFragment {
    .shell("Receive") { receive in
      receive.start("rsp", ShellNames.name("DesiredStream"))
      if let commandID { receive.attribute("CommandId", commandID) }
      receive.text(streams.joined(separator: " "))
      receive.end(expanded: true)
    }
  }
}

/// The answer to Receive: output, and what has become of the command (`protocol.md` 17.4).
public struct ShellOutput: Sendable, Equatable {
  /// What has become of a command.
  public enum State: Sendable, Equatable {
    /// It runs.
    case running
    /// It is being ended.
    case pending
    /// It has ended; nil when the service tells no exit code.
    case done(exitCode: Int32?)
  }

  /// The parts of streams in order.
  public var blocks: [ShellStreamBlock]
  /// The state of the command; nil when the service does not tell.
  public var state: State?

  private static let states = Namespaces.shell + "/CommandState/"

  /// Output.
  public init(blocks: [ShellStreamBlock], state: State?) {
    self.blocks = blocks
    self.state = state
  }

  /// Reads `rsp:ReceiveResponse`; nil when a stream is no base64.
  public init?(element: XMLFragment) {
    blocks = []
    for child in element.children {
      switch child.localName {
      case "Stream":
        guard let block = ShellStreamBlock(element: child) else { return nil }
        blocks.append(block)
      case "CommandState": state = Self.state(child)
      default: break
      }
    }
  }

  /// One known service writes the exit code as an attribute.
  private static func state(_ element: XMLFragment) -> State? {
    let state = element.attribute(localName: "State")?.trimmingXMLSpace() ?? ""
    switch state.split(separator: "/").last.map(String.init) {
    case "Done":
      let text = element.shellText("ExitCode") ?? element.attribute(localName: "ExitCode")
      let number = text.flatMap { Int64($0.trimmingXMLSpace()) }
      return .done(exitCode: number.map { Int32(truncatingIfNeeded: $0) })
    case "Pending": return .pending
    case "Running": return .running
    default: return nil
    }
  }

  /// The element `rsp:ReceiveResponse`.
  public func element(commandID: String) -> XMLFragment {
    .shell("ReceiveResponse") { answer in
      for block in blocks { block.write(to: &answer) }
      guard let state else { return }
      answer.start("rsp", ShellNames.name("CommandState"))
      answer.attribute("CommandId", commandID)
      switch state {
      case .running: answer.attribute("State", Self.states + "Running")
      case .pending: answer.attribute("State", Self.states + "Pending")
      case .done(let code):
        answer.attribute("State", Self.states + "Done")
        if let code { answer.shell("ExitCode", String(code)) }
      }
      answer.end()
    }
  }
}
