import CIMModel
import WSManProtocol
import XMLStream

/// Instances as XML, in the style of Windows (`protocol.md` 9.1).
struct CIMXML {
  /// The resource that the answer is about; references name their classes the same way.
  let resource: CIMResource
  /// The namespace of the instances.
  let namespace: String

  /// The document of an instance.
  ///
  /// - Parameters:
  ///   - shown: the class whose properties are shown and whose name the document gets: that of the
  ///     instance, or one above it.
  ///   - model: the document of another instance, which is likely to be of the same class.
  func document(
    of instance: CIMInstance, as shown: CIMClass, like model: XMLFragment? = nil
  ) -> XMLFragment {
    func fill(_ root: inout XMLFragmentBuilder, _ uri: String) {
      declareNamespaces(&root, uri)
      root.attribute(
        "xsi", XMLName(Namespaces.schemaInstance, "type"), "p:\(shown.name)_Type")
      root.addLanguage()
      for (place, property) in shown.properties.enumerated() {
        add(property, instance[place, of: shown], uri, to: &root)
      }
    }
    if let model, model.localName == shown.name {
      return XMLFragment("p", model.name, like: model) { fill(&$0, model.namespace) }
    }
    let uri = resource.naming(shown.name).uri.text
    return XMLFragment("p", XMLName(uri, shown.name), texts: shown.properties.count) {
      fill(&$0, uri)
    }
  }

  /// The items of a query that names properties (`protocol.md` 7.2): `w:XmlFragment` with elements in no
  /// namespace, in alphabetical order.
  func projection(of instance: CIMInstance, on properties: [CIMProperty]) -> XMLFragment {
    XMLFragment("w", XMLName(Namespaces.wsman, "XmlFragment")) { root in
      root.declare("w", Namespaces.wsman)
      root.declare("xsi", Namespaces.schemaInstance)
      for property in properties {
        add(property, instance[property.identifier], "", to: &root)
      }
    }
  }

  /// The answer of a method: the parameters in alphabetical order, then the returned value.
  func output(
    of method: CIMMethod, _ className: String, values: [String: CIMValue], returning code: CIMValue
  ) -> XMLFragment {
    let uri = resource.naming(className).uri.text
    return XMLFragment("p", XMLName(uri, "\(method.name)_OUTPUT")) { root in
      declareNamespaces(&root, uri)
      root.addLanguage()
      for parameter in method.outParameters.sorted(by: { CIMName($0.name) < CIMName($1.name) }) {
        add(parameter, values[parameter.name] ?? .null, uri, to: &root)
      }
      root.element("p", XMLName(uri, "ReturnValue"), text: code.text)
    }
  }

  /// The reference to an instance.
  func reference(to path: CIMObjectPath) -> EndpointReference {
    var selectors = SelectorSet()
    for key in path.sortedKeys {
      if let inner = CIMObjectPath(key.value), !inner.keys.isEmpty {
        selectors.append(Selector(name: key.name, value: .reference(reference(to: inner))))
      } else {
        selectors.append(name: key.name, value: key.value)
      }
    }
    if resource.style == .dmtf {
      selectors.append(name: CIMResource.namespaceSelector, value: namespace)
    }
    return EndpointReference(
      resource: resource.naming(path.className).uri, selectors: selectors)
  }

  private func declareNamespaces(_ root: inout XMLFragmentBuilder, _ uri: String) {
    root.declare("xsi", Namespaces.schemaInstance)
    root.declare("p", uri)
    root.declare("cim", Namespaces.cim)
  }

  private func add(
    _ property: CIMProperty, _ value: CIMValue, _ uri: String,
    to parent: inout XMLFragmentBuilder
  ) {
    let prefix = uri.isEmpty ? "" : "p"
    let name = XMLName(uri, property.name)
    if value.isNull {
      parent.start(prefix, name)
      parent.attribute("xsi", XMLName(Namespaces.schemaInstance, "nil"), "true")
      parent.end()
      return
    }
    // An empty array is left out, so that it differs from one that is null.
    if case .array(let elements) = value {
      for element in elements { add(element, prefix, name, to: &parent) }
    } else {
      add(value, prefix, name, to: &parent)
    }
  }

  private func add(
    _ value: CIMValue, _ prefix: String, _ name: XMLName, to parent: inout XMLFragmentBuilder
  ) {
    switch value {
    case .datetime(let time):
      // The element of each form (DSP0230 7.2).
      let kind =
        switch time {
        case .timestamp: "Datetime"
        case .interval: "Interval"
        case .timeOfDay: "Time"
        }
      parent.start(prefix, name)
      let isPlain = prefix.isEmpty
      parent.element(
        isPlain ? "" : "cim", XMLName(isPlain ? "" : Namespaces.cim, kind), text: time.isoText)
      parent.end()
    case .reference(let path):
      parent.start(prefix, name)
      parent.declare("a", Namespaces.addressing)
      parent.declare("w", Namespaces.wsman)
      for part in reference(to: path).element(prefix, name).children { parent.fragment(part) }
      parent.end()
    case .instance(let instance):
      let uri = resource.naming(instance.className).uri.text
      parent.start(prefix, name)
      parent.declare("p1", uri)
      parent.attribute(
        "xsi", XMLName(Namespaces.schemaInstance, "type"), "p1:\(instance.className)_Type")
      for inner in instance.names {
        parent.element("p1", XMLName(uri, inner), text: instance[inner].text)
      }
      parent.end()
    default:
      parent.element(prefix, name, text: value.text)
    }
  }
}
