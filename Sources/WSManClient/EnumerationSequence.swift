public import WSManProtocol

/// The items of an enumeration, pulled from the service when they are asked for.
///
/// Each pass over the sequence is an enumeration of its own. One that is left before its end is
/// released at the service.
public struct EnumerationSequence: AsyncSequence, Sendable {
  let session: WSManSession
  let locator: ResourceLocator
  let query: EnumerateRequest
  let operation: OperationOptions

  /// Begins a pass; nothing is sent yet.
  public func makeAsyncIterator() -> Iterator {
    Iterator(state: State(sequence: self))
  }

  /// One pass.
  public struct Iterator: AsyncIteratorProtocol {
    let state: State

    /// The next item; nil at the end.
    ///
    /// - Throws: what the session's operations throw.
    public mutating func next() async throws -> EnumerationItem? {
      try await state.next()
    }

    /// The items of the next answer, or what is left of the current one; nil at the end.
    ///
    /// - Throws: what the session's operations throw.
    public func nextBatch() async throws -> ArraySlice<EnumerationItem>? {
      try await state.nextSlice()
    }
  }

  /// The state of a pass: an object, so that its end is noticed wherever the loop is left.
  final class State {
    private let sequence: EnumerationSequence
    private var items: [EnumerationItem] = []
    private var position = 0
    private var hasBegun = false
    /// What the service keeps for this pass; the context of the latest answer.
    private var context: EnumerationContext?

    init(sequence: EnumerationSequence) {
      self.sequence = sequence
    }

    deinit {
      guard let context else { return }
      let sequence = sequence
      // Nobody waits for it, and when it fails the service forgets the context in time.
      Task {
        try? await sequence.session.release(context, sequence.locator, sequence.operation)
      }
    }

    func next() async throws -> EnumerationItem? {
      guard try await fill() else { return nil }
      defer { position += 1 }
      return items[position]
    }

    func nextSlice() async throws -> ArraySlice<EnumerationItem>? {
      guard try await fill() else { return nil }
      defer {
        items = []
        position = 0
      }
      return items[position...]
    }

    /// Sees to it that there is an item; false at the end.
    private func fill() async throws -> Bool {
      while position == items.count {
        guard let batch = try await nextBatch() else { return false }
        items = batch.items
        position = 0
        context = batch.context
      }
      return true
    }

    private func nextBatch() async throws -> EnumerationBatch? {
      let session = sequence.session
      if !hasBegun {
        hasBegun = true
        return try await session.beginEnumeration(
          sequence.locator, sequence.query, sequence.operation)
      }
      guard let current = context else { return nil }
      do {
        return try await session.pull(
          current, sequence.locator, maxElements: sequence.query.maxElements, sequence.operation)
      } catch {
        // After a fault, a lost connection or a cancellation there is nothing left to release.
        context = nil
        throw error
      }
    }
  }
}
