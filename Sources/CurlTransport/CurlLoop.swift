import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The one thread that waits for the sockets and deadlines of all sessions. A thousand sessions
/// cost a thousand sockets, not a thousand threads (`architecture.md` 8).
///
/// The thread only waits and tells the connection concerned, which drives libcurl under its own
/// lock. New exchanges are driven by the thread that starts them, so on a kept connection the
/// request leaves without waking this one; where the answer comes at once and nothing else goes on,
/// the exchange never reaches this thread.
final class CurlLoop: CurlDriver {
  /// The loop, started at the first access; nil when the process has no descriptor or thread left.
  static let shared: CurlLoop? = CurlLoop(poll: makeEventPoll())

  private struct WeakConnection {
    weak var value: CurlConnection?
  }

  private struct State {
    var connections: [UInt32: WeakConnection] = [:]
    var lastOwner: UInt32 = 0
    var timers = TimerQueue()
    /// Until when the thread sleeps; 0 while it is awake.
    var sleepsUntil: UInt64 = 0
  }

  private let poll: any EventPoll
  private let state = Mutex(State())
  private let exchanges = Atomic(0)

  /// A loop with a thread of its own, which never ends.
  init?(poll: (any EventPoll)?) {
    guard let poll else { return nil }
    self.poll = poll
    guard startThread() else { return nil }
  }

  /// A number for a new connection.
  func newOwner() -> UInt32 {
    state.withLock { state in
      repeat {
        state.lastOwner &+= 1
      } while state.lastOwner == 0 || state.connections[state.lastOwner] != nil
      state.connections[state.lastOwner] = WeakConnection()
      return state.lastOwner
    }
  }

  /// Tells the loop whom to call for a number.
  func attach(_ connection: CurlConnection, owner: UInt32) {
    state.withLock { $0.connections[owner] = WeakConnection(value: connection) }
  }

  /// Forgets a number.
  func detach(owner: UInt32) {
    state.withLock { _ = $0.connections.removeValue(forKey: owner) }
  }

  func watch(_ socket: Int32, for interest: SocketInterest, owner: UInt32) {
    poll.watch(socket, for: interest, owner: owner)
  }

  func unwatch(_ socket: Int32) {
    poll.unwatch(socket)
  }

  func exchangeBegins() -> Bool {
    exchanges.add(1, ordering: .relaxed).oldValue == 0
  }

  func exchangeEnded() {
    exchanges.subtract(1, ordering: .relaxed)
  }

  /// Has a connection driven at a moment. Moments are never taken back: a connection that is
  /// called too early says so by scheduling again.
  func schedule(_ deadline: UInt64, owner: UInt32) {
    let mustWake = state.withLock { state in
      state.timers.insert(.init(deadline: deadline, owner: owner))
      return deadline < state.sleepsUntil
    }
    if mustWake { poll.wake() }
  }

  private func startThread() -> Bool {
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let context = Unmanaged.passRetained(self).toOpaque()
    let code = pthread_create(&thread, nil, CurlLoop.threadMain, context)
    guard code == 0 else {
      Unmanaged<CurlLoop>.fromOpaque(context).release()
      return false
    }
    #if canImport(Darwin)
      if let thread { pthread_detach(thread) }
    #else
      pthread_detach(thread)
    #endif
    return true
  }

  #if canImport(Darwin)
    private static let threadMain:
      @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = { context in
        Unmanaged<CurlLoop>.fromOpaque(context).takeRetainedValue().run()
      }
  #else
    private static let threadMain:
      @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
        guard let context else { return nil }
        Unmanaged<CurlLoop>.fromOpaque(context).takeRetainedValue().run()
      }
  #endif

  private func run() -> Never {
    // Signals are for the thread that owns the terminal.
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, nil)
    while true {
      let timeout = handleTimers()
      let events = poll.wait(timeout: timeout)
      state.withLock { $0.sleepsUntil = 0 }
      for event in events {
        connection(event.owner)?.socketIsReady(event)
      }
    }
  }

  /// Calls the connections whose moment has come.
  ///
  /// - Returns: how long to sleep, in milliseconds; -1 without an end.
  private func handleTimers() -> Int32 {
    while true {
      let now = MonotonicClock.now
      let due = state.withLock { state -> UInt32? in
        if let entry = state.timers.removeFirst(until: now) { return entry.owner }
        state.sleepsUntil = state.timers.next?.deadline ?? .max
        return nil
      }
      if let due {
        connection(due)?.timeIsUp(now: now)
        continue
      }
      let until = state.withLock { $0.sleepsUntil }
      guard until != .max else { return -1 }
      return Int32(clamping: (until &- now) / 1_000_000 &+ 1)
    }
  }

  private func connection(_ owner: UInt32) -> CurlConnection? {
    state.withLock { $0.connections[owner]?.value }
  }
}
