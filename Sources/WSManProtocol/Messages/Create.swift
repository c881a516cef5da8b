public import XMLStream

/// The answer to Create (`protocol.md` 6.4).
public struct CreateResponse: Sendable, Equatable {
  /// The new resource.
  public var reference: EndpointReference
  /// What follows in the body, such as the description of a new shell.
  public var additional: [XMLFragment]

  /// An answer.
  public init(reference: EndpointReference, additional: [XMLFragment] = []) {
    self.reference = reference
    self.additional = additional
  }
}
