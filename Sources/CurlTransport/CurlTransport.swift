import Logging
import Synchronization
import WSManClient
import WSManProtocol
import WireSecurity
import XMLStream

/// The way to one computer over one HTTP connection (`protocol.md` 16.2).
final class CurlTransport: WSManTransport {
  private let connection: CurlConnection
  private let authentication: Mutex<ClientAuthentication>
  private let options: CurlOptions
  private let encoding: TextEncoding
  private let contentType: String
  private let logger: Logger

  init(
    connection: CurlConnection, authentication: ClientAuthentication, options: CurlOptions,
    usesUTF16: Bool, logger: Logger
  ) {
    self.connection = connection
    self.authentication = Mutex(authentication)
    self.options = options
    self.logger = logger
    encoding = usesUTF16 ? .utf16LittleEndian : .utf8
    contentType = "application/soap+xml;charset=\(usesUTF16 ? "UTF-16" : "UTF-8")"
  }

  func exchange(
    _ request: RequestEnvelope, in context: ExchangeContext
  ) async throws -> ResponseEnvelope {
    context.observer?.willSend(EnvelopeRedaction.redacted(request), to: options.url)
    do {
      let response = try await response(to: request, timeout: context.timeout.milliseconds)
      context.observer?.didReceive(EnvelopeRedaction.redacted(response), from: options.url)
      return response
    } catch {
      context.observer?.didFail("\(error)", at: options.url)
      throw error
    }
  }

  func close() async {
    connection.close()
  }

  /// Goes through the legs of the authentication, of which Basic has one, to the answer.
  private func response(
    to request: RequestEnvelope, timeout: Int
  ) async throws -> ResponseEnvelope {
    let message = EnvelopeEncoder.encode(request, encoding: encoding)
    var step = authentication.withLock { $0.start() }
    while case .send(let authorization, let carriesMessage) = step {
      let header = HTTPRequest.Header(
        contentType: contentType, authorization: authorization,
        isUnauthenticatedIdentify: authorization == nil && request.body == .identify)
      let post = HTTPRequest(
        body: carriesMessage ? message : [], header: header, timeout: timeout,
        isRepeatable: !carriesMessage || request.body.isRepeatable)
      let reply = try await perform(post)
      step = authentication.withLock {
        $0.received(status: reply.status, challenges: reply.challenges)
      }
      switch step {
      case .send: continue
      case .done: return try ReplyReader(options, encoding).response(in: reply)
      case .refused(let refusal):
        var message = refusal.message
        if let text = ReplyReader(options, encoding).faultText(in: reply) {
          message += " The server says: \(text)"
        }
        throw TransportFailure(
          .authentication(WSManErrorCode(refusal.code), message), address: options.url)
      }
    }
    throw TransportFailure(.wrongAnswer, address: options.url)
  }

  private func perform(_ post: HTTPRequest) async throws -> HTTPReply {
    do {
      let reply = try await connection.perform(post)
      logger.debug(
        "exchange",
        metadata: [
          "url": "\(options.url)", "sent": "\(post.body.count)", "status": "\(reply.status)",
          "received": "\(reply.body.count)", "fresh": "\(reply.isFreshConnection)",
        ])
      return reply
    } catch let failure as CurlFailure {
      throw failure.transportFailure(
        address: options.url, timeout: post.timeout, limit: options.largestReply)
    }
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
  /// items of the first.
  fileprivate var isRepeatable: Bool {
    switch self {
    case .identify, .get, .put, .enumerate, .release: true
    case .create, .delete, .pull, .invoke: false
    }
  }
}
