import Synchronization
import WSManClient

/// Keeps what an observer is told.
final class ExchangeLog: WireObserver {
  private let list = Mutex<[WireExchange]>([])

  var exchanges: [WireExchange] { list.withLock { $0 } }

  var wantsRehearsals: Bool { true }

  func observed(_ exchange: WireExchange) { list.withLock { $0.append(exchange) } }
}
