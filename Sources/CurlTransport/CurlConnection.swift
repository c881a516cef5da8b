import Synchronization

/// The connection of one session: exchanges one after the other, each of which can be cancelled.
///
/// Whoever has something to say to libcurl (a task with a request, the loop with a ready socket, a
/// task that is cancelled) does so under the lock, for as long as a start may wait for a quick
/// answer at most; continuations are resumed outside it.
final class CurlConnection: Sendable {
  private struct Exchange {
    var ticket: UInt64
    var request: HTTPRequest
    var continuation: CheckedContinuation<HTTPReply, any Error>
  }

  private struct State {
    var handle: CurlHandle?
    var current: Exchange?
    var waiting: [Exchange] = []
    var lastTicket: UInt64 = 0
    /// Tickets that were cancelled before their exchange was handed in.
    var cancelled: Set<UInt64> = []
    /// The earliest moment that the loop knows of; nil when it knows none.
    var scheduled: UInt64?
  }

  private struct Resumption: Sendable {
    var continuation: CheckedContinuation<HTTPReply, any Error>
    var result: Result<HTTPReply, any Error>
  }

  private let loop: CurlLoop
  private let owner: UInt32
  private let state: Mutex<State>

  /// A connection that is made with the first exchange.
  init(
    library: CurlLibrary, loop: CurlLoop, options: CurlOptions
  ) throws(CurlFailure) {
    self.loop = loop
    owner = loop.newOwner()
    let handle: CurlHandle
    do {
      handle = try CurlHandle(library: library, options: options, driver: loop, owner: owner)
    } catch {
      loop.detach(owner: owner)
      throw error
    }
    state = Mutex(State(handle: handle))
    loop.attach(self, owner: owner)
  }

  deinit {
    loop.detach(owner: owner)
  }

  /// Sends a request and waits for the answer, after the exchanges that were handed in before.
  ///
  /// - Throws: `CurlFailure`; `CancellationError` when the task is cancelled, which ends the
  ///   exchange and its connection at once.
  func perform(_ request: HTTPRequest) async throws -> HTTPReply {
    let ticket = state.withLock { state in
      state.lastTicket &+= 1
      return state.lastTicket
    }
    defer {
      // A cancellation that came after the result found nothing to cancel.
      if Task.isCancelled { state.withLock { _ = $0.cancelled.remove(ticket) } }
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        submit(Exchange(ticket: ticket, request: request, continuation: continuation))
      }
    } onCancel: {
      cancel(ticket)
    }
  }

  /// Ends what is going on with an error and closes the socket.
  func close() {
    update { state, resumptions in
      state.handle?.abort()
      state.handle = nil
      for exchange in [state.current].compactMap(\.self) + state.waiting {
        resumptions.append(
          Resumption(continuation: exchange.continuation, result: .failure(CurlFailure(.closed))))
      }
      state.current = nil
      state.waiting = []
    }
  }

  /// Called by the loop.
  func socketIsReady(_ event: SocketEvent) {
    update { state, resumptions in
      guard let result = state.handle?.socketIsReady(event) else { return }
      Self.finish(result, &state, &resumptions)
    }
  }

  /// Called by the loop.
  func timeIsUp(now: UInt64) {
    update { state, resumptions in
      if let scheduled = state.scheduled, scheduled <= now { state.scheduled = nil }
      guard let result = state.handle?.timeIsUp(now: now) else { return }
      Self.finish(result, &state, &resumptions)
    }
  }

  private func submit(_ exchange: Exchange) {
    update { state, resumptions in
      if state.cancelled.remove(exchange.ticket) != nil {
        resumptions.append(
          Resumption(
            continuation: exchange.continuation, result: .failure(CancellationError())))
      } else if state.handle == nil {
        resumptions.append(
          Resumption(continuation: exchange.continuation, result: .failure(CurlFailure(.closed))))
      } else {
        state.waiting.append(exchange)
        Self.startNext(&state, &resumptions, mayWait: true)
      }
    }
  }

  private func cancel(_ ticket: UInt64) {
    update { state, resumptions in
      let cancelled: Exchange
      if let current = state.current, current.ticket == ticket {
        state.handle?.abort()
        state.current = nil
        cancelled = current
        Self.startNext(&state, &resumptions)
      } else if let index = state.waiting.firstIndex(where: { $0.ticket == ticket }) {
        cancelled = state.waiting.remove(at: index)
      } else {
        state.cancelled.insert(ticket)
        return
      }
      resumptions.append(
        Resumption(continuation: cancelled.continuation, result: .failure(CancellationError())))
    }
  }

  /// Changes the state under the lock, then resumes those whose exchange ended by the change.
  private func update(_ change: (inout State, inout [Resumption]) -> Void) {
    var resumptions: [Resumption] = []
    let moment = state.withLock { state -> UInt64? in
      change(&state, &resumptions)
      guard let deadline = state.handle?.deadline, deadline < state.scheduled ?? .max else {
        return nil
      }
      state.scheduled = deadline
      return deadline
    }
    if let moment { loop.schedule(moment, owner: owner) }
    for resumption in resumptions {
      resumption.continuation.resume(with: resumption.result)
    }
  }

  private static func finish(
    _ result: Result<HTTPReply, CurlFailure>, _ state: inout State,
    _ resumptions: inout [Resumption]
  ) {
    if let current = state.current {
      resumptions.append(
        Resumption(continuation: current.continuation, result: result.mapError { $0 }))
      state.current = nil
    }
    startNext(&state, &resumptions)
  }

  private static func startNext(
    _ state: inout State, _ resumptions: inout [Resumption], mayWait: Bool = false
  ) {
    while state.current == nil, !state.waiting.isEmpty, let handle = state.handle {
      let exchange = state.waiting.removeFirst()
      guard let result = handle.start(exchange.request, mayWait: mayWait) else {
        state.current = exchange
        return
      }
      resumptions.append(
        Resumption(continuation: exchange.continuation, result: result.mapError { $0 }))
    }
  }
}
