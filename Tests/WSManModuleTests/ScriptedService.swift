import Synchronization
import WSManClient
import WSManProtocol
import XMLStream

/// A service of a few lines that carries every message through the codec, as a socket would. The
/// local configuration is the default one.
final class ScriptedService: WSManTransport, TransportConnector {
  typealias Answer = @Sendable (RequestEnvelope) throws -> ResponseBody

  private let state = Mutex<[RequestEnvelope]>([])
  private let answer: Answer

  init(_ answer: @escaping Answer) { self.answer = answer }

  /// The requests without those that read the configuration of the client.
  var requests: [RequestEnvelope] { state.withLock { $0 } }

  func connect(
    to target: ConnectionTarget, options: WSManSessionOptions
  ) async throws -> (any WSManTransport)? { self }

  func exchange(
    _ request: RequestEnvelope, in context: ExchangeContext
  ) async throws -> ResponseEnvelope {
    let read = try EnvelopeDecoder.decodeRequest(EnvelopeEncoder.encode(request)).envelope
    var body: ResponseBody
    do {
      if read.body == .get, read.header.resource == .configuration {
        body = .get(XMLFragment("cfg", XMLName(ResourceURI.configuration.text, "Config")))
      } else {
        state.withLock { $0.append(read) }
        body = try answer(read)
      }
    } catch let fault as WSManFault {
      body = .fault(fault)
    }
    let answer = ResponseEnvelope(header: ResponseHeader(answering: read.header), body: body)
    return try EnvelopeDecoder.decodeResponse(EnvelopeEncoder.encode(answer))
  }

  func close() async {}
}
