import NIOCore
import Synchronization

/// The open connections of a listener: how many there are, which of them can be closed at once when
/// it stops, and which must give way when too many have not proved anything.
final class ConnectionRegistry: Sendable {
  private struct Entry {
    let channel: any Channel
    let peer: String
    /// Counts up: the older connection has the lower number.
    let number: UInt64
    var isBusy = false
    var hasProvedItself = false

    /// Whether it can be closed for the sake of another one.
    var isExpendable: Bool { !hasProvedItself && !isBusy }
  }

  private struct State {
    var entries: [ObjectIdentifier: Entry] = [:]
    var lastNumber: UInt64 = 0
    var isStopping = false
    var emptied: [CheckedContinuation<Void, Never>] = []
  }

  /// What becomes of a new connection.
  enum Admission {
    /// It is taken in; another one may have to give way.
    case admitted(evicting: (any Channel)?)
    /// It is not taken in.
    case refused
  }

  /// More connections than any `Service\MaxConnections` allows are not even read from.
  static let mostConnections = 4_096
  /// How many connections may be open whose user is not known (`protocol.md` 20).
  static let mostUnproved = 100

  private let state = Mutex(State())

  /// Whether the listener stops, so that an answer is the last of its connection.
  var isStopping: Bool { state.withLock { $0.isStopping } }

  /// How many connections are open.
  var count: Int { state.withLock { $0.entries.count } }

  /// How many connections count for `Service\MaxConnections`: those whose user is known, idle ones
  /// included, and those whose request is being answered.
  var countOfUsed: Int {
    state.withLock { $0.entries.values.count { !$0.isExpendable } }
  }

  /// Takes a new connection in.
  ///
  /// Who opens many connections and says nothing must not shut out others: when too many have not
  /// proved anything, the oldest one of the peer that has the most of them gives way. A client that
  /// means it has sent its request long before its turn comes.
  func admit(_ channel: any Channel, peer: String) -> Admission {
    state.withLock { state in
      guard !state.isStopping, state.entries.count < Self.mostConnections else { return .refused }
      state.lastNumber &+= 1
      state.entries[ObjectIdentifier(channel)] = Entry(
        channel: channel, peer: peer, number: state.lastNumber)
      return .admitted(evicting: Self.victim(in: &state))
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

  /// Notes that the user of a connection is known.
  func setProved(_ channel: any Channel) {
    state.withLock { $0.entries[ObjectIdentifier(channel)]?.hasProvedItself = true }
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

  private static func victim(in state: inout State) -> (any Channel)? {
    let candidates = state.entries.values.filter(\.isExpendable)
    guard candidates.count > mostUnproved else { return nil }
    let byPeer = Dictionary(grouping: candidates, by: \.peer)
    let crowd = byPeer.values.max { $0.count < $1.count }
    let victim = crowd?.min { $0.number < $1.number }
    if let victim { state.entries.removeValue(forKey: ObjectIdentifier(victim.channel)) }
    return victim?.channel
  }
}
