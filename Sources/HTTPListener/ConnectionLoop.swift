import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import WSManService
import WireSecurity

/// One connection: reads a request, answers it, reads the next (`architecture.md` 7).
///
/// Runs as a task on the thread of the connection's event loop. Requests that a client sends
/// without waiting are answered one after the other, in their order.
struct ConnectionLoop {
  typealias Connection = NIOAsyncChannel<HTTPServerRequestPart, HTTPServerResponsePart>
  typealias Writer = NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>
  typealias Reader = NIOAsyncChannelInboundStream<HTTPServerRequestPart>.AsyncIterator

  private let connection: Connection
  private let computer: ServedComputer
  private let isSecure: Bool
  private let clientCertificate: @Sendable () -> Certificate?
  private var authenticator: ConnectionAuthenticator

  private var channel: any Channel { connection.channel }

  /// How long and how much of a request that was refused is read and dropped, so that the client
  /// can read the refusal before the connection goes.
  private static let lingerTime = Duration.seconds(2)
  private static let lingerBytes = 16 * 1024 * 1024

  /// - Parameters:
  ///   - connection: the connection.
  ///   - computer: whose it is.
  ///   - certificate: what the computer shows on a connection through TLS; nil for one without.
  ///   - clientCertificate: what the client has shown; asked for on the thread of the channel.
  init(
    _ connection: Connection, computer: ServedComputer, certificate: Certificate?,
    clientCertificate: @escaping @Sendable () -> Certificate?
  ) {
    self.connection = connection
    self.computer = computer
    self.clientCertificate = clientCertificate
    isSecure = certificate != nil
    authenticator = ConnectionAuthenticator(
      accounts: computer.accounts, verified: computer.verified, certificate: certificate,
      keys: computer.keys, logger: computer.logger)
  }

  /// Serves the connection until either side ends it.
  mutating func run() async {
    do {
      // A copy, since the closure may not borrow an inout self.
      var loop = self
      try await connection.executeThenClose { inbound, outbound in
        try await loop.serve(inbound, outbound)
      }
    } catch {
      computer.logger.debug("connection ended", metadata: ["error": "\(error)"])
    }
  }

  private mutating func serve(
    _ inbound: NIOAsyncChannelInboundStream<HTTPServerRequestPart>, _ outbound: Writer
  ) async throws {
    var reader = inbound.makeAsyncIterator()
    var deadline = Deadline(channel)
    deadline.set(computer.options.headerTimeout)
    while let part = try await reader.next(isolation: #isolation) {
      guard case .head(let head) = part else { continue }
      deadline.clear()
      computer.registry.setBusy(true, channel)
      var note = ServedRequest(computer: computer.name, isEncrypted: isSecure)
      let made = try await answer(to: head, &reader, outbound, &deadline, &note)
      if let journal = computer.options.journal {
        note.status = made?.status ?? note.status
        journal(note)
      }
      guard var answer = made else { return }
      if let broken = note.broken {
        return try await send(answer, broken, to: outbound, head.version)
      }
      if !head.isKeepAlive || computer.registry.isStopping { answer.endsConnection = true }
      deadline.set(computer.options.writeTimeout)
      try await outbound.write(
        contentsOf: answer.parts(for: head.version, allocator: channel.allocator))
      if answer.endsConnection {
        try await linger(&reader, outbound, &deadline)
        return
      }
      computer.registry.setBusy(false, channel)
      deadline.set(computer.options.idleTimeout)
    }
  }

