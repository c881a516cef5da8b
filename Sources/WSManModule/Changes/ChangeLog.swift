import PSEngine
import Synchronization
import WSManProtocol

/// The changes of a session in their order. It keeps the last ten thousand.
final class ChangeLog: Sendable {
  private static let limit = 10_000

  private struct State {
    var changes: [ConfigurationChange] = []
    var lastID = 0
    var isPaused = false
    /// Whether what comes belongs to one change, and the number of that change.
    var isGrouping = false
    var groupID: Int?
    var now: @Sendable () -> Double = WallClock.now
  }

  private let state = Mutex(State())

  /// Takes the time from a clock.
  func use(clock: @escaping @Sendable () -> Double) { state.withLock { $0.now = clock } }

  /// Whether changes are noted.
  var isRecording: Bool { state.withLock { !$0.isPaused } }

  /// All changes that have not been taken back, the oldest first.
  var changes: [ConfigurationChange] { state.withLock { $0.changes } }

  /// Notes a step; one without effect is left out. Each is a change of its own, unless they are
  /// noted as one.
  func add(
    computer: String, resource: String, _ selectors: SelectorSet, _ kind: ChangePart.Kind
  ) {
    let part = ChangePart(resource: resource, selectors: selectors, kind: kind)
    guard !part.differences.isEmpty else { return }
    state.withLock { state in
      guard !state.isPaused else { return }
      if let id = state.groupID, let last = state.changes.indices.last,
        state.changes[last].id == id, state.changes[last].computer == computer
      {
        state.changes[last].parts.append(part)
        return
      }
      state.lastID += 1
      if state.isGrouping { state.groupID = state.lastID }
      if state.changes.count >= Self.limit { state.changes.removeFirst(Self.limit / 10) }
      state.changes.append(
        ConfigurationChange(
          id: state.lastID, time: state.now(), computer: computer, parts: [part]))
    }
  }

  /// Does something whose steps are noted as one change.
  func asOne<Result>(_ work: () async throws -> Result) async throws -> Result {
    state.withLock { $0.isGrouping = true }
    defer {
      state.withLock {
        $0.isGrouping = false
        $0.groupID = nil
      }
    }
    return try await work()
  }

  /// Forgets a change that was taken back.
  func remove(_ id: Int) { state.withLock { $0.changes.removeAll { $0.id == id } } }

  /// Does something that is not noted.
  func withoutRecording(_ work: () async throws -> Void) async throws {
    state.withLock { $0.isPaused = true }
    defer { state.withLock { $0.isPaused = false } }
    try await work()
  }
}
