import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Who has the terminal: the shell, or the programs of the pipeline that runs, which share a process
/// group so that Ctrl+C reaches all of them.
final class TerminalForeground: Sendable {
  /// That of the process's terminal.
  static let shared = TerminalForeground()

  private struct State {
    var group: pid_t = 0
    var members = 0
    var modes = termios()
  }

  private let state = Mutex(State())

  /// Starts a program in the foreground.
  /// - Parameter start: starts it in a group, 0 for one of its own; returns an error number and the
  ///   process.
  /// - Returns: the error number.
  func enter(_ start: (_ group: pid_t) -> (code: Int32, process: pid_t)) -> Int32 {
    state.withLock { state in
      if state.members > 0 {
        let (code, _) = start(state.group)
        if code == 0 { state.members += 1 }
        // The group is gone when its last program has ended a moment ago.
        if code != EPERM, code != ESRCH { return code }
      } else {
        tcgetattr(STDIN_FILENO, &state.modes)
      }
      let (code, process) = start(0)
      guard code == 0 else { return code }
      state.members += 1
      state.group = process
      tcsetpgrp(STDIN_FILENO, process)
      // It, or what it has started, may have asked for the terminal before it had it.
      kill(-process, SIGCONT)
      return 0
    }
  }

  /// Takes the terminal back when the last program has ended. One that a signal has ended had no
  /// chance to put the terminal in order.
  func leave(endedBy signal: Int32) {
    state.withLock { state in
      state.members -= 1
      guard state.members == 0 else { return }
      tcsetpgrp(STDIN_FILENO, getpgrp())
      if signal != 0 { tcsetattr(STDIN_FILENO, TCSADRAIN, &state.modes) }
    }
  }
}
