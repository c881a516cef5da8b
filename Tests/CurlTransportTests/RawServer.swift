import Foundation
import Synchronization

/// A server that does with each connection exactly what a test says, byte by byte.
final class RawServer: Sendable {
  let port: Int
  private let listener: Int32
  private let accepted = Atomic(0)

  struct SocketError: Error {}

  /// Listens on a free port of the loopback address; each connection gets a thread.
  init(
    isIPv6: Bool = false, _ handler: @escaping @Sendable (_ connection: RawConnection) -> Void
  ) throws {
    listener = socket(isIPv6 ? AF_INET6 : AF_INET, streamType, 0)
    guard listener >= 0 else { throw SocketError() }
    port = try isIPv6 ? Self.bindIPv6(listener) : Self.bindIPv4(listener)
    guard listen(listener, 64) == 0 else { throw SocketError() }
    Thread.detachNewThread { [listener, self] in
      // Closed by nobody else, so that the number cannot belong to another socket meanwhile.
      defer { close(listener) }
      while true {
        let descriptor = accept(listener, nil, nil)
        guard descriptor >= 0 else { return }
        let number = accepted.add(1, ordering: .relaxed).newValue
        Thread.detachNewThread {
          let connection = RawConnection(socket: descriptor, number: number)
          handler(connection)
          connection.close()
        }
      }
    }
  }

  /// How many connections came.
  var connectionCount: Int { accepted.load(ordering: .relaxed) }

  var url: String { "http://127.0.0.1:\(port)/wsman" }

  /// Accepts no more; must be called, since the accepting thread holds the server.
  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
  }

  /// A port on which nobody listens.
  static func unusedPort() throws -> Int {
    let descriptor = socket(AF_INET, streamType, 0)
    defer { close(descriptor) }
    return try bindIPv4(descriptor)
  }

  /// A connection to a port of the loopback address.
  static func connect(port: Int) throws -> Int32 {
    let descriptor = socket(AF_INET, streamType, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else {
      close(descriptor)
      throw SocketError()
    }
    return descriptor
  }

  private static func bindIPv4(_ descriptor: Int32) throws -> Int {
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

  private static func bindIPv6(_ descriptor: Int32) throws -> Int {
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_addr = in6addr_loopback
    var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
    let code = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 ? getsockname(descriptor, $0, &length) : -1
      }
    }
    guard code == 0 else { throw SocketError() }
    return Int(UInt16(bigEndian: address.sin6_port))
  }
}

#if canImport(Darwin)
  private let streamType = SOCK_STREAM
  private let noSignal: Int32 = 0
#else
  private let streamType = Int32(SOCK_STREAM.rawValue)
  private let noSignal = Int32(MSG_NOSIGNAL)
#endif

/// One connection of a `RawServer`, seen from the server.
struct RawConnection: Sendable {
  let socket: Int32
  /// 1 for the first connection.
  let number: Int

  /// The next request, header and body; nil at the end of the connection.
  func readRequest() -> String? {
    var bytes: [UInt8] = []
    while true {
      let text = String(decoding: bytes, as: UTF8.self)
      if let end = text.range(of: "\r\n\r\n") {
        let length =
          text[..<end.lowerBound].lowercased().split(separator: "\r\n")
          .first { $0.hasPrefix("content-length:") }
          .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
        if text[end.upperBound...].utf8.count >= length { return text }
      }
      guard let more = read() else { return nil }
      bytes += more
    }
  }

  /// Some bytes; nil at the end of the connection.
  func read() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(socket, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }

  /// Waits until the other side ends the connection.
  func waitForEnd() {
    while read() != nil {}
  }

  /// Sends a text; false when the other side does not listen any more.
  @discardableResult func send(_ text: String) -> Bool {
    send(Array(text.utf8))
  }

  /// Sends bytes; false when the other side does not listen any more.
  @discardableResult func send(_ bytes: [UInt8]) -> Bool {
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

  /// Sends an answer with a fixed length.
  func answer(
    _ body: String, status: String = "200 OK", headers: [String] = [],
    contentType: String = "application/soap+xml;charset=UTF-8"
  ) {
    let lines = ["HTTP/1.1 \(status)", "Content-Type: \(contentType)"] + headers
    send(
      (lines + ["Content-Length: \(body.utf8.count)", "", body]).joined(separator: "\r\n"))
  }

  /// Ends the connection with a reset instead of an orderly end.
  func reset() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
  }

  func close() {
    #if canImport(Darwin)
      _ = Darwin.close(socket)
    #else
      _ = Glibc.close(socket)
    #endif
  }
}
