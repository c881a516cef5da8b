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

/// A program of the host with the pipes to it. A thread of its own feeds and drains them, and waits
/// for the end: on Linux the threads of Dispatch's global queue are also the ones that do the work
/// which the program may be waiting for.
final class HostProgram: NativeProcess {
  /// Output that is kept for a reader before the program has to wait (1 MB).
  private static let mostKept = 1 << 20
  /// Input that is kept for the program before the pipeline has to wait (64 KB).
  private static let mostInput = 1 << 16
  /// How often it is looked whether Ctrl+Z has stopped a program, in milliseconds.
  private static let stopInterval: Int32 = 200
  /// How long a program that was asked to end may take.
  private static let patience = DispatchTimeInterval.seconds(2)

  private struct State {
    var input: [UInt8] = []
    /// How much of it the program has got.
    var inputPosition = 0
    var takesInput: Bool
    var wantsInputEnd = false
    var output: [NativeOutput] = []
    var kept = 0
    var isDrained = false
    var exitStatus: Int32?
    var isStopping = false
    var writer: CheckedContinuation<Bool, Never>?
    var reader: CheckedContinuation<NativeOutput?, Never>?
    var waiter: CheckedContinuation<Int32, Never>?
  }

  private let launched: ProgramLauncher.Launched
  private let wake: WakeUp
  private let state: Mutex<State>

  /// Starts a program.
  /// - Throws: ``ProgramLauncher/Failure``.
  init(_ program: NativeProgram) throws {
    guard let wake = WakeUp() else {
      throw ProgramLauncher.Failure(path: program.path, code: errno)
    }
    self.wake = wake
    launched = try ProgramLauncher.launch(program)
    state = Mutex(State(takesInput: launched.input >= 0))
    DispatchQueue(label: "program").async { [self] in run() }
  }

  // MARK: The pipeline's side

  func write(_ bytes: [UInt8]) async -> Bool {
    let takes = state.withLock { state in
      if state.takesInput { state.input += bytes }
      return state.takesInput
    }
    guard takes else { return false }
    return await withCheckedContinuation { continuation in
      let answer = state.withLock { state -> Bool? in
        let isFull = state.input.count - state.inputPosition > Self.mostInput
        guard state.takesInput, isFull else { return state.takesInput }
        state.writer = continuation
        return nil
      }
      // Only now: the thread takes more output while somebody waits here.
      wake.signal()
      if let answer { continuation.resume(returning: answer) }
    }
  }

  func closeInput() {
    state.withLock { $0.wantsInputEnd = true }
    wake.signal()
  }

  func next() async -> NativeOutput? {
    await withCheckedContinuation { continuation in
      let isWaiting = state.withLock { state in
        guard state.output.isEmpty, !state.isDrained else { return false }
        state.reader = continuation
        return true
      }
      if isWaiting {
        wake.signal()
      } else {
        continuation.resume(returning: take(1).first)
      }
    }
  }

  func available() -> [NativeOutput] { take(.max) }

  private func take(_ count: Int) -> [NativeOutput] {
    let parts = state.withLock { state in
      let parts = Array(state.output.prefix(count))
      state.output.removeFirst(parts.count)
      state.kept = state.output.reduce(0) { $0 + $1.count }
      return parts
    }
    if !parts.isEmpty { wake.signal() }
    return parts
  }

  func end() async -> Int32 {
    let status = await withCheckedContinuation { continuation in
      let status = state.withLock { state in
        if state.exitStatus == nil { state.waiter = continuation }
        return state.exitStatus
      }
      if let status { continuation.resume(returning: status) }
    }
    let number = status & 0x7F
    return number == 0 ? (status >> 8) & 0xFF : 128 + number
  }

  var wasInterrupted: Bool {
    state.withLock { state in
      launched.ownsTerminal && !state.isStopping && (state.exitStatus ?? 0) & 0x7F == SIGINT
    }
  }

