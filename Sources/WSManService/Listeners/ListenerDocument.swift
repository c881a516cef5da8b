import WSManProtocol
import XMLStream

/// The XML form of a listener (`configuration.md` 7).
enum ListenerDocument {
  /// The resource URI, which is also the namespace.
  static let resourceURI = ConfigurationSection.baseURI + "/listener"

  /// The document of a listener.
  ///
  /// - Parameter addresses: the addresses that the listener serves, after the filters.
  static func document(
    of listener: ListenerConfiguration, listeningOn addresses: [String]
  ) -> XMLFragment {
    let prefix = ConfigurationDocument.prefix
    return XMLFragment(prefix, XMLName(resourceURI, "Listener")) { root in
      root.declare(prefix, resourceURI)
      root.declare("xsi", Namespaces.schemaInstance)
      if let source = listener.source { root.attribute("Source", source.rawValue) }
      root.addLanguage()
      func add(_ name: String, _ value: String) {
        root.element(prefix, XMLName(resourceURI, name), text: value)
      }
      add("Address", listener.address)
      add("Transport", listener.transport.rawValue)
      add("Port", String(listener.port))
      add("Hostname", listener.hostname)
      add("Enabled", listener.isEnabled ? "true" : "false")
      add("URLPrefix", listener.urlPrefix)
      add("CertificateThumbprint", listener.certificateThumbprint)
      for address in addresses { add("ListeningOn", address) }
      if addresses.isEmpty {
        root.element(prefix, XMLName(resourceURI, "ListeningOn")) { element in
          element.attribute(
            "xsi", XMLName(Namespaces.schemaInstance, "nil"), "true")
        }
      }
    }
  }
}
