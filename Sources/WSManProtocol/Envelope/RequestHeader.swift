/// The header of a request, without the action, which the body decides (`protocol.md` 4.1).
///
/// Values that a foreign client left out or wrote wrongly are nil here; the decoder tells of them
/// in `RequestEnvelope.problems`.
public struct RequestHeader: Sendable, Equatable {
  /// The address of the service as the client sees it; empty when the header was missing.
  public var to: String
  /// The resource.
  public var resource: ResourceURI?
  /// The selectors of the resource.
  public var selectors: SelectorSet
  /// Options for the provider of the resource.
  public var options: OptionSet
  /// The id, which the answer repeats.
  public var messageID: MessageID?
  /// Where the answer goes; everything but the anonymous role is refused.
  public var replyTo: String
  /// Where a fault goes, when that was given; everything but the anonymous role is refused.
  public var faultTo: String?
  /// The largest answer that the client takes, in bytes.
  public var maxEnvelopeSize: Int?
  /// How long the service may work on the request.
  public var operationTimeout: XSDDuration?
  /// The language of texts, such as `en-US`.
  public var locale: String?
  /// The language in which numbers and dates are formatted.
  public var dataLocale: String?
  /// The client's session, the same in all its requests.
  public var sessionID: MessageID?
  /// The operation, for robust connections.
  public var operationID: MessageID?
  /// The number of the message in its operation.
  public var sequenceID: UInt64?
  /// The client's id for traces.
  public var activityID: String?
  /// The part of the resource that is meant, when not the whole.
  public var fragmentTransfer: FragmentTransfer?

  /// A header; what is not given can be set afterwards.
  public init(
    to: String = "", resource: ResourceURI? = nil, selectors: SelectorSet = SelectorSet(),
    options: OptionSet = OptionSet(), messageID: MessageID? = nil
  ) {
    self.to = to
    self.resource = resource
    self.selectors = selectors
    self.options = options
    self.messageID = messageID
    replyTo = ActionURI.anonymousRole
  }
}
