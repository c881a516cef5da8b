import Synchronization
import WSManProtocol

/// The streams of one command: what it writes until the client fetches it, and what the client sends
/// until the command reads it.
public final class CommandStreams: Sendable {
  /// Where a command writes.
  public enum Output: String, Sendable {
    case output = "stdout"
    case error = "stderr"
  }

  /// The exit code of a command that asked for more memory than it may have (`STATUS_NO_MEMORY`).
  static let outOfMemory = Int32(bitPattern: 0xC000_0017)
  /// The exit code of a command that was interrupted (`STATUS_CONTROL_C_EXIT`).
  static let interrupted = Int32(bitPattern: 0xC000_013A)
  /// How much may wait in the streams of a command unless the shell allows less, in bytes.
  public static let largestBacklog = 64 << 20

  fileprivate struct State {
    var chunks: [(stream: Output, bytes: ArraySlice<UInt8>)] = []
    var waitingOutput = 0
    var input: [[UInt8]] = []
    var waitingInput = 0
    var isInputEnded = false
    var exitCode: Int32?
    var waiters: [UInt64: (wish: Wish, continuation: CheckedContinuation<Void, Never>)] = [:]
    var lastWaiter: UInt64 = 0
    var onEnd: (@Sendable () -> Void)?
  }

  /// What somebody waits for.
  fileprivate enum Wish: Equatable {
    case output([String])
    case end
    case input
    case room
  }

  /// How many bytes the command may use.
  public let memory: Int
  private let state: Mutex<State>
  private let limit: Int

  /// Streams without anything in them.
  ///
  /// - Parameter memory: how many bytes the command may use, of which at most ``largestBacklog`` may
  ///   wait in the streams.
  public init(memory: Int = CommandStreams.largestBacklog) {
    self.memory = memory
    limit = min(memory, Self.largestBacklog)
    state = Mutex(State())
  }

  // MARK: The command's side

  /// Writes bytes. When too many wait already, the command ends for want of memory.
  ///
  /// - Returns: whether the command goes on; false when it has ended.
  @discardableResult
  public func write(_ bytes: some Collection<UInt8>, to stream: Output) -> Bool {
    change { state in
      guard state.exitCode == nil else { return false }
      guard !bytes.isEmpty else { return true }
      guard state.waitingOutput + bytes.count <= limit else {
        state.endForWantOfMemory()
        return false
      }
      state.append(ArraySlice(bytes), to: stream)
      return true
    }
  }

  /// Ends the command because it uses more memory than it may.
  public func endForWantOfMemory() {
    change { state in
      if state.exitCode == nil { state.endForWantOfMemory() }
    }
  }

  /// The next bytes that the client sent; waits for them.
  ///
  /// - Returns: nil at the end of input, and when the command is to end.
  public func read() async -> [UInt8]? {
    await read { state in state.takeInput() }
  }

  /// The next line that the client sent, without its end; waits for it.
  ///
  /// - Returns: nil at the end of input, and when the command is to end.
  public func readLine() async -> [UInt8]? {
    var line: [UInt8] = []
    while let part = await read({ state in state.takeLine() }) {
      line += part
      guard line.last != 0x0A, line.count <= limit else { break }
    }
    guard !line.isEmpty else { return nil }
    if line.last == 0x0A { line.removeLast() }
    if line.last == 0x0D { line.removeLast() }
    return line
  }

  private func read(_ take: (inout State) -> [UInt8]) async -> [UInt8]? {
    while true {
      let next: (bytes: [UInt8]?, isKnown: Bool) = change { state in
        guard state.input.isEmpty else { return (take(&state), true) }
        return (nil, state.isInputEnded || state.exitCode != nil)
      }
      if next.isKnown { return next.bytes }
      guard (try? await wait(for: .input)) != nil else { return nil }
    }
  }

  /// How many bytes wait in the streams.
  public var backlog: Int { state.withLock { $0.waitingOutput + $0.waitingInput } }

  /// Whether the command has ended, or was ended.
  public var hasEnded: Bool { state.withLock { $0.exitCode != nil } }

  // MARK: The client's side

  /// Takes bytes for the command; waits while too many have not been read.
  ///
  /// - Throws: `CancellationError`; ``WSManFault`` when the command has ended or its input has.
  func send(_ bytes: [UInt8], isEnd: Bool) async throws {
    while true {
      let isTaken = try state.withLock { state in
        guard state.exitCode == nil, !state.isInputEnded else {
          throw WSManFault(.operationAborted)
        }
        guard state.waitingInput == 0 || state.waitingInput + bytes.count <= limit / 16 else {
          return false
        }
        if !bytes.isEmpty { state.input.append(bytes) }
        state.waitingInput += bytes.count
        if isEnd { state.isInputEnded = true }
        return true
      }
      if isTaken { return wake() }
      try await wait(for: .room)
    }
  }

