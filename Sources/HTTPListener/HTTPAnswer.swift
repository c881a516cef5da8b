import NIOCore
import NIOHTTP1

/// An answer of a listener, with the headers that Windows sends, in its order (`protocol.md` 1.3).
struct HTTPAnswer: Sendable {
  /// The HTTP status.
  var status: Int
  /// The value of `Content-Type`; nil leaves the header out.
  var contentType: String?
  /// Lines that say more, such as `WWW-Authenticate`.
  var headers: [(name: String, value: String)] = []
  /// The body.
  var body: [UInt8] = []
  /// Whether the connection ends after the answer.
  var endsConnection = false

  /// A refusal without a body, after which the connection ends.
  static func refusal(_ status: HTTPRules.HTTPStatus) -> HTTPAnswer {
    var answer = HTTPAnswer(status: status.rawValue, endsConnection: true)
    if status == .methodNotAllowed { answer.headers.append(("Allow", "POST")) }
    return answer
  }

  /// The demand for credentials. As on Windows it ends the connection.
  static func unauthorized(challenges: [String]) -> HTTPAnswer {
    HTTPAnswer(
      status: 401, headers: challenges.map { ("WWW-Authenticate", $0) }, endsConnection: true)
  }

  /// A token of an authentication that goes on: exactly one line, since clients of the field read
  /// only the first or only the last one (`protocol.md` 12.3).
  static func leg(_ challenge: String) -> HTTPAnswer {
    HTTPAnswer(status: 401, headers: [("WWW-Authenticate", challenge)])
  }

  /// The parts to write, which leave with one system call.
  func parts(
    for version: HTTPVersion, allocator: ByteBufferAllocator
  ) -> [HTTPServerResponsePart] {
    var lines = HTTPHeaders()
    if let contentType { lines.add(name: "Content-Type", value: contentType) }
    lines.add(name: "Server", value: "Microsoft-HTTPAPI/2.0")
    for (name, value) in headers { lines.add(name: name, value: value) }
    lines.add(name: "Date", value: HTTPDate.now)
    if endsConnection {
      lines.add(name: "Connection", value: "close")
    } else if version.minor == 0 {
      lines.add(name: "Connection", value: "keep-alive")
    }
    lines.add(name: "Content-Length", value: String(body.count))
    // Windows sends no reason phrase, and clients must not read one.
    let head = HTTPResponseHead(
      version: version, status: .custom(code: UInt(status), reasonPhrase: ""), headers: lines)
    guard !body.isEmpty else { return [.head(head), .end(nil)] }
    return [.head(head), .body(.byteBuffer(allocator.buffer(bytes: body))), .end(nil)]
  }
}
