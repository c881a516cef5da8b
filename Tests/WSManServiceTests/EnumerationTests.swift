import Testing
import WSManProtocol
import XMLStream

@testable import WSManService

/// Enumerate, Pull and Release by the rules of `protocol.md` 7.1.
struct EnumerationTests {
  private let computer = TestComputer()

  private func enumerate(
    _ request: EnumerateRequest = EnumerateRequest(), _ path: String = "/plugin"
  ) async -> ResponseBody {
    await computer.send(.enumerate(request), to: path)
  }

  private func pull(
    _ context: EnumerationContext?, elements: Int? = nil, _ path: String = "/plugin",
    as caller: Caller = TestComputer.administrator
  ) async throws -> ResponseBody {
    let context = try #require(context)
    let request = PullRequest(context: context, maxElements: elements)
    return await computer.send(.pull(request), to: path, as: caller)
  }

  @Test func withoutOptimizationOnlyTheContextComes() async throws {
    let begin = try #require(await enumerate().batch)
    #expect(begin.items.isEmpty && !begin.isEnd)
    #expect(begin.context?.text.hasPrefix("uuid:") == true)
    let first = try #require(try await pull(begin.context).batch)
    #expect(first.items.count == 1 && !first.isEnd)
    let rest = try #require(try await pull(first.context, elements: 100).batch)
    #expect(rest.items.count == 6 && rest.isEnd && rest.context == nil)
    let names = (first.items + rest.items).compactMap { $0.object?.attribute(localName: "Name") }
    #expect(names == PluginDocument.standard(in: .current).map(\.name))
  }

