import CIMModel
import WSManProtocol
import XMLStream

extension CIMXML {
  /// The values that a document gives to properties or parameters; what it does not mention is left out.
  ///
  /// Elements are found by their local names (`protocol.md` 9.4).
  ///
  /// - Throws: `x:InvalidRepresentation` when an element is no property or holds no value of its type.
  static func values(
    in document: XMLFragment, of properties: [CIMProperty], _ owner: String
  ) throws(WSManFault) -> [String: CIMValue] {
    let known = Dictionary(
      properties.map { (CIMName($0.name), $0) }, uniquingKeysWith: { first, _ in first })
    var values: [String: CIMValue] = [:]
    for element in document.children where element.namespace != Namespaces.cim {
      guard let property = known[CIMName(element.localName)] else {
        throw WSManFault(
          .invalidXMLValues,
          message: "\(owner) has no \(ConfigurationProblem.quoted(element.localName)).")
      }
      let value = try Self.value(of: element, property)
      switch (property.isArray, values[property.name]) {
      case (true, .array(let earlier)?):
        values[property.name] = .array(earlier + value.elements)
      case (true, _): values[property.name] = value.isNull ? .null : .array(value.elements)
      case (false, nil): values[property.name] = value
      case (false, _):
        throw WSManFault(
          .invalidXMLValues, message: "\(property.name) holds one value and is given twice.")
      }
    }
    return values
  }

  private static func value(
    of element: XMLFragment, _ property: CIMProperty
  ) throws(WSManFault) -> CIMValue {
    let nilMark = element.attribute(XMLName(Namespaces.schemaInstance, "nil"))
    if let nilMark, ["true", "1"].contains(nilMark.trimmingXMLSpace()) { return .null }
    switch property.type {
    case .reference:
      let reference = EndpointReference(element: element)
      if let resource = reference.resource.flatMap(CIMResource.init) {
        return .reference(try CIMSelectors.path(of: resource, reference.selectors))
      }
    case .instance(let className):
      var instance = CIMInstance(className: className)
      for inner in element.children { instance[inner.localName] = .string(inner.text) }
      return .instance(instance)
    case .datetime:
      let text = element.hasChildren ? element.innerText : element.text
      if let time = CIMDateTime(text.trimmingXMLSpace()) { return .datetime(time) }
    default:
      if !element.hasChildren, let value = CIMValue(element.text, as: property.type) {
        return value
      }
    }
    throw WSManFault(
      .invalidXMLValues,
      message: "\(ConfigurationProblem.quoted(element.innerText)) is no value for "
        + "\(property.name), which is of type \(property.type.keyword).")
  }
}
