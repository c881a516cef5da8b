public import XMLStream

/// Turns bytes into typed messages. It goes by names, never by prefixes or order, and takes what
/// real clients and servers send (`protocol.md` 2.1, 19).
public enum EnvelopeDecoder {
  /// A request that could be read.
  public struct DecodedRequest: Sendable, Equatable {
    /// The request, with the problems found in it.
    public let envelope: RequestEnvelope
    /// The encoding it came in, which the answer must have too.
    public let encoding: TextEncoding
  }

  /// Reads a request.
  ///
  /// - Throws: `EnvelopeError` when there is no telling what the request is; its `fault` is the
  ///   answer. Smaller faults are in `problems` of the envelope.
  public static func decodeRequest(
    _ bytes: [UInt8], limits: XMLLimits = .service
  ) throws(EnvelopeError) -> DecodedRequest {
    var decoder = RequestDecoder()
    do {
      var reader = try XMLReader(bytes, limits: limits)
      let envelope = try decoder.decode(&reader)
      return DecodedRequest(envelope: envelope, encoding: reader.encoding)
    } catch let error as EnvelopeError {
      throw error
    } catch let error as XMLError {
      throw EnvelopeError(.xml(error), messageID: decoder.header.messageID)
    } catch {
      throw EnvelopeError(.body, messageID: decoder.header.messageID)
    }
  }

  /// Reads an answer.
  ///
  /// - Throws: `EnvelopeError` when the answer is not to be understood.
  public static func decodeResponse(
    _ bytes: [UInt8], limits: XMLLimits = .client
  ) throws(EnvelopeError) -> ResponseEnvelope {
    var decoder = ResponseDecoder()
    do {
      var reader = try XMLReader(bytes, limits: limits)
      return try decoder.decode(&reader)
    } catch let error as EnvelopeError {
      throw error
    } catch let error as XMLError {
      throw EnvelopeError(.xml(error), messageID: decoder.header.messageID)
    } catch {
      throw EnvelopeError(.body, messageID: decoder.header.messageID)
    }
  }
}

extension XMLReader {
  /// Goes to the root, which must be an envelope of SOAP 1.2.
  mutating func requireEnvelope() throws {
    try requireRoot()
    guard name == ElementNames.envelope else { throw EnvelopeError(.notSOAP12) }
  }

  /// Whether the header block that has just started must be understood. Only the attribute of SOAP
  /// counts: several clients write one without a namespace, which Windows ignores.
  var mustBeUnderstood: Bool {
    attribute(ElementNames.mustUnderstand).map(isTrue) ?? false
  }

  /// The first element inside the current one, which is then closed; nil when there is none.
  mutating func onlyChild() throws(XMLError) -> XMLFragment? {
    var result: XMLFragment?
    while try nextChild() {
      if result == nil { result = try fragment() } else { try skip() }
    }
    return result
  }

  /// The text of the only interesting child of the current element, such as `a:Address`.
  mutating func addressText() throws(XMLError) -> String {
    var address = ""
    while try nextChild() {
      if name == ElementNames.address { address = try trimmedText() } else { try skip() }
    }
    return address
  }
}

/// A count that must not be negative; nil for everything else.
func count(_ text: String) -> Int? {
  guard text.utf8.allSatisfy({ $0 &- 0x30 < 10 }), !text.isEmpty else { return nil }
  return Int(text) ?? .max
}
