import Logging
import Synchronization
import WSManClient
import WSManProtocol
import WireSecurity
import XMLStream

/// The way to one computer over one HTTP connection (`protocol.md` 16.2).
final class CurlTransport: WSManTransport {
  /// What is known about the connection at its other end.
  fileprivate struct State {
    var authentication: ClientAuthentication
    /// Whether the next request must not go out on the connection that stands.
    var needsFreshConnection = false
    /// What the connection is known by; nil without TLS.
    var binding: ChannelBinding?
  }

  private let connection: CurlConnection
  private let state: Mutex<State>
  private let options: CurlOptions
  private let encoding: TextEncoding
  private let contentType: String
  private let logger: Logger

  init(
    connection: CurlConnection, authentication: ClientAuthentication, options: CurlOptions,
    usesUTF16: Bool, logger: Logger
  ) {
    self.connection = connection
    state = Mutex(State(authentication: authentication))
    self.options = options
    self.logger = logger
    encoding = usesUTF16 ? .utf16LittleEndian : .utf8
    contentType = "application/soap+xml;charset=\(usesUTF16 ? "UTF-16" : "UTF-8")"
  }

  func exchange(
    _ request: RequestEnvelope, in context: ExchangeContext
  ) async throws -> ResponseEnvelope {
    try await response(to: request, context)
  }

  func close() async {
    connection.close()
  }

  /// Authenticates where that is needed, sends the message and reads the answer.
  ///
  /// The session sends one request at a time, so nobody else changes the state meanwhile.
  private func response(
    to request: RequestEnvelope, _ context: ExchangeContext
  ) async throws -> ResponseEnvelope {
    var current = state.withLock { $0 }
    do {
      let response = try await response(to: request, context, &current)
      state.withLock { [current] in $0 = current }
      return response
    } catch {
      // How far the other side came is not known: the next request begins anew.
      current.needsFreshConnection = current.authentication.protection != nil
      current.authentication.reset()
      state.withLock { [current] in $0 = current }
      throw error
    }
  }

  /// Goes through the legs of the authentication, of which Basic has one, to the answer.
  private func response(
    to request: RequestEnvelope, _ context: ExchangeContext, _ state: inout State
  ) async throws -> ResponseEnvelope {
    let message = EnvelopeEncoder.encode(request, encoding: encoding)
    let reader = ReplyReader(options, encoding)
    var isFirst = true
    var isSecondTry = false
    var isForgotten = false
    if options.keepsCertificate, state.authentication.bindsFirstToken, state.binding == nil {
      state.binding = try await serverBinding(context)
    }
    var step = await state.authentication.start(binding: state.binding)
    while true {
      switch step {
      case .send(let authorization, let carriesMessage):
        let protection = options.encryptsMessages ? state.authentication.protection : nil
        var post = HTTPRequest(
          body: [],
          header: HTTPRequest.Header(
            contentType: contentType, authorization: authorization,
            isUnauthenticatedIdentify: state.authentication.scheme == nil
              && request.body == .identify),
          timeout: context.timeout.milliseconds,
          isRepeatable: !carriesMessage || request.body.isRepeatable)
        post.hasEffects = carriesMessage && request.body.hasEffects
        post.needsFreshConnection = state.needsFreshConnection
        state.needsFreshConnection = false
        if carriesMessage { try post.carry(message, state.authentication.scheme, protection) }
        let reply = try await perform(
          post, context, isEncrypted: carriesMessage && protection != nil)
        if carriesMessage, protection == nil, let refusal = clearTextRefused(reply, state) {
          throw refusal
        }
        var isBoundToAnother = false
        if reply.isFreshConnection {
          let binding = reply.serverCertificate.flatMap { ChannelBinding(serverPEM: $0) }
          isBoundToAnother = state.authentication.bindsFirstToken && state.binding != binding
          state.binding = binding
        }
        if isFirst, isBoundToAnother {
          // The server has got another certificate since it was last seen.
          step = .lost
        } else if authorization == nil || !isFirst, state.isBroken(by: reply) {
          // What was proved on one connection counts on no other.
          step = carriesMessage ? .lost : .refused(state.connectionNotKept)
        } else {
          step = await state.authentication.received(
            status: reply.status, challenges: reply.challenges, binding: state.binding)
          isForgotten = carriesMessage && step == .lost
        }
        isFirst = false
        switch step {
        case .done: return try reader.response(in: reader.opened(reply, with: protection))
        case .interrupted: return try reader.response(in: reply.withoutBody)
        case .refused(let refusal):
          throw failure(refusal, saying: reader.faultText(in: reply))
        case .send, .lost: continue
        }
      case .lost where !isSecondTry:
        isSecondTry = true
        isFirst = true
        state.needsFreshConnection = true
        state.authentication.reset()
        step = await state.authentication.start(binding: state.binding)
      case .lost, .done, .interrupted:
        throw failure(
          AuthenticationRefusal(
            isForgotten ? .refusedAfterwards : .connectionNotKept,
            scheme: state.authentication.scheme))
      case .refused(let refusal):
        // The name may be one that the network does not know either: that says more.
        if refusal.isUnknownService { _ = try await reach(context) }
        throw failure(refusal)
      }
    }
  }

