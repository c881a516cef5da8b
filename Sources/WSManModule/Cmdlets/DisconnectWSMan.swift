import PSEngine

/// `Disconnect-WSMan` (`cmdlets.md` 5.2): removes a computer from the drive and ends its session.
final class DisconnectWSManCommand: Cmdlet {
  private static let computerName = Parameter<[String]>(
    "ComputerName", position: 0, pipeline: [.byValue, .byPropertyName],
    validations: [.allowNull, .allowEmptyString, .allowEmptyCollection],
    completion: .source("ConnectedComputer"),
    help: "The computer to disconnect; several names and pipeline input are an addition.")

  private static let description = CmdletMetadata(
    "Disconnect-WSMan", typeName: "Microsoft.WSMan.Management.DisconnectWSManCommand",
    parameters: [computerName.definition],
    synopsis: "Ends the connection to a computer and removes it from the WSMan: drive.")

  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    let names = context[Self.computerName] ?? [""]
    for name in names.isEmpty ? [""] : names {
      do {
        try disconnect(name, context)
      } catch {
        // One name fails as on Windows: the statement ends. Among several it is one error record.
        guard names.count > 1 || context.hasPipelineInput else { throw error }
        try await context.writeError(error.record)
      }
    }
  }

  private func disconnect(_ name: String, _ context: CommandContext) throws(PSRuntimeError) {
    let computer = TargetParameters.normalized(name) ?? ConnectionTable.localName
    func failure(_ message: String) -> PSRuntimeError {
      context.terminate(WSManErrors.record(message, target: .string(computer)))
    }
    let table = context.session.wsmanConnections
    if DriveLocation.isRememberedInside(computer, context.session) {
      throw failure(WSManMessages.insideComputer)
    }
    if computer.equalsIgnoringCase(ConnectionTable.localName) {
      throw failure(WSManMessages.localhostAlwaysConnected)
    }
    guard table.remove(computer) else { throw failure(WSManMessages.invalidComputerName) }
  }
}
