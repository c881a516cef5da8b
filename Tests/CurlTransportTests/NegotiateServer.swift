import Foundation
import Synchronization
import WireSecurity

/// A server that authenticates with NTLM and answers messages as a test says.
///
/// The account is `wsman` with the password `secret`.
final class NegotiateServer: Sendable {
  /// What becomes of a message.
  enum Reply: Sendable {
    /// An answer, encrypted as it must be.
    case encrypted(String)
    /// An answer, encrypted, whose body is changed afterwards.
    case damaged(String, @Sendable ([UInt8]) -> [UInt8])
    /// An answer in clear with this status and type.
    case clear(String, status: String, contentType: String)
    /// A redirection.
    case moved(status: String, to: String)
    /// The end of the connection, without an answer.
    case closed
  }

  /// The answer to a leg of the authentication.
  struct Leg: Sendable {
    var status: String
    var challenge: String?
    var endsConnection = false
  }

  /// What a server counts.
  struct Counts: Sendable {
    var legs = 0
    var authentications = 0
    var messages = 0
  }

  private let server: RawServer
  private let counter: Counter

  var port: Int { server.port }
  var connectionCount: Int { server.connectionCount }
  var counts: Counts { counter.value }

  /// - Parameters:
  ///   - leg: changes the answer to the leg with this number, counted from 1 for each connection.
  ///   - answer: what becomes of the message with this number, counted from 1 for the server.
  init(
    leg: @escaping @Sendable (Int, inout Leg) -> Void = { _, _ in },
    answer: @escaping @Sendable (Int) -> Reply
  ) throws {
    let counter = Counter()
    self.counter = counter
    server = try RawServer { connection in
      var session = Session(connection: connection, counter: counter, change: leg, answer: answer)
      while session.serveOne() {}
    }
  }

  func stop() { server.stop() }

  fileprivate final class Counter: Sendable {
    private let counts = Mutex(Counts())
    var value: Counts { counts.withLock { $0 } }

    @discardableResult func change(_ change: (inout Counts) -> Void) -> Counts {
      counts.withLock { counts in
        change(&counts)
        return counts
      }
    }
  }
}

private struct Accounts: AccountLookup {
  func passwordVerifier(of userName: String) async -> PasswordVerifier? { nil }

  func ntlmAccount(of userName: String, domain: String) async -> NTLMAccount? {
    userName == "wsman" && domain.isEmpty
      ? NTLMAccount(name: userName, ntHash: NTLMAccount.ntHash(of: "secret")) : nil
  }

  func kerberosAccount(of principal: String) async -> String? { nil }
}

/// One connection; it blocks its thread.
private struct Session {
  let connection: RawConnection
  let counter: NegotiateServer.Counter
  let change: @Sendable (Int, inout NegotiateServer.Leg) -> Void
  let answer: @Sendable (Int) -> NegotiateServer.Reply
  var authentication = ServerAuthentication(
    accounts: Accounts(), verified: VerifiedPasswords())
  var legs = 0
  var buffer: [UInt8] = []

  private static let names = NTLMServerNames(computerName: "SERVER01", fullName: "server01")

  /// Serves one request; false when the connection is over.
  mutating func serveOne() -> Bool {
    guard let (head, body) = readRequest() else { return false }
    let authorization = value(of: "authorization", in: head)
    let step = received(authorization)
    guard authorization == nil else { return answerLeg(step) }
    guard case .accepted = step, let protection = authentication.protection else {
      send(status: "401", headers: ["WWW-Authenticate: Negotiate"], body: [])
      return true
    }
    let type = value(of: "content-type", in: head) ?? ""
    let opened = try? EncryptedMultipart.decrypt(
      .init(contentType: type, bytes: body), with: protection, limit: 1_000_000)
    guard opened != nil else {
      send(status: "400", headers: [], body: [])
      return false
    }
    let number = counter.change { $0.messages += 1 }.messages
    switch answer(number) {
    case .encrypted(let text): send(text, protection) { $0 }
    case .damaged(let text, let change): send(text, protection, change)
    case .clear(let text, let status, let contentType):
      send(status: status, headers: ["Content-Type: \(contentType)"], body: Array(text.utf8))
    case .moved(let status, let url): send(status: status, headers: ["Location: \(url)"], body: [])
    case .closed: return false
    }
    return true
  }

  private mutating func answerLeg(_ step: ServerStep) -> Bool {
    legs += 1
    counter.change { $0.legs += 1 }
    var leg: NegotiateServer.Leg
    switch step {
    case .challenge: leg = .init(status: "401", challenge: "Negotiate", endsConnection: true)
    case .proceed(let challenge): leg = .init(status: "401", challenge: challenge)
    case .accepted(_, _, let closing):
      leg = .init(status: "200", challenge: closing)
      counter.change { $0.authentications += 1 }
    }
    change(legs, &leg)
    send(
      status: leg.status, headers: leg.challenge.map { ["WWW-Authenticate: \($0)"] } ?? [],
      body: [])
    return !leg.endsConnection
  }

  /// Waits for the authentication, which is made for tasks.
  private mutating func received(_ authorization: String?) -> ServerStep {
    let result = Outcome()
    let done = DispatchSemaphore(value: 0)
    let current = authentication
    Task {
      var authentication = current
      let step = await authentication.received(
        authorization: authorization, allowing: [.negotiate],
        terms: AcceptanceTerms(names: Self.names))
      result.value.withLock { $0 = (authentication, step) }
      done.signal()
    }
    done.wait()
    guard let (authentication, step) = result.value.withLock({ $0 }) else { return .challenge([]) }
    self.authentication = authentication
    return step
  }

  private final class Outcome: Sendable {
    let value = Mutex<(ServerAuthentication, ServerStep)?>(nil)
  }

  private func send(
    _ text: String, _ protection: any MessageProtection, _ change: ([UInt8]) -> [UInt8]
  ) {
    let sealed = try? EncryptedMultipart.encrypt(
      Array(text.utf8), contentType: "application/soap+xml;charset=UTF-8", scheme: .negotiate,
      with: protection)
    guard let sealed else { return }
    send(
      status: "200", headers: ["Content-Type: \(sealed.contentType)"], body: change(sealed.bytes))
  }

  private func send(status: String, headers: [String], body: [UInt8]) {
    let lines = ["HTTP/1.1 \(status) "] + headers + ["Content-Length: \(body.count)", "", ""]
    connection.send(Array(lines.joined(separator: "\r\n").utf8) + body)
  }

  private mutating func readRequest() -> (head: String, body: [UInt8])? {
    while true {
      if let end = buffer.firstRange(of: Array("\r\n\r\n".utf8)) {
        let head = String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
        let length = value(of: "content-length", in: head).flatMap { Int($0) } ?? 0
        if buffer.count - end.upperBound >= length {
          let body = Array(buffer[end.upperBound..<(end.upperBound + length)])
          buffer.removeSubrange(..<(end.upperBound + length))
          return (head, body)
        }
      }
      guard let more = connection.read() else { return nil }
      buffer += more
    }
  }

  private func value(of name: String, in head: String) -> String? {
    let line = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("\(name): ") }
    return line.map { String($0.dropFirst(name.count + 2)) }
  }
}
