import Foundation
import Synchronization
import Testing

@testable import CurlTransport

/// Cancellation, waiting lines, kept connections that end, many connections at once.
@Suite struct CurlConnectionLifeTests {
  private func echoServer() throws -> RawServer {
    try RawServer { connection in
      while let request = connection.readRequest() {
        connection.answer(request.components(separatedBy: "\r\n\r\n").last ?? "")
      }
    }
  }

  @Test func cancellationEndsAnExchangeAtOnce() async throws {
    let events = AsyncStream<String>.makeStream()
    let server = try RawServer { connection in
      guard connection.number == 1 else {
        while connection.readRequest() != nil { connection.answer("<again/>") }
        return
      }
      _ = connection.readRequest()
      events.continuation.yield("request")
      connection.waitForEnd()
      events.continuation.yield("end")
    }
    defer { server.stop() }
    let connection = try CurlConnectionTests.connection(server.url)
    let task = Task {
      try await connection.perform(CurlConnectionTests.request(timeout: 600_000))
    }
    var iterator = events.stream.makeAsyncIterator()
    #expect(await iterator.next() == "request")
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    // The server sees the end of the connection, and the next exchange gets a new one.
    #expect(await iterator.next() == "end")
    let reply = try await connection.perform(CurlConnectionTests.request())
    #expect(String(decoding: reply.body, as: UTF8.self) == "<again/>")
    #expect(reply.isFreshConnection)
  }

  @Test func aTaskCancelledBeforehandSendsNothing() async throws {
    let server = try echoServer()
    defer { server.stop() }
    let connection = try CurlConnectionTests.connection(server.url)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await connection.perform(CurlConnectionTests.request())
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(server.connectionCount == 0)
  }

  @Test func concurrentExchangesStandInLine() async throws {
    let server = try echoServer()
    defer { server.stop() }
    let connection = try CurlConnectionTests.connection(server.url)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...40 {
        group.addTask {
          let reply = try await connection.perform(CurlConnectionTests.request("<n\(number)/>"))
          #expect(String(decoding: reply.body, as: UTF8.self) == "<n\(number)/>")
        }
      }
      try await group.waitForAll()
    }
    #expect(server.connectionCount == 1)
  }

  @Test func aWaitingExchangeCanBeCancelledAlone() async throws {
    let gate = DispatchSemaphore(value: 0)
    let server = try RawServer { connection in
      while connection.readRequest() != nil {
        gate.wait()
        connection.answer("<y/>")
      }
    }
    defer { server.stop() }
    let connection = try CurlConnectionTests.connection(server.url)
    let first = Task { try await connection.perform(CurlConnectionTests.request()) }
    try await Task.sleep(for: .milliseconds(50))
    let second = Task { try await connection.perform(CurlConnectionTests.request()) }
    try await Task.sleep(for: .milliseconds(50))
    second.cancel()
    await #expect(throws: CancellationError.self) { try await second.value }
    gate.signal()
    #expect(try await first.value.status == 200)
  }

  @Test func closingEndsAnExchange() async throws {
    let server = try RawServer { $0.waitForEnd() }
    defer { server.stop() }
    let connection = try CurlConnectionTests.connection(server.url)
    let task = Task { try await connection.perform(CurlConnectionTests.request()) }
    try await Task.sleep(for: .milliseconds(50))
    connection.close()
    await #expect(throws: CurlFailure(.closed)) { try await task.value }
    await #expect(throws: CurlFailure(.closed)) {
      try await connection.perform(CurlConnectionTests.request())
    }
  }

  @Test func aKeptConnectionThatEndedIsReplaced() async throws {
    let server = try RawServer { connection in
      _ = connection.readRequest()
      connection.answer("<y/>")
    }
    defer { server.stop() }
    let connection = try CurlConnectionTests.connection(server.url)
    for _ in 1...3 {
      let reply = try await connection.perform(CurlConnectionTests.request(isRepeatable: false))
      #expect(reply.isFreshConnection)
      try await Task.sleep(for: .milliseconds(30))
    }
    #expect(server.connectionCount == 3)
  }

  /// The server takes the second request of a connection and ends without an answer.
  @Test(arguments: [true, false])
  func onlyWhatMayBeRepeatedIsSentAgain(_ isRepeatable: Bool) async throws {
    let requests = Atomic(0)
    let server = try RawServer { connection in
      _ = connection.readRequest()
      connection.answer("<y/>")
      guard connection.readRequest() != nil else { return }
      requests.add(1, ordering: .relaxed)
    }
    defer { server.stop() }
    let connection = try CurlConnectionTests.connection(server.url)
    _ = try await connection.perform(CurlConnectionTests.request())
    let second = CurlConnectionTests.request(isRepeatable: isRepeatable)
    if isRepeatable {
      #expect(try await connection.perform(second).isFreshConnection)
      #expect(server.connectionCount == 2)
    } else {
      let failure = await #expect(throws: CurlFailure.self) {
        try await connection.perform(second)
      }
      #expect(failure?.cause == .notRepeated)
    }
    #expect(requests.load(ordering: .relaxed) == 1)
  }

  @Test func aHundredConnectionsAtOnce() async throws {
    let server = try echoServer()
    defer { server.stop() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 1...100 {
        group.addTask {
          let connection = try CurlConnectionTests.connection(server.url)
          for round in 1...5 {
            let text = "<n\(number)r\(round)/>"
            let reply = try await connection.perform(CurlConnectionTests.request(text))
            #expect(String(decoding: reply.body, as: UTF8.self) == text)
          }
          connection.close()
        }
      }
      try await group.waitForAll()
    }
    #expect(server.connectionCount == 100)
  }

  @Test func anAbandonedConnectionClosesItsSocket() async throws {
    let ended = AsyncStream<Void>.makeStream()
    let server = try RawServer { connection in
      while connection.readRequest() != nil { connection.answer("<y/>") }
      ended.continuation.yield()
    }
    defer { server.stop() }
    func exchangeOnce() async throws {
      let connection = try CurlConnectionTests.connection(server.url)
      _ = try await connection.perform(CurlConnectionTests.request())
    }
    try await exchangeOnce()
    var endings = ended.stream.makeAsyncIterator()
    #expect(await endings.next() != nil)
  }
}

