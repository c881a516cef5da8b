public import WSManProtocol

/// A session with the service of one computer: fills in headers, sends one request at a time and
/// checks that the answer belongs to it.
///
/// Operations throw `WSManFault` when the service answers with a fault, `TransportFailure` when
/// there is no usable answer, and `ClientRefusal` when the client's own rules forbid the request.
public actor WSManSession {
  /// Where the session goes.
  public nonisolated let target: ConnectionTarget
  /// How it was opened.
  public nonisolated let options: WSManSessionOptions
  /// The id in the headers of all its requests.
  public nonisolated let id: MessageID
  /// What it has exchanged.
  public nonisolated let traffic = WireTraffic()

  /// The address of the target, which every request names.
  let address: String
  private let connector: any TransportConnector
  nonisolated let observer: (any WireObserver)?
  private var transport: (any WSManTransport)?
  private var isClosed = false
  private var isBusy = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// A session that connects with its first request.
  ///
  /// - Parameters:
  ///   - target: where to go.
  ///   - options: how to go there.
  ///   - connector: makes the transport.
  ///   - observer: gets to see all exchanges.
  /// - Throws: `ClientRefusal` when the options do not go together.
  public init(
    to target: ConnectionTarget, options: WSManSessionOptions,
    connector: any TransportConnector, observer: (any WireObserver)? = nil
  ) throws(ClientRefusal) {
    try ClientPolicy.checkSession(target, options)
    self.target = target
    address = target.url
    self.options = options
    self.connector = connector
    self.observer = observer
    id = .random()
  }

  /// Opens a session with its transport; nothing needs to be sent for that.
  ///
  /// - Parameter connectionString: what `ConnectionTarget` reads; nil is the local session.
  /// - Throws: `ClientRefusal` or `TransportFailure`.
  public static func open(
    _ connectionString: String?, options: WSManSessionOptions, connector: any TransportConnector,
    observer: (any WireObserver)? = nil
  ) async throws -> WSManSession {
    let target: ConnectionTarget
    if let connectionString {
      target = try ConnectionTarget(
        connectionString: connectionString, useSSL: options.useSSL, client: options.client)
    } else {
      target = try ConnectionTarget(
        computerName: nil, useSSL: options.useSSL, client: options.client)
    }
    let session = try WSManSession(
      to: target, options: options, connector: connector, observer: observer)
    _ = try await session.connected()
    return session
  }

  /// Closes the session; what is waiting for its turn fails.
  public func close() async {
    isClosed = true
    let closing = transport
    transport = nil
    await closing?.close()
  }

  /// Sends a request, with all headers that sessions fill in, and gives its answer.
  ///
  /// - Throws: `WSManFault`, `TransportFailure`, `ClientRefusal` or `CancellationError`.
  func exchange(
    _ body: RequestBody, locator: ResourceLocator? = nil, _ operation: OperationOptions
  ) async throws -> ResponseEnvelope {
    let request = request(body, locator: locator, operation)
    try RequestCharacters.check(request)
    await takeTurn()
    defer { passTurn() }
    try Task.checkCancellation()
    let timeout: Duration =
      .milliseconds(operation.timeout ?? defaultTimeout)
      + .milliseconds(options.client.networkDelay)
    traffic.addRequest()
    let response =
      if let observer, observer.isWatching {
        try await exchange(request, timeout: timeout, for: observer, over: connected)
      } else {
        try await connected().exchange(
          request, in: ExchangeContext(timeout: timeout, traffic: traffic))
      }
    if case .fault(let fault) = response.body { throw fault }
    try check(response, answers: request)
    return response
  }

  /// A request with all headers that sessions fill in; those of Identify are empty.
  func request(
    _ body: RequestBody, locator: ResourceLocator?, _ operation: OperationOptions
  ) -> RequestEnvelope {
    let timeout = operation.timeout ?? defaultTimeout
    let filled = locator.map { header(for: $0, operation, timeout: timeout) }
    return RequestEnvelope(header: filled ?? RequestHeader(), body: body)
  }

  private var defaultTimeout: Int {
    options.operationTimeout > 0 ? options.operationTimeout : options.client.maxTimeout
  }

  private func header(
    for locator: ResourceLocator, _ operation: OperationOptions, timeout: Int
  ) -> RequestHeader {
    var header = RequestHeader(
      to: address, resource: locator.resource, selectors: locator.selectors,
      options: operation.options, messageID: .random())
    header.maxEnvelopeSize = maxEnvelopeSize
    header.operationTimeout = XSDDuration(milliseconds: Int64(timeout))
    header.locale = options.locale
    header.dataLocale = options.locale
    header.sessionID = id
    header.fragmentTransfer = operation.fragment
    return header
  }

  private var maxEnvelopeSize: Int {
    let (bytes, isTooLarge) =
      options.client.maxEnvelopeSizeKB.multipliedReportingOverflow(by: 1024)
    return isTooLarge ? .max : bytes
  }

  /// The transport, made when it is first needed.
  private func connected() async throws -> any WSManTransport {
    guard !isClosed else { throw failure(.closed) }
    if let transport { return transport }
    guard let made = try await connector.connect(to: target, options: options) else {
      throw failure(.other("No part of this program can reach that address."))
    }
    // Whoever waited for the connector meanwhile may have closed the session.
    guard !isClosed else {
      await made.close()
      throw failure(.closed)
    }
    transport = made
    return made
  }

  /// Whether the answer repeats the id of the request; several services leave the id out.
  private func check(
    _ response: ResponseEnvelope, answers request: RequestEnvelope
  ) throws(TransportFailure) {
    guard let expected = request.header.messageID?.text,
      let actual = response.header.relatesTo?.text
    else { return }
    guard actual == expected || actual.lowercased() == expected.lowercased() else {
      throw failure(.wrongAnswer)
    }
  }

  nonisolated func failure(_ cause: TransportFailure.Cause) -> TransportFailure {
    TransportFailure(cause, address: target.url)
  }

  /// Waits until no other request of the session is on its way: a transport has one connection.
  private func takeTurn() async {
    guard isBusy else {
      isBusy = true
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  private func passTurn() {
    if waiting.isEmpty {
      isBusy = false
    } else {
      waiting.removeFirst().resume()
    }
  }
}