  /// Takes output out: at most so many bytes of the streams that are wanted, where each block
  /// counts for a little more than it holds.
  ///
  /// - Returns: nil when there is nothing yet.
  func take(_ names: [String], commandID: String, limit: Int) -> ShellOutput? {
    change { state in
      var blocks: [ShellStreamBlock] = []
      var room = limit
      var rest: [(stream: Output, bytes: ArraySlice<UInt8>)] = []
      for (index, chunk) in state.chunks.enumerated() {
        guard room > 0 else {
          rest += state.chunks[index...]
          break
        }
        guard names.contains(chunk.stream.rawValue) else {
          rest.append(chunk)
          continue
        }
        let part = chunk.bytes.prefix(room)
        room -= part.count + Self.tagSize
        state.waitingOutput -= part.count
        blocks.append(
          ShellStreamBlock(name: chunk.stream.rawValue, commandID: commandID, bytes: Array(part)))
        if part.count < chunk.bytes.count {
          rest.append((chunk.stream, chunk.bytes.dropFirst(part.count)))
        }
      }
      state.chunks = rest
      guard let code = state.exitCode, rest.allSatisfy({ !names.contains($0.stream.rawValue) })
      else {
        return blocks.isEmpty ? nil : ShellOutput(blocks: blocks, state: .running)
      }
      for name in names {
        blocks.append(ShellStreamBlock(name: name, commandID: commandID, isEnd: true))
      }
      return ShellOutput(blocks: blocks, state: .done(exitCode: code))
    }
  }

  /// Waits until there is something to take, and then a moment for the end, so that a short command
  /// is told in one answer.
  ///
  /// - Parameter names: the streams that count.
  func waitForOutput(_ names: [String]) async throws {
    try await wait(for: .output(names))
    let isDone = state.withLock { $0.exitCode != nil || $0.waitingOutput > Self.longAnswer }
    guard !isDone else { return }
    let watch = Watchdog.shared.watch(for: Self.patience) { self.wake(all: true) }
    defer { _ = Watchdog.shared.end(watch) }
    try await wait(for: .end)
  }

  /// Ends the command with a code unless it has ended; nothing it writes afterwards counts.
  public func end(_ code: Int32) {
    change { state in
      guard state.exitCode == nil else { return }
      state.exitCode = code
      state.input = []
      state.waitingInput = 0
    }
  }

  /// Does something once when the command has ended, however that came.
  func whenEnded(_ action: @escaping @Sendable () -> Void) {
    change { $0.onEnd = action }
  }

  private static let patience = Duration.milliseconds(40)
  private static let longAnswer = 64 << 10
  /// What the tag of a block takes, in bytes of output that take as much in base64.
  private static let tagSize = 120

  // MARK: Waiting

  private func change<Result: Sendable>(_ body: (inout State) -> Result) -> Result {
    let result = state.withLock { body(&$0) }
    wake()
    return result
  }

  /// Lets those go on whose wish is fulfilled, or everybody who waits for the end.
  private func wake(all: Bool = false) {
    let (ready, action) = state.withLock { state in
      let due = state.waiters.filter {
        state.fulfils($0.value.wish) || (all && $0.value.wish == .end)
      }
      for number in due.keys { state.waiters[number] = nil }
      guard state.exitCode != nil else { return (due, nil as (@Sendable () -> Void)?) }
      defer { state.onEnd = nil }
      return (due, state.onEnd)
    }
    for waiter in ready.values { waiter.continuation.resume() }
    action?()
  }

  private func wait(for wish: Wish) async throws {
    let number = state.withLock { state in
      state.lastWaiter &+= 1
      return state.lastWaiter
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isReady = state.withLock { state in
          if state.fulfils(wish) || Task.isCancelled { return true }
          state.waiters[number] = (wish, continuation)
          return false
        }
        if isReady { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: number) }?.continuation.resume()
    }
    try Task.checkCancellation()
  }
}

extension CommandStreams.State {
  fileprivate mutating func append(_ bytes: ArraySlice<UInt8>, to stream: CommandStreams.Output) {
    waitingOutput += bytes.count
    // Small neighbours become one, so that a command that writes letters costs no list of them.
    if let last = chunks.last, last.stream == stream, last.bytes.count < 16 << 10 {
      chunks[chunks.count - 1].bytes += bytes
    } else {
      chunks.append((stream, bytes))
    }
  }

  fileprivate mutating func endForWantOfMemory() {
    let text = "Not enough memory resources are available to process this command.\r\n"
    append(Array(text.utf8)[...], to: .error)
    exitCode = CommandStreams.outOfMemory
  }

  fileprivate mutating func takeInput() -> [UInt8] {
    let bytes = input.removeFirst()
    waitingInput -= bytes.count
    return bytes
  }

  /// What comes next, up to the end of a line.
  fileprivate mutating func takeLine() -> [UInt8] {
    guard let end = input[0].firstIndex(of: 0x0A), end + 1 < input[0].count else {
      return takeInput()
    }
    let line = Array(input[0][...end])
    input[0].removeSubrange(...end)
    waitingInput -= line.count
    return line
  }

  fileprivate func fulfils(_ wish: CommandStreams.Wish) -> Bool {
    switch wish {
    case .output(let names):
      exitCode != nil || chunks.contains { names.contains($0.stream.rawValue) }
    case .end: exitCode != nil
    case .input: !input.isEmpty || isInputEnded || exitCode != nil
    case .room: waitingInput == 0 || exitCode != nil || isInputEnded
    }
  }
}
