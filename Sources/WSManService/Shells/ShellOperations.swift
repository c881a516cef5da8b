import WSManProtocol
import XMLStream

/// The resources of remote shells (`protocol.md` 17.1).
enum ShellResource: Sendable {
  /// All shells, `winrm/shell`.
  case shells
  /// The shells in which commands run, `winrm/shell/cmd`.
  case commandShells
  /// The commands of a shell, `winrm/shell/Command`.
  case commands

  init?(_ resource: ResourceURI) {
    switch resource {
    case .shell: self = .shells
    case .commandShell: self = .commandShells
    case .shellCommands: self = .commands
    default: return nil
    }
  }
}

/// Answers requests for remote shells.
struct ShellOperations: Sendable {
  let shells: RemoteShells
  let request: ResourceRequest
  let header: RequestHeader
  let limit: EnvelopeLimit

  private var quotas: ShellQuotas {
    ShellQuotas(request.configuration, plugin: request.quotas)
  }

  /// The options of the request, unless a plugin serves the shells that takes no notice of them.
  private var options: OptionSet {
    request.plugin?.supportsOptions ?? true ? header.options : OptionSet()
  }

  /// The answer to everything but Enumerate, Pull and Release.
  func answer(_ body: RequestBody, _ resource: ShellResource) async throws -> ResponseBody {
    switch (body, resource) {
    case (.create(let input), .commandShells): return .create(try create(input))
    case (.get, .shells), (.get, .commandShells):
      let shell = try shell()
      return .get(shell.description(now: shells.now, inFull: true).response)
    case (.delete, .shells), (.delete, .commandShells):
      shells.close(try shell())
      return .delete
    case (.invoke(let uri, let input), .commandShells):
      guard let action = ShellAction(uri: uri) else { break }
      let shell = try shell()
      shell.beginRequest()
      defer { shell.endRequest(now: shells.now) }
      return .invoke(action: action.responseURI, output: try await invoke(action, shell, input))
    default: break
    }
    throw WSManFault(
      .actionNotSupported,
      message: "This resource does not support the action "
        + "\(ConfigurationProblem.quoted(body.action ?? "")).")
  }

  private func shell() throws(WSManFault) -> RemoteShell {
    try shells.shell(request.selectors["ShellId"], of: request.caller)
  }

  private func create(_ input: XMLFragment?) throws -> CreateResponse {
    guard let input, input.localName == "Shell" else { throw Self.invalid("Shell") }
    let shell = try shells.open(
      ShellDescription(element: input), options: options, caller: request.caller, quotas)
    let reference = EndpointReference(
      address: header.to, resource: ResourceURI.commandShell, selectors: ["ShellId": shell.id])
    return CreateResponse(
      reference: reference,
      additional: [shell.description(now: shells.now, inFull: false).response])
  }

  private func invoke(
    _ action: ShellAction, _ shell: RemoteShell, _ input: XMLFragment?
  ) async throws -> XMLFragment? {
    switch action {
    case .disconnect:
      let wish = ShellDisconnectRequest(element: input)
      let time = try wish.idleTimeout.map { text throws(WSManFault) in
        try quotas.idleTimeout(wish: text)
      }
      try shell.disconnect(idleTimeout: time)
      return nil
    case .reconnect:
      try shell.reconnect()
      return nil
    case .connect:
      try shell.reconnect()
      return ShellConnectResponse.element(
        input: shell.inputStreams, output: shell.outputStreams)
    default: break
    }
    guard !shell.isDisconnected else { throw WSManFault(.shellDisconnected) }
    switch action {
    case .command:
      guard let line = input.flatMap(ShellCommandLine.init(element:)) else {
        throw Self.invalid("CommandLine")
      }
      let command = try shells.start(line, in: shell, options: options, quotas)
      return ShellCommandLine.response(id: command.id)
    case .send:
      guard let bytes = input.flatMap(ShellInput.init(element:)) else { throw Self.invalid("Send") }
      try await send(bytes, to: shell)
      return ShellInput.response
    case .receive:
      guard let wish = input.flatMap(ShellReceiveRequest.init(element:)) else {
        throw Self.invalid("Receive")
      }
      return try await receive(wish, from: shell)
    case .signal:
      guard let signal = input.flatMap(ShellSignalRequest.init(element:)) else {
        throw Self.invalid("Signal")
      }
      try self.signal(signal, shell)
      return ShellSignalRequest.response
    case .disconnect, .reconnect, .connect: return nil
    }
  }

  private func send(_ input: ShellInput, to shell: RemoteShell) async throws {
    for block in input.blocks {
      guard shell.inputStreams.contains(block.name), let id = block.commandID else {
        throw Self.parameter
      }
      try await shell.command(id).streams.send(block.bytes, isEnd: block.isEnd)
    }
  }

  private func receive(
    _ wish: ShellReceiveRequest, from shell: RemoteShell
  ) async throws -> XMLFragment {
    guard let id = wish.commandID, wish.streams.allSatisfy(shell.outputStreams.contains) else {
      throw Self.parameter
    }
    let command = try shell.command(id)
    // Base64 has four characters for three bytes, and each block has a tag around it.
    let bytes = max(1024, (limit.bytes - EnvelopeSize.overhead) / 2)
    while true {
      try await command.streams.waitForOutput(wish.streams)
      let output = command.streams.take(wish.streams, commandID: command.id, limit: bytes)
      if let output { return output.element(commandID: command.id) }
    }
  }

  private func signal(_ signal: ShellSignalRequest, _ shell: RemoteShell) throws {
    guard let kind = ShellSignal(uri: signal.code) else {
      throw WSManFault(
        .invalidParameterValue,
        message: "There is no signal \(ConfigurationProblem.quoted(signal.code)).")
    }
    let commands =
      if let id = signal.commandID { [try shell.command(id)] } else { shell.commands }
    for command in commands {
      switch kind {
      case .interrupt, .breakKey: command.interrupt()
      case .terminate: shell.forget(command)
      }
    }
  }

  // MARK: Enumerations

  /// What an enumeration finds.
  func enumerate(_ query: EnumerateRequest, _ resource: ShellResource) throws -> ItemSource {
    switch resource {
    case .shells, .commandShells:
      guard query.filter == nil else { throw WSManFault(.filteringNotSupported) }
      let now = shells.now
      return ItemSource(
        shells.all(of: request.caller).map { shell in
          EnumeratedItem(
            object: shell.description(now: now, inFull: true).response,
            reference: EndpointReference(
              address: header.to, resource: ResourceURI.commandShell,
              selectors: ["ShellId": shell.id]))
        })
    case .commands:
      guard query.mode == .object else { throw WSManFault(.shellCommandsHaveNoReferences) }
      guard case .selectors(let selectors)? = query.filter?.content, selectors["ShellId"] != nil
      else { throw WSManFault(.shellCommandsNeedFilter) }
      let shell = try shells.shell(selectors["ShellId"], of: request.caller)
      return ItemSource(
        shell.commands.map {
          EnumeratedItem(object: $0.description.element, reference: EndpointReference())
        })
    }
  }

  // MARK: Faults

  private static func invalid(_ element: String) -> WSManFault {
    WSManFault(
      .schemaValidationError,
      message: "The body must have the element \(element) with what belongs into it.")
  }

  /// What Windows' shell answers when a message does not fit it (`protocol.md` 11.4).
  private static let parameter = WSManFault(
    .invalidParameterValue,
    provider: ProviderFault(
      provider: "Shell cmd plugin", path: #"%systemroot%\system32\winrscmd.dll"#))
}
