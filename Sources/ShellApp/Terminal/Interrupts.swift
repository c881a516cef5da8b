import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ctrl+C, window changes and SIGTERM as events instead of asynchronous handlers.
///
/// SIGINT is ignored by the process and observed through Dispatch; children get the default action
/// back (``ProgramLauncher``). An observer is either the line editor, woken through a pipe, or the
/// running pipeline's task.
final class Interrupts: Sendable {
  /// The process's interrupts.
  static let shared = Interrupts()

  private struct State {
    var onInterrupt: (@Sendable () -> Void)?
    /// Whether the running pipeline was interrupted already.
    var wasInterrupted = false
    var onSecondInterrupt: (@Sendable () -> Void)?
    var suspended: (@Sendable () -> Void)?
    var endsWhenIdle = false
  }

  private let state = Mutex(State())
  private let waking = WakeUp()

  private init() {}

  /// Begins to observe SIGINT and SIGWINCH.
  func start() {
    observe(SIGINT) { $0.interrupted() }
    observe(SIGWINCH) { $0.waking?.signal(UInt8(ascii: "w")) }
    signal(SIGTTOU, SIG_IGN)
  }

  /// Runs `action` when the signal arrives, from now on.
  func observe(_ number: Int32, _ action: @escaping @Sendable (Interrupts) -> Void) {
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
      // The handler holds its source: it lives as long as the process.
      withExtendedLifetime(source) { action(self) }
    }
    source.resume()
  }

  /// Sets what Ctrl+C does while a pipeline runs; `nil` gives it back to the line editor.
  func whileRunning(_ action: (@Sendable () -> Void)?) {
    state.withLock {
      $0.onInterrupt = action
      $0.wasInterrupted = false
      $0.onSecondInterrupt = nil
    }
  }

  /// Sets what Ctrl+C does besides when the running pipeline was interrupted already.
  func whenInterruptedAgain(_ action: (@Sendable () -> Void)?) {
    state.withLock { $0.onSecondInterrupt = action }
  }

  /// The same for a pipeline within the one that runs.
  /// - Returns: what Ctrl+C did before.
  func exchangeRunning(_ action: (@Sendable () -> Void)?) -> (@Sendable () -> Void)? {
    state.withLock { state in
      defer { state.onInterrupt = action }
      return state.onInterrupt
    }
  }

  /// Lets Ctrl+C end the program while nothing runs: for commands that come through a pipe, where no
  /// line editor waits for it.
  func endWhenIdle() {
    state.withLock { $0.endsWhenIdle = true }
  }

  /// Gives Ctrl+C to the line editor while a running pipeline asks a question.
  func suspendRunning() {
    state.withLock {
      $0.suspended = $0.onInterrupt
      $0.onInterrupt = nil
    }
  }

  /// Gives Ctrl+C back to the running pipeline.
  func resumeRunning() {
    state.withLock {
      $0.onInterrupt = $0.suspended
      $0.suspended = nil
    }
  }

  /// Cancels the running pipeline, as Ctrl+C does; nothing happens when none runs.
  func stopRunning() { state.withLock { $0.onInterrupt }?() }

  private func interrupted() {
    let (action, second, endsWhenIdle) = state.withLock { state in
      let second = state.wasInterrupted ? state.onSecondInterrupt : nil
      state.wasInterrupted = state.onInterrupt != nil
      return (state.onInterrupt, second, state.endsWhenIdle)
    }
    if let action {
      action()
      second?()
    } else if endsWhenIdle {
      // Output is flushed after every command; to raise the signal again would not do, since the
      // threads of Dispatch block it.
      _exit(128 + SIGINT)
    } else {
      waking?.signal(UInt8(ascii: "c"))
    }
  }

  /// What ended a wait for terminal input.
  enum Event {
    case input
    case interrupt
    case windowChanged
    case failed
  }

  /// Waits until the terminal has input, or an interrupt or a window change arrives.
  func waitForInput(_ descriptor: Int32) -> Event {
    while true {
      var descriptors = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: waking?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
      ]
      let ready = poll(&descriptors, 2, -1)
      if ready < 0 {
        if errno == EINTR { continue }
        return .failed
      }
      if descriptors[1].revents != 0 {
        if let byte = waking?.next() {
          return byte == UInt8(ascii: "c") ? .interrupt : .windowChanged
        }
      }
      if descriptors[0].revents != 0 { return .input }
    }
  }

  /// Forgets interrupts that arrived while nobody was reading.
  func drain() { waking?.drain() }
}
