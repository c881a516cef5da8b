#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Facts about the process's terminal. What is written goes through ``Terminal/write(_:toError:)``.
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
}
