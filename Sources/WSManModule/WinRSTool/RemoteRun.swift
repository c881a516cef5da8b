import PSEngine
import Synchronization
import WSManClient
import WSManProtocol

/// One command in an open shell, from its start to its end.
struct RemoteRun: Sendable {
  let shell: CommandShell
  /// The same shell for what must not wait.
  let side: CommandShell
  /// Whether what is typed is shown.
  let echo: Bool
  let impatience: Impatience

  /// How long a command may take to end after Ctrl+C before it is left to itself; a second Ctrl+C
  /// leaves it at once.
  private static let patience = Duration.seconds(5)

  /// Runs a command and shows its output.
  ///
  /// - Returns: its exit code.
  func command(_ line: String, _ console: ProgramConsole) async throws -> Int32 {
    let id = try await shell.start(ShellCommandLine(line))
    let arrived = OutputQueue()
    // Not a child: Ctrl+C interrupts the remote command, and its last output is still wanted.
    let receiver = Task.detached {
      do {
        while true {
          let output = try await shell.receive(id)
          await arrived.put(.success(output))
          if case .done? = output.state { return }
        }
      } catch {
        arrived.end(error)
      }
    }
    // What nobody shows any more is not fetched either.
    defer { arrived.end(CancellationError()) }
    impatience.whenBegun {
      receiver.cancel()
      arrived.end(CancellationError())
    }
    let input = await RunInput(console, echo: echo)
    let feeder = Task.detached { await input.feed(side, id) }
    let result = await Self.result {
      try await withTaskCancellationHandler {
        try await show(arrived, console)
      } onCancel: {
        Task.detached {
          try? await side.signal(.interrupt, to: id)
          try? await Task.sleep(for: Self.patience)
          receiver.cancel()
        }
      }
    }
    feeder.cancel()
    input.close()
    await impatience.wait { await feeder.value }
    let code = try result.get()
    // An ended command is kept by the service until it is told that nobody needs it any more.
    await impatience.wait { try? await shell.signal(.terminate, to: id) }
    return code
  }

  private static func result<Value>(
    _ work: () async throws -> Value
  ) async -> Result<Value, any Error> {
    do {
      return .success(try await work())
    } catch {
      return .failure(error)
    }
  }

  private func show(_ arrived: OutputQueue, _ console: ProgramConsole) async throws -> Int32 {
    var decoders = ["stdout": StreamDecoder(), "stderr": StreamDecoder()]
    while true {
      let output = try await arrived.next().get()
      for block in output.blocks {
        let text = decoders[block.name]?.text(block.bytes, isEnd: block.isEnd) ?? ""
        if block.name == "stderr" {
          try await console.streamError(text, isEnd: block.isEnd)
        } else {
          try await console.stream(text, isEnd: block.isEnd)
        }
      }
      if case .done(let code)? = output.state { return code ?? 0 }
    }
  }
}

/// Output on its way from the task that fetches it to the one that shows it, which may be slower.
/// Waiting goes on after a cancellation.
final class OutputQueue: Sendable {
  typealias Item = Result<ShellOutput, any Error>

  /// How many answers of the service wait at most.
  static let length = 8

  private struct State {
    var items: [Item] = []
    var waiter: CheckedContinuation<Item, Never>?
    var sender: CheckedContinuation<Void, Never>?
    var hasEnded = false
  }

  private let state = Mutex(State())

  /// Adds an item, and waits until there is room for another one; one task does so. What comes after
  /// the end is dropped.
  func put(_ item: Item) async {
    await withCheckedContinuation { continuation in
      let isFull = state.withLock { state in
        guard !state.hasEnded else { return false }
        Self.add(item, &state)
        guard state.items.count >= Self.length else { return false }
        state.sender = continuation
        return true
      }
      if !isFull { continuation.resume() }
    }
  }

  /// Adds a last item, behind those that wait.
  func end(_ error: any Error) {
    state.withLock { state in
      guard !state.hasEnded else { return }
      state.hasEnded = true
      Self.add(.failure(error), &state)
      state.sender?.resume()
      state.sender = nil
    }
  }

  private static func add(_ item: Item, _ state: inout State) {
    if let waiter = state.waiter {
      state.waiter = nil
      waiter.resume(returning: item)
    } else {
      state.items.append(item)
    }
  }

  /// The next item; one task asks.
  func next() async -> Item {
    await withCheckedContinuation { continuation in
      state.withLock { state in
        guard !state.items.isEmpty else { return state.waiter = continuation }
        continuation.resume(returning: state.items.removeFirst())
        state.sender?.resume()
        state.sender = nil
      }
    }
  }
}

/// Turns the bytes of a stream into text: a block may end inside a character, and line ends become
/// those of this shell.
private struct StreamDecoder {
  private var rest: [UInt8] = []

  mutating func text(_ bytes: [UInt8], isEnd: Bool) -> String {
    rest += bytes
    var end = rest.count
    if !isEnd {
      end = completeCount
      // Half of a line end waits for its other half.
      if end > 0, end == rest.count, rest[end - 1] == 13 { end -= 1 }
    }
    let text = String(decoding: rest[..<end], as: UTF8.self)
    rest = Array(rest[end...])
    return text.replacing("\r\n", with: "\n")
  }

  /// How many bytes are whole characters.
  private var completeCount: Int {
    var start = rest.count
    for back in 1...4 where rest.count >= back {
      let byte = rest[rest.count - back]
      if byte & 0xC0 == 0x80 { continue }
      let length = byte < 0x80 ? 1 : byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      if length > back { start = rest.count - back }
      break
    }
    return start
  }
}
