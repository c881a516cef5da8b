import PSEngine
import WSManClient
import WSManProtocol
import XMLObjects
import XMLStream

/// What the cmdlets on resource instances have in common: one session for all their input, and one
/// way to report what fails.
class InstanceCommand: Cmdlet {
  /// How the cmdlet selects the computer.
  class var connection: ConnectionParameters { ConnectionParameters() }

  private var client: ClientConfiguration?
  private var opened: (request: SessionRequest, session: WSManSession)?

  /// The session with the computer that the arguments select; the same one as long as they say the
  /// same.
  /// - Throws: ``PSRuntimeError`` that ends the command.
  final func session(_ context: CommandContext) async throws -> WSManSession {
    let client = try await clientConfiguration(context)
    let request = try Self.connection.request(context, client: client)
    if let opened, opened.request == request { return opened.session }
    await opened?.session.close()
    opened = nil
    do {
      let session = try context.session.wsmanServices.session(for: request)
      opened = (request, session)
      return session
    } catch {
      throw context.terminate(WSManErrors.record(error.message, code: error.code.rawValue))
    }
  }

  private func clientConfiguration(_ context: CommandContext) async throws -> ClientConfiguration {
    if let client { return client }
    let read = try await attempt(context) {
      try await context.session.wsmanServices.clientConfiguration()
    }
    client = read
    return read
  }

  /// Lets the session live on until the last request of its own has been sent: an enumeration that
  /// is left early still has to be released.
  final func leaveSession() { opened = nil }

  override func dispose(_ context: CommandContext) async {
    await opened?.session.close()
  }

  // MARK: Errors

  /// Does something with a computer; what a service, the client or the network refuses becomes the
  /// error that ends the command.
  final func attempt<Result>(
    _ context: CommandContext, _ work: () async throws -> Result
  ) async throws -> Result {
    do {
      return try await work()
    } catch {
      throw try await failure(error, context)
    }
  }

  /// The error that ends the command: the fault as a document, about the resource. Errors of other
  /// kinds pass as they are.
  final func failure(_ error: any Error, _ context: CommandContext) async throws -> any Error {
    let target = context.value(named: "ResourceURI") ?? .null
    return try await WSManErrors.documentFailure(error, target: target, context)
  }

  // MARK: Output

  /// Writes an element.
  final func write(_ element: XMLFragment, _ context: CommandContext) async throws {
    try await context.write(.object(XMLNode.element(element)))
  }
}

extension WSManErrors {
  /// The error that ends a command with the fault as a document; the sentence that is in it is told
  /// as a verbose line. Errors of other kinds pass as they are.
  static func documentFailure(
    _ error: any Error, target: PSValue, _ context: CommandContext
  ) async throws -> any Error {
    let machine = context.session.configuration.computerName
    guard let cause = Cause(error),
      let record = documentRecord(error, machine: machine, target: target)
    else { return error }
    try await context.writeVerbose(cause.message)
    return context.terminate(record)
  }
}
