import Foundation

/// Sends messages to a service as a client with Basic does that opens a connection for each, byte for
/// byte as they are given.
struct PlainClient: Sendable {
  let port: Int
  let userName: String
  let password: String

  /// What came back.
  struct Answer: Sendable {
    let status: Int
    let header: String
    let body: String
  }

  /// The answer to a message; nil when the connection ended without a whole one.
  func send(_ message: String, more headers: [String] = []) -> Answer? {
    guard let socket = LoopbackSocket.connect(port: port) else { return nil }
    defer { close(socket) }
    let credential = Data("\(userName):\(password)".utf8).base64EncodedString()
    let lines =
      [
        "POST /wsman HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close",
        "Authorization: Basic \(credential)", "Content-Type: application/soap+xml;charset=UTF-8",
        "Content-Length: \(message.utf8.count)",
      ] + headers
    let text = lines.joined(separator: "\r\n") + "\r\n\r\n" + message
    guard LoopbackSocket.send(Array(text.utf8), to: socket) else { return nil }
    var bytes: [UInt8] = []
    while let more = LoopbackSocket.read(socket) { bytes += more }
    let parts = String(decoding: bytes, as: UTF8.self).split(
      separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
    let words = parts.first?.split(separator: " ") ?? []
    guard parts.count == 2, words.count > 1, let status = Int(words[1]) else { return nil }
    return Answer(status: status, header: String(parts[0]), body: String(parts[1]))
  }
}
