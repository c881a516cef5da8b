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
  public static func main() async {
    await ShellCommand.main()
  }
}
