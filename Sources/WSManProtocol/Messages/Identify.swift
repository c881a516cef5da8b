public import XMLStream

/// The answer to Identify (`protocol.md` 6.1). It is kept as the element that the service sent,
/// since services add elements of their own that people want to see.
public struct IdentifyResponse: Sendable, Equatable {
  /// The element `IdentifyResponse`.
  public let element: XMLFragment

  /// An answer that was received.
  public init(element: XMLFragment) {
    self.element = element
  }

  /// An answer in the form of Windows.
  ///
  /// - Parameters:
  ///   - productVendor: the maker of the service.
  ///   - productVersion: such as `OS: 10.0.20348 SP: 0.0 Stack: 3.0`.
  ///   - securityProfiles: the URIs of the profiles; none leaves the element out, as Windows does
  ///     for callers that have not proved who they are.
  public init(productVendor: String, productVersion: String, securityProfiles: [String] = []) {
    let uri = Namespaces.identity
    let prefix = "wsmid"
    element = XMLFragment(prefix, XMLName(uri, "IdentifyResponse")) { answer in
      answer.declare(prefix, uri)
      answer.element(prefix, XMLName(uri, "ProtocolVersion"), text: Namespaces.wsman)
      answer.element(prefix, XMLName(uri, "ProductVendor"), text: productVendor)
      answer.element(prefix, XMLName(uri, "ProductVersion"), text: productVersion)
      if securityProfiles.isEmpty { return }
      answer.element(prefix, XMLName(uri, "SecurityProfiles")) { profiles in
        for profile in securityProfiles {
          profiles.element(prefix, XMLName(uri, "SecurityProfileName"), text: profile)
        }
      }
    }
  }

  /// The versions of the protocol that the service speaks, as URIs.
  public var protocolVersions: [String] {
    element.children.filter { $0.localName == "ProtocolVersion" }.map { trimmed($0) }
  }

  /// The maker of the service.
  public var productVendor: String? { text("ProductVendor") }

  /// The version of the service.
  public var productVersion: String? { text("ProductVersion") }

  /// The URIs of the security profiles; empty when the service does not tell.
  public var securityProfiles: [String] {
    element.child(localName: "SecurityProfiles")?.children.map { trimmed($0) } ?? []
  }

  private func text(_ localName: String) -> String? {
    element.child(localName: localName).map { trimmed($0) }
  }

  private func trimmed(_ element: XMLFragment) -> String { element.text.trimmingXMLSpace() }
}
