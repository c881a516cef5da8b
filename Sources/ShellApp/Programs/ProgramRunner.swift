import CPlatform
import Dispatch
import PSEngine
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Starts programs of the host: pipes for what the shell collects, the terminal for the rest.
enum ProgramRunner {
  /// A program that could not be started.
  struct StartFailure: Error {
    let path: String
    let code: Int32

    /// What failed, in one line.
    var message: String { "\(path) could not be started: \(String(cString: strerror(code)))." }
  }

  /// Runs a program to its end.
  ///
  /// A program that gets the terminal runs in the foreground process group, so that Ctrl+C reaches
  /// it and not the shell. A program whose output is collected is told to end when the task is
  /// cancelled.
  static func run(_ program: NativeProgram) async throws -> NativeResult {
    let running = try RunningProgram(program)
    return try await withTaskCancellationHandler {
      let result = await withCheckedContinuation { continuation in
        // A thread of its own: on Linux those of the global queue are also the ones that do the work
        // which the program may be waiting for.
        DispatchQueue(label: "program").async {
          continuation.resume(returning: running.finish())
        }
      }
      if Task.isCancelled { throw CancellationError() }
      return result
    } onCancel: {
      running.interrupt()
    }
  }
}

/// One started program.
private final class RunningProgram: Sendable {
  private let process: pid_t
  private let ownsTerminal: Bool
  private let input: [UInt8]
  private let inputEnd: Int32
  private let outputEnd: Int32
  private let errorEnd: Int32
  private let isRunning = Mutex(true)

  init(_ program: NativeProgram) throws {
    var pipes: [(read: Int32, write: Int32)] = []
    func pipePair() throws -> (read: Int32, write: Int32) {
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else {
        throw ProgramRunner.StartFailure(path: program.path, code: errno)
      }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      pipes.append((ends[0], ends[1]))
      return (ends[0], ends[1])
    }
    let takesTerminal = program.input == nil && !program.capturesOutput && Terminal.isInput
    let standardInput = program.input != nil ? try pipePair() : nil
    let standardOutput = program.capturesOutput ? try pipePair() : nil
    let standardError = program.capturesError ? try pipePair() : nil

    var process: pid_t = 0
    let code = Self.spawn(
      program, &process, standardInput?.read, standardOutput?.write, standardError?.write)
    for end in [standardInput?.read, standardOutput?.write, standardError?.write] {
      if let end { close(end) }
    }
    guard code == 0 else {
      for end in [standardInput?.write, standardOutput?.read, standardError?.read] {
        if let end { close(end) }
      }
      throw ProgramRunner.StartFailure(path: program.path, code: code)
    }
    if takesTerminal { tcsetpgrp(STDIN_FILENO, process) }
    self.process = process
    ownsTerminal = takesTerminal
    input = program.input ?? []
    inputEnd = standardInput?.write ?? -1
    outputEnd = standardOutput?.read ?? -1
    errorEnd = standardError?.read ?? -1
  }

  private static func spawn(
    _ program: NativeProgram, _ process: inout pid_t, _ input: Int32?, _ output: Int32?,
    _ error: Int32?
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
    if let input { posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) }
    if let output { posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO) }
    if let error { posix_spawn_file_actions_adddup2(&actions, error, STDERR_FILENO) }
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
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP
    posix_spawnattr_setflags(&attributes, Int16(flags))

    let name = program.path.split(separator: "/").last.map(String.init) ?? program.path
    var arguments = ([name] + program.arguments).map { strdup($0) } + [nil]
    var environment = program.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer {
      for pointer in arguments + environment { free(pointer) }
    }
    return posix_spawn(
      &process, program.path, &actions, &attributes, &arguments, &environment)
  }

  /// Asks the program to end, as Ctrl+C would.
  func interrupt() {
    isRunning.withLock { running in
      if running { _ = kill(-process, SIGINT) }
    }
  }

  /// Feeds and drains the pipes, waits for the end, and takes the terminal back.
  func finish() -> NativeResult {
    var result = NativeResult(exitCode: 0)
    if inputEnd >= 0 || outputEnd >= 0 || errorEnd >= 0 { transfer(into: &result) }
    var status: Int32 = 0
    while waitpid(process, &status, WUNTRACED) >= 0 || errno == EINTR {
      // There is no job control: a stopped program is sent on at once.
      if status & 0xFF == 0x7F { _ = kill(-process, SIGCONT) } else { break }
    }
    isRunning.withLock { $0 = false }
    let signalNumber = status & 0x7F
    if ownsTerminal {
      tcsetpgrp(STDIN_FILENO, getpgrp())
      // The terminal has written ^C without a line end.
      if signalNumber == SIGINT { Terminal.write("\n") }
    }
    result.exitCode = signalNumber == 0 ? (status >> 8) & 0xFF : 128 + signalNumber
    return result
  }

  private func transfer(into result: inout NativeResult) {
    var pending = input[...]
    var openInput = inputEnd
    if openInput >= 0 { _ = fcntl(openInput, F_SETFL, O_NONBLOCK) }
    var open = [outputEnd, errorEnd]
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    func closeInput() {
      if openInput >= 0 { close(openInput) }
      openInput = -1
    }
    if pending.isEmpty { closeInput() }
    while openInput >= 0 || open.contains(where: { $0 >= 0 }) {
      var descriptors = [
        pollfd(fd: openInput, events: Int16(POLLOUT), revents: 0),
        pollfd(fd: open[0], events: Int16(POLLIN), revents: 0),
        pollfd(fd: open[1], events: Int16(POLLIN), revents: 0),
      ]
      if poll(&descriptors, 3, -1) < 0 {
        if errno == EINTR { continue }
        break
      }
      if descriptors[0].revents != 0 {
        let count = pending.withUnsafeBytes { write(openInput, $0.baseAddress, $0.count) }
        if count > 0 { pending = pending.dropFirst(count) }
        if pending.isEmpty || (count < 0 && errno != EAGAIN) { closeInput() }
      }
      for index in 0...1 where descriptors[index + 1].revents != 0 {
        let count = read(open[index], &chunk, chunk.count)
        if count > 0 {
          if index == 0 {
            result.output.append(contentsOf: chunk[..<count])
          } else {
            result.error.append(contentsOf: chunk[..<count])
          }
        } else {
          close(open[index])
          open[index] = -1
        }
      }
    }
  }
}
