#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the person presses while a transcript is played.
enum PlayKey: Equatable {
  /// Space: stop before each command, and go on.
  case pause
  /// Return or the arrow to the right: type the command that is waiting, or finish at once the one
  /// that is being typed.
  case step
  /// `s`: leave this command out.
  case skip
  case faster
  case slower
  /// Escape, `q` or Ctrl+C: the person goes on.
  case takeOver

  /// The key that a terminal has sent; `nil` for one that means nothing.
  init?(_ bytes: [UInt8]) {
    switch bytes {
    case [0x20]: self = .pause
    case [0x0D], [0x0A], Array("\u{1B}[C".utf8), Array("\u{1B}OC".utf8): self = .step
    case [UInt8(ascii: "s")], [UInt8(ascii: "S")]: self = .skip
    case [UInt8(ascii: "+")], [UInt8(ascii: "=")]: self = .faster
    case [UInt8(ascii: "-")]: self = .slower
    case [0x1B], [UInt8(ascii: "q")], [0x03], [0x04]: self = .takeOver
    default: return nil
    }
  }
}

/// The keyboard while a transcript is played: keys come at once and are not shown.
struct PlayKeys {
  private let saved: termios?

  /// Takes the keyboard until ``end()``.
  init() {
    var state = termios()
    guard tcgetattr(STDIN_FILENO, &state) == 0 else {
      saved = nil
      return
    }
    saved = state
    // Ctrl+C is a key as well: nothing runs that it could cancel.
    state.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    tcsetattr(STDIN_FILENO, TCSANOW, &state)
  }

  /// Gives the keyboard back.
  func end() {
    guard var saved else { return }
    tcsetattr(STDIN_FILENO, TCSANOW, &saved)
  }

  /// Waits for a key.
  /// - Parameter milliseconds: how long; without an end when `nil`.
  /// - Returns: `nil` when none has come, or one that means nothing.
  func next(within milliseconds: Int?) -> PlayKey? {
    var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    let ready = poll(&waiting, 1, milliseconds.map { Int32(clamping: $0) } ?? -1)
    guard ready > 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: 8)
    // One key at a time: those behind it are typed ahead. Only an escape sequence comes as a whole.
    var count = read(STDIN_FILENO, &bytes, 1)
    // A terminal that is gone leaves nobody to play for.
    guard count > 0 else { return .takeOver }
    if bytes[0] == 0x1B {
      var more = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      if poll(&more, 1, Self.escapeDelay) > 0 {
        count += max(0, readBytes(&bytes, from: 1))
      }
    }
    return PlayKey(Array(bytes.prefix(count)))
  }

  /// Milliseconds in which the rest of an escape sequence arrives.
  private static let escapeDelay: Int32 = 30

  private func readBytes(_ bytes: inout [UInt8], from start: Int) -> Int {
    bytes.withUnsafeMutableBytes { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      return read(STDIN_FILENO, base + start, buffer.count - start)
    }
  }
}
