import WSManClient
import WSManProtocol
import WireSecurity
import XMLStream

/// Reads the message out of an HTTP answer: a SOAP message from any status, else the
/// failure that the status or the content means (`protocol.md` 1.4, `cmdlets.md` 3.5 G).
struct ReplyReader {
  private let options: CurlOptions
  private let encoding: TextEncoding

  /// - Parameters:
  ///   - options: those of the connection.
  ///   - encoding: the encoding of the request, in which the answer must be too.
  init(_ options: CurlOptions, _ encoding: TextEncoding) {
    self.options = options
    self.encoding = encoding
  }

  /// The message in an answer; the session checks whether it belongs to its request.
  func response(in reply: HTTPReply) throws(TransportFailure) -> ResponseEnvelope {
    let isSuccess = (200..<300).contains(reply.status)
    if let coding = reply.contentEncoding, coding.lowercased() != "identity" {
      throw failure(
        .other(
          "The answer is compressed (\(coding.prefix(40))), although that was not asked for. Check "
            + "that the address and port belong to a WS-Management service, and look for a proxy."))
    }
    guard !reply.body.isEmpty else {
      throw isSuccess ? failure(.emptyAnswer) : statusFailure(reply)
    }
    switch Content(reply) {
    case .html: throw isSuccess ? failure(.html) : statusFailure(reply)
    case .other(let type): throw isSuccess ? failure(.contentType(type)) : statusFailure(reply)
    case .xml: break
    }
    guard isEncodedAlike(reply.body) else { throw failure(.encodingMismatch) }
    do {
      return try decode(reply.body)
    } catch {
      // A front end may put a page of its own into XML; then the status says more.
      let isSOAPStatus = isSuccess || reply.status == 500 || reply.status == 400
      throw isSOAPStatus ? failure(.envelope(error)) : statusFailure(reply)
    }
  }

  /// An answer in clear. One that came in clear to an encrypted request is refused: nobody has
  /// signed it (`protocol.md` 13.1).
  ///
  /// - Parameters:
  ///   - reply: the answer as it came.
  ///   - protection: what the request was encrypted with; nil when it was not.
  func opened(
    _ reply: HTTPReply, with protection: (any MessageProtection)?
  ) throws(TransportFailure) -> HTTPReply {
    guard let protection, !reply.body.isEmpty else { return reply }
    guard let type = reply.contentType, EncryptedMultipart.isEncrypted(type) else {
      if options.takesClearAnswers { return reply }
      if case .xml = Content(reply) { throw clearAnswer(reply) }
      guard !(200..<300).contains(reply.status) else { throw clearAnswer(reply) }
      return reply.withoutBody
    }
    var opened = reply
    do {
      opened.body = try EncryptedMultipart.decrypt(
        EncryptedMultipart.Body(contentType: type, bytes: reply.body), with: protection,
        limit: options.largestReply)
    } catch {
      throw failure(.notDecrypted)
    }
    opened.contentType = "application/soap+xml"
    return opened
  }

  private func clearAnswer(_ reply: HTTPReply) -> TransportFailure {
    failure(
      .notDecrypted,
      explanation: "The answer (HTTP status \(reply.status)) came in clear text although messages "
        + "of this connection are encrypted, so it was not read. Something between this computer "
        + "and the server may have sent it. If the server itself does so, and the network is "
        + "trusted: Set-Item WSMan:\\localhost\\Client\\AllowUnencrypted $true")
  }

  /// The words of a fault in an answer that is none to the request, such as a 401; nil when there
  /// are none.
  func faultText(in reply: HTTPReply) -> String? {
    guard !reply.body.isEmpty, let fault = try? decode(reply.body).fault else { return nil }
    return fault.text.isEmpty ? nil : String(fault.text.prefix(1_000))
  }

  private func decode(_ bytes: [UInt8]) throws(EnvelopeError) -> ResponseEnvelope {
    var limits = XMLLimits.client
    limits.documentBytes = options.largestReply
    return try EnvelopeDecoder.decodeResponse(bytes, limits: limits)
  }

  /// Whether the answer is in UTF-8 like the request, or both are in UTF-16.
  private func isEncodedAlike(_ bytes: [UInt8]) -> Bool {
    (TextEncoding.detect(bytes).encoding == .utf8) == (encoding == .utf8)
  }

  private func statusFailure(_ reply: HTTPReply) -> TransportFailure {
    if (300..<400).contains(reply.status), let location = reply.location {
      return failure(
        .httpStatus(reply.status),
        explanation: "The service moved to \(location.prefix(256)). Redirection is not followed, "
          + "since the credentials would go with it; connect to that address with -ConnectionURI.")
    }
    guard reply.status != 407 else {
      return failure(
        .httpStatus(407),
        explanation: "A proxy in between wants to know who you are (HTTP status 407), which only "
          + "connections over HTTPS can tell it: name it in $env:https_proxy, and add -UseSSL.")
    }
    return failure(.httpStatus(reply.status))
  }

  private func failure(
    _ cause: TransportFailure.Cause, explanation: String? = nil
  ) -> TransportFailure {
    TransportFailure(cause, address: options.url, explanation: explanation)
  }
}

/// What a body is, by its type, and where that is missing, by its first characters.
private enum Content {
  case xml
  case html
  case other(String)

  init(_ reply: HTTPReply) {
    let type = reply.contentType.map(Self.mediaType)
    let start = Self.start(of: reply.body)
    if start.starts(with: "<!doctype html".utf8) || start.starts(with: "<html".utf8)
      || type == "text/html"
    {
      self = .html
    } else if start.first == UInt8(ascii: "<"), type?.hasSuffix("xml") ?? true {
      self = .xml
    } else {
      self = .other(String((reply.contentType ?? "").prefix(256)))
    }
  }

  /// The type without its parameters, in lower case.
  private static func mediaType(_ contentType: String) -> String {
    var contentType = contentType
    return contentType.withUTF8 { bytes in
      let end = bytes.firstIndex { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: " ") }
      return String(decoding: bytes[..<(end ?? bytes.endIndex)], as: UTF8.self).lowercased()
    }
  }

  /// The first characters in lower case, without byte-order mark and the zeros of UTF-16.
  private static func start(of body: [UInt8]) -> [UInt8] {
    var start: [UInt8] = []
    start.reserveCapacity(28)
    for byte in body.drop(while: { $0 <= 0x20 || $0 >= 0x80 }).prefix(28) where byte != 0 {
      let isCapital = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      start.append(isCapital ? byte | 0x20 : byte)
    }
    return start
  }
}
