import Synchronization
public import WSManClient

/// Keeps the exchanges of a session while somebody traces it. While nobody does, it does not look,
/// and nothing is measured.
public final class TraceRecorder: WireObserver {
  /// Exchanges of work that nobody typed, such as completion, are not traced.
  @TaskLocal public static var isSilent = false

  /// An exchange with its number in the trace.
  struct Traced: Sendable {
    let number: Int
    let exchange: WireExchange
  }

  private struct State {
    /// How many `Trace-WSMan` run, one inside the other.
    var blocks = 0
    var preference: TraceDetail?
    var trace: [Traced] = []
    var count = 0
    /// Those that no `Trace-WSMan` has shown yet.
    var pending: [Traced] = []
  }

  /// A trace keeps no more exchanges than this; the oldest go.
  static let most = 20_000

  private let state = Mutex(State())
  private let isOn = Atomic<Bool>(false)
  private let show = Mutex<(@Sendable (Traced, TraceDetail) -> Void)?>(nil)

  /// A recorder that does not look yet.
  public init() {}

  /// Whether anybody traces, and the work is somebody's own.
  public var isWatching: Bool { isOn.load(ordering: .relaxed) && !Self.isSilent }
  /// Whether anybody traces.
  public var wantsRehearsals: Bool { isWatching }

  /// Keeps an exchange, and shows it where the preference asks for that.
  public func observed(_ exchange: WireExchange) {
    let (traced, preference) = state.withLock { state in
      state.count &+= 1
      let traced = Traced(number: state.count, exchange: exchange)
      // A tenth at a time, so that a long trace does not move its whole list for each exchange.
      if state.trace.count >= Self.most { state.trace.removeFirst(Self.most / 10) }
      state.trace.append(traced)
      if state.blocks > 0 {
        if state.pending.count < Self.most { state.pending.append(traced) }
        return (traced, TraceDetail?.none)
      }
      return (traced, state.preference)
    }
    guard let preference else { return }
    show.withLock { $0 }?(traced, preference)
  }

  /// The exchanges of the last trace, the oldest first.
  var trace: [Traced] { state.withLock { $0.trace } }

  /// Who shows exchanges as they happen when the preference asks for it.
  func present(with show: @escaping @Sendable (Traced, TraceDetail) -> Void) {
    self.show.withLock { $0 = show }
  }

  /// What `$WSManTracePreference` says; `nil` switches it off.
  var preference: TraceDetail? {
    get { state.withLock { $0.preference } }
    set {
      state.withLock { $0.preference = newValue }
      look()
    }
  }

  /// Begins a block. The outermost one begins a new trace.
  func beginBlock() {
    state.withLock { state in
      if state.blocks == 0 {
        state.trace = []
        state.pending = []
        state.count = 0
      }
      state.blocks += 1
    }
    look()
  }

  /// Ends a block.
  func endBlock() {
    state.withLock { $0.blocks = max($0.blocks - 1, 0) }
    look()
  }

  /// Takes what has happened since the last call.
  func takePending() -> [Traced] {
    state.withLock { state in
      defer { state.pending = [] }
      return state.pending
    }
  }

  private func look() {
    isOn.store(state.withLock { $0.blocks > 0 || $0.preference != nil }, ordering: .relaxed)
  }
}
