/// One POST of a message.
struct HTTPRequest: Sendable {
  /// What of the header may change between the requests of a connection.
  struct Header: Sendable, Equatable {
    /// The value of `Content-Type`.
    var contentType: String
    /// The value of `Authorization`; nil leaves the header out.
    var authorization: String?
    /// Whether Identify is asked for without authentication (`protocol.md` 6.1).
    var isUnauthenticatedIdentify = false
  }

  /// The encoded message; empty for the legs of an authentication.
  var body: [UInt8]
  /// What goes before it.
  var header: Header
  /// The longest duration of the whole exchange in milliseconds.
  var timeout: Int
  /// Whether sending the message twice does no harm. Only then it is sent again when a kept
  /// connection turns out to be closed.
  var isRepeatable: Bool
  /// Whether the message may change something: without an answer nobody knows whether it did.
  var hasEffects = false
  /// Whether the connection that stands must not be used.
  var needsFreshConnection = false
  /// Whether somebody wants to know how long the steps took.
  var isTimed = false
  /// Whether the connection is only made, to see who is at its other end, and closed again.
  var endsBeforeSending = false
}

extension HTTPRequest.Header {
  /// The lines for libcurl; those without a value keep it from sending its own.
  var lines: [String] {
    var lines = [
      "Content-Type: \(contentType)", "Accept:", "Accept-Encoding: identity",
      "Connection: Keep-Alive", "Expect:",
    ]
    if let authorization { lines.append("Authorization: \(authorization)") }
    if isUnauthenticatedIdentify { lines.append("WSMANIDENTIFY: unauthenticated") }
    return lines
  }
}

/// The answer to a POST.
struct HTTPReply: Sendable, Equatable {
  /// The HTTP status.
  var status = 0
  /// The value of `Content-Type`; nil when there is none.
  var contentType: String?
  /// The value of `Content-Encoding`; nil when there is none.
  var contentEncoding: String?
  /// The value of `Location`; nil when there is none.
  var location: String?
  /// The values of all `WWW-Authenticate` lines.
  var challenges: [String] = []
  /// The body, never longer than the limit of the connection.
  var body: [UInt8] = []
  /// Whether a connection was made for this exchange, so that nothing that belonged to an earlier
  /// one, such as an authentication, holds any more.
  var isFreshConnection = false
  /// The certificate of the server in PEM, where a connection was made and it is asked for.
  var serverCertificate: String?
  /// How long the steps took, where that was asked for.
  var timing = ExchangeTiming()

  /// The answer as if it had no body, so that only its status counts.
  var withoutBody: HTTPReply {
    var reply = self
    reply.body = []
    return reply
  }
}

/// Collects an answer from the pieces that libcurl delivers, within limits.
struct ReplyCollector {
  /// Why an answer is not taken in further.
  enum Excess: Sendable, Equatable {
    case body
    case header
  }

  /// The largest header block in bytes (`protocol.md` 20).
  static let largestHeader = 256 * 1024

  private(set) var reply = HTTPReply()
  private(set) var excess: Excess?
  private(set) var byteCount = 0
  /// Whether the answer contradicts itself about its length.
  private(set) var isContradictory = false
  private var length: String?
  private var headerBytes = 0
  private let largestBody: Int

  init(largestBody: Int) {
    self.largestBody = largestBody
  }

  /// Takes a part of the body in; false when the answer is too long.
  mutating func append(body part: UnsafeBufferPointer<UInt8>) -> Bool {
    byteCount += part.count
    guard part.count <= largestBody - reply.body.count else {
      excess = .body
      reply.body = []
      return false
    }
    reply.body.append(contentsOf: part)
    return true
  }

  /// Takes a line of the header in; false when there are too many.
  mutating func append(headerLine line: UnsafeBufferPointer<UInt8>) -> Bool {
    byteCount += line.count
    headerBytes += line.count
    guard headerBytes <= Self.largestHeader else {
      excess = .header
      return false
    }
    if line.hasPrefix("http/") {
      // A status line: what came before belonged to an interim answer or to a proxy.
      reply = HTTPReply()
      length = nil
    } else if let value = line.value(of: "content-type") {
      reply.contentType = value
    } else if let value = line.value(of: "content-length") {
      // Twice the same is met in the field; two lengths are an attack (`protocol.md` 20).
      guard length == nil || length == value else {
        isContradictory = true
        return false
      }
      length = value
      if let length = Int(value), length > 0, length <= largestBody {
        reply.body.reserveCapacity(length)
      }
    } else if let value = line.value(of: "www-authenticate") {
      reply.challenges.append(value)
    } else if let value = line.value(of: "content-encoding") {
      reply.contentEncoding = value
    } else if let value = line.value(of: "location") {
      reply.location = value
    }
    return true
  }

  /// The finished answer.
  mutating func finish(status: Int, isFreshConnection: Bool) -> HTTPReply {
    var finished = reply
    reply = HTTPReply()
    finished.status = status
    finished.isFreshConnection = isFreshConnection
    return finished
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the bytes begin with a text in lower case, letter case ignored.
  fileprivate func hasPrefix(_ text: StaticString) -> Bool {
    guard count >= text.utf8CodeUnitCount else { return false }
    return text.withUTF8Buffer { wanted in
      zip(self, wanted).allSatisfy { ($0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0) == $1 }
    }
  }

  /// The value of a header line, without blanks around it; nil when it is another header.
  fileprivate func value(of name: StaticString) -> String? {
    let length = name.utf8CodeUnitCount
    guard count > length, self[length] == UInt8(ascii: ":"), hasPrefix(name) else { return nil }
    let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    let start = self[(length + 1)...].drop(while: isBlank)
    let end = start.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start.startIndex
    return String(decoding: start[..<end], as: UTF8.self)
  }
}
