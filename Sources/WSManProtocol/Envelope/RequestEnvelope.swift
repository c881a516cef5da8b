public import XMLStream

/// A request in typed form: what the client sends, and what the service works on.
public struct RequestEnvelope: Sendable, Equatable {
  /// The header; that of Identify is empty.
  public var header: RequestHeader
  /// The operation and its input.
  public var body: RequestBody
  /// What the decoder found wrong with the request, in the order in which the service has to
  /// answer it (`RequestProblem.Stage`). Empty in requests that were made here.
  public var problems: [RequestProblem]

  /// A request.
  public init(header: RequestHeader, body: RequestBody, problems: [RequestProblem] = []) {
    self.header = header
    self.body = body
    self.problems = problems
  }

  /// The Identify request, which has no header.
  public static let identify = RequestEnvelope(header: RequestHeader(), body: .identify)
}

/// The operation of a request with its input.
public enum RequestBody: Sendable, Equatable {
  case identify
  case get
  /// The new content of the resource or of parts of it; nil when the body was empty, which the
  /// service refuses.
  case put(XMLFragment?)
  /// The content of the new resource; nil when the body was empty.
  case create(XMLFragment?)
  case delete
  case enumerate(EnumerateRequest)
  case pull(PullRequest)
  case release(EnumerationContext)
  /// Every other action: a method of the resource, or an action that nobody knows.
  case invoke(action: String, input: XMLFragment?)

  /// The action URI in the header; nil for Identify, which has none.
  public var action: String? {
    switch self {
    case .identify: nil
    case .get: ActionURI.get
    case .put: ActionURI.put
    case .create: ActionURI.create
    case .delete: ActionURI.delete
    case .enumerate: ActionURI.enumerate
    case .pull: ActionURI.pull
    case .release: ActionURI.release
    case .invoke(let action, _): action
    }
  }
}
