import Foundation
import Testing
import WSManProtocol

/// A conversation that is held again: what our service calls its shells and commands takes the place of
/// what another one called them.
struct Conversation {
  private let client: PlainClient
  private var names: [(recorded: String, ours: String)] = []
  private var ours: [String: String] = [:]

  init(_ client: PlainClient) { self.client = client }

  /// Sends a request, and checks what holds for every answer.
  ///
  /// - Returns: the answer.
  mutating func send(_ request: String, answered recorded: String) throws -> String {
    var request = request
    for name in names { request = request.replacing(name.recorded, with: name.ours) }
    let answer = try #require(client.send(request), "\(request)")
    for name in ["ShellId", "CommandId"] {
      guard let own = Self.value(name, in: answer.body) else { continue }
      ours[name] = own
      if let other = Self.value(name, in: recorded), other != own { names.append((other, own)) }
    }
    let message = try EnvelopeDecoder.decodeResponse(Array(answer.body.utf8))
    let asked = try EnvelopeDecoder.decodeRequest(Array(request.utf8)).envelope
    #expect(message.header.relatesTo == asked.header.messageID)
    #expect(answer.status == (message.fault == nil ? 200 : 500))
    #expect(
      answer.header.lowercased().contains("content-type: application/soap+xml;charset=utf-8"))
    return answer.body
  }

  /// A request about the last shell and the last command, whichever it was about.
  func withOurs(_ request: String) -> String {
    var request = request
    if let shell = ours["ShellId"] {
      request = request.replacing(#/Name="ShellId">[^<]*</#, with: "Name=\"ShellId\">\(shell)<")
    }
    if let command = ours["CommandId"] {
      request = request.replacing(#/CommandId="[^"]*"/#, with: "CommandId=\"\(command)\"")
    }
    return request
  }

  /// The text of an element.
  private static func value(_ name: String, in text: String) -> String? {
    guard let start = text.range(of: ":\(name)>"),
      let end = text.range(of: "<", range: start.upperBound..<text.endIndex)
    else { return nil }
    return String(text[start.upperBound..<end.lowerBound])
  }
}
