/// Several observers that stand for one.
public struct WireObservers: WireObserver {
  private let list: [any WireObserver]

  /// - Parameter list: who gets to see exchanges, in this order.
  public init(_ list: [any WireObserver]) { self.list = list }

  /// Whether any of them looks.
  public var isWatching: Bool { list.contains { $0.isWatching } }

  /// Whether any of them wants to see what would be sent.
  public var wantsRehearsals: Bool { list.contains { $0.wantsRehearsals } }

  /// Tells those that look at present.
  public func observed(_ exchange: WireExchange) {
    for observer in list where observer.isWatching { observer.observed(exchange) }
  }
}
