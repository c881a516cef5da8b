import PSEngine
import XMLStream

/// Changes a plugin's document: only what was asked for is another, all else is put back as it was
/// read (`provider.md` 14, Q17).
struct PluginEditor {
  /// The document as it is now.
  private(set) var document: XMLFragment

  /// - Parameter document: as it was read; the language of the answer is left out of requests.
  init(_ document: XMLFragment) {
    self.document = document.rebuilt(
      attributes: document.attributes.filter { $0.name.localName != "lang" })
  }

  private var namespace: String { document.namespace }

  // MARK: Attributes

  /// Changes or adds an attribute of the plugin.
  mutating func set(_ name: String, to value: String) {
    document = document.setting(name, to: value)
  }

  /// Changes or adds a quota.
  mutating func setQuota(_ name: String, to value: String) {
    edit(container: "Quotas") { $0.setting(name, to: value) }
  }

  /// Changes a parameter.
  /// - Returns: `false` when there is none of that name.
  mutating func setParameter(_ name: String, to value: String) -> Bool {
    var isFound = false
    document = document.mapping("Param") { parameter in
      guard parameter.isNamed(name) else { return [parameter] }
      isFound = true
      return [parameter.setting("Value", to: value)]
    }
    return isFound
  }

  /// Changes or adds an attribute of a resource.
  mutating func setResource(_ directory: String, _ name: String, to value: String) {
    editResource(directory) { [$0.setting(name, to: value)] }
  }

  /// Changes or adds an attribute of all security entries of a resource: they share one name.
  mutating func setSecurity(_ directory: String, _ name: String, to value: String) {
    editResource(directory) { resource in
      [resource.mapping("Security") { [$0.setting(name, to: value)] }]
    }
  }

  /// Changes the security descriptors of all resources.
  mutating func mapDescriptors(_ change: (String) -> String) {
    document = document.mapping("Security") { entry in
      guard let sddl = entry.attribute(localName: "Sddl") else { return [entry] }
      return [entry.setting("Sddl", to: change(sddl))]
    }
  }

  // MARK: Parts

  /// Whether there is a parameter of that name, letter case ignored.
  func hasParameter(_ name: String) -> Bool {
    document.children.contains { container in
      container.localName == "InitializationParameters"
        && container.children.contains { $0.isNamed(name) }
    }
  }

  /// Adds a parameter behind the others.
  mutating func addParameter(_ name: String, _ value: String) {
    let parameter = element("Param") { element in
      element.attribute("Name", name)
      element.attribute("Value", value)
    }
    edit(container: "InitializationParameters") { $0.appending([parameter]) }
  }

  /// Adds a resource behind the others.
  mutating func addResource(_ uri: String, capabilities: [String]) {
    let resource = element("Resource") { element in
      element.attribute("ResourceUri", uri)
      let name = XMLName(namespace, "Capability")
      for capability in capabilities {
        element.element("", name) { $0.attribute("Type", capability) }
      }
    }
    edit(container: "Resources") { $0.appending([resource]) }
  }

  /// Adds a security entry to a resource: entries stand before the capabilities.
  /// - Returns: the URI of the resource; `nil` when there is no such resource.
  mutating func addSecurity(_ directory: String, sddl: String) -> String? {
    var found: String?
    let empty = element("Security") { _ in }
    editResource(directory) { resource in
      let uri = resource.attribute(localName: "ResourceUri", ignoringCase: true) ?? ""
      found = uri
      let entry = empty.rebuilt(
        attributes: [
          XMLAttribute(name: XMLName("", "Uri"), value: uri),
          XMLAttribute(name: XMLName("", "Sddl"), value: sddl),
        ])
      let parts = Array(resource.children)
      let index = parts.firstIndex { $0.localName == "Capability" } ?? parts.endIndex
      return [resource.rebuilt(children: parts[..<index] + [entry] + parts[index...])]
    }
    return found
  }

  /// Removes a parameter.
  mutating func removeParameter(_ name: String) {
    document = document.mapping("Param") { $0.isNamed(name) ? [] : [$0] }
  }

  /// Removes a resource.
  mutating func removeResource(_ directory: String) {
    editResource(directory) { _ in [] }
  }

  /// Removes the first security entry of a resource.
  mutating func removeSecurity(_ directory: String) {
    editResource(directory) { resource in
      var isDone = false
      return [
        resource.mapping("Security") { entry in
          defer { isDone = true }
          return isDone ? [entry] : []
        }
      ]
    }
  }

  // MARK: Places

  private func element(
    _ name: String, _ fill: (inout XMLFragmentBuilder) -> Void
  ) -> XMLFragment {
    XMLFragment("", XMLName(namespace, name), fill)
  }

  private mutating func editResource(
    _ directory: String, _ change: (XMLFragment) -> [XMLFragment]
  ) {
    document = document.mapping("Resource") { resource in
      let uri = resource.attribute(localName: "ResourceUri", ignoringCase: true) ?? ""
      return ItemNames.resource(uri).equalsIgnoringCase(directory)
        ? change(resource) : [resource]
    }
  }

  /// Changes one of the containers; a missing one is made, in its place (`configuration.md` 9.1).
  private mutating func edit(container name: String, _ change: (XMLFragment) -> XMLFragment) {
    var parts = Array(document.children)
    if let index = parts.firstIndex(where: { $0.localName == name }) {
      parts[index] = change(parts[index])
    } else {
      let made = change(element(name) { _ in })
      parts.insert(made, at: name == "InitializationParameters" ? 0 : parts.endIndex)
    }
    document = document.rebuilt(children: parts)
  }
}

extension XMLFragment {
  /// Whether the attribute `Name` is a name in any case.
  fileprivate func isNamed(_ name: String) -> Bool {
    attribute(localName: "Name", ignoringCase: true)?.equalsIgnoringCase(name) ?? false
  }

  /// The element with other attributes or other elements inside; what is `nil` stays.
  fileprivate func rebuilt(
    attributes: [XMLAttribute]? = nil, children: [XMLFragment]? = nil
  ) -> XMLFragment {
    XMLFragment(prefix, name) { element in
      for declaration in declarations {
        element.declare(declaration.prefix, declaration.namespace)
      }
      for attribute in attributes ?? self.attributes {
        element.attribute(attribute.prefix, attribute.name, attribute.value)
      }
      for child in children ?? Array(self.children) { element.fragment(child) }
    }
  }

  /// The element with an attribute changed, or added when it has none of that name in any case.
  fileprivate func setting(_ name: String, to value: String) -> XMLFragment {
    var all = attributes
    let index = all.firstIndex { $0.name.localName.equalsIgnoringCase(name) }
    if let index {
      all[index] = XMLAttribute(prefix: all[index].prefix, name: all[index].name, value: value)
    } else {
      all.append(XMLAttribute(name: XMLName("", name), value: value))
    }
    return rebuilt(attributes: all)
  }

  /// The element with more elements behind those it has.
  fileprivate func appending(_ more: [XMLFragment]) -> XMLFragment {
    rebuilt(children: Array(children) + more)
  }

  /// The element with every element of a name inside it replaced.
  fileprivate func mapping(
    _ name: String, _ change: (XMLFragment) -> [XMLFragment]
  ) -> XMLFragment {
    rebuilt(
      children: children.flatMap { child -> [XMLFragment] in
        if child.localName == name { return change(child) }
        return child.hasChildren ? [child.mapping(name, change)] : [child]
      })
  }
}