  /// Whom the connection leads to. libcurl tells it only when a request was sent, and the first request
  /// already has to have it in its token.
  private func serverBinding(_ context: ExchangeContext) async throws -> ChannelBinding? {
    try await reach(context).serverCertificate.flatMap { ChannelBinding(serverPEM: $0) }
  }

  /// Makes the connection alone.
  private func reach(_ context: ExchangeContext) async throws -> HTTPReply {
    var request = HTTPRequest(
      body: [], header: HTTPRequest.Header(contentType: contentType),
      timeout: context.timeout.milliseconds, isRepeatable: true)
    request.endsBeforeSending = true
    return try await reply(to: request)
  }

  /// What an answer without words means to a message in clear that follows an exchange of tokens:
  /// the service knows the user, but reads encrypted messages only (`protocol.md` 1.4).
  private func clearTextRefused(_ reply: HTTPReply, _ state: State) -> TransportFailure? {
    guard let scheme = state.authentication.scheme, !scheme.isPerRequest, !reply.isFreshConnection,
      reply.body.isEmpty, reply.status == 401 || reply.status == 500,
      options.url.hasPrefix("http:")
    else { return nil }
    return Self.clearTextRefused(status: reply.status, address: options.url)
  }

  static func clearTextRefused(status: Int, address: String) -> TransportFailure {
    TransportFailure(
      .authentication(
        .accessDenied,
        "Access is denied. The server knows the user, but refused the message (HTTP status "
          + "\(status)) because it was sent in clear text, as -NoEncryption says. Leave that out, or "
          + "set Service\\AllowUnencrypted of the server to true."),
      address: address)
  }

  private func failure(
    _ refusal: AuthenticationRefusal, saying text: String? = nil
  ) -> TransportFailure {
    var message = refusal.message
    if let text { message = "\(message.asSentence) The server says: \(text)" }
    return TransportFailure(
      .authentication(WSManErrorCode(refusal.code), message), address: options.url)
  }

  private func perform(
    _ post: HTTPRequest, _ context: ExchangeContext, isEncrypted: Bool
  ) async throws -> HTTPReply {
    do {
      let reply = try await reply(to: post)
      Self.note(post, reply, context, isEncrypted)
      return reply
    } catch {
      Self.note(post, nil, context, isEncrypted)
      throw error
    }
  }

  /// Counts an exchange and shows it to those who watch.
  private static func note(
    _ post: HTTPRequest, _ reply: HTTPReply?, _ context: ExchangeContext, _ isEncrypted: Bool
  ) {
    context.traffic.add(sentBytes: post.body.count, receivedBytes: reply?.body.count ?? 0)
    context.recorder?.add(
      WireLeg(post, reply, isEncrypted: isEncrypted), carriesEncryptedMessage: isEncrypted)
  }

  private func reply(to post: HTTPRequest) async throws -> HTTPReply {
    do {
      let received = try await connection.perform(post)
      logger.debug(
        "exchange",
        metadata: [
          "url": "\(options.url)", "sent": "\(post.body.count)", "status": "\(received.status)",
          "received": "\(received.body.count)", "fresh": "\(received.isFreshConnection)",
        ])
      return received
    } catch let failure as CurlFailure {
      let whole = await CertificateExamination(options: options)
        .completed(failure, timeout: post.timeout)
      throw whole.transportFailure(
        address: options.url, timeout: post.timeout, limit: options.largestReply)
    }
  }
}

extension CurlTransport.State {
  /// Whether an answer came on another connection than the one that is authenticated.
  fileprivate func isBroken(by reply: HTTPReply) -> Bool {
    guard let scheme = authentication.scheme, !scheme.isPerRequest else { return false }
    return reply.isFreshConnection
  }

  fileprivate var connectionNotKept: AuthenticationRefusal {
    AuthenticationRefusal(.connectionNotKept, scheme: authentication.scheme)
  }
}

extension HTTPRequest {
  /// Takes the message in, encrypted where there is a protection.
  fileprivate mutating func carry(
    _ message: [UInt8], _ scheme: AuthenticationScheme?,
    _ protection: (any MessageProtection)?
  ) throws(SecurityError) {
    guard let scheme, let protection else {
      body = message
      return
    }
    let sealed = try EncryptedMultipart.encrypt(
      message, contentType: header.contentType, scheme: scheme, with: protection)
    header.contentType = sealed.contentType
    body = sealed.bytes
  }
}

extension Duration {
  /// Whole milliseconds, at least 1 and at most what libcurl can count.
  fileprivate var milliseconds: Int {
    let (seconds, attoseconds) = components
    let whole = min(max(seconds, 0), Int64(Int32.max) / 1_000)
    return Int(max(whole * 1_000 + attoseconds / 1_000_000_000_000_000, 1))
  }
}

extension RequestBody {
  /// Whether it does no harm when the service gets the request twice. A second Pull would lose the
  /// items of the first, and a second Put could undo what somebody else has set in between.
  fileprivate var isRepeatable: Bool {
    switch self {
    case .identify, .get, .enumerate, .release: true
    case .put, .create, .delete, .pull, .invoke: false
    }
  }

  /// Whether it may change something on the computer.
  fileprivate var hasEffects: Bool {
    switch self {
    case .identify, .get, .enumerate, .release, .pull: false
    case .put, .create, .delete, .invoke: true
    }
  }
}
