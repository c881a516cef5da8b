import Testing
import WSManClient
import WSManProtocol

@testable import Teaching

@Suite struct TraceRecorderTests {
  private let exchange = SampleExchange.get().exchange

  @Test func looksOnlyWhenAsked() {
    let recorder = TraceRecorder()
    #expect(!recorder.isWatching)
    recorder.preference = .line
    #expect(recorder.isWatching)
    TraceRecorder.$isSilent.withValue(true) { #expect(!recorder.isWatching) }
    recorder.beginBlock()
    recorder.preference = nil
    #expect(recorder.isWatching)
    recorder.endBlock()
    #expect(!recorder.isWatching)
    recorder.endBlock()
    #expect(!recorder.isWatching)
  }

  @Test func aBlockBeginsANewTrace() {
    let recorder = TraceRecorder()
    recorder.beginBlock()
    recorder.observed(exchange)
    recorder.beginBlock()
    recorder.observed(exchange)
    recorder.endBlock()
    #expect(recorder.takePending().map(\.number) == [1, 2])
    #expect(recorder.takePending().isEmpty)
    recorder.endBlock()
    #expect(recorder.trace.count == 2)
    recorder.beginBlock()
    #expect(recorder.trace.isEmpty)
    recorder.endBlock()
  }

  @Test func theOldestGo() {
    let recorder = TraceRecorder()
    recorder.preference = .line
    for _ in 0...TraceRecorder.most { recorder.observed(exchange) }
    #expect(recorder.trace.count <= TraceRecorder.most)
    #expect(recorder.trace.last?.number == TraceRecorder.most + 1)
  }
}
