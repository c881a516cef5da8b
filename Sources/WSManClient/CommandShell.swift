public import WSManProtocol
import XMLStream

/// An open remote shell, seen from the client: commands are started, their output is fetched, and a
/// second session carries what must not wait for the output.
public struct CommandShell: Sendable {
  /// The id of the shell.
  public let id: String
  private let session: WSManSession
  private let locator: ResourceLocator

  /// Opens a shell.
  ///
  /// - Parameters:
  ///   - session: the session for the shell, and for all requests about it.
  ///   - wish: environment, folder and streams.
  ///   - options: such as the code page.
  /// - Throws: what the session's operations throw.
  public static func open(
    _ session: WSManSession, _ wish: ShellDescription, options: OptionSet
  ) async throws -> CommandShell {
    let answer = try await session.create(
      ResourceLocator(resource: .commandShell), wish.request, OperationOptions(options: options))
    let described = answer.additional.first { $0.localName == "Shell" }
    let told = described.map(ShellDescription.init(element:))?.id
    guard let id = answer.reference.selectors["ShellId"] ?? told, !id.isEmpty else {
      throw session.failure(
        .envelope(EnvelopeError(.content("reference to the new shell", .createResponseNoEPR))))
    }
    return CommandShell(id: id, session: session)
  }

  private init(id: String, session: WSManSession) {
    self.id = id
    self.session = session
    locator = ResourceLocator(resource: .commandShell, selectors: ["ShellId": id])
  }

  /// The same shell through another session, which is not held up by a request that waits for output.
  public func through(_ other: WSManSession) -> CommandShell {
    CommandShell(id: id, session: other)
  }

  /// Starts a command.
  ///
  /// - Returns: its id.
  public func start(_ line: ShellCommandLine) async throws -> String {
    let options = OptionSet([
      RequestOption(name: ShellOption.consoleInput, value: "TRUE"),
      RequestOption(name: ShellOption.skipCommandShell, value: "FALSE"),
    ])
    let output = try await session.invoke(
      ShellAction.command.uri, on: locator, input: line.element, OperationOptions(options: options))
    guard let id = output.flatMap(ShellCommandLine.id(inResponse:)), !id.isEmpty else {
      throw session.failure(.wrongAnswer)
    }
    return id
  }

  /// The next output of a command; waits for it, however long it takes.
  public func receive(_ commandID: String) async throws -> ShellOutput {
    let request = ShellReceiveRequest(commandID: commandID).element
    let options = OperationOptions(
      options: OptionSet([RequestOption(name: ShellOption.keepAlive, value: "TRUE")]))
    while true {
      do {
        let element = try await session.invoke(
          ShellAction.receive.uri, on: locator, input: request, options)
        guard let output = element.flatMap(ShellOutput.init(element:)) else {
          throw session.failure(.wrongAnswer)
        }
        return output
      } catch let fault as WSManFault where fault.code == .operationTimedOut {
        // Nothing yet (`protocol.md` 17.4).
        continue
      }
    }
  }

  /// Sends bytes to the input of a command.
  public func send(_ bytes: [UInt8], isEnd: Bool, to commandID: String) async throws {
    let block = ShellStreamBlock(
      name: "stdin", commandID: commandID, bytes: bytes, isEnd: isEnd)
    _ = try await session.invoke(
      ShellAction.send.uri, on: locator, input: ShellInput([block]).element)
  }

  /// Sends a signal to a command.
  public func signal(_ signal: ShellSignal, to commandID: String) async throws {
    _ = try await session.invoke(
      ShellAction.signal.uri, on: locator,
      input: ShellSignalRequest(signal, commandID: commandID).element)
  }

  /// Closes the shell.
  public func close() async throws { try await session.delete(locator) }
}
