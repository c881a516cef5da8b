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

  private static let computerName = Parameter<[String]>(
    "ComputerName", aliases: ["cn"], position: 0, pipeline: .byValue,
    validations: [.allowNull, .allowEmptyString, .allowEmptyCollection],
    completion: .source("Computer"),
    help: "The computer, the local one when not given; several names are an addition.")
  private static let applicationName = TargetParameters.applicationName([set])
  private static let port = TargetParameters.port([set])
  private static let useSSL = TargetParameters.useSSL([set])

  private static let description = CmdletMetadata(
    "Test-WSMan", typeName: "Microsoft.WSMan.Management.TestWSManCommand",
    parameters: [
      computerName.definition, applicationName.definition, port.definition, useSSL.definition,
      FanOut.throttleLimit.definition,
    ] + AuthenticationParameters.all,
    synopsis: "Tests whether the WinRM service of a computer answers.",
    outputTypes: [
      "System.Xml.XmlElement#http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd#IdentifyResponse"
    ])

  override class var metadata: CmdletMetadata { description }

  private var names: [String?] = []

  override func processRecord(_ context: CommandContext) async throws {
    names += TargetParameters.computers(Self.computerName, context)
  }

  override func endProcessing(_ context: CommandContext) async throws {
    guard !names.isEmpty else { return }
    let services = context.session.wsmanServices
    var options = try AuthenticationParameters.sessionOptions(context, default: .none)
    options.useSSL = context[Self.useSSL]
    options.operationTimeout = Self.timeLimit
    options.client = try await services.clientConfiguration()
    var jobs: [FanOut.Job<IdentifyResponse>] = []
    for name in names {
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
      jobs.append(
        FanOut.Job(computer: name ?? ConnectionTable.localName) {
          do {
            let answer = try await session.identify()
            await session.close()
            return WorkStep(outputs: [answer])
          } catch {
            await session.close()
            throw error
          }
        })
    }
    try await run(jobs, context)
  }

  /// Names from the pipeline give their answers in their order, as on Windows, where they are asked
  /// one after the other; names of one argument in the order of arrival.
  private func run(
    _ jobs: [FanOut.Job<IdentifyResponse>], _ context: CommandContext
  ) async throws {
    try await FanOut.run(
      jobs, activity: "Test-WSMan", keepsOrder: context.hasPipelineInput, context
    ) { job, result in
      try await write(result, job, jobs, context)
    }
  }

  private func write(
    _ result: Result<[IdentifyResponse], any Error>, _ job: Int,
    _ jobs: [FanOut.Job<IdentifyResponse>], _ context: CommandContext
  ) async throws {
    switch result {
    case .success(let answers):
      for answer in answers {
        let element = XMLNode.element(answer.element)
        guard jobs.count > 1 else { return try await context.write(.object(element)) }
        try await FanOut.write(element, from: jobs[job].computer, context)
      }
    case .failure(let error):
      let record = WSManErrors.documentRecord(
        error, machine: context.session.configuration.computerName, target: .optional(names[job]),
        .withoutOptions)
      guard let record, let cause = WSManErrors.Cause(error, .withoutOptions) else { throw error }
      try await context.writeVerbose(cause.message)
      if jobs.count > 1 { record.computerName = jobs[job].computer }
      await record.recommendComputer(near: names[job], context)
      try await context.writeError(record)
    }
  }
}