@Suite struct TimerQueueTests {
  @Test func momentsComeInOrder() {
    var queue = TimerQueue()
    var generator = SystemRandomNumberGenerator()
    let deadlines = (0..<500).map { _ in UInt64.random(in: 1...1_000, using: &generator) }
    for deadline in deadlines { queue.insert(.init(deadline: deadline, owner: 7)) }
    #expect(queue.removeFirst(until: 0) == nil)
    var taken: [UInt64] = []
    while let entry = queue.removeFirst(until: 1_000) { taken.append(entry.deadline) }
    #expect(taken == deadlines.sorted())
    #expect(queue.isEmpty)
  }
}

@Suite struct EventPollTests {
  private static func polls() -> [any EventPoll] {
    [makeEventPoll(), PortablePoll()].compactMap(\.self)
  }

  @Test func bothPollsReportTheSame() throws {
    for poll in Self.polls() {
      var ends: [Int32] = [-1, -1]
      try #require(pipe(&ends) == 0)
      poll.watch(ends[0], for: .readable, owner: 3)
      #expect(poll.wait(timeout: 10) == [])
      #expect(write(ends[1], "x", 1) == 1)
      #expect(
        poll.wait(timeout: 1_000) == [SocketEvent(owner: 3, socket: ends[0], isReadable: true)])
      poll.watch(ends[1], for: .writable, owner: 4)
      #expect(
        poll.wait(timeout: 1_000).contains(
          SocketEvent(owner: 4, socket: ends[1], isWritable: true)))
      poll.unwatch(ends[0])
      poll.unwatch(ends[1])
      #expect(poll.wait(timeout: 10) == [])
      close(ends[0])
      close(ends[1])
    }
  }

  @Test func aWaitEndsFromAnotherThread() {
    for poll in Self.polls() {
      Thread.detachNewThread {
        Thread.sleep(forTimeInterval: 0.05)
        poll.wake()
      }
      let start = ContinuousClock.now
      #expect(poll.wait(timeout: 5_000) == [])
      #expect(ContinuousClock.now - start < .seconds(2))
    }
  }
}
