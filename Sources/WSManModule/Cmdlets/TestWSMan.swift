import PSEngine
import WSManClient
import WSManProtocol
import XMLObjects

/// `Test-WSMan` (`cmdlets.md` 5.3): asks whether a WinRM service answers.
final class TestWSManCommand: Cmdlet {
  /// Set of the target parameters besides the name; there is no default set.
  private static let set = "ComputerName"
  /// The time limit of the request in milliseconds.
  private static let timeLimit = 1000

  private static let computerName = Parameter<String>(
    "ComputerName", aliases: ["cn"], position: 0, pipeline: .byValue,
    validations: [.allowNull, .allowEmptyString], completion: .source("Computer"),
    help: "The computer; the local one when not given.")
  private static let applicationName = TargetParameters.applicationName([set])
  private static let port = TargetParameters.port([set])
  private static let useSSL = TargetParameters.useSSL([set])

  private static let description = CmdletMetadata(
    "Test-WSMan", typeName: "Microsoft.WSMan.Management.TestWSManCommand",
    parameters: [
      computerName.definition, applicationName.definition, port.definition, useSSL.definition,
    ] + AuthenticationParameters.all,
    synopsis: "Tests whether the WinRM service of a computer answers.",
    outputTypes: [
      "System.Xml.XmlElement#http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd#IdentifyResponse"
    ])

  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    let name = TargetParameters.normalized(context[Self.computerName])
    var options = try AuthenticationParameters.sessionOptions(context, default: .none)
    options.useSSL = context[Self.useSSL]
    options.operationTimeout = Self.timeLimit
    let services = context.session.wsmanServices
    options.client = try await services.clientConfiguration()
    let request = SessionRequest(
      target: TargetParameters.connectionString(
        name, port: context[Self.port], application: context[Self.applicationName]),
      options: options)
    let session: WSManSession
    do {
      session = try services.session(for: request)
    } catch {
      throw context.terminate(WSManErrors.record(error.message, code: error.code.rawValue))
    }
    do {
      let answer = try await session.identify()
      await session.close()
      try await context.write(.object(XMLNode.element(answer.element)))
    } catch {
      await session.close()
      let machine = context.session.configuration.computerName
      guard
        let record = WSManErrors.documentRecord(
          error, machine: machine, target: .optional(name))
      else { throw error }
      try await context.writeError(record)
    }
  }
}