  func stop() {
    state.withLock { $0.isStopping = true }
    wake.signal()
    signal(SIGINT)
    DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience) { [self] in
      signal(SIGKILL)
    }
  }

  private func signal(_ number: Int32) {
    state.withLock { state in
      if state.exitStatus == nil { launched.signal(number) }
    }
  }

  // MARK: The thread's side

  private func run() {
    var status: Int32?
    transfer(&status)
    while status == nil { status = waitForChange(0) }
    let ended = status ?? 0
    if launched.ownsTerminal { TerminalForeground.shared.leave(endedBy: ended & 0x7F) }
    let waiter = state.withLock { state in
      state.exitStatus = ended
      return state.waiter
    }
    waiter?.resume(returning: ended)
  }

  /// Waits until the program ends or is stopped; there is no job control: a stopped one is sent on at
  /// once.
  /// - Returns: how it ended; `nil` when it runs.
  private func waitForChange(_ options: Int32) -> Int32? {
    var status: Int32 = 0
    let process = waitpid(launched.process, &status, WUNTRACED | options)
    if process < 0, errno != EINTR { return 0 }
    guard process > 0 else { return nil }
    guard status & 0xFF == 0x7F else { return status }
    launched.signal(SIGCONT)
    return nil
  }

  /// Feeds and drains the pipes until the program has closed them.
  /// - Parameter status: how it ended, when that is seen meanwhile.
  private func transfer(_ status: inout Int32?) {
    var input = launched.input
    var outputs = [launched.output, launched.error]
    var chunk = [UInt8](repeating: 0, count: outputs.contains { $0 >= 0 } ? 1 << 16 : 0)
    while input >= 0 || outputs.contains(where: { $0 >= 0 }) {
      let plan = state.withLock { state in
        (
          hasInput: !state.input.isEmpty,
          endsInput: state.input.isEmpty && state.wantsInputEnd,
          // A program that waits for its output to be taken takes no input meanwhile.
          takesOutput: state.kept < Self.mostKept || state.writer != nil, stops: state.isStopping
        )
      }
      if plan.stops || plan.endsInput { endInput(&input) }
      if plan.stops {
        for index in 0...1 { endOutput(&outputs[index]) }
        break
      }
      guard input >= 0 || outputs.contains(where: { $0 >= 0 }) else { break }
      var descriptors = [
        // Without events it still tells that nobody reads any more.
        pollfd(fd: input, events: plan.hasInput ? Int16(POLLOUT) : 0, revents: 0),
        pollfd(fd: plan.takesOutput ? outputs[0] : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: plan.takesOutput ? outputs[1] : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: wake.descriptor, events: Int16(POLLIN), revents: 0),
      ]
      let ready = poll(&descriptors, 4, launched.ownsTerminal ? Self.stopInterval : -1)
      if ready == 0 {
        if status == nil { status = waitForChange(WNOHANG) }
        continue
      }
      guard ready > 0 else {
        if errno == EINTR { continue }
        break
      }
      if descriptors[3].revents != 0 { wake.drain() }
      if descriptors[0].revents & Int16(POLLERR | POLLHUP | POLLNVAL) != 0 {
        endInput(&input)
      } else if descriptors[0].revents != 0 {
        feed(&input)
      }
      for index in 0...1 where descriptors[index + 1].revents != 0 {
        drain(&outputs[index], isError: index == 1, &chunk)
      }
    }
    endInput(&input)
    let reader = state.withLock { state in
      state.isDrained = true
      defer { state.reader = nil }
      return state.reader
    }
    reader?.resume(returning: nil)
  }

  private func feed(_ input: inout Int32) {
    let (bytes, position) = state.withLock { ($0.input, $0.inputPosition) }
    let count = bytes[position...].withUnsafeBytes { writeBytes(input, $0) }
    if count < 0 {
      if errno != EAGAIN, errno != EINTR { endInput(&input) }
      return
    }
    let writer = state.withLock { state -> CheckedContinuation<Bool, Never>? in
      state.inputPosition += count
      guard state.inputPosition == state.input.count else { return nil }
      state.input = []
      state.inputPosition = 0
      defer { state.writer = nil }
      return state.writer
    }
    writer?.resume(returning: true)
  }

  private func endInput(_ input: inout Int32) {
    if input >= 0 { close(input) }
    input = -1
    let writer = state.withLock { state in
      state.takesInput = false
      state.input = []
      state.inputPosition = 0
      defer { state.writer = nil }
      return state.writer
    }
    writer?.resume(returning: false)
  }

  private func drain(_ output: inout Int32, isError: Bool, _ chunk: inout [UInt8]) {
    let count = readBytes(output, &chunk)
    guard count > 0 else {
      if count == 0 || (errno != EAGAIN && errno != EINTR) { endOutput(&output) }
      return
    }
    let bytes = Array(chunk[..<count])
    let part = isError ? NativeOutput.error(bytes) : .output(bytes)
    let reader = state.withLock { state -> CheckedContinuation<NativeOutput?, Never>? in
      guard let reader = state.reader else {
        state.output.append(part)
        state.kept += count
        return nil
      }
      state.reader = nil
      return reader
    }
    reader?.resume(returning: part)
  }

  private func endOutput(_ output: inout Int32) {
    if output >= 0 { close(output) }
    output = -1
  }
}

extension NativeOutput {
  fileprivate var count: Int {
    switch self {
    case .output(let bytes), .error(let bytes): bytes.count
    }
  }
}

/// `read(2)` and `write(2)` under names that no method hides.
private func readBytes(_ descriptor: Int32, _ chunk: inout [UInt8]) -> Int {
  read(descriptor, &chunk, chunk.count)
}

private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