  /// The answer to a request; nil when the connection ends without one.
  private mutating func answer(
    to head: HTTPRequestHead, _ reader: inout Reader, _ outbound: Writer,
    _ deadline: inout Deadline, _ note: inout ServedRequest
  ) async throws -> HTTPAnswer? {
    guard let policy = await computer.policy() else { return .refused(503) }
    guard computer.registry.countOfUsed <= policy.maximumConnections else { return .refused(503) }
    let sender: Sender
    let length: Int
    let rules = HTTPRules(urlPrefix: computer.face.current.urlPrefix)
    switch rules.judge(head, largestBody: policy.maximumEnvelopeSize) {
    case .refuse(let status):
      return .refusal(status)
    case .receive(let bodyLength, isAnonymousIdentify: true):
      sender = .anonymous
      length = bodyLength
    case .receive(let bodyLength, isAnonymousIdentify: false):
      let authorization = head.headers.first(name: "authorization")
      let behaviour = computer.options.behaviour
      switch await authenticator.caller(
        authorization: authorization, policy: policy, clock: { behaviour(.logon).clock },
        clientCertificate: clientCertificate)
      {
      case .refused(let answer):
        if authorization != nil {
          try await Task.sleep(for: computer.throttle.delayAfterFailure())
        }
        return answer
      case .leg(let answer):
        sender = .undecided(answer)
      case .certificate(let shown):
        sender = .certificate(shown)
      case .caller(var user, let closing):
        if let address = channel.remoteAddress?.ipAddress { user.address = address }
        sender = .user(user, closing: closing)
        computer.registry.setProved(channel)
      }
      length = bodyLength
    }
    if head.headers.first(name: "expect")?.lowercased() == "100-continue" {
      try await outbound.write(.head(HTTPResponseHead(version: head.version, status: .continue)))
    }
    deadline.set(.seconds(policy.packetRetrievalSeconds)) { [channel, version = head.version] in
      HTTPAnswer.refused(500).parts(for: version, allocator: channel.allocator)
    }
    guard let body = try await body(&reader, length: length, isKept: !sender.isUndecided) else {
      return nil
    }
    deadline.clear()
    let type = head.headers.first(name: "content-type")
    let moment = ListenerBehaviour.Moment.request(
      carriesMessage: !sender.isUndecided && !body.isEmpty)
    let behaviour = computer.options.behaviour(moment)
    switch behaviour.mode {
    case .refuse, .reset:
      try await channel.closeWithReset()
      return nil
    case .silent:
      while try await reader.next(isolation: #isolation) != nil {}
      return nil
    case .unauthorized: return authenticator.refusal(policy)
    case .answer, .resetAnswer, .truncate, .quota, .clockSkew: break
    }
    let answer = await answer(
      to: body, type: type, from: sender, policy: policy, isOverQuota: behaviour.mode == .quota,
      &note)
    if behaviour.delay > .zero { try await Task.sleep(for: behaviour.delay) }
    if behaviour.mode == .resetAnswer || behaviour.mode == .truncate {
      note.broken = behaviour.mode
    }
    return answer
  }

  /// Who sends a request.
  private enum Sender {
    case anonymous
    /// Somebody in the middle of an authentication, with the answer that takes it further.
    case undecided(HTTPAnswer)
    case user(Caller, closing: String?)
    /// Somebody with a certificate, whose account depends on the request.
    case certificate(Certificate)

    var isUndecided: Bool {
      if case .undecided = self { true } else { false }
    }
  }

  /// The answer to a request that is there as a whole, encrypted as the request was.
  private func answer(
    to body: [UInt8], type: String?, from sender: Sender, policy: ServicePolicy,
    isOverQuota: Bool, _ note: inout ServedRequest
  ) async -> HTTPAnswer {
    switch sender {
    case .undecided(let answer): return answer
    case .certificate(let shown):
      return await computer.answer(
        to: body, showing: shown, policy: policy, isOverQuota: isOverQuota, &note)
    case .anonymous:
      return await computer.answer(
        to: body, from: .anonymous(over: isSecure ? .https : .http), policy: policy,
        isOverQuota: isOverQuota, &note)
    case .user(let caller, let closing):
      let content = authenticator.open(
        body, contentType: type, isLast: closing != nil, policy: policy)
      switch content {
      case .refused(let answer): return answer
      case .message(let message, let wasEncrypted):
        if wasEncrypted { note.isEncrypted = true }
        var answer = await computer.answer(
          to: message, from: caller, policy: policy, isOverQuota: isOverQuota, &note)
        if wasEncrypted { answer = authenticator.seal(answer) }
        if let closing { answer.headers.append(("WWW-Authenticate", closing)) }
        return answer
      }
    }
  }

  /// Reads a body, or past it; nil when the connection ends before its end.
  private func body(
    _ reader: inout Reader, length: Int, isKept: Bool
  ) async throws -> [UInt8]? {
    var body: [UInt8] = []
    if isKept { body.reserveCapacity(length) }
    while let part = try await reader.next(isolation: #isolation) {
      switch part {
      case .head: continue
      case .body(let buffer):
        if isKept { body.append(contentsOf: buffer.readableBytesView) }
      case .end: return body
      }
    }
    return nil
  }

  /// Sends the first half of an answer, and ends the connection or resets it.
  private func send(
    _ answer: HTTPAnswer, _ broken: ListenerBehaviour.Mode, to outbound: Writer,
    _ version: HTTPVersion
  ) async throws {
    for part in answer.parts(for: version, allocator: channel.allocator) {
      switch part {
      case .head: try await outbound.write(part)
      case .body(.byteBuffer(let buffer)):
        let half = buffer.getSlice(at: buffer.readerIndex, length: buffer.readableBytes / 2)
        if let half { try await outbound.write(.body(.byteBuffer(half))) }
      case .body, .end: break
      }
    }
    if broken == .resetAnswer {
      try await channel.closeWithReset()
    } else {
      try await channel.close()
    }
  }

  /// Ends the connection in such a way that the client can read the answer, even when it still
  /// sends: a socket closed with unread bytes would be reset, and the answer lost.
  private func linger(
    _ reader: inout Reader, _ outbound: Writer, _ deadline: inout Deadline
  ) async throws {
    deadline.set(Self.lingerTime)
    outbound.finish()
    var dropped = 0
    while dropped < Self.lingerBytes, let part = try await reader.next(isolation: #isolation) {
      if case .body(let buffer) = part { dropped += buffer.readableBytes }
    }
  }
}

extension HTTPAnswer {
  /// An answer without a body, after which the connection ends.
  static func refused(_ status: Int) -> HTTPAnswer {
    HTTPAnswer(status: status, endsConnection: true)
  }
}
