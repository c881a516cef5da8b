import CPlatform
import PSEngine

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Starts programs of the host: pipes for what the pipeline exchanges with them, the terminal for the
/// rest.
enum ProgramLauncher {
  /// A program that could not be started.
  struct Failure: Error, CustomStringConvertible {
    let path: String
    let code: Int32

    var description: String { "\(path) could not be started: \(String(cString: strerror(code)))." }
  }

  /// A program that runs. Its ends of pipes are -1 where there is none.
  struct Launched: Sendable {
    let process: pid_t
    let input: Int32
    let output: Int32
    let error: Int32
    /// Whether it is in the foreground, where Ctrl+C reaches it and not the shell.
    let ownsTerminal: Bool
    fileprivate let leadsGroup: Bool

    /// Sends a signal to the program and to those it has started.
    func signal(_ number: Int32) { _ = kill(leadsGroup ? -process : process, number) }
  }

  /// Starts a program. One that reads from the terminal or writes to it gets it, together with the
  /// other programs of its pipeline.
  static func launch(_ program: NativeProgram) throws(Failure) -> Launched {
    let input = program.takesInput ? PipeEnds() : nil
    let output = program.capturesOutput ? PipeEnds() : nil
    let error = program.capturesError ? PipeEnds() : nil
    var process: pid_t = 0
    var leadsGroup = true
    var code = errno
    let wantsTerminal = Terminal.isInput && !(program.takesInput && program.capturesOutput)
    if (input != nil) == program.takesInput, (output != nil) == program.capturesOutput,
      (error != nil) == program.capturesError
    {
      func spawn(in group: pid_t) -> Int32 {
        leadsGroup = group == 0
        return self.spawn(
          program, &process, [input?.read, output?.write, error?.write], group: group)
      }
      code =
        wantsTerminal
        ? TerminalForeground.shared.enter { (spawn(in: $0), process) } : spawn(in: 0)
    }
    for end in [input?.read, output?.write, error?.write] { end.map(closeDescriptor) }
    guard code == 0 else {
      for end in [input?.write, output?.read, error?.read] { end.map(closeDescriptor) }
      throw Failure(path: program.path, code: code)
    }
    if let input { _ = fcntl(input.write, F_SETFL, O_NONBLOCK) }
    return Launched(
      process: process, input: input?.write ?? -1, output: output?.read ?? -1,
      error: error?.read ?? -1, ownsTerminal: wantsTerminal, leadsGroup: leadsGroup)
  }

  /// - Parameters:
  ///   - streams: what takes the place of the standard streams, in order.
  ///   - group: the process group to join, 0 for one of its own.
  /// - Returns: 0, or what went wrong.
  private static func spawn(
    _ program: NativeProgram, _ process: inout pid_t, _ streams: [Int32?], group: pid_t
  ) -> Int32 {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    _ = wsmansh_spawn_in_folder(&actions, program.folder)
    for (number, stream) in zip(STDIN_FILENO..., streams) {
      if let stream { posix_spawn_file_actions_adddup2(&actions, stream, number) }
    }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for number in [
      SIGINT, SIGQUIT, SIGPIPE, SIGTERM, SIGWINCH, SIGTTOU, SIGTSTP, SIGTTIN, SIGXFSZ,
    ] {
      sigaddset(&defaults, number)
    }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    // Threads of the pool block signals, which a child would inherit.
    var nothing = sigset_t()
    sigemptyset(&nothing)
    posix_spawnattr_setsigmask(&attributes, &nothing)
    posix_spawnattr_setpgroup(&attributes, group)
    let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP
    posix_spawnattr_setflags(&attributes, Int16(flags))

    let name = program.path.split(separator: "/").last.map(String.init) ?? program.path
    var arguments = ([name] + program.arguments).map { strdup($0) } + [nil]
    var environment = program.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer {
      for pointer in arguments + environment { free(pointer) }
    }
    return posix_spawn(&process, program.path, &actions, &attributes, &arguments, &environment)
  }
}
