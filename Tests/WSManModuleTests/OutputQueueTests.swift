import Synchronization
import Testing
import WSManProtocol

@testable import WSManModule

@Suite struct OutputQueueTests {
  private struct Left: Error {}

  private static func item(_ number: Int) -> OutputQueue.Item {
    .success(ShellOutput(blocks: [], state: .done(exitCode: Int32(number))))
  }

  private static func number(_ item: OutputQueue.Item) throws -> Int32? {
    guard case .done(let code)? = try item.get().state else { return nil }
    return code
  }

  @Test("what fetches output waits for what shows it, and the order stays")
  func slowReaders() async throws {
    let queue = OutputQueue()
    let sent = Mutex(0)
    let count = 5 * OutputQueue.length
    async let sender: Void = {
      for number in 1...count {
        await queue.put(Self.item(number))
        sent.withLock { $0 = number }
      }
    }()
    for number in 1...count {
      #expect(try Self.number(await queue.next()) == Int32(number))
      #expect(sent.withLock { $0 } <= number + OutputQueue.length)
    }
    await sender
  }

  @Test("the end lets a waiting sender go; what comes behind it is dropped")
  func end() async throws {
    let queue = OutputQueue()
    async let sender: Void = {
      for number in 1...3 * OutputQueue.length { await queue.put(Self.item(number)) }
    }()
    #expect(try Self.number(await queue.next()) == 1)
    queue.end(Left())
    await sender
    queue.end(CancellationError())
    await #expect(throws: Left.self) {
      while true { _ = try await queue.next().get() }
    }
  }
}
