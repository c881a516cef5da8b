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
    occupyStandardDescriptors()
    // What cannot be written is an error with a text, not the end.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    let arguments = PowerShellSpelling.translated(Array(CommandLine.arguments.dropFirst()))
    do {
      if let request = PlainCommandLine.request(arguments) { end(try request.run()) }
      var command = try ShellCommand.parseAsRoot(SubcommandOrder.translated(arguments))
      try command.run()
      end(0)
    } catch {
      end(with: error)
    }
  }

  /// Gives standard streams that are closed to nothing, before a database or socket gets their
  /// number and what is printed goes there.
  private static func occupyStandardDescriptors() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO]
    where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
      // Only for reading: what is written fails, as it would have without this.
      _ = open("/dev/null", O_RDONLY)
    }
  }

  /// Ends with help, a version, or an error of the command line or of the start.
  private static func end(with error: any Error) -> Never {
    if let code = error as? ExitCode { end(code.rawValue) }
    let code = ShellCommand.exitCode(for: error)
    let text = ShellCommand.fullMessage(for: error)
    if !text.isEmpty { Terminal.write(text + "\n", toError: !code.isSuccess) }
    end(code.rawValue)
  }

  /// Ends the program. Output that could not be written makes a success a failure; a reader that has
  /// gone, such as `head`, is no news to anybody.
  private static func end(_ code: Int32) -> Never {
    Terminal.flush()
    guard let failure = Terminal.outputFailure else { exit(code) }
    guard failure != EPIPE else { exit(128 + SIGPIPE) }
    Terminal.report("Standard output cannot be written: \(String(cString: strerror(failure))).")
    exit(code == 0 ? 1 : code)
  }
}
