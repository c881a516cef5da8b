import Foundation
import Synchronization

/// A host that is no WinRM service: what it does with a connection is up to the test.
final class StrangeHost: Sendable {
  let port: Int
  private let listener: Int32

  struct SocketError: Error {}

  /// One connection, seen from the host.
  struct Connection: Sendable {
    let socket: Int32

    /// Reads the header of a request and as much of the body as comes with it.
    func readRequest() {
      var text = ""
      var buffer = [UInt8](repeating: 0, count: 65_536)
      while !text.contains("\r\n\r\n") {
        let count = recv(socket, &buffer, buffer.count, 0)
        guard count > 0 else { return }
        text += String(decoding: buffer.prefix(count), as: UTF8.self)
      }
    }

    /// Sends bytes until all are out or the other side has gone.
    func send(_ bytes: [UInt8]) {
      var position = 0
      while position < bytes.count {
        let count = bytes.withUnsafeBytes { bytes in
          Foundation.send(
            socket, bytes.baseAddress?.advanced(by: position), bytes.count - position, noSignal)
        }
        guard count > 0 else { return }
        position += count
      }
    }

    func send(_ text: String) { send(Array(text.utf8)) }

    /// Ends the connection with a reset.
    func reset() {
      var option = linger(l_onoff: 1, l_linger: 0)
      setsockopt(
        socket, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    /// Waits until the other side ends the connection.
    func waitForEnd() {
      var buffer = [UInt8](repeating: 0, count: 4096)
      while recv(socket, &buffer, buffer.count, 0) > 0 {}
    }
  }

  /// Listens on a free port of the loopback address.
  init(_ handler: @escaping @Sendable (Connection) -> Void) throws {
    let listener = socket(AF_INET, streamType, 0)
    guard listener >= 0 else { throw SocketError() }
    self.listener = listener
    port = try Self.bindLoopback(listener)
    guard listen(listener, 16) == 0 else { throw SocketError() }
    Thread.detachNewThread {
      while true {
        let socket = accept(listener, nil, nil)
        guard socket >= 0 else { return }
        Thread.detachNewThread {
          handler(Connection(socket: socket))
          close(socket)
        }
      }
    }
  }

  /// A host that answers each request with these bytes and ends the connection.
  convenience init(answering answer: String) throws {
    try self.init { connection in
      connection.readRequest()
      connection.send(answer)
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  /// An HTTP answer with a body of SOAP's type.
  static func answer(_ body: String) -> String {
    "HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml;charset=UTF-8\r\n"
      + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }

  /// A port on which nobody listens.
  static func unusedPort() throws -> Int {
    let descriptor = socket(AF_INET, streamType, 0)
    defer { close(descriptor) }
    return try bindLoopback(descriptor)
  }

  /// Whether the machine has the loopback address of IPv6.
  static let hasIPv6: Bool = {
    let descriptor = socket(AF_INET6, streamType, 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_addr = in6addr_loopback
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in6>.size)) == 0
      }
    }
  }()

  private static func bindLoopback(_ descriptor: Int32) throws -> Int {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 ? getsockname(descriptor, $0, &length) : -1
      }
    }
    guard code == 0 else { throw SocketError() }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}

#if canImport(Darwin)
  private let streamType = SOCK_STREAM
  private let noSignal: Int32 = 0
#else
  private let streamType = Int32(SOCK_STREAM.rawValue)
  private let noSignal = Int32(MSG_NOSIGNAL)
#endif
