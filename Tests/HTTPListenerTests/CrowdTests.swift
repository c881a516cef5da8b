import Foundation
import Testing

@testable import HTTPListener

/// Many connections at once.
@Suite struct CrowdTests {
  private static let request = Messages.post(
    Messages.get(), headers: [Messages.authorization, "Connection: close"])

  @Test(arguments: ["", "POST /wsman HTTP/1.1\r\nHost: x\r\n"])
  func connectionsThatSayNothing(_ beginning: String) async throws {
    let computer = try await TestComputer()
    let port = computer.listener.port
    let crowd = try await offPool {
      try (1...1_000).map { _ in
        let client = try RawClient(port: port)
        client.send(beginning)
        return client
      }
    }
    let start = ContinuousClock.now
    for _ in 1...20 {
      #expect(try await computer.exchange(Self.request).headerLines.first == "HTTP/1.1 200 ")
    }
    #expect(ContinuousClock.now - start < .seconds(5))
    #expect(computer.listener.connectionCount <= ConnectionRegistry.mostUnproved + 1)
    withExtendedLifetime(crowd) {}
    await computer.listener.stop()
  }

  @Test func connectionsWhoseUserIsKnownStay() async throws {
    let computer = try await TestComputer()
    let port = computer.listener.port
    let answers = try await offPool {
      let known = try RawClient(port: port)
      known.send(Messages.post(Messages.get()))
      let first = known.readAnswer()
      let crowd = try (1...300).map { _ in try RawClient(port: port) }
      known.send(Messages.post(Messages.get()))
      let second = known.readAnswer()
      withExtendedLifetime(crowd) {}
      return [first, second].map { $0?.headerLines.first }
    }
    #expect(answers == ["HTTP/1.1 200 ", "HTTP/1.1 200 "])
    await computer.listener.stop()
  }

  @Test func maxConnections() async throws {
    let computer = try await TestComputer()
    try await computer.set("Service.MaxConnections", to: "2")
    let port = computer.listener.port
    let seen = try await offPool {
      let clients = try (1...3).map { _ in try RawClient(port: port) }
      return clients.map { client in
        client.send(Messages.post(Messages.get()))
        return client.readAnswer()?.headerLines.first
      }
    }
    #expect(seen == ["HTTP/1.1 200 ", "HTTP/1.1 200 ", "HTTP/1.1 503 "])
    try await computer.set("Service.MaxConnections", to: "300")
    #expect(try await computer.exchange(Self.request).headerLines.first == "HTTP/1.1 200 ")
    await computer.listener.stop()
  }
}
