import Foundation
import Testing

@testable import HTTPListener

/// How connections live and end.
@Suite struct ListenerConnectionTests {
  @Test func requestsOfOneConnection() async throws {
    let computer = try await TestComputer()
    let answers = try await offPool { [port = computer.listener.port] in
      let client = try RawClient(port: port)
      return (1...3).map { _ in
        client.send(Messages.post(Messages.get()))
        return client.readAnswer()?.headerLines.first
      }
    }
    await computer.listener.stop()
    #expect(answers == Array(repeating: "HTTP/1.1 200 ", count: 3))
  }

  @Test func requestsSentWithoutWaitingAreAnsweredInOrder() async throws {
    let computer = try await TestComputer()
    let ids = (1...9).map { "0000000\($0)-0000-0000-0000-000000000000" }
    let answers = try await offPool { [port = computer.listener.port] in
      let client = try RawClient(port: port)
      let requests = ids.map { Messages.post(Messages.get(id: $0)) }.joined()
      let last = Messages.post(
        Messages.get(), headers: [Messages.authorization, "Connection: close"])
      client.send(requests + last)
      return client.readToEnd()
    }
    await computer.listener.stop()
    let places = ids.compactMap { answers.range(of: $0)?.lowerBound }
    #expect(places.count == 9)
    #expect(places == places.sorted())
    #expect(answers.components(separatedBy: "HTTP/1.1 200").count == 11)
  }

  @Test(arguments: [
    Messages.post(Messages.get(), version: "1.0"),
    Messages.post(Messages.get(), headers: [Messages.authorization, "Connection: close"]),
  ])
  func aClientThatWantsOneAnswerOnly(_ request: String) async throws {
    let computer = try await TestComputer()
    let answer = try await computer.exchange(request)
    await computer.listener.stop()
    #expect(answer.headerLines.first?.hasSuffix(" 200 ") ?? false)
    #expect(answer.headerLines.contains("Connection: close"))
  }

  @Test func aClientThatAsksBeforeItSendsTheBody() async throws {
    let computer = try await TestComputer()
    let body = Messages.get()
    let answers = try await offPool { [port = computer.listener.port] in
      let client = try RawClient(port: port)
      client.send(
        "POST /wsman HTTP/1.1\r\nHost: x\r\n\(Messages.authorization)\r\nExpect: 100-continue\r\n"
          + "Content-Type: text/xml\r\nContent-Length: \(body.utf8.count)\r\n\r\n")
      let first = client.readAnswer()
      client.send(body)
      return [first, client.readAnswer()]
    }
    await computer.listener.stop()
    #expect(answers.first??.hasPrefix("HTTP/1.1 100") ?? false)
    #expect(answers.last??.hasPrefix("HTTP/1.1 200") ?? false)
  }

  @Test func aRequestInSingleBytes() async throws {
    let computer = try await TestComputer()
    let request = Messages.post(Messages.get())
    let answer = try await offPool { [port = computer.listener.port] in
      let client = try RawClient(port: port)
      for byte in request.utf8 { client.send([byte]) }
      return client.readAnswer()
    }
    await computer.listener.stop()
    #expect(answer?.headerLines.first == "HTTP/1.1 200 ")
  }

  @Test(arguments: [Messages.authorization, "X: y"])
  func aRequestThatGoesWrongBehindItsHeader(_ header: String) async throws {
    let computer = try await TestComputer()
    let answer = try await computer.exchange(
      "POST /wsman HTTP/1.1\r\nHost: x\r\n\(header)\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")
    #expect(answer.headerLines.first == "HTTP/1.1 400 Bad Request")
    let next = try await computer.exchange(
      Messages.post(Messages.get(), headers: [Messages.authorization, "Connection: close"]))
    #expect(next.headerLines.first == "HTTP/1.1 200 ")
    await computer.listener.stop()
  }

  @Test func aHeaderThatNeverEnds() async throws {
    let computer = try await TestComputer { $0.headerTimeout = .milliseconds(200) }
    let start = ContinuousClock.now
    let answer = try await computer.exchange("POST /wsman HTTP/1.1\r\nHost")
    #expect(answer.isEmpty)
    #expect(ContinuousClock.now - start < .seconds(5))
    await computer.listener.stop()
  }

  @Test func anIdleConnection() async throws {
    let computer = try await TestComputer { $0.idleTimeout = .milliseconds(200) }
    let answer = try await computer.exchange(Messages.post(Messages.get()))
    #expect(answer.headerLines.first == "HTTP/1.1 200 ")
    await computer.listener.stop()
  }

  @Test func aBodyThatNeverEnds() async throws {
    let computer = try await TestComputer(settings: [
      "Service.Auth.Basic": "true", "Service.AllowUnencrypted": "true",
      "Service.MaxPacketRetrievalTimeSeconds": "1",
    ])
    let request = Messages.post(Messages.get()).dropLast(10)
    let answer = try await computer.exchange(String(request))
    await computer.listener.stop()
    #expect(answer.headerLines.first == "HTTP/1.1 500 ")
    #expect(answer.body.isEmpty)
  }

