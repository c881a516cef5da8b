import PSEngine

/// The objects of the drive (`provider.md` 8): elements, containers with keys, leaves with values.
class WSManConfigElement: PSObject {
  static let namespace = "Microsoft.WSMan.Management"

  /// Name as shown; settable by scripts, like every property here.
  var name: String
  /// Full .NET name of the value's type, or `Container`.
  var typeNameOfElement: String

  init(name: String, type: String) {
    self.name = name
    typeNameOfElement = type
  }

  override var baseTypeNames: [String] {
    ["\(Self.namespace).WSManConfigElement", "System.Object"]
  }

  override var declaredProperties: [PSPropertyInfo] {
    ["Name", "TypeNameOfElement", "Type"].map { PSPropertyInfo($0, isSettable: true) }
  }

  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "name": return .string(self.name)
    case "typenameofelement", "type": return .string(typeNameOfElement)
    default: return nil
    }
  }

  override func setDeclaredValue(_ name: String, to value: PSValue) throws -> Bool {
    switch name.lowercased() {
    case "name": self.name = TextConversion.text(of: value)
    case "typenameofelement", "type": typeNameOfElement = TextConversion.text(of: value)
    default: return false
    }
    return true
  }
}

/// A container that is told from its siblings by keys: computers, listeners, mappings, plugins,
/// resources, security entries.
final class WSManConfigContainerElement: WSManConfigElement {
  /// Texts `key=value`; `nil` for a computer.
  var keys: [String]?
  /// First type name before the class's own, such as `…#ComputerLevel`.
  private let suffix: String?

  init(name: String, keys: [String]?, suffix: String? = nil) {
    self.keys = keys
    self.suffix = suffix
    super.init(name: name, type: "Container")
  }

  /// A computer at the root of the drive.
  static func computer(_ name: String) -> WSManConfigContainerElement {
    WSManConfigContainerElement(name: name, keys: nil, suffix: "ComputerLevel")
  }

  override var baseTypeNames: [String] {
    let own = "\(Self.namespace).WSManConfigContainerElement"
    return (suffix.map { ["\(own)#\($0)"] } ?? []) + [own] + super.baseTypeNames
  }

  override var typeName: String { "\(Self.namespace).WSManConfigContainerElement" }

  override var declaredProperties: [PSPropertyInfo] {
    [PSPropertyInfo("Keys", "System.String[]", isSettable: true)] + super.declaredProperties
  }

  override func declaredValue(_ name: String) -> PSValue? {
    if name.equalsIgnoringCase("Keys") { return keys.map { .strings($0) } ?? .null }
    return super.declaredValue(name)
  }

  override func setDeclaredValue(_ name: String, to value: PSValue) throws -> Bool {
    guard name.equalsIgnoringCase("Keys") else {
      return try super.setDeclaredValue(name, to: value)
    }
    keys = value.isNull ? nil : value.enumerated.map { TextConversion.text(of: $0) }
    return true
  }
}

/// A setting, or a container of the fixed tree (then without value and of type `Container`).
final class WSManConfigLeafElement: WSManConfigElement {
  /// The value, `$null` for containers.
  var value: PSValue
  /// `GPO` when a policy controls the setting; `$null` otherwise.
  var sourceOfValue: PSValue
  private let isInitializationParameter: Bool

  init(
    name: String, value: PSValue, type: String = "System.String", source: String? = nil,
    isInitializationParameter: Bool = false
  ) {
    self.value = value
    sourceOfValue = .optional(source)
    self.isInitializationParameter = isInitializationParameter
    super.init(name: name, type: type)
  }

  /// A container of the fixed tree.
  static func container(_ name: String) -> WSManConfigLeafElement {
    WSManConfigLeafElement(name: name, value: .null, type: "Container")
  }

  override var baseTypeNames: [String] {
    let own = "\(Self.namespace).WSManConfigLeafElement"
    return (isInitializationParameter ? ["\(own)#InitParams"] : []) + [own] + super.baseTypeNames
  }

  override var typeName: String { "\(Self.namespace).WSManConfigLeafElement" }

  override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("SourceOfValue", "System.Object", isSettable: true),
      PSPropertyInfo("Value", "System.Object", isSettable: true),
    ] + super.declaredProperties
  }

  override func declaredValue(_ name: String) -> PSValue? {
    if name.equalsIgnoringCase("Value") { return value }
    if name.equalsIgnoringCase("SourceOfValue") { return sourceOfValue }
    return super.declaredValue(name)
  }

  override func setDeclaredValue(_ name: String, to value: PSValue) throws -> Bool {
    if name.equalsIgnoringCase("Value") {
      self.value = value
    } else if name.equalsIgnoringCase("SourceOfValue") {
      sourceOfValue = value
    } else {
      return try super.setDeclaredValue(name, to: value)
    }
    return true
  }
}
