import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The whole program.
public enum ShellProgram {
  /// Parses the command line, runs, and exits; does not return to its caller.
  ///
  /// Everything starts from a synchronous main: the main thread owns the terminal, and asynchronous
  /// work is waited for through ``MainThreadBridge``.
  public static func main() {
    guard let request = PlainCommandLine.request(Array(CommandLine.arguments.dropFirst())) else {
      return ShellCommand.main()
    }
    do {
      exit(try request.run())
    } catch {
      ShellCommand.exit(withError: error)
    }
  }
}
