import CIMModel
import PSEngine
import WSManService

/// An instance as an object of the language: `CimInstance` of `Get-CimInstance`, or the
/// `ManagementObject` of `Get-WmiObject`.
final class CIMObject: PSObject {
  /// Which of the two families of cmdlets has made it.
  enum Style: Sendable {
    case cim, wmi
  }

  static let cimTypeName = "Microsoft.Management.Infrastructure.CimInstance"
  static let wmiTypeName = "System.Management.ManagementObject"

  let found: ClassifiedInstance
  let namespace: String
  let style: Style
  let computer: String

  init(_ found: ClassifiedInstance, namespace: String, _ style: Style, computer: String) {
    self.found = found
    self.namespace = namespace
    self.style = style
    self.computer = computer
  }

  var type: CIMClass { found.type }

  /// The values of the keys, which name the instance.
  var keys: [String: String] {
    Dictionary(
      type.keys.map { ($0.name, found.instance[$0.identifier].text) },
      uniquingKeysWith: { first, _ in first })
  }

  private var properties: [CIMProperty] { found.selected ?? type.properties }

  override var typeName: String { style == .cim ? Self.cimTypeName : Self.wmiTypeName }

  override var baseTypeNames: [String] {
    let classes = [type.name] + found.ancestors
    switch style {
    case .cim:
      return classes.map { "\(Self.cimTypeName)#\(namespace)/\($0)" }
        + classes.map { "\(Self.cimTypeName)#\($0)" } + [Self.cimTypeName, "System.Object"]
    case .wmi:
      let space = namespace.replacing("/", with: "\\")
      return classes.map { "\(Self.wmiTypeName)#\(space)\\\($0)" } + [
        Self.wmiTypeName, "System.Management.ManagementBaseObject",
        "System.ComponentModel.Component", "System.MarshalByRefObject", "System.Object",
      ]
    }
  }

  /// The path in the form of WMI.
  var path: String {
    "\\\\\(computer)\\\(namespace.replacing("/", with: "\\")):" + type.path(of: found.instance).text
  }

  override var text: String {
    guard style == .cim else { return path }
    let keys = type.keys.map { "\($0.name) = \"\(found.instance[$0.identifier].text)\"" }
    return type.name + (keys.isEmpty ? "" : " (\(keys.joined(separator: ", ")))")
  }

  override var declaredProperties: [PSPropertyInfo] {
    let system =
      style == .wmi
      ? ["__CLASS", "__SUPERCLASS", "__RELPATH", "__SERVER", "__NAMESPACE", "__PATH"].map {
        PSPropertyInfo($0)
      } : []
    return system
      + properties.map {
        PSPropertyInfo(
          $0.name, CIMValues.typeName($0.type, isArray: $0.isArray, style),
          isSettable: $0.isWritable)
      } + [PSPropertyInfo("PSComputerName")]
  }

  override func declaredValue(_ name: String) -> PSValue? {
    if let property = type.property(name),
      found.selected?.contains(property) ?? true || property.isKey
    {
      return CIMValues.value(found.instance[property.identifier], of: property, style)
    }
    switch (name.lowercased(), style) {
    // A local instance of CIM names no computer.
    case ("pscomputername", .cim): return .null
    case ("pscomputername", .wmi), ("__server", .wmi): return .string(computer)
    case ("cimclass", .cim):
      return .object(
        PSCustomObject([
          ("CimClassName", .string(type.name)),
          ("CimSuperClassName", .optional(type.superclass)),
        ]))
    case ("__class", .wmi): return .string(type.name)
    case ("__superclass", .wmi): return .optional(type.superclass)
    case ("__relpath", .wmi): return .string(type.path(of: found.instance).text)
    case ("__namespace", .wmi): return .string(namespace.replacing("/", with: "\\"))
    case ("__path", .wmi): return .string(path)
    default: return nil
    }
  }

  override var declaredMethods: [PSMethodInfo] {
    guard style == .wmi else { return [] }
    return type.methods.filter { !$0.isStatic }.map { method in
      let parameters = method.inParameters.map {
        "\(CIMValues.typeName($0.type, isArray: $0.isArray, style)) \($0.name)"
      }
      return PSMethodInfo(
        method.name,
        "System.Management.ManagementBaseObject \(method.name)(\(parameters.joined(separator: ", ")))"
      )
    }
  }

  /// An object of WMI has the methods of its class, with arguments by their places.
  override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    guard style == .wmi, let method = type.method(name), !method.isStatic else { return nil }
    let access = try CIMAccess(context.session)
    do {
      return try await access.call(
        method, of: type.name, self, places: arguments, in: namespace, style)
    } catch let error as CIMAccessError {
      throw NativeFailure("System.Management.ManagementException", CIMErrors.text(error))
    }
  }
}
