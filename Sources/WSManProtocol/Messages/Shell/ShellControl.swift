public import XMLStream

/// The input of Signal (`protocol.md` 6.17).
public struct ShellSignalRequest: Sendable, Equatable {
  /// The command; nil for all commands of the shell.
  public var commandID: String?
  /// The URI of the signal.
  public var code: String

  /// A signal.
  public init(_ signal: ShellSignal, commandID: String?) {
    self.commandID = commandID
    code = signal.uri
  }

  /// Reads `rsp:Signal`; nil when it has no code.
  public init?(element: XMLFragment) {
    guard element.localName == "Signal", let code = element.shellText("Code") else { return nil }
    self.code = code
    commandID = element.attribute(localName: "CommandId")
  }

  /// The element `rsp:Signal`.
  public var element: XMLFragment {
    .shell("Signal") { signal in
      if let commandID { signal.attribute("CommandId", commandID) }
      signal.shell("Code", code)
    }
  }

  /// The answer to Signal.
  public static let response = XMLFragment.shell("SignalResponse")
}

/// The input of Disconnect (`protocol.md` 6.19).
public struct ShellDisconnectRequest: Sendable, Equatable {
  /// How long the shell is kept, as it was written.
  public var idleTimeout: String?
  /// What happens to output meanwhile: `Block` or `Drop`.
  public var bufferMode: String?

  /// Leaving a shell.
  public init(idleTimeout: String? = nil, bufferMode: String? = nil) {
    self.idleTimeout = idleTimeout
    self.bufferMode = bufferMode
  }

  /// Reads `rsp:Disconnect`, which may be missing.
  public init(element: XMLFragment?) {
    idleTimeout = element?.shellText("IdleTimeOut")
    bufferMode = element?.shellText("BufferMode")
  }

  /// The element `rsp:Disconnect`.
  public var element: XMLFragment {
    .shell("Disconnect") { disconnect in
      if let idleTimeout { disconnect.shell("IdleTimeOut", idleTimeout) }
      if let bufferMode { disconnect.shell("BufferMode", bufferMode) }
    }
  }
}

/// The answer to Connect (`protocol.md` 6.19).
public enum ShellConnectResponse {
  /// The element `rsp:ConnectResponse`.
  public static func element(input: [String], output: [String]) -> XMLFragment {
    .shell("ConnectResponse") { answer in
      answer.shell("InputStreams", input.joined(separator: " "))
      answer.shell("OutputStreams", output.joined(separator: " "))
    }
  }
}
