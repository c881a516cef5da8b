import Testing
import WSManClient
import WSManProtocol
import XMLStream

@Suite struct EnumerationSequenceTests {
  private let locator = ResourceLocator(resource: ResourceURI("urn:resource"))

  private static func item(_ number: Int) -> EnumerationItem {
    .object(XMLFragment("", XMLName("", "i")) { $0.text(String(number)) })
  }

  /// Serves the numbers below `count`; the context is the next number.
  private func service(_ count: Int, optimizes: Bool = true) -> ScriptedTransport {
    ScriptedTransport { request in
      func batch(from start: Int, _ size: Int) -> EnumerationBatch {
        let end = min(start + size, count)
        return EnumerationBatch(
          context: end < count ? EnumerationContext(String(end)) : nil,
          items: (start..<end).map(Self.item))
      }
      switch request.body {
      case .enumerate(let query):
        return .enumerate(
          optimizes
            ? batch(from: 0, query.maxElements ?? 1)
            : EnumerationBatch(context: EnumerationContext("0")))
      case .pull(let pull):
        guard let start = Int(pull.context.text) else {
          throw WSManFault(.invalidEnumerationContext)
        }
        return .pull(batch(from: start, pull.maxElements ?? 1))
      case .release: return .release
      default: throw WSManFault(.actionNotSupported)
      }
    }
  }

  private func session(_ transport: ScriptedTransport, batch: Int = 10) async throws
    -> WSManSession
  {
    var options = WSManSessionOptions()
    options.client.maxBatchItems = batch
    return try await WSManSession.open("server01", options: options, connector: transport)
  }

  private func numbers(_ sequence: EnumerationSequence) async throws -> [String] {
    var result: [String] = []
    for try await item in sequence { result.append(item.object?.text ?? "") }
    return result
  }

  @Test(arguments: [(0, true, 1), (5, true, 1), (10, true, 1), (25, true, 3), (25, false, 4)])
  func allItemsComeInOrder(count: Int, optimizes: Bool, requests: Int) async throws {
    let transport = service(count, optimizes: optimizes)
    let session = try await session(transport)
    let found = try await numbers(session.enumerate(locator))
    #expect(found == (0..<count).map(String.init))
    #expect(transport.requests.count == requests)
  }

  @Test func nothingIsSentBeforeItIsNeeded() async throws {
    let transport = service(100)
    let session = try await session(transport)
    let sequence = session.enumerate(locator, EnumerateRequest(filter: .wql("select * from x")))
    #expect(transport.requests.isEmpty)
    var iterator = sequence.makeAsyncIterator()
    for _ in 0..<10 { _ = try await iterator.next() }
    #expect(transport.requests.count == 1)
    _ = try await iterator.next()
    #expect(transport.requests.count == 2)
    guard case .enumerate(let query) = transport.requests.first?.body else {
      Issue.record("no Enumerate")
      return
    }
    #expect(query.optimize)
    #expect(query.maxElements == 10)
    #expect(query.filter == .wql("select * from x"))
  }

  @Test func leavingEarlyReleases() async throws {
    let transport = service(100)
    let session = try await session(transport)
    for try await item in session.enumerate(locator) where item.object?.text == "12" { break }
    let isReleased = try await transport.waitForRequest {
      $0.body == .release(EnumerationContext("20"))
    }
    #expect(isReleased)
  }

  @Test func theEndNeedsNoRelease() async throws {
    let transport = service(25)
    let session = try await session(transport)
    _ = try await numbers(session.enumerate(locator))
    try await Task.sleep(for: .milliseconds(50))
    #expect(!transport.requests.contains { $0.body.action == ActionURI.release })
  }

  @Test func faultsEndThePass() async throws {
    let transport = ScriptedTransport { request in
      if case .enumerate = request.body {
        return .enumerate(
          EnumerationBatch(context: EnumerationContext("x"), items: [Self.item(1)]))
      }
      throw WSManFault(.invalidEnumerationContext)
    }
    let session = try await session(transport)
    var iterator = session.enumerate(locator).makeAsyncIterator()
    #expect(try await iterator.next() != nil)
    await #expect(throws: WSManFault.self) { _ = try await iterator.next() }
    #expect(try await iterator.next() == nil)
  }

  @Test func tooManyItemsAreRefused() async throws {
    let transport = ScriptedTransport { _ in
      .enumerate(EnumerationBatch(context: nil, items: (0..<11).map(Self.item)))
    }
    let session = try await session(transport)
    let failure = await #expect(throws: TransportFailure.self) {
      _ = try await numbers(session.enumerate(locator))
    }
    #expect(failure?.code == .tooManyItemsReceived)
  }
}
