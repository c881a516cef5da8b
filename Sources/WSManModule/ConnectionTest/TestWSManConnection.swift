import PSEngine
import PSFormatting
import WSManClient
import WSManProtocol

/// `Test-WSManConnection`: walks the way to a computer step by step and shows where it ends.
final class TestWSManConnectionCommand: Cmdlet {
  private static let computerName = Parameter<[String]>(
    "ComputerName", aliases: ["cn"], position: 0, pipeline: [.byValue, .byPropertyName],
    validations: [.allowNull, .allowEmptyString, .allowEmptyCollection],
    completion: .source("Computer"), help: "The computers; the local one when not given.")
  private static let port = TargetParameters.port()
  private static let applicationName = TargetParameters.applicationName([])
  private static let useSSL = TargetParameters.useSSL([])

  private static let description = CmdletMetadata(
    "Test-WSManConnection", typeName: "WSManShell.TestWSManConnectionCommand",
    parameters: [
      computerName.definition, port.definition, applicationName.definition, useSSL.definition,
      TargetParameters.sessionOption.definition, FanOut.throttleLimit.definition,
    ] + AuthenticationParameters.all,
    synopsis: "Walks the way to the WinRM service of a computer and shows where it ends.",
    outputTypes: [ConnectionFindingObject.typeName])

  override class var metadata: CmdletMetadata { description }

  private var names: [String?] = []

  override func processRecord(_ context: CommandContext) async throws {
    names += TargetParameters.computers(Self.computerName, context)
  }

  override func endProcessing(_ context: CommandContext) async throws {
    guard !names.isEmpty else { return }
    let services = context.session.wsmanServices
    var options = try AuthenticationParameters.sessionOptions(context)
    options.useSSL = context[Self.useSSL]
    context[TargetParameters.sessionOption]?.apply(to: &options)
    options.client = try await services.clientConfiguration()
    let wanted =
      context.isBound(AuthenticationParameters.authentication)
        && options.authentication != .default ? options.authentication : nil
    // The steps of one computer are shown as they are taken; those of several stay together.
    let isAlone = names.count == 1
    let jobs = names.map { name in
      let examination = ConnectionExamination(
        services: services,
        request: SessionRequest(
          target: TargetParameters.connectionString(
            name, port: context[Self.port], application: context[Self.applicationName]),
          options: options),
        wanted: wanted)
      return FanOut.Job(computer: name ?? ConnectionTable.localName) {
        try await isAlone ? examination.begin() : examination.whole()
      }
    }
    try await FanOut.run(jobs, activity: "Test-WSManConnection", context) { job, result in
      for var finding in try result.get() {
        if finding.code == WSManErrorCode.nameNotResolved.rawValue,
          let question = await ComputerSuggestion.text(near: jobs[job].computer, context)
        {
          finding.detail += " \(question)"
        }
        try await context.write(
          .object(ConnectionFindingObject(finding, of: jobs[job].computer)))
      }
    }
  }
}

/// How findings are shown.
enum ConnectionTestViews {
  static var all: [FormatViewDefinition] {
    var control = TableControl([
      FormatColumn("Step", width: 18), FormatColumn("Result", width: 8),
      FormatColumn(label: "Time", width: 9, alignment: .right) { time(of: $0) },
      FormatColumn("Detail"),
    ])
    control.wraps = true
    control.leastLineWidth = 70
    return [
      FormatViewDefinition(
        ConnectionFindingObject.typeName, for: [ConnectionFindingObject.typeName],
        groupBy: FormatGrouping("ComputerName"), control: .table(control)),
      .list(
        for: [ConnectionFindingObject.typeName],
        ["ComputerName", "Step", "Result", "Time", "Code", "Detail"].map { FormatColumn($0) }),
    ]
  }

  private static func time(of value: PSValue) -> PSValue {
    guard case .object(let span as PSTimeSpan)? = value.asObject?.value(of: "Time") else {
      return .string("")
    }
    // The column has no room for more milliseconds.
    guard span.seconds < 10 else {
      return .string("\((span.seconds * 10).rounded() / 10) s")
    }
    let tenths = (span.seconds * 10_000).rounded() / 10
    return .string("\(tenths) ms")
  }
}
