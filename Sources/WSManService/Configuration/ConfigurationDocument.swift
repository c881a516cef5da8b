import WSManProtocol
import XMLStream

/// The XML form of sections of settings: what Get answers (`configuration.md` 3 and 6).
enum ConfigurationDocument {
  /// The document of a section, with the sections inside it.
  static func document(
    of section: ConfigurationSection, in configuration: ComputerConfiguration
  ) -> XMLFragment {
    let namespace = section.resourceURI
    return XMLFragment(prefix, XMLName(namespace, section.elementName)) { root in
      root.declare(prefix, namespace)
      root.addLanguage()
      add(section, in: configuration, namespace: namespace, to: &root)
    }
  }

  /// The prefix that clients look for.
  static let prefix = "cfg"

  private static func add(
    _ section: ConfigurationSection, in configuration: ComputerConfiguration, namespace: String,
    to builder: inout XMLFragmentBuilder
  ) {
    for child in ConfigurationSchema.children(of: section) {
      switch child {
      case .setting(let setting):
        guard let value = configuration.value(of: setting) else { continue }
        builder.start(prefix, XMLName(namespace, setting.name))
        if value.isHeldByPolicy {
          builder.attribute("Source", ListenerConfiguration.Source.policy.rawValue)
        }
        builder.text(value.text)
        builder.end(expanded: true)
      case .section(let inner):
        builder.element(prefix, XMLName(namespace, inner.elementName)) { container in
          add(inner, in: configuration, namespace: namespace, to: &container)
        }
      }
    }
  }
}

extension XMLFragmentBuilder {
  /// Adds the attribute `xml:lang`, which every root of the configuration carries.
  mutating func addLanguage() {
    attribute("xml", XMLName(XMLNamespace.xml, "lang"), "en-US")
  }
}