  @Test func optimizedAnswerHasItemsAlready() async throws {
    let all = try #require(
      await enumerate(EnumerateRequest(optimize: true, maxElements: 32_000)).batch)
    #expect(all.items.count == 7 && all.isEnd && all.context == nil)
    let one = try #require(await enumerate(EnumerateRequest(optimize: true)).batch)
    #expect(one.items.count == 1 && !one.isEnd && one.context != nil)
    // A batch that ends with the last item says so at once.
    let seven = try #require(
      await enumerate(EnumerateRequest(optimize: true, maxElements: 7)).batch)
    #expect(seven.isEnd)
  }

  @Test func contextsAreNewInEachAnswerAndOldOnesAreUnknown() async throws {
    let begin = try #require(await enumerate().batch)
    let first = try #require(try await pull(begin.context).batch)
    #expect(first.context != begin.context)
    #expect(try await pull(begin.context).fault?.code == .invalidEnumerationContext)
    #expect(try await pull(first.context).fault == nil)
  }

  @Test func contextsExpire() async throws {
    let begin = try #require(await enumerate().batch)
    computer.clock.advance(by: .seconds(239))
    let first = try #require(try await pull(begin.context).batch)
    computer.clock.advance(by: .seconds(239))
    let second = try #require(try await pull(first.context).batch)
    computer.clock.advance(by: .seconds(240))
    #expect(try await pull(second.context).fault?.code == .invalidEnumerationContext)
  }

  @Test func contextsBelongToUserAndResource() async throws {
    let begin = try #require(await enumerate().batch)
    let other = Caller(
      userName: "other", groups: [WellKnownSIDs.administrators], connection: .http)
    #expect(try await pull(begin.context, as: other).fault?.code == .invalidEnumerationContext)
    #expect(
      try await pull(begin.context, "/listener").fault?.code == .invalidEnumerationContext)
    #expect(try await pull(begin.context).fault == nil)
  }

  @Test func releaseEndsAnEnumeration() async throws {
    let context = try #require(await enumerate().batch?.context)
    #expect(await computer.send(.release(context), to: "/plugin") == .release)
    #expect(try await pull(context).fault?.code == .invalidEnumerationContext)
    let again = await computer.send(.release(context), to: "/plugin").fault
    #expect(again?.code == .invalidEnumerationContext)
  }

  @Test func settingsLimitBatches() async throws {
    let small = TestComputer(ComputerConfiguration(overrides: ["MaxBatchItems": "2"]))
    let request = EnumerateRequest(optimize: true, maxElements: 50)
    let batch = try #require(await small.send(.enumerate(request), to: "/plugin").batch)
    #expect(batch.items.count == 2 && !batch.isEnd)
  }

  @Test func sizeLimitsBatches() async throws {
    var items: [EnumerationItem] = []
    let request = EnumerateRequest(optimize: true, maxElements: 50)
    var body = await computer.send(.enumerate(request), to: "/plugin") { $0.maxEnvelopeSize = 8192 }
    var batches = 1
    while let context = body.batch?.context {
      items += body.batch?.items ?? []
      body = await computer.send(
        .pull(PullRequest(context: context, maxElements: 50)), to: "/plugin"
      ) { $0.maxEnvelopeSize = 8192 }
      batches += 1
    }
    items += body.batch?.items ?? []
    #expect(items.count == 7 && batches > 1)
  }

  @Test func charactersLimitBatches() async throws {
    let begin = try #require(await enumerate().batch?.context)
    let pull = PullRequest(context: begin, maxElements: 50, maxCharacters: 5000)
    let batch = try #require(await computer.send(.pull(pull), to: "/plugin").batch)
    #expect((1..<7).contains(batch.items.count) && !batch.isEnd)
    let tiny = PullRequest(
      context: try #require(batch.context), maxElements: 50, maxCharacters: 10)
    let fault = await computer.send(.pull(tiny), to: "/plugin").fault
    #expect(fault?.code == .maxEnvelopeSizeExceeded)
  }

  @Test func quotaOfEnumerations() async {
    let small = TestComputer(
      ComputerConfiguration(overrides: ["Service.MaxConcurrentOperationsPerUser": "2"]))
    for _ in 0..<2 {
      #expect(await small.send(.enumerate(EnumerateRequest()), to: "/plugin").fault == nil)
    }
    let fault = await small.send(.enumerate(EnumerateRequest()), to: "/plugin").fault
    #expect(fault?.code == .quotaMaxOperations)
    small.clock.advance(by: .seconds(240))
    #expect(await small.send(.enumerate(EnumerateRequest()), to: "/plugin").fault == nil)
  }

  @Test func listenersComeWithReferences() async throws {
    let request = EnumerateRequest(optimize: true, maxElements: 9, mode: .objectAndReference)
    let batch = try #require(await enumerate(request, "/listener").batch)
    let item = try #require(batch.items.first)
    #expect(item.object?.localName == "Listener")
    #expect(item.reference?.selectors == ["Address": "*", "Transport": "HTTP"])
    let only = EnumerateRequest(optimize: true, maxElements: 9, mode: .reference)
    #expect(await enumerate(only, "/listener").batch?.items.first?.object == nil)
    #expect(
      await enumerate(EnumerateRequest(mode: .reference)).fault?.code
        == .enumerationModeUnsupported)
    #expect(
      await enumerate(EnumerateRequest(mode: .unknown("x")), "/listener").fault?.code
        == .enumerationModeUnsupported)
  }

  @Test func emptyEnumerations() async throws {
    for path in ["/service/certmapping", "/resource"] {
      let begin = try #require(await enumerate(EnumerateRequest(), path).batch)
      let end = try #require(try await pull(begin.context, path).batch)
      #expect(end.items.isEmpty && end.isEnd)
    }
  }

  @Test func selectorsAndTimes() async throws {
    let keys = await computer.send(
      .enumerate(EnumerateRequest()), to: "/listener", selectors: ["Address": "*"])
    #expect(keys.fault?.code == .unexpectedSelectors)
    let context = try #require(await enumerate().batch?.context)
    let pull = PullRequest(context: context, maxTime: XSDDuration(milliseconds: 0))
    let fault = await computer.send(.pull(pull), to: "/plugin").fault
    #expect(fault?.code == .invalidExpirationTime)
  }
}
