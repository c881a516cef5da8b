import PSEngine
import Synchronization

/// Ends commands that fill the memory of the process.
///
/// What a command holds cannot be asked. So the growth of the process is shared among the commands by the
/// processor time that they have used meanwhile: a command that sleeps is not charged for another one.
final class MemoryWatch: Sendable {
  /// The watch of the process.
  static let shared = MemoryWatch()

  /// What a command may use at least, and at most, whatever the settings say: a session of PowerShell has
  /// a size of its own, and the machine has no more than it has.
  private static let limits = (64 << 20)...(1 << 30)
  private static let interval = Duration.milliseconds(50)

  fileprivate struct Entry {
    let executor: CommandExecutor
    let limit: Int
    let end: @Sendable () -> Void
    var charge = 0
    var seen = Duration.zero
  }

  fileprivate struct State {
    var entries: [UInt64: Entry] = [:]
    var lastNumber: UInt64 = 0
    var size = 0
    var isWatching = false
  }

  private let state = Mutex(State())

  /// Runs a command under watch.
  ///
  /// - Parameters:
  ///   - executor: where it runs.
  ///   - limit: how many bytes it may use.
  ///   - end: ends it.
  func watching<Result>(
    _ executor: CommandExecutor, limit: Int, end: @escaping @Sendable () -> Void,
    _ command: () async -> Result
  ) async -> Result {
    let limit = min(max(limit, Self.limits.lowerBound), Self.limits.upperBound)
    let (number, isFirst) = state.withLock { state in
      state.lastNumber &+= 1
      state.entries[state.lastNumber] = Entry(executor: executor, limit: limit, end: end)
      defer { state.isWatching = true }
      return (state.lastNumber, !state.isWatching)
    }
    if isFirst { Task.detached { await self.watch() } }
    defer { state.withLock { _ = $0.entries.removeValue(forKey: number) } }
    return await command()
  }

  /// Looks at the process as long as there are commands.
  private func watch() async {
    state.withLock { $0.size = ProcessMemory.residentSize ?? 0 }
    while true {
      try? await Task.sleep(for: Self.interval)
      let size = ProcessMemory.residentSize
      let (actions, isOver) = state.withLock { state in
        state.isWatching = !state.entries.isEmpty
        return (size.map { state.charge($0) } ?? [], !state.isWatching)
      }
      for action in actions { action() }
      if isOver { return }
    }
  }
}

extension MemoryWatch.State {
  /// Shares what the process has grown, or shrunk.
  ///
  /// - Returns: what ends the commands that have too much.
  fileprivate mutating func charge(_ size: Int) -> [@Sendable () -> Void] {
    let growth = size - self.size
    self.size = size
    var used: [UInt64: Double] = [:]
    for (number, entry) in entries {
      let time = entry.executor.processorTime
      used[number] = max(0, (time - entry.seen) / .seconds(1))
      entries[number]?.seen = time
    }
    let total = used.values.reduce(0, +)
    guard total > 0 else { return [] }
    var actions: [@Sendable () -> Void] = []
    for (number, time) in used {
      guard var entry = entries[number] else { continue }
      entry.charge = max(0, entry.charge + Int(Double(growth) * (time / total)))
      entries[number] = entry
      if entry.charge > entry.limit {
        actions.append(entry.end)
        entries[number] = nil
      }
    }
    return actions
  }
}
