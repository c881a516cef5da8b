import WSManProtocol
import XMLStream

/// A plugin's document taken apart (`configuration.md` 9.1): attributes and parts in their order, spelled
/// as they were written.
struct PluginParts: Sendable {
  /// Names with their values, in order; names are found without regard to letter case.
  struct Attributes: Sendable {
    private(set) var pairs: [(name: String, value: String)] = []

    subscript(name: String) -> String? {
      get { pairs.first { $0.name.lowercased() == name.lowercased() }?.value }
      set {
        let index = pairs.firstIndex { $0.name.lowercased() == name.lowercased() }
        switch (index, newValue) {
        case (let index?, let value?): pairs[index].value = value
        case (let index?, nil): pairs.remove(at: index)
        case (nil, let value?): pairs.append((name, value))
        case (nil, nil): break
        }
      }
    }
  }

  /// A resource that the plugin serves.
  struct Resource: Sendable {
    var attributes = Attributes()
    var securities: [Attributes] = []
    var capabilities: [Attributes] = []

    /// The URI of the resource.
    var uri: String { attributes["ResourceUri"] ?? "" }
  }

  var attributes = Attributes()
  /// The initialization parameters; nil when the document has no container for them.
  var parameters: [Attributes]?
  /// The resources; nil when the document has no container for them.
  var resources: [Resource]?
  /// The quotas; nil when the document has none.
  var quotas: Attributes?

  /// Takes a document apart.
  ///
  /// - Throws: the problem with the root, or with an element that plugins do not have.
  init(_ document: XMLFragment) throws(ConfigurationProblem) {
    guard document.localName.lowercased() == "pluginconfiguration" else {
      throw ConfigurationProblem(
        code: 2_150_858_773,
        message:
          "The body has the element \(ConfigurationProblem.quoted(document.localName)) where "
          + "the resource has PlugInConfiguration.")
    }
    guard document.namespace.lowercased() == Namespaces.pluginConfiguration.lowercased() else {
      throw ConfigurationProblem(
        code: 2_150_858_840,
        message: "The namespace \(ConfigurationProblem.quoted(document.namespace)) is not that of "
          + "plugins, \(Namespaces.pluginConfiguration).")
    }
    attributes = try Self.attributes(of: document)
    for part in document.children {
      switch part.localName.lowercased() {
      case "initializationparameters" where parameters == nil:
        parameters = try Self.list(part, of: "Param") { element throws(ConfigurationProblem) in
          try Self.attributes(of: element)
        }
      case "resources" where resources == nil:
        resources = try Self.list(part, of: "Resource") { element throws(ConfigurationProblem) in
          try Resource(element)
        }
      case "quotas" where quotas == nil: quotas = try Self.attributes(of: part)
      default: throw .unknownElement(part.localName, in: "PlugInConfiguration")
      }
    }
  }

  private static func list<Part>(
    _ container: XMLFragment, of name: String,
    _ read: (XMLFragment) throws(ConfigurationProblem) -> Part
  ) throws(ConfigurationProblem) -> [Part] {
    var parts: [Part] = []
    for child in container.children {
      guard child.localName.lowercased() == name.lowercased() else {
        throw .unknownElement(child.localName, in: container.localName)
      }
      parts.append(try read(child))
    }
    return parts
  }

  /// The attributes of an element, without the language.
  static func attributes(
    of element: XMLFragment
  ) throws(ConfigurationProblem) -> Attributes {
    var attributes = Attributes()
    for attribute in element.attributes where attribute.name.namespace.isEmpty {
      guard attributes[attribute.name.localName] == nil else {
        throw ConfigurationProblem(
          code: 2_150_858_817,
          message: "\(element.localName) has \(attribute.name.localName) twice.")
      }
      attributes[attribute.name.localName] = attribute.value.trimmingXMLSpace()
    }
    return attributes
  }

  /// The document.
  var document: XMLFragment {
    let namespace = Namespaces.pluginConfiguration
    return XMLFragment("", XMLName(namespace, "PlugInConfiguration")) { root in
      root.declare("", namespace)
      for (name, value) in attributes.pairs { root.attribute(name, value) }
      root.addLanguage()
      if let parameters, !parameters.isEmpty {
        root.element("", XMLName(namespace, "InitializationParameters")) { container in
          for parameter in parameters { container.add("Param", parameter) }
        }
      }
      root.element("", XMLName(namespace, "Resources")) { container in
        for resource in resources ?? [] {
          container.element("", XMLName(namespace, "Resource")) { element in
            for (name, value) in resource.attributes.pairs { element.attribute(name, value) }
            for security in resource.securities { element.add("Security", security) }
            for capability in resource.capabilities { element.add("Capability", capability) }
          }
        }
      }
      if let quotas { root.add("Quotas", quotas) }
    }
  }
}

extension PluginParts.Resource {
  fileprivate init(_ element: XMLFragment) throws(ConfigurationProblem) {
    attributes = try PluginParts.attributes(of: element)
    for part in element.children {
      switch part.localName.lowercased() {
      case "security": securities.append(try PluginParts.attributes(of: part))
      case "capability": capabilities.append(try PluginParts.attributes(of: part))
      default: throw .unknownElement(part.localName, in: "Resource")
      }
    }
  }
}

extension XMLFragmentBuilder {
  /// Adds an empty element with attributes.
  fileprivate mutating func add(_ name: String, _ attributes: PluginParts.Attributes) {
    element("", XMLName(Namespaces.pluginConfiguration, name)) { element in
      for (name, value) in attributes.pairs { element.attribute(name, value) }
    }
  }
}
