import WireSecurity

/// A client that authenticates with NTLM over a ``RawClient`` and then sends what a test says; like
/// that one it blocks where it reads.
final class AuthenticatedClient {
  let raw: RawClient
  private(set) var protection: any MessageProtection
  /// The header lines of the answers to the legs.
  private(set) var legs: [[String]]

  struct NotAuthenticated: Error {
    let answer: String
  }

  private let scheme: AuthenticationScheme

  /// Authenticates.
  ///
  /// - Parameters:
  ///   - host: the name that tickets are made out to.
  ///   - lastBody: goes with the last leg, with its type.
  init(
    port: Int, scheme: AuthenticationScheme = .negotiate, userName: String = "wsman",
    password: String = "secret", host: String = "127.0.0.1", lastBody: String = ""
  ) async throws {
    let raw = try RawClient(port: port)
    var client = try ClientAuthentication(
      scheme: scheme, credential: UserCredential(userName: userName, password: password),
      service: ServiceName(host: host), path: "/wsman")
    var legs: [[String]] = []
    var step = await client.start()
    while case .send(let authorization?, _) = step {
      let body = legs.isEmpty ? "" : lastBody
      let answer = try await offPool {
        raw.send(Messages.post(body, headers: ["Authorization: \(authorization)"]))
        return raw.readAnswer() ?? ""
      }
      legs.append(answer.headerLines)
      let challenges = answer.headerLines.filter { $0.hasPrefix("WWW-Authenticate: ") }.map {
        String($0.dropFirst(18))
      }
      let status = answer.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      step = await client.received(status: status, challenges: challenges)
      guard case .send = step else { throw NotAuthenticated(answer: answer) }
    }
    self.scheme = scheme
    self.raw = raw
    self.legs = legs
    guard let protection = client.protection else { throw NotAuthenticated(answer: "") }
    self.protection = protection
  }

  /// A message, encrypted, as it would go over the wire.
  func sealed(_ text: String) throws -> EncryptedMultipart.Body {
    try EncryptedMultipart.encrypt(
      Array(text.utf8), contentType: "application/soap+xml;charset=UTF-8", scheme: scheme,
      with: protection)
  }

  /// Sends a body and reads the answer, header and body apart.
  func exchange(
    _ body: EncryptedMultipart.Body
  ) async throws -> (header: [String], body: [UInt8]) {
    let head = [
      "POST /wsman HTTP/1.1", "Host: 127.0.0.1", "Content-Type: \(body.contentType)",
      "Content-Length: \(body.bytes.count)", "", "",
    ].joined(separator: "\r\n")
    return try await offPool { [raw] in
      raw.send(Array(head.utf8) + body.bytes)
      return raw.readAnswerBytes()
    }
  }

  /// The message in an encrypted answer.
  func opened(_ answer: (header: [String], body: [UInt8])) throws -> String {
    let type = answer.header.first { $0.hasPrefix("Content-Type: ") }?.dropFirst(14) ?? ""
    let message = try EncryptedMultipart.decrypt(
      .init(contentType: String(type), bytes: answer.body), with: protection, limit: 1_000_000)
    return String(decoding: message, as: UTF8.self)
  }
}

extension RawClient {
  /// Reads one answer with a fixed length; nothing when the connection ends before.
  func readAnswerBytes() -> (header: [String], body: [UInt8]) {
    var bytes: [UInt8] = []
    while true {
      if let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
        let header = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).headerLines
        let length =
          header.first { $0.hasPrefix("Content-Length: ") }.flatMap { Int($0.dropFirst(16)) } ?? 0
        if bytes.count - end.upperBound >= length {
          return (header, Array(bytes[end.upperBound...].prefix(length)))
        }
      }
      guard let more = read() else { return ([], []) }
      bytes += more
    }
  }
}
