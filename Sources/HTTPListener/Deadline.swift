import NIOCore
import NIOHTTP1

/// Ends a connection that keeps the listener waiting too long.
///
/// One for each connection; only the task of the connection uses it.
struct Deadline: ~Copyable {
  private let channel: any Channel
  private var scheduled: Scheduled<Void>?

  init(_ channel: any Channel) {
    self.channel = channel
  }

  deinit {
    scheduled?.cancel()
  }

  /// From now on the connection has this much time for its next step.
  ///
  /// - Parameters:
  ///   - duration: the time.
  ///   - farewell: makes what is still written when it is over.
  mutating func set(
    _ duration: Duration, farewell: @escaping @Sendable () -> [HTTPServerResponsePart] = { [] }
  ) {
    scheduled?.cancel()
    scheduled = channel.eventLoop.scheduleTask(in: TimeAmount(duration)) { [channel] in
      for part in farewell() { channel.write(part, promise: nil) }
      channel.flush()
      channel.close(promise: nil)
    }
  }

  /// The step was made.
  mutating func clear() {
    scheduled?.cancel()
    scheduled = nil
  }
}
