import PSEngine
import WSManClient

/// `Connect-WSMan` (`cmdlets.md` 5.1): asks a computer who it is and keeps a session for the drive.
final class ConnectWSManCommand: Cmdlet {
  private static let computerName = Parameter<[String]>(
    "ComputerName", aliases: ["cn"],
    in: [
      ParameterSetMembership(
        set: "ComputerName", position: 0, pipeline: [.byValue, .byPropertyName])
    ],
    validations: [.allowNull, .allowEmptyString, .allowEmptyCollection],
    completion: .source("Computer"),
    help: "The computer; several names and pipeline input are an addition.")
  private static let applicationName = TargetParameters.applicationName(["ComputerName"])
  private static let port = TargetParameters.port()
  private static let useSSL = TargetParameters.useSSL(["ComputerName"])
  private static let connectionURI = TargetParameters.connectionURI()
  private static let optionSet = Parameter<PSHashtable>(
    "OptionSet", aliases: ["os"], validations: [.notNullOrEmpty],
    help: "Accepted for compatibility; Identify takes no options.")
  private static let passThru = Parameter<SwitchParameter>(
    "PassThru", help: "Gives the session object.", isAddition: true)

  private static let description = CmdletMetadata(
    "Connect-WSMan", typeName: "Microsoft.WSMan.Management.ConnectWSManCommand",
    parameters: [
      computerName.definition, applicationName.definition, port.definition,
      useSSL.definition, connectionURI.definition, optionSet.definition,
      TargetParameters.sessionOption.definition, passThru.definition,
      FanOut.throttleLimit.definition,
    ] + AuthenticationParameters.all,
    defaultSet: "ComputerName",
    synopsis: "Connects to the WinRM service of a computer and adds it to the WSMan: drive.")

  override class var metadata: CmdletMetadata { description }

  private var names: [String?] = []

  override func processRecord(_ context: CommandContext) async throws {
    if let uri = context[Self.connectionURI] {
      names.append(try ConnectionAddress.host(of: uri, context))
    } else if let given = context[Self.computerName], !given.isEmpty {
      names += given.map(TargetParameters.normalized)
    } else if !context.hasPipelineInput {
      names.append(context.isBound(Self.computerName) ? ConnectionTable.localName : nil)
    }
  }

  override func endProcessing(_ context: CommandContext) async throws {
    if !names.isEmpty, context.isBound(Self.optionSet) {
      try await context.writeVerbose(WSManMessages.connectOptionsIgnored)
    }
    guard names.count > 1 else {
      if let name = names.first { try await connectOne(name, context) }
      return
    }
    try await connectMany(names.map { $0 ?? ConnectionTable.localName }, context)
  }

  // MARK: Requests

  private func options(_ context: CommandContext) async throws -> WSManSessionOptions {
    var options = try AuthenticationParameters.sessionOptions(context)
    options.useSSL = context[Self.useSSL]
    context[TargetParameters.sessionOption]?.apply(to: &options)
    options.client = try await context.session.wsmanServices.clientConfiguration()
    return options
  }

  private func request(
    _ name: String?, _ options: WSManSessionOptions, _ context: CommandContext
  ) -> SessionRequest {
    SessionRequest(
      target: context[Self.connectionURI]?.original
        ?? TargetParameters.connectionString(
          name, port: context[Self.port], application: context[Self.applicationName]),
      options: options)
  }

  private func refuseInside(_ name: String?, _ context: CommandContext) throws(PSRuntimeError) {
    let computer = name ?? ConnectionTable.localName
    guard DriveLocation.isCurrentInside(computer, context.session) else { return }
    throw context.terminate(
      WSManErrors.record(WSManMessages.insideComputer, target: .optional(name)))
  }

  // MARK: Connecting

  private func connectOne(_ name: String?, _ context: CommandContext) async throws {
    try refuseInside(name, context)
    do {
      let request = request(name, try await options(context), context)
      let session = try await context.session.wsmanServices.open(request)
      try await keep(session, name, request, context)
    } catch {
      guard let record = WSManErrors.record(error, target: .optional(name)) else { throw error }
      await record.recommendComputer(near: name, context)
      throw context.terminate(record)
    }
  }

  /// Connects several computers at once; each failure is one error record.
  private func connectMany(_ names: [String], _ context: CommandContext) async throws {
    let services = context.session.wsmanServices
    let options = try await options(context)
    var requests: [SessionRequest] = []
    var jobs: [FanOut.Job<WSManSession>] = []
    for name in names {
      do {
        try refuseInside(name, context)
      } catch {
        try await context.writeError(error.record)
        continue
      }
      let request = request(name, options, context)
      requests.append(request)
      jobs.append(
        FanOut.Job(computer: name) { WorkStep(outputs: [try await services.open(request)]) })
    }
    try await FanOut.run(jobs, activity: "Connecting", context) { job, result in
      let name = jobs[job].computer
      switch result {
      case .success(let sessions):
        for session in sessions { try await keep(session, name, requests[job], context) }
      case .failure(let error): try await FanOut.report(error, of: name, context)
      }
    }
  }

  private func keep(
    _ session: WSManSession, _ name: String?, _ request: SessionRequest, _ context: CommandContext
  ) async throws {
    let connection = WSManConnection(
      name: name ?? ConnectionTable.localName, session: session,
      authentication: request.options.authentication)
    context.session.wsmanConnections.add(connection)
    if context[Self.passThru] { try await context.write(.object(connection)) }
  }
}

/// The name under which an address is remembered: its host alone (`provider.md` 14, Q1).
enum ConnectionAddress {
  /// The host of `scheme://host[:port][/path]`.
  static func host(of uri: PSUri, _ context: CommandContext) throws(PSRuntimeError) -> String {
    guard let host = host(of: uri) else {
      throw context.terminate(
        WSManErrors.record(WSManMessages.malformedURI, target: .object(uri)))
    }
    return host
  }

  /// The same; `nil` for an address of another form.
  static func host(of uri: PSUri) -> String? {
    let text = uri.original
    let parts = text.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count >= 3, parts[0].hasSuffix(":"), parts[1].isEmpty, !parts[2].isEmpty else {
      return nil
    }
    let authority = parts[2]
    if authority.first == "[", let end = authority.firstIndex(of: "]") {
      return String(authority[authority.index(after: authority.startIndex)..<end])
    }
    return String(authority.prefix { $0 != ":" })
  }
}
