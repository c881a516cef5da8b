import ArgumentParser

/// The whole program.
public enum ShellProgram {
  /// Parses the command line, runs, and exits; does not return to its caller.
  ///
  /// Everything starts from a synchronous main: the main thread owns the terminal, and asynchronous
  /// work is waited for through ``MainThreadBridge``.
  public static func main() {
    ShellCommand.main()
  }
}
