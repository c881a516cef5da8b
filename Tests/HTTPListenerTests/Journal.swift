import HTTPListener
import Synchronization

/// The requests that a listener has kept.
final class Journal: Sendable {
  private let list = Mutex<[ServedRequest]>([])

  var requests: [ServedRequest] { list.withLock { $0 } }

  func add(_ request: ServedRequest) { list.withLock { $0.append(request) } }
}
