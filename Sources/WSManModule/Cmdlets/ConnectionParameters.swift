import PSEngine
import WSManClient

/// The parameters with which one cmdlet selects a computer and the way to it (`cmdlets.md` 3.3).
struct ConnectionParameters {
  private let computerName: Parameter<[String]>
  private let port: Parameter<Int32>
  private let applicationName: Parameter<String>
  private let useSSL: Parameter<SwitchParameter>
  private let connectionURI: Parameter<PSUri>

  /// Parameters in the two sets that most cmdlets have: a name, or an address.
  init(sslAliases: [String] = [], uriAliases: [String] = []) {
    let sets = ["ComputerName"]
    computerName = TargetParameters.computerName(sets)
    port = TargetParameters.port(sets)
    applicationName = TargetParameters.applicationName(sets)
    useSSL = TargetParameters.useSSL(sets, aliases: sslAliases)
    connectionURI = TargetParameters.connectionURI(aliases: uriAliases)
  }

  /// Parameters that are all in the same sets, as those of `Get-WSManInstance`: nothing checks
  /// them, and the address wins over the name.
  init(unchecked sets: [String]) {
    computerName = TargetParameters.computerName(sets, alias: "CN")
    port = TargetParameters.port(sets, isChecked: false)
    applicationName = TargetParameters.applicationName(sets, isChecked: false)
    useSSL = TargetParameters.useSSL(sets, aliases: ["SSL"])
    connectionURI = TargetParameters.connectionURI(
      sets, aliases: ["CURI", "CU"], isChecked: false)
  }

  /// What the metadata of the cmdlet lists, with the parameters of authentication.
  var definitions: [ParameterDefinition] {
    [
      computerName.definition, port.definition, applicationName.definition, useSSL.definition,
      connectionURI.definition, TargetParameters.sessionOption.definition,
      FanOut.throttleLimit.definition,
    ] + AuthenticationParameters.all
  }

  /// Whether the arguments name computers; asked before anything comes through the pipeline.
  func namesComputer(_ context: CommandContext) -> Bool {
    context.isBound(computerName) || context.isBound(connectionURI)
  }

  /// Whether the current input names a computer: as a text that is not the resource, or by a
  /// property. Every object has a text, so that the binder alone would take any input for a name,
  /// as Windows, where no names come through the pipeline, does not.
  func takesComputer(_ input: PSValue?, _ context: CommandContext) -> Bool {
    guard let input, context.isBound(computerName) else { return false }
    switch input.unwrapped {
    case .string(let text):
      let resource = context.value(named: "ResourceURI").map { TextConversion.text(of: $0) }
      return resource != text
    case .object(let object):
      return ([computerName.definition.name] + computerName.definition.aliases)
        .contains { object.value(of: $0) != nil }
    default: return false
    }
  }

  /// The computers that are named; empty for the local session, and for an address.
  func computers(_ context: CommandContext) -> [String] {
    guard context[connectionURI] == nil, context.isBound(computerName) else { return [] }
    // `-ComputerName $null` names the local computer, which is not the same as no name at all.
    let names = context[computerName] ?? []
    return (names.isEmpty ? [""] : names).map {
      TargetParameters.normalized($0) ?? ConnectionTable.localName
    }
  }

  /// What the arguments say together.
  /// - Parameters:
  ///   - name: the computer; `nil` for the local session.
  ///   - client: the configuration of the client on the local computer.
  /// - Throws: ``PSRuntimeError`` for contradictions of authentication and malformed addresses.
  func request(
    to name: String?, _ context: CommandContext, client: ClientConfiguration
  ) throws(PSRuntimeError) -> SessionRequest {
    var options = try AuthenticationParameters.sessionOptions(context)
    options.useSSL = context[useSSL]
    context[TargetParameters.sessionOption]?.apply(to: &options)
    options.client = client
    if let uri = context[connectionURI] {
      _ = try ConnectionAddress.host(of: uri, context)
      return SessionRequest(target: uri.original, options: options)
    }
    return SessionRequest(
      target: TargetParameters.connectionString(
        name, port: context[port], application: context[applicationName]),
      options: options)
  }
}
