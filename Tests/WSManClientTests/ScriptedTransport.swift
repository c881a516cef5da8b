import Synchronization
import WSManClient
import WSManProtocol

/// A service of a few lines: answers by a closure, and carries every message through the codec, as
/// a socket would.
final class ScriptedTransport: WSManTransport, TransportConnector {
  typealias Answer = @Sendable (RequestEnvelope) async throws -> ResponseBody

  private struct State {
    var requests: [RequestEnvelope] = []
    var timeouts: [Duration] = []
    var running = 0
    var mostRunning = 0
    var isClosed = false
  }

  private let state = Mutex(State())
  private let answer: Answer
  private let relatesTo: (@Sendable (MessageID?) -> MessageID?)?

  init(
    relatesTo: (@Sendable (MessageID?) -> MessageID?)? = nil, answer: @escaping Answer
  ) {
    self.relatesTo = relatesTo
    self.answer = answer
  }

  var requests: [RequestEnvelope] { state.withLock { $0.requests } }
  var timeouts: [Duration] { state.withLock { $0.timeouts } }
  var mostRunning: Int { state.withLock { $0.mostRunning } }
  var isClosed: Bool { state.withLock { $0.isClosed } }

  /// Waits until a request comes that fits, at most two seconds.
  func waitForRequest(_ isWanted: (RequestEnvelope) -> Bool) async throws -> Bool {
    for _ in 0..<200 {
      if requests.contains(where: isWanted) { return true }
      try await Task.sleep(for: .milliseconds(10))
    }
    return false
  }

  func connect(
    to target: ConnectionTarget, options: WSManSessionOptions
  ) async throws -> (any WSManTransport)? {
    target.host == "nowhere" ? nil : self
  }

  func exchange(
    _ request: RequestEnvelope, in context: ExchangeContext
  ) async throws -> ResponseEnvelope {
    let read = try EnvelopeDecoder.decodeRequest(EnvelopeEncoder.encode(request)).envelope
    state.withLock {
      $0.requests.append(read)
      $0.timeouts.append(context.timeout)
      $0.running += 1
      $0.mostRunning = max($0.mostRunning, $0.running)
    }
    defer { state.withLock { $0.running -= 1 } }
    let body: ResponseBody
    do {
      body = try await answer(read)
    } catch let fault as WSManFault {
      body = .fault(fault)
    }
    var header = ResponseHeader(answering: read.header)
    if let relatesTo { header.relatesTo = relatesTo(header.relatesTo) }
    return try EnvelopeDecoder.decodeResponse(
      EnvelopeEncoder.encode(ResponseEnvelope(header: header, body: body)))
  }

  func close() async {
    state.withLock { $0.isClosed = true }
  }
}
