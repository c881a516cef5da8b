import Dispatch
import PSEngine
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard input for a program that the shell brings along. A thread of its own reads when somebody
/// asks, so that nothing is taken from those who read later.
final class LiveInput: ProgramInput {
  /// How long a background process waits before it looks again whether it may read, in milliseconds.
  private static let backgroundInterval: Int32 = 200

  private struct State {
    var early: [UInt8]
    var isClosed = false
    /// How the terminal was before its echo was switched off.
    var saved: termios?
  }

  private let state: Mutex<State>
  private let wake: WakeUp
  private let queue = DispatchQueue(label: "program input")

  /// - Parameters:
  ///   - early: what was read already.
  ///   - echo: whether the terminal shows what is typed.
  /// - Returns: `nil` when no pipe can be made.
  init?(early: [UInt8], echo: Bool) {
    guard let wake = WakeUp() else { return nil }
    self.wake = wake
    state = Mutex(State(early: early, saved: echo ? nil : Self.silence()))
  }

  deinit { close() }

  /// Switches the echo of the terminal off.
  /// - Returns: how it was; `nil` when there is no terminal.
  private static func silence() -> termios? {
    var saved = termios()
    guard tcgetattr(STDIN_FILENO, &saved) == 0 else { return nil }
    var silent = saved
    silent.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSANOW, &silent)
    return saved
  }

  func next() async -> [UInt8]? {
    let early = state.withLock { state in
      defer { state.early = [] }
      return state.isClosed ? [] : state.early
    }
    guard early.isEmpty else { return early }
    return await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: self.read()) }
    }
  }

  func close() {
    let saved = state.withLock { state in
      state.isClosed = true
      defer { state.saved = nil }
      return state.saved
    }
    wake.signal()
    if var saved { tcsetattr(STDIN_FILENO, TCSANOW, &saved) }
  }

  private func read() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 1 << 15)
    while !state.withLock({ $0.isClosed }) {
      // Reading would stop a process that is not in the foreground.
      let mayRead = !Terminal.isInput || tcgetpgrp(STDIN_FILENO) == getpgrp()
      var descriptors = [
        pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: mayRead ? STDIN_FILENO : -1, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&descriptors, 2, mayRead ? -1 : Self.backgroundInterval) >= 0 || errno == EINTR
      else { return nil }
      guard descriptors[0].revents == 0, descriptors[1].revents != 0 else { continue }
      #if canImport(Darwin)
        let count = Darwin.read(STDIN_FILENO, &buffer, buffer.count)
      #elseif canImport(Musl)
        let count = Musl.read(STDIN_FILENO, &buffer, buffer.count)
      #else
        let count = Glibc.read(STDIN_FILENO, &buffer, buffer.count)
      #endif
      if count > 0 { return Array(buffer[..<count]) }
      if count == 0 || ![EINTR, EAGAIN].contains(errno) { return nil }
    }
    return nil
  }
}
