import CPlatform

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Facts about the process's terminal.
enum Terminal {
  /// Columns of the window; 120 when output is no terminal (`language.md` 10).
  static var width: Int { size(columns: true) ?? 120 }
  /// Lines of the window.
  static var height: Int { size(columns: false) ?? 50 }
  /// Whether output is a terminal.
  static let isOutput = isatty(STDOUT_FILENO) == 1
  /// Whether input is a terminal.
  static let isInput = isatty(STDIN_FILENO) == 1
  /// Whether errors go to a terminal.
  static let isError = isatty(STDERR_FILENO) == 1
  /// Whether colours are wanted: on a terminal, without `NO_COLOR`, and not on a dumb one.
  static let wantsColor: Bool = {
    if let value = getenv("NO_COLOR"), value.pointee != 0 { return false }
    if let value = getenv("TERM"), String(cString: value) == "dumb" { return false }
    return isOutput
  }()

  private static func size(columns: Bool) -> Int? {
    guard isOutput else { return nil }
    var window = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0 else { return nil }
    let value = Int(columns ? window.ws_col : window.ws_row)
    return value > 0 ? value : nil
  }

  /// Writes text to a standard stream; the C library buffers.
  static func write(_ text: String, toError: Bool = false) {
    var text = text
    text.withUTF8 { bytes in
      _ = fwrite(bytes.baseAddress, 1, bytes.count, toError ? wsmansh_stderr() : wsmansh_stdout())
    }
  }

  /// Sends what is buffered.
  static func flush() { fflush(wsmansh_stdout()) }
}

/// Reads a secret without echo.
enum SecretReader {
  /// Reads one line from the terminal with echo off, showing a `*` for each character.
  static func read(prompt: String) -> LineInput {
    Terminal.write(prompt)
    Terminal.flush()
    var saved = termios()
    let isTerminal = tcgetattr(STDIN_FILENO, &saved) == 0
    if isTerminal {
      var silent = saved
      silent.c_lflag &= ~tcflag_t(ECHO | ICANON)
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
    }
    defer { if isTerminal { tcsetattr(STDIN_FILENO, TCSANOW, &saved) } }
    Interrupts.shared.drain()
    var input = TerminalInput(descriptor: STDIN_FILENO)
    var secret = String.UnicodeScalarView()
    while true {
      switch input.next() {
      case .character("\n"), .character("\r"):
        Terminal.write("\n")
        return .line(String(secret))
      case .character("\u{7F}"), .character("\u{8}"):
        if secret.popLast() != nil { echo("\u{8} \u{8}") }
      case .character("\u{4}") where secret.isEmpty: return .end
      case .character(let scalar):
        secret.append(scalar)
        echo("*")
      case .paste(let text):
        let line = text.unicodeScalars.prefix { $0 != "\n" && $0 != "\r" }
        secret.append(contentsOf: line)
        echo(String(repeating: "*", count: line.count))
      case .interrupt:
        Terminal.write("\n")
        return .interrupted
      case .windowChanged: continue
      case .end: return .end
      }
    }
  }

  private static func echo(_ text: String) {
    guard Terminal.isInput else { return }
    Terminal.write(text)
    Terminal.flush()
  }
}
