import CIMModel
import PSEngine
import WSManService

/// What the cmdlets on CIM have in common.
class CIMCommand: Cmdlet {
  static let namespace = Parameter<String>(
    "Namespace", pipeline: .byPropertyName, help: "The namespace; root/cimv2 when not given.")
  static let computerName = Parameter<[String]>(
    "ComputerName", aliases: ["Cn", "ServerName"], pipeline: .byPropertyName,
    help: "This computer by its name; others are not within reach.")
  static let filter = Parameter<String>(
    "Filter", help: "The condition of a WQL query, such as \"Name = 'WinRM'\".")

  class var style: CIMObject.Style { .cim }

  /// Where the classes are, when the command means this computer.
  final func access(_ context: CommandContext) async throws -> CIMAccess? {
    let access = try CIMAccess(context.session)
    let identity = access.service.identity
    let own = ["localhost", ".", identity.computerName, identity.fullName]
    for name in context[Self.computerName] ?? []
    where !own.contains(where: { $0.equalsIgnoringCase(name) }) {
      try await context.writeError(
        ErrorRecord(
          PSException(
            "System.Runtime.InteropServices.COMException",
            "The RPC server is unavailable: from this computer '\(name)' is not within reach. "
              + "Connect to it yourself and run the command there."),
          id: "GetWMICOMException,\(name)", category: .invalidOperation, target: .string(name)))
      return nil
    }
    return access
  }

  /// An instance of a parameter, which takes any value.
  final func instance(
    _ value: PSValue?, _ context: CommandContext
  ) throws -> CIMObject? {
    guard let value, !value.isNull else { return nil }
    guard let object = value.asObject as? CIMObject else {
      throw context.terminate(
        ErrorRecord(
          PSException(
            "System.Management.Automation.ParameterBindingException",
            "Cannot bind argument to parameter 'InputObject': it takes what Get-CimInstance or "
              + "Get-WmiObject gives, and a \(TypeNames.name(of: value)) was given."),
          id: "ParameterArgumentTransformationError", category: .invalidArgument))
    }
    return object
  }

  /// Does something; what CIM refuses becomes an error of the command.
  final func attempt(
    _ context: CommandContext, target: String? = nil, _ work: () async throws -> Void
  ) async throws {
    do {
      try await work()
    } catch let error as CIMAccessError {
      let name = target.map { "root\\cimv2:\($0)" }
      try await context.writeError(
        CIMErrors.record(error, Self.style, target: Self.style == .cim ? name : nil))
    }
  }
}

/// `Get-CimInstance`.
final class GetCimInstance: CIMCommand {
  static let className = Parameter<String>(
    "ClassName", sets: ["ClassName"], position: 0, mandatory: true, help: "The class.")
  static let query = Parameter<String>(
    "Query", sets: ["Query"], mandatory: true, help: "A query in WQL.")
  static let inputObject = Parameter<PSValue>(
    "InputObject", aliases: ["CimInstance"], sets: ["Instance"], position: 0, mandatory: true,
    pipeline: .byValue, help: "An instance, which is read again.")
  static let property = Parameter<[String]>(
    "Property", aliases: ["SelectProperties"], sets: ["ClassName"],
    help: "The properties that are read; all when not given.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-CimInstance",
      typeName: "Microsoft.Management.Infrastructure.CimCmdlets.GetCimInstanceCommand",
      parameters: [
        className.definition, query.definition, inputObject.definition, filter.definition,
        property.definition, namespace.definition, computerName.definition,
      ], defaultSet: "ClassName", synopsis: "Gets instances of the computer's CIM classes.",
      outputTypes: [CIMObject.cimTypeName])
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let access = try await access(context) else { return }
    let instance = try instance(context[Self.inputObject], context)
    let className = context[Self.className] ?? instance?.type.name
    let query =
      context[Self.query]
      ?? CIMAccess.query(
        className ?? "", filter: instance?.condition ?? context[Self.filter],
        properties: context[Self.property])
    let namespace = instance?.namespace ?? CIMAccess.namespace(context[Self.namespace])
    try await attempt(context, target: className) {
      try await access.write(query, in: namespace, .cim, to: context)
    }
  }
}

extension CIMObject {
  /// The condition that only this instance fulfils.
  var condition: String {
    keys.sorted { $0.key < $1.key }.map { name, value in
      let quoted = value.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
      return "\(name) = '\(quoted)'"
    }.joined(separator: " AND ")
  }
}

/// `Get-WmiObject`.
final class GetWmiObject: CIMCommand {
  static let className = Parameter<String>(
    "Class", aliases: ["ClassName"], sets: ["Class"], position: 0, mandatory: true,
    help: "The class.")
  static let query = Parameter<String>(
    "Query", sets: ["Query"], mandatory: true, help: "A query in WQL.")
  static let property = Parameter<[String]>(
    "Property", sets: ["Class"], position: 1,
    help: "The properties that are read; all when not given.")

  override class var style: CIMObject.Style { .wmi }

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-WmiObject", typeName: "Microsoft.PowerShell.Commands.GetWmiObjectCommand",
      parameters: [
        className.definition, property.definition, filter.definition, query.definition,
        namespace.definition, computerName.definition,
      ], defaultSet: "Class", synopsis: "Gets instances of the computer's WMI classes.",
      outputTypes: [CIMObject.wmiTypeName])
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let access = try await access(context) else { return }
    let query =
      context[Self.query]
      ?? CIMAccess.query(
        context[Self.className] ?? "", filter: context[Self.filter],
        properties: context[Self.property])
    let namespace = CIMAccess.namespace(context[Self.namespace])
    try await attempt(context) {
      try await access.write(query, in: namespace, .wmi, to: context)
    }
  }
}
