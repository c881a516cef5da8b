import WSManClient
import WSManProtocol

/// Carries messages as bytes between two parts of the same program and checks that nothing is lost
/// on the way.
struct SerializedExchange {
  let address: String

  /// Whether messages within the program become bytes unless somebody decides otherwise.
  static var isDefault: Bool {
    #if DEBUG
      true
    #else
      false
    #endif
  }

  /// The answer to a request that `handle` sees as a decoder has read it.
  ///
  /// - Throws: `TransportFailure` when a message is another one after it was written and read.
  func response(
    to request: RequestEnvelope, handle: (RequestEnvelope) async -> ResponseEnvelope
  ) async throws -> ResponseEnvelope {
    let arrived: RequestEnvelope
    do {
      arrived = try EnvelopeDecoder.decodeRequest(EnvelopeEncoder.encode(request)).envelope
    } catch {
      // The request itself may be what a service must refuse: too deep, or with characters that
      // XML cannot carry.
      let header = ResponseHeader(messageID: .random(), relatesTo: request.header.messageID)
      return ResponseEnvelope(header: header, body: .fault(error.fault))
    }
    guard arrived == request else { throw changed("request") }
    let answer = await handle(arrived)
    let returned: ResponseEnvelope
    do {
      returned = try EnvelopeDecoder.decodeResponse(EnvelopeEncoder.encode(answer))
    } catch {
      throw TransportFailure(.envelope(error), address: address)
    }
    guard returned == answer else { throw changed("answer") }
    return returned
  }

  private func changed(_ message: String) -> TransportFailure {
    TransportFailure(
      .other("The \(message) was not the same after it had been written as XML and read again."),
      address: address)
  }
}
