import CIMModel
import PSEngine
import WSManService

/// The CIM classes of the computer on which a session runs, for its commands.
struct CIMAccess {
  let service: WinRMService
  let caller: Caller

  /// What the session belongs to.
  init(_ session: SessionState) throws(NativeFailure) {
    let place = session.service(CIMSession.self) { CIMSession() }
    guard let access = place.access else {
      throw NativeFailure("System.InvalidOperationException", "The computer has no CIM classes.")
    }
    self = access
  }

  init(service: WinRMService, caller: Caller) {
    self.service = service
    self.caller = caller
  }

  var computer: String { service.identity.computerName }

  /// A namespace in its form with slashes.
  static func namespace(_ text: String?) -> String {
    let parts = (text ?? "root/cimv2").split { $0 == "/" || $0 == "\\" }
    return parts.joined(separator: "/")
  }

  /// All instances that a query finds.
  func instances(
    _ query: String, in namespace: String, _ style: CIMObject.Style
  ) async throws -> [CIMObject] {
    try await service.cimInstances(query: query, in: namespace).map {
      CIMObject($0, namespace: namespace, style, computer: computer)
    }
  }

  /// Writes the instances that a query finds as they are found.
  func write(
    _ query: String, in namespace: String, _ style: CIMObject.Style, to context: CommandContext
  ) async throws {
    try await service.forEachCIMInstance(query: query, in: namespace) {
      let object = CIMObject($0, namespace: namespace, style, computer: computer)
      try await context.write(.object(object))
    }
  }

  /// The query for a class.
  static func query(_ className: String, filter: String?, properties: [String]? = nil) -> String {
    let names = properties ?? ["*"]
    let list = names.contains("*") ? "*" : names.joined(separator: ",")
    return "SELECT \(list) FROM \(className)" + (filter.map { " WHERE \($0)" } ?? "")
  }

  /// Calls a method with arguments by name.
  func call(
    _ name: String, of className: String, _ target: CIMObject?, named arguments: PSHashtable?,
    in namespace: String, _ style: CIMObject.Style
  ) async throws -> PSValue {
    let type = try await service.cimClass(className, in: namespace)
    guard let method = type.method(name) else { throw CIMAccessError.invalidMethod(name) }
    var inputs: [CIMName: CIMValue] = [:]
    for (key, value) in arguments?.entries ?? [] {
      let name = TextConversion.text(of: key)
      guard let parameter = method.inParameters.first(where: { CIMName($0.name) == CIMName(name) }),
        let input = CIMValues.input(value, for: parameter)
      else { throw CIMAccessError.invalidParameter(name) }
      inputs[parameter.identifier] = input
    }
    return try await call(method, of: type.name, target, inputs, in: namespace, style)
  }

  /// Calls a method with arguments by their places.
  func call(
    _ method: CIMMethod, of className: String, _ target: CIMObject?, places arguments: [PSValue],
    in namespace: String, _ style: CIMObject.Style
  ) async throws -> PSValue {
    var inputs: [CIMName: CIMValue] = [:]
    for (index, value) in arguments.enumerated() {
      guard method.inParameters.indices.contains(index) else {
        throw CIMAccessError.invalidParameter("\(index + 1)")
      }
      let parameter = method.inParameters[index]
      guard let input = CIMValues.input(value, for: parameter) else {
        throw CIMAccessError.invalidParameter(parameter.name)
      }
      inputs[parameter.identifier] = input
    }
    return try await call(method, of: className, target, inputs, in: namespace, style)
  }

  private func call(
    _ method: CIMMethod, of className: String, _ target: CIMObject?,
    _ inputs: [CIMName: CIMValue], in namespace: String, _ style: CIMObject.Style
  ) async throws -> PSValue {
    let result = try await service.callCIM(
      method.name, of: className, keys: method.isStatic ? nil : target?.keys,
      inputs: inputs.filter { !$0.value.isNull }, in: namespace, caller: caller)
    let object = PSCustomObject()
    for parameter in method.outParameters {
      let value = result.outputs[parameter.name] ?? .null
      object.setNote(parameter.name, CIMValues.value(value, of: parameter, style))
    }
    object.setNote("ReturnValue", .number(.uint32(result.code)))
    object.setNote("PSComputerName", style == .cim ? .null : .string(computer))
    object.typeNames = [
      style == .cim
        ? "Microsoft.Management.Infrastructure.CimMethodResult"
        : "System.Management.ManagementBaseObject#\\__PARAMETERS", "System.Object",
    ]
    return .object(object)
  }
}

/// Where a session keeps what its commands reach.
private final class CIMSession {
  var access: CIMAccess?
}

extension SessionState {
  /// Lets the commands of the session reach the classes of its computer.
  func reachCIM(_ access: CIMAccess) {
    service(CIMSession.self) { CIMSession() }.access = access
  }
}

/// The records of what CIM refuses.
enum CIMErrors {
  static func text(_ error: CIMAccessError) -> String {
    switch error {
    case .invalidNamespace(let name):
      "Invalid namespace: the computer has no namespace \"\(name)\"; root/cimv2 has the classes of Windows."
    case .invalidClass(let name):
      "Invalid class \"\(name)\": the computer does not have it. Win32_Service and Win32_Process are classes, for example."
    case .invalidQuery(let reason): "Invalid query: \(reason)."
    case .invalidMethod(let name):
      "Invalid method \"\(name)\": the class has no such method, or emulated computers do nothing for it."
    case .invalidParameter(let name): "Invalid parameter \"\(name)\" of the method."
    case .notFound: "Not found: the instance does not exist, or does not exist any longer."
    }
  }

  private static func code(_ error: CIMAccessError) -> String {
    switch error {
    case .invalidNamespace: "0x8004100e"
    case .invalidClass: "0x80041010"
    case .invalidQuery: "0x80041017"
    case .invalidMethod: "0x8004102e"
    case .invalidParameter: "0x80041008"
    case .notFound: "0x80041002"
    }
  }

  private static func category(_ error: CIMAccessError, _ style: CIMObject.Style) -> ErrorCategory {
    switch error {
    case .invalidClass, .invalidNamespace: style == .cim ? .metadataError : .invalidType
    case .invalidQuery, .invalidParameter: .invalidArgument
    case .invalidMethod: .metadataError
    case .notFound: .objectNotFound
    }
  }

  static func record(
    _ error: CIMAccessError, _ style: CIMObject.Style, target: String? = nil
  ) -> ErrorRecord {
    ErrorRecord(
      PSException(
        style == .cim
          ? "Microsoft.Management.Infrastructure.CimException"
          : "System.Management.ManagementException", text(error)),
      id: style == .cim ? "HRESULT \(code(error))" : "GetWMIManagementException",
      category: category(error, style), target: .optional(target))
  }
}
