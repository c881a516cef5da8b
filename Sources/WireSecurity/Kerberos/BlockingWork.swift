import Dispatch
import Synchronization

/// Calls of a library that wait for the network, made on threads of their own. A caller whose task is
/// cancelled, or who has waited long enough, goes on at once; the call ends by itself later.
enum BlockingWork {
  /// What a call came to.
  enum Outcome<Value: Sendable>: Sendable {
    case value(Result<Value, SecurityError>)
    case cancelled
    case timedOut
  }

  private static let queue = DispatchQueue(
    label: "wsmansh.kerberos", qos: .userInitiated, attributes: .concurrent)

  /// Makes the call.
  ///
  /// - Parameter seconds: how long it may take.
  static func run<Value: Sendable>(
    seconds: Int, _ call: @escaping @Sendable () throws(SecurityError) -> Value
  ) async -> Outcome<Value> {
    let once = Once<Outcome<Value>>()
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        once.wait(continuation)
        queue.async {
          let result: Result<Value, SecurityError>
          do throws(SecurityError) {
            result = .success(try call())
          } catch {
            result = .failure(error)
          }
          once.resume(.value(result))
        }
        queue.asyncAfter(deadline: .now() + .seconds(seconds)) { once.resume(.timedOut) }
      }
    } onCancel: {
      once.resume(.cancelled)
    }
  }

  /// A continuation of which only the first value counts, also one that comes before it waits.
  private final class Once<Value: Sendable>: Sendable {
    private struct State {
      var continuation: CheckedContinuation<Value, Never>?
      var value: Value?
      var isDone = false
    }

    private let state = Mutex(State())

    func wait(_ continuation: CheckedContinuation<Value, Never>) {
      let early: Value? = state.withLock { state in
        if state.value == nil { state.continuation = continuation }
        return state.value
      }
      if let early { continuation.resume(returning: early) }
    }

    func resume(_ value: Value) {
      let waiting: CheckedContinuation<Value, Never>? = state.withLock { state in
        guard !state.isDone else { return nil }
        state.isDone = true
        if state.continuation == nil { state.value = value }
        defer { state.continuation = nil }
        return state.continuation
      }
      waiting?.resume(returning: value)
    }
  }
}
