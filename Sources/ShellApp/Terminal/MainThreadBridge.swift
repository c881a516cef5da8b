import Dispatch
import Synchronization

/// Lets the main thread wait for asynchronous work and meanwhile do what that work asks of it: the
/// terminal and libedit are touched by one thread only.
final class MainThreadBridge: Sendable {
  private let requests = Mutex<[@Sendable () -> Void]>([])
  private let arrived = DispatchSemaphore(value: 0)

  /// Runs work on the cooperative pool; called on the main thread, which serves requests until the
  /// work is done.
  func run<Result: Sendable>(_ work: sending @escaping @isolated(any) () async -> Result) -> Result
  {
    let box = ResultBox<Result>()
    Task {
      let value = await work()
      post { box.value.withLock { $0 = value } }
    }
    while true {
      arrived.wait()
      let next = requests.withLock { $0.isEmpty ? nil : $0.removeFirst() }
      next?()
      if let value = box.value.withLock({ $0 }) { return value }
    }
  }

  /// Has the main thread do something, from wherever.
  func onMain<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { continuation in
      post { continuation.resume(returning: body()) }
    }
  }

  private func post(_ request: @escaping @Sendable () -> Void) {
    requests.withLock { $0.append(request) }
    arrived.signal()
  }

  private final class ResultBox<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
  }
}

/// Something that only the main thread touches, carried through code that runs elsewhere.
///
/// The compiler cannot know which thread serves ``MainThreadBridge/onMain(_:)``; this type is the
/// promise that nothing else opens the box.
struct MainThreadOnly<Value>: @unchecked Sendable {
  /// The value, for the main thread.
  let value: Value
}
