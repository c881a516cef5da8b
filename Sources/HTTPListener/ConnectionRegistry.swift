import NIOCore
import Synchronization

/// The open connections of a listener: how many there are, and which of them can be closed at once
/// when it stops.
final class ConnectionRegistry: Sendable {
  private struct Entry {
    var channel: any Channel
    var isBusy = false
  }

  private struct State {
    var entries: [ObjectIdentifier: Entry] = [:]
    var isStopping = false
    var emptied: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  /// Whether the listener stops, so that an answer is the last of its connection.
  var isStopping: Bool { state.withLock { $0.isStopping } }

  /// How many connections are open.
  var count: Int { state.withLock { $0.entries.count } }

  /// Takes a new connection in.
  ///
  /// - Returns: how many are open now; nil when the listener stops.
  func insert(_ channel: any Channel) -> Int? {
    state.withLock { state in
      guard !state.isStopping else { return nil }
      state.entries[ObjectIdentifier(channel)] = Entry(channel: channel)
      return state.entries.count
    }
  }

  /// Notes that a connection has ended.
  func remove(_ channel: any Channel) {
    let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      state.entries.removeValue(forKey: ObjectIdentifier(channel))
      guard state.entries.isEmpty else { return [] }
      defer { state.emptied = [] }
      return state.emptied
    }
    for continuation in waiting { continuation.resume() }
  }

  /// Notes whether a request of a connection is being answered.
  func setBusy(_ isBusy: Bool, _ channel: any Channel) {
    state.withLock { $0.entries[ObjectIdentifier(channel)]?.isBusy = isBusy }
  }

  /// Takes no more connections and closes those that are idle.
  func beginStopping() {
    let idle = state.withLock { state in
      state.isStopping = true
      return state.entries.values.filter { !$0.isBusy }.map(\.channel)
    }
    for channel in idle { channel.close(promise: nil) }
  }

  /// Closes all connections, whatever they do.
  func closeAll() {
    for channel in state.withLock({ $0.entries.values.map(\.channel) }) {
      channel.close(promise: nil)
    }
  }

  /// Waits until no connection is open.
  func waitUntilEmpty() async {
    await withCheckedContinuation { continuation in
      let isEmpty = state.withLock { state in
        if !state.entries.isEmpty { state.emptied.append(continuation) }
        return state.entries.isEmpty
      }
      if isEmpty { continuation.resume() }
    }
  }
}
