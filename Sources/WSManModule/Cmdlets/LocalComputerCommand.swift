import PSEngine
import WSManClient
import WSManProtocol
import XMLStream

/// What the cmdlets that set up the local computer have in common: administrators only, and a
/// session of their own with the local service.
class LocalComputerCommand: Cmdlet {
  /// Refuses users who are no administrators (`cmdlets.md` 3.13).
  final func requireElevation(_ context: CommandContext) throws(PSRuntimeError) {
    guard context.session.configuration.isElevated else {
      throw Self.invalidOperation(WSManMessages.elevationNeeded)
    }
  }

  /// An exception that escapes from the cmdlet.
  static func invalidOperation(_ message: String) -> PSRuntimeError {
    .provider(PSException("System.InvalidOperationException", message))
  }

  /// Does something with the local service; what fails becomes the error that ends the command,
  /// with the fault as a document.
  final func withLocalSession<Result>(
    _ context: CommandContext, target: PSValue = .null,
    _ work: (WSManSession) async throws -> Result
  ) async throws -> Result {
    let session = try context.session.wsmanServices.localSession()
    do {
      let result = try await work(session)
      await session.close()
      return result
    } catch {
      await session.close()
      throw try await WSManErrors.documentFailure(error, target: target, context)
    }
  }
}
