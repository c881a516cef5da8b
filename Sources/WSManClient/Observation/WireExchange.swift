public import WSManProtocol

/// A request and what became of it. What must stay secret is masked before an observer gets it:
/// passwords, the environment of shells, and what proves identity in headers.
public struct WireExchange: Sendable {
  /// How an exchange ended.
  public enum Outcome: Sendable {
    /// With an answer; a fault is one.
    case answered(ResponseEnvelope)
    /// Without a usable answer; the text says why.
    case failed(String)
    /// Not sent, because the client's own rules forbid it; the text says which.
    case refused(String)
    /// Not sent, because somebody only wanted to see what would be.
    case rehearsed
  }

  /// What keeps others from reading messages.
  public enum Protection: String, Sendable {
    /// Nothing.
    case none = "None"
    /// Encryption of each message by the security context of the connection (`protocol.md` 13).
    case message = "Message"
    /// TLS.
    case tls = "TLS"
    /// Messages do not leave the computer.
    case local = "Local"
  }

  /// The name of the computer, in lower case.
  public var computer: String
  /// Where the request goes, such as `http://server01:5985/wsman`.
  public var address: String
  /// How the client proves who it is.
  public var authentication: AuthenticationMechanism
  /// What keeps others from reading the messages. For computers that are emulated in this program it
  /// is what a real connection with the same options would have.
  public var protection: Protection
  /// The request.
  public var request: RequestEnvelope
  /// What became of it.
  public var outcome: Outcome
  /// The HTTP requests that it took, those of the authentication included; empty when the messages
  /// did not leave the program.
  public var legs: [WireLeg]
  /// When it began.
  public var start: ContinuousClock.Instant
  /// How long it took.
  public var duration: Duration

  /// Whether nobody else can read the messages.
  public var isEncrypted: Bool { protection == .message || protection == .tls }

  /// The action URI; that of Identify is empty.
  public var action: String { request.body.action ?? "" }

  /// The answer, when there is one.
  public var response: ResponseEnvelope? {
    if case .answered(let response) = outcome { return response }
    return nil
  }

  /// The HTTP status of the last answer; without HTTP the one that an answer of its kind has, and
  /// `nil` when there is no answer.
  public var status: Int? {
    if let status = legs.last?.status { return status == 0 ? nil : status }
    return response.map { $0.fault == nil ? 200 : 500 }
  }

  /// Bytes of all bodies that were sent; without HTTP the size of the request, as it is shown.
  public var sentBytes: Int {
    switch outcome {
    case .refused, .rehearsed: 0
    case .answered, .failed:
      legs.isEmpty ? EnvelopeEncoder.encode(request).count : legs.reduce(0) { $0 + $1.sentBytes }
    }
  }

  /// Bytes of all bodies that were received; without HTTP the size of the answer, as it is shown.
  public var receivedBytes: Int {
    legs.isEmpty
      ? response.map { EnvelopeEncoder.encode($0).count } ?? 0
      : legs.reduce(0) { $0 + $1.receivedBytes }
  }
}

/// One HTTP request with its answer.
public struct WireLeg: Sendable, Equatable {
  /// The lines of the request's header that this program decides, tokens masked.
  public var requestHeader: [String]
  /// Bytes of the request's body.
  public var sentBytes: Int
  /// The body as it was sent, when it was encrypted: nothing in it can be read. At most
  /// ``largestBody`` bytes of it.
  public var sealedRequest: [UInt8]?
  /// The HTTP status; 0 when no answer came.
  public var status = 0
  /// The lines of the answer's header that matter here, tokens masked.
  public var responseHeader: [String] = []
  /// Bytes of the answer's body.
  public var receivedBytes = 0
  /// The body as it was received, when it was encrypted.
  public var sealedResponse: [UInt8]?
  /// The beginning of a body that is no message, tokens masked: a page of something else.
  public var strayResponse: [UInt8]?
  /// Whether a connection was made for it.
  public var isFreshConnection = false

  /// No more of an encrypted body is kept.
  public static let largestBody = 16 * 1024

  /// A request that is about to go out.
  public init(requestHeader: [String], sentBytes: Int, sealedRequest: [UInt8]? = nil) {
    self.requestHeader = requestHeader.map(Self.masked)
    self.sentBytes = sentBytes
    self.sealedRequest = sealedRequest.map { Array($0.prefix(Self.largestBody)) }
  }

  /// No more of a body is kept that is no message.
  private static let largestStray = 2 * 1024
  private static let envelope = Array("Envelope".utf8)

  /// Keeps the beginning of a body when it is no SOAP message; what it echoes of a header is masked.
  public mutating func keepStray(_ body: [UInt8]) {
    let start = body.prefix(Self.largestStray)
    // Of most messages this looks at the first bytes only.
    guard !body.isEmpty,
      !start.indices.contains(where: { start[$0...].starts(with: Self.envelope) })
    else { return }
    let text = String(decoding: start, as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    strayResponse = Array(lines.map { Self.masked(String($0)) }.joined(separator: "\n").utf8)
  }

  /// A line of a header without what proves identity: only the name of the scheme is left.
  public static func masked(_ line: String) -> String {
    // By bytes, since every line of every exchange that is watched comes here.
    var line = line
    let length = line.withUTF8 { bytes in
      bytes.firstIndex(of: UInt8(ascii: ":")).flatMap { isSecret(bytes[..<$0]) ? $0 : nil }
    }
    guard let length else { return line }
    let colon = line.utf8.index(line.startIndex, offsetBy: length)
    let value = line.utf8[colon...].dropFirst().drop { $0 == UInt8(ascii: " ") }
    guard let space = value.firstIndex(of: UInt8(ascii: " ")) else { return line }
    return "\(line[..<colon]): \(line[value.startIndex..<space]) \(EnvelopeRedaction.replacement)"
  }

  private static let secretNames = [
    "authorization", "proxy-authorization", "www-authenticate", "proxy-authenticate",
    "authentication-info", "cookie", "set-cookie",
  ].map { Array($0.utf8) }

  /// Whether a header of this name, in any case, proves identity.
  private static func isSecret(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    secretNames.contains { secret in
      secret.count == name.count && zip(name, secret).allSatisfy { $0 | 0x20 == $1 }
    }
  }
}
