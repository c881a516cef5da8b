import WSManProtocol
import XMLStream

/// Put on a section: replaces what the body has and leaves the rest (`configuration.md` 3, rules
/// 5 to 11).
struct ConfigurationMerge {
  private let namespaces: BodyNamespaces
  private var configuration: ComputerConfiguration
  private var seen: Set<String> = []

  /// The configuration after a Put, or why nothing of it can be stored.
  static func merging(
    _ body: XMLFragment, of section: ConfigurationSection,
    into configuration: ComputerConfiguration
  ) throws(ConfigurationProblem) -> ComputerConfiguration {
    let namespaces = BodyNamespaces(resourceURI: section.resourceURI)
    try namespaces.checkRoot(body, named: section.elementName)
    var merge = ConfigurationMerge(namespaces: namespaces, configuration: configuration)
    try merge.merge(body, into: section)
    return merge.configuration
  }

  private init(namespaces: BodyNamespaces, configuration: ComputerConfiguration) {
    self.namespaces = namespaces
    self.configuration = configuration
  }

  /// The depth is that of the schema: an element that is no container of it ends here.
  private mutating func merge(
    _ element: XMLFragment, into section: ConfigurationSection
  ) throws(ConfigurationProblem) {
    guard element.text.trimmingXMLSpace().isEmpty else {
      throw ConfigurationProblem(
        code: 2_150_858_817, message: "\(section.elementName) has elements inside and no text.")
    }
    for child in element.children {
      try namespaces.check(child)
      let name = child.localName.lowercased()
      guard seen.insert("\(section.resourceURI) \(name)").inserted else {
        throw ConfigurationProblem(
          code: 2_150_858_817,
          message: "\(section.elementName) has two elements "
            + "\(ConfigurationProblem.quoted(child.localName)).")
      }
      switch Self.child(of: section, named: name) {
      case .section(let inner): try merge(child, into: inner)
      case .setting(let setting): try merge(child, into: setting)
      case nil: throw .unknownElement(child.localName, in: section.elementName)
      }
    }
  }

  private mutating func merge(
    _ element: XMLFragment, into setting: ConfigurationSetting
  ) throws(ConfigurationProblem) {
    guard !element.hasChildren else {
      throw ConfigurationProblem(
        code: 2_150_858_817, message: "\(setting.name) is a single value and has no elements.")
    }
    if element.isNil { return }
    try ConfigurationValidator.set(element.text, for: setting, in: &configuration)
  }

  private static func child(
    of section: ConfigurationSection, named name: String
  ) -> ConfigurationSchema.Child? {
    ConfigurationSchema.children(of: section).first { child in
      switch child {
      case .setting(let setting): setting.name.lowercased() == name
      case .section(let section): section.elementName.lowercased() == name
      }
    }
  }
}

/// The namespaces in which the body of Put and Create may be: the resource URI, with or without
/// the suffix `.xsd`, letter case ignored.
struct BodyNamespaces {
  private let accepted: Set<String>

  init(resourceURI: String) {
    let base = resourceURI.lowercased()
    accepted = [base, base + ".xsd"]
  }

  /// Checks the element itself; what is inside is checked on the way.
  func check(_ element: XMLFragment) throws(ConfigurationProblem) {
    guard accepted.contains(element.namespace.lowercased()) else {
      throw ConfigurationProblem(
        code: 2_150_858_840,
        message: "The namespace \(ConfigurationProblem.quoted(element.namespace)) of the element "
          + "\(ConfigurationProblem.quoted(element.localName)) is not that of the resource.")
    }
  }

  /// Checks namespace and name of the root.
  func checkRoot(_ element: XMLFragment, named name: String) throws(ConfigurationProblem) {
    try check(element)
    guard element.localName.lowercased() == name.lowercased() else {
      throw ConfigurationProblem(
        code: 2_150_858_773,
        message: "The body has the element \(ConfigurationProblem.quoted(element.localName)) "
          + "where the resource has \(name).")
    }
  }
}

extension XMLFragment {
  /// Whether the element stands for no value at all, `xsi:nil="true"`.
  var isNil: Bool {
    let value = attribute(XMLName(Namespaces.schemaInstance, "nil"))
    return value == "true" || value == "1"
  }
}
