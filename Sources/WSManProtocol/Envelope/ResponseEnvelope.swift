public import XMLStream

/// An answer in typed form. A fault is an answer like the others.
public struct ResponseEnvelope: Sendable, Equatable {
  /// The header; that of an Identify answer is empty.
  public var header: ResponseHeader
  /// The result.
  public var body: ResponseBody

  /// An answer.
  public init(header: ResponseHeader, body: ResponseBody) {
    self.header = header
    self.body = body
  }

  /// The fault, when the answer is one.
  public var fault: WSManFault? {
    if case .fault(let fault) = body { return fault }
    return nil
  }
}

/// The header of an answer, without the action, which the body decides.
public struct ResponseHeader: Sendable, Equatable {
  /// The id of the answer.
  public var messageID: MessageID?
  /// The id of the request; missing in some faults.
  public var relatesTo: MessageID?
  /// The service's id for traces, a GUID without `uuid:`.
  public var activityID: String?
  /// The fragment header of the request, repeated.
  public var fragmentTransfer: FragmentTransfer?
  /// The language of the texts, which stands on the envelope; nil when it does not say.
  public var language: String? = "en-US"

  /// A header.
  public init(
    messageID: MessageID? = nil, relatesTo: MessageID? = nil, activityID: String? = nil,
    fragmentTransfer: FragmentTransfer? = nil
  ) {
    self.messageID = messageID
    self.relatesTo = relatesTo
    self.activityID = activityID
    self.fragmentTransfer = fragmentTransfer
  }

  /// The header of the answer to a request: a new id, the request's id, its fragment header.
  public init(answering request: RequestHeader) {
    self.init(
      messageID: .random(), relatesTo: request.messageID,
      fragmentTransfer: request.fragmentTransfer)
  }
}

/// The result of an operation.
public enum ResponseBody: Sendable, Equatable {
  case identify(IdentifyResponse)
  /// The resource, or the `w:XmlFragment` with the wanted part.
  case get(XMLFragment)
  /// The new content of the resource; some services give none.
  case put(XMLFragment?)
  case create(CreateResponse)
  case delete
  case enumerate(EnumerateResponse)
  case pull(PullResponse)
  case release
  /// The answer of a method; the action is that of the answer.
  case invoke(action: String, output: XMLFragment?)
  case fault(WSManFault)

  /// The action URI in the header; nil for Identify.
  public var action: String? {
    switch self {
    case .identify: nil
    case .get: ActionURI.getResponse
    case .put: ActionURI.putResponse
    case .create: ActionURI.createResponse
    case .delete: ActionURI.deleteResponse
    case .enumerate: ActionURI.enumerateResponse
    case .pull: ActionURI.pullResponse
    case .release: ActionURI.releaseResponse
    case .invoke(let action, _): action
    case .fault(let fault): fault.action
    }
  }
}
