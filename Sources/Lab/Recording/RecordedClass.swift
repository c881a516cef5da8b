import CIMModel
import WSManClient
import WSManProtocol
import XMLStream

/// Recorded instances of one class, as lab files write them.
struct RecordedClass {
  /// A value: one, or those of an array.
  enum Value {
    case one(String)
    case many([String])
  }

  let name: String
  let namespace: String
  /// The class as the program knows it; nil for one that the file has to declare.
  let known: CIMClass?
  /// The properties of a class that the file has to declare.
  private(set) var declared: [CIMProperty] = []
  private(set) var rows: [[(property: String, value: Value)]] = []
  /// Properties that cannot be said in a lab file.
  private(set) var leftOut: Set<String> = []

  /// - Parameters:
  ///   - objects: those of one computer.
  ///   - everywhere: those of all computers, which have the class in common.
  init(
    _ name: String, _ instances: RecordedComputer.Instances, _ objects: [XMLFragment],
    everywhere: [XMLFragment], schema: CIMSchema?
  ) {
    self.name = name
    namespace = instances.namespace.lowercased()
    known = schema?[name]
    if let known {
      rows = objects.map { row($0, of: known.properties) }
    } else {
      let keys = Set(instances.keys.map(CIMName.init))
      declared = Self.properties(of: everywhere, keys: keys, leftOut: &leftOut)
      rows = objects.map { row($0, of: declared) }
    }
  }

  /// The names of the keys, for messages about instances that lack one.
  var hasKeys: Bool { (known?.keys ?? declared.filter(\.isKey)).isEmpty == false }

  /// The declaration of a class that the program does not know.
  var declaration: [String] {
    ["class \(name) {"]
      + declared.map { property in
        "  \(property.isKey ? "[key] " : "")\(property.type.keyword) \(property.name)"
          + (property.isArray ? "[];" : ";")
      } + ["};"]
  }

  // MARK: Values

  private mutating func row(
    _ object: XMLFragment, of properties: [CIMProperty]
  ) -> [(property: String, value: Value)] {
    var elements: [CIMName: [XMLFragment]] = [:]
    for child in object.children { elements[CIMName(child.localName), default: []].append(child) }
    var row: [(property: String, value: Value)] = []
    for property in properties {
      guard let given = elements.removeValue(forKey: property.identifier) else {
        // An array that is left out is empty, one that is null says so (`protocol.md` 9.1).
        if property.isArray { row.append((property.name, .many([]))) }
        continue
      }
      let values = given.filter { !$0.isNil }
      guard !values.isEmpty else { continue }
      let texts = values.compactMap { Self.text(of: $0, property) }
      guard texts.count == values.count, property.isArray || texts.count == 1 else {
        leftOut.insert(property.name)
        continue
      }
      row.append((property.name, property.isArray ? .many(texts) : .one(texts[0])))
    }
    let rest = elements.filter { name, given in
      given.contains { !$0.isNil && $0.namespace != Namespaces.cim }
    }
    leftOut.formUnion(rest.keys.map(\.text))
    return row
  }

  /// The text that is read back as the value; nil when none is.
  private static func text(of element: XMLFragment, _ property: CIMProperty) -> String? {
    switch property.type {
    case .instance: return nil
    case .reference: return CIMObjectPath(EndpointReference(element: element))?.text
    case .datetime:
      return CIMDateTime(element.innerText.trimmingXMLSpace()).map { CIMValue.datetime($0).text }
    default:
      guard !element.hasChildren, let value = CIMValue(element.text, as: property.type) else {
        return nil
      }
      return value.text
    }
  }

  // MARK: Classes that nobody has declared

  /// What the values of instances have in common.
  private static func properties(
    of objects: [XMLFragment], keys: Set<CIMName>, leftOut: inout Set<String>
  ) -> [CIMProperty] {
    var order: [String] = []
    var values: [CIMName: [XMLFragment]] = [:]
    var arrays: Set<CIMName> = []
    for object in objects {
      var here: Set<CIMName> = []
      for child in object.children where child.namespace != Namespaces.cim {
        let name = CIMName(child.localName)
        if !here.insert(name).inserted { arrays.insert(name) }
        if values[name] == nil { order.append(child.localName) }
        values[name, default: []].append(child)
      }
    }
    var properties: [CIMProperty] = []
    for name in order {
      let identifier = CIMName(name)
      let isIdentifier =
        name.utf8.first.map { !(0x30...0x39).contains($0) } == true
        && name.utf8.allSatisfy { $0 == 0x5F || Character(UnicodeScalar($0)).isWordCharacter }
      guard isIdentifier, let type = type(of: (values[identifier] ?? []).filter { !$0.isNil })
      else {
        leftOut.insert(name)
        continue
      }
      properties.append(
        CIMProperty(
          name: name, type: type, isArray: arrays.contains(identifier),
          isKey: keys.contains(identifier) && !arrays.contains(identifier)))
    }
    return properties
  }

  /// The type that all values have; nil when they are instances or references.
  private static func type(of elements: [XMLFragment]) -> CIMType? {
    let inner = elements.filter(\.hasChildren)
    if !inner.isEmpty {
      let areTimes =
        inner.count == elements.count
        && inner.allSatisfy { $0.children.contains { $0.namespace == Namespaces.cim } }
      return areTimes ? .datetime : nil
    }
    func all(_ isOfType: (String) -> Bool) -> Bool {
      !elements.isEmpty && elements.allSatisfy { isOfType($0.text) }
    }
    if all({ ["true", "false"].contains($0) }) { return .boolean }
    if all({ text in UInt64(text).map { String($0) == text } ?? false }) { return .uint64 }
    if all({ text in Int64(text).map { String($0) == text } ?? false }) { return .sint64 }
    return .string
  }
}

extension XMLFragment {
  fileprivate var isNil: Bool {
    let mark = attribute(XMLName(Namespaces.schemaInstance, "nil"))
    return mark.map { ["true", "1"].contains($0.trimmingXMLSpace()) } ?? false
  }
}

extension Character {
  fileprivate var isWordCharacter: Bool { isASCII && (isLetter || isNumber) }
}
