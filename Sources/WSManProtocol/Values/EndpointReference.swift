public import XMLStream

/// The address of a resource instance (`protocol.md` 5.1).
public struct EndpointReference: Sendable, Equatable {
  /// The address of the service, or the anonymous role for the service that the reference is from.
  public var address: String
  /// The resource, when the reference names one.
  public var resource: ResourceURI?
  /// The selectors of the instance.
  public var selectors: SelectorSet
  /// Reference parameters of other kinds, to be copied into the header of requests.
  public var parameters: [XMLFragment]

  /// A reference.
  public init(
    address: String = ActionURI.anonymousRole, resource: ResourceURI? = nil,
    selectors: SelectorSet = SelectorSet(), parameters: [XMLFragment] = []
  ) {
    self.address = address
    self.resource = resource
    self.selectors = selectors
    self.parameters = parameters
  }

  /// The resource and the selectors as a locator; nil when the reference names no resource.
  public var locator: ResourceLocator? {
    resource.map { ResourceLocator(resource: $0, selectors: selectors) }
  }
}