  @Test func aClientThatNeverReads() async throws {
    let computer = try await TestComputer { $0.writeTimeout = .milliseconds(300) }
    let client = try RawClient(port: computer.listener.port, receiveBuffer: 4_096)
    let sending = Task {
      try await offPool {
        let request = Messages.post(Messages.get(resource: "config"))
        for _ in 1...20_000 { guard client.send(request) else { return false } }
        return true
      }
    }
    #expect(try await sending.value == false)
    try await waitUntil { computer.listener.connectionCount == 0 }
    await computer.listener.stop()
  }

  @Test func guessingIsSlowedDown() {
    let throttle = LogonThrottle()
    let start = ContinuousClock.now
    let delays = (1...40).map { _ in throttle.delayAfterFailure(now: start) }
    #expect(delays.prefix(5).allSatisfy { $0 == .zero })
    #expect(delays[5] > .zero)
    #expect(delays.last == .seconds(3))
    #expect(throttle.delayAfterFailure(now: start + .seconds(61)) == .zero)
  }

  @Test func moreConnectionsThanAllowed() async throws {
    let computer = try await TestComputer(settings: [
      "Service.Auth.Basic": "true", "Service.AllowUnencrypted": "true",
      "Service.MaxConnections": "1",
    ])
    let statuses = try await offPool { [port = computer.listener.port] in
      let first = try RawClient(port: port)
      first.send(Messages.post(Messages.get()))
      let firstAnswer = first.readAnswer()
      let second = try RawClient(port: port)
      second.send(Messages.post(Messages.get()))
      return [firstAnswer?.headerLines.first, second.readAnswer()?.headerLines.first]
    }
    await computer.listener.stop()
    #expect(statuses == ["HTTP/1.1 200 ", "HTTP/1.1 503 "])
  }

  @Test(arguments: [ListenerBehaviour.Mode.refuse, .reset])
  func networksThatBreakConnections(_ mode: ListenerBehaviour.Mode) async throws {
    let computer = try await TestComputer { $0.behaviour = { _ in ListenerBehaviour(mode: mode) } }
    let answer = try await computer.exchange(Messages.post(Messages.get()))
    #expect(answer.isEmpty)
    await computer.listener.stop()
    #expect(computer.listener.connectionCount == 0)
  }

  @Test func aNetworkThatSaysNothing() async throws {
    let computer = try await TestComputer {
      $0.behaviour = { _ in ListenerBehaviour(mode: .silent) }
    }
    let reading = Task { try await computer.exchange(Messages.post(Messages.get())) }
    try await waitUntil { computer.listener.connectionCount == 1 }
    await computer.listener.stop(grace: .milliseconds(50))
    #expect(try await reading.value.isEmpty)
  }

  @Test func aSlowNetwork() async throws {
    let computer = try await TestComputer {
      $0.behaviour = { _ in ListenerBehaviour(delay: .milliseconds(300)) }
    }
    let start = ContinuousClock.now
    let answer = try await computer.answer(Messages.post(Messages.get()))
    #expect(ContinuousClock.now - start >= .milliseconds(300))
    #expect(answer.headerLines.first == "HTTP/1.1 200 ")
    await computer.listener.stop()
  }

  @Test func stoppingLetsAnAnswerFinish() async throws {
    // Asked for each connection and each request.
    let questions = Counter()
    let computer = try await TestComputer {
      $0.behaviour = { _ in
        questions.increment()
        return ListenerBehaviour(delay: .seconds(1))
      }
    }
    let busy = Task { try await computer.exchange(Messages.post(Messages.get())) }
    let idle = Task { try await computer.exchange("") }
    try await waitUntil { questions.value == 3 }
    await computer.listener.stop(grace: .seconds(30))
    #expect(try await busy.value.headerLines.contains("Connection: close"))
    #expect(try await idle.value.isEmpty)
    await #expect(throws: RawClient.SocketError.self) {
      try await computer.exchange("")
    }
  }

  @Test func aPortThatIsTaken() async throws {
    let computer = try await TestComputer()
    let error = await #expect(throws: ListenerError.self) {
      _ = try await TestComputer { $0.port = computer.listener.port }
    }
    #expect(error?.description.contains("taken by another program") ?? false)
    await computer.listener.stop()
  }

  @Test func anAddressOfAnotherComputer() async throws {
    let error = await #expect(throws: ListenerError.self) {
      _ = try await TestComputer { $0.host = "203.0.113.1" }
    }
    #expect(error?.description.contains("no address") ?? false)
  }

  @Test func ipv6() async throws {
    let computer = try await TestComputer { $0.host = "::1" }
    #expect(computer.listener.url == "http://[::1]:\(computer.listener.port)/wsman")
    await computer.listener.stop()
  }

  @Test func aHundredClientsAtOnce() async throws {
    let computer = try await TestComputer()
    try await withThrowingTaskGroup(of: String?.self) { group in
      for _ in 1...100 {
        group.addTask { try await computer.answer(Messages.post(Messages.get())).headerLines.first }
      }
      for try await status in group { #expect(status == "HTTP/1.1 200 ") }
    }
    await computer.listener.stop()
  }
}
