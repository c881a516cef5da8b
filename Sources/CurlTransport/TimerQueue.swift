/// Moments at which connections want to be driven, the next one first: a binary heap.
struct TimerQueue: Sendable {
  /// A moment and who waits for it.
  struct Entry: Sendable, Equatable {
    /// Nanoseconds of the monotonic clock.
    var deadline: UInt64
    var owner: UInt32
  }

  private var heap: [Entry] = []

  var isEmpty: Bool { heap.isEmpty }
  var next: Entry? { heap.first }

  mutating func insert(_ entry: Entry) {
    heap.append(entry)
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child].deadline < heap[parent].deadline else { break }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  /// Takes the first entry out if its moment has come.
  mutating func removeFirst(until now: UInt64) -> Entry? {
    guard let first = heap.first, first.deadline <= now else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && heap[child].deadline < heap[least].deadline {
        least = child
      }
      guard least != parent else { break }
      heap.swapAt(parent, least)
      parent = least
    }
    return first
  }
}
