import Foundation
import Synchronization

/// A server on the loopback address that does with each connection what a test says.
final class LoopbackServer: Sendable {
  let port: Int
  private let listener: Int32

  struct SocketError: Error {}

  /// Listens on a free port; each connection gets a thread and is closed at the end of the handler.
  init(_ handler: @escaping @Sendable (_ socket: Int32) -> Void) throws {
    (listener, port) = try LoopbackSocket.bound()
    let listener = listener
    guard listen(listener, 16) == 0 else { throw SocketError() }
    Thread.detachNewThread {
      // Closed by nobody else, so that the number cannot belong to another socket meanwhile.
      defer { close(listener) }
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        Thread.detachNewThread {
          handler(connection)
          close(connection)
        }
      }
    }
  }

  /// Accepts no more.
  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
  }
}

/// Calls on sockets of the loopback address.
enum LoopbackSocket {
  #if canImport(Darwin)
    static let kind = SOCK_STREAM
    private static let noSignal: Int32 = 0
  #else
    static let kind = Int32(SOCK_STREAM.rawValue)
    private static let noSignal = Int32(MSG_NOSIGNAL)
  #endif

  /// The address that is meant when none is named.
  static let host = "127.0.0.1"

  static func address(_ host: String = host, port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(clamping: port).bigEndian
    address.sin_addr.s_addr = inet_addr(host)
    return address
  }

  /// A connection to a port; nil when nobody listens.
  static func connect(host: String = host, port: Int) -> Int32? {
    let descriptor = socket(AF_INET, kind, 0)
    var address = address(host, port: port)
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if code == 0 { return descriptor }
    close(descriptor)
    return nil
  }

  /// A port on which nobody listens.
  static func unusedPort() throws -> Int {
    let (descriptor, port) = try bound()
    close(descriptor)
    return port
  }

  /// A socket with a port of an address of loopback; 0 takes a free one.
  static func bound(host: String = host, port: Int = 0) throws -> (socket: Int32, port: Int) {
    let descriptor = socket(AF_INET, kind, 0)
    var address = address(host, port: port)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 ? getsockname(descriptor, $0, &length) : -1
      }
    }
    guard code == 0 else { throw LoopbackServer.SocketError() }
    return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
  }

  /// Some bytes; nil at the end of the connection.
  static func read(_ socket: Int32) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(socket, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }

  /// The header of a request; nil at the end of the connection.
  static func readHeader(_ socket: Int32) -> String? {
    var text = ""
    while !text.contains("\r\n\r\n") {
      guard let more = read(socket) else { return nil }
      text += String(decoding: more, as: UTF8.self)
    }
    return text
  }

  /// A request with its body; nil at the end of the connection.
  static func readRequest(_ socket: Int32) -> String? {
    guard var text = readHeader(socket) else { return nil }
    let length = text.firstMatch(of: /\r\nContent-Length: (\d+)\r\n/.ignoresCase())
      .flatMap { Int($0.1) }
    guard let length, let end = text.range(of: "\r\n\r\n")?.upperBound else { return text }
    var missing = length - text[end...].utf8.count
    while missing > 0 {
      guard let more = read(socket) else { return nil }
      text += String(decoding: more, as: UTF8.self)
      missing -= more.count
    }
    return text
  }

  /// Ends the connection with a reset when it is closed.
  static func reset(_ socket: Int32) {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
  }

  @discardableResult static func send(_ bytes: [UInt8], to socket: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        #if canImport(Darwin)
          Darwin.send(socket, $0.baseAddress, $0.count, noSignal)
        #else
          Glibc.send(socket, $0.baseAddress, $0.count, noSignal)
        #endif
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// Answers a request as HTTP.
  static func answer(
    _ socket: Int32, status: String, type: String = "text/html", _ body: String = ""
  ) {
    let text =
      "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
    send(Array((text + body).utf8), to: socket)
  }
}

/// A proxy that connects to ports of the loopback address, whatever host is named (RFC 9110 9.3.6).
final class TunnelProxy: Sendable {
  private let server: LoopbackServer
  private let log = LogBox()

  /// The first lines of the requests that came.
  private final class LogBox: Sendable {
    let lines = Mutex<[String]>([])
  }

  /// - Parameters:
  ///   - authorization: the only accepted value of `Proxy-Authorization`; nil accepts everybody.
  ///   - refusal: a status with which every request is refused.
  init(authorization: String? = nil, refusal: String? = nil) throws {
    let log = log
    server = try LoopbackServer { client in
      guard let header = LoopbackSocket.readHeader(client) else { return }
      let lines = header.components(separatedBy: "\r\n")
      log.lines.withLock { $0.append(lines[0]) }
      if let refusal { return LoopbackSocket.answer(client, status: refusal) }
      if let authorization, !lines.contains("Proxy-Authorization: \(authorization)") {
        let challenge = "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\""
        return LoopbackSocket.answer(client, status: challenge)
      }
      let words = lines[0].split(separator: " ")
      guard words.first == "CONNECT", words.count > 1,
        let port = words[1].split(separator: ":").last.flatMap({ Int($0) }),
        let target = LoopbackSocket.connect(port: port)
      else { return LoopbackSocket.answer(client, status: "502 Bad Gateway") }
      LoopbackSocket.send(Array("HTTP/1.1 200 Connected\r\n\r\n".utf8), to: client)
      Thread.detachNewThread { Self.carry(from: target, to: client) }
      Self.carry(from: client, to: target)
      close(target)
    }
  }

  var port: Int { server.port }

  /// The first lines of the requests that came.
  var requests: [String] { log.lines.withLock { $0 } }

  func stop() { server.stop() }

  private static func carry(from source: Int32, to destination: Int32) {
    while let bytes = LoopbackSocket.read(source), LoopbackSocket.send(bytes, to: destination) {}
    shutdown(destination, Int32(SHUT_RDWR))
  }
}
