#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads a secret, or a key, without echo.
enum SecretReader {
  /// Reads one key from the terminal, which may have been typed before it was asked for; the prompt
  /// goes away with it.
  static func readKey(prompt: String) -> LineInput {
    Terminal.write(prompt)
    Terminal.flush()
    return withSilentTerminal(TCSANOW) { input in
      defer {
        Terminal.write("\r\u{1B}[K")
        Terminal.flush()
      }
      while true {
        switch input.next() {
        case .character("\u{4}"), .end: return .end
        case .character(let scalar): return .line(String(scalar))
        case .interrupt: return .interrupted
        case .paste, .windowChanged: continue
        }
      }
    }
  }

  /// Reads one line from the terminal with echo off, showing a `*` for each character.
  static func read(prompt: String) -> LineInput {
    Terminal.write(prompt)
    Terminal.flush()
    // What was typed before is no answer to a question that nobody had seen.
    return withSilentTerminal(TCSAFLUSH) { line(from: &$0) }
  }

  private static func withSilentTerminal(
    _ change: Int32, _ work: (inout TerminalInput) -> LineInput
  ) -> LineInput {
    var saved = termios()
    let isTerminal = tcgetattr(STDIN_FILENO, &saved) == 0
    if isTerminal {
      var silent = saved
      silent.c_lflag &= ~tcflag_t(ECHO | ICANON)
      tcsetattr(STDIN_FILENO, change, &silent)
    }
    defer { if isTerminal { tcsetattr(STDIN_FILENO, TCSANOW, &saved) } }
    Interrupts.shared.drain()
    var input = TerminalInput(descriptor: STDIN_FILENO)
    return work(&input)
  }

  private static func line(from input: inout TerminalInput) -> LineInput {
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
