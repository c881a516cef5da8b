/// Someone who wants to see the exchanges of sessions: a trace, a lesson, a map.
public protocol WireObserver: Sendable {
  /// Whether somebody looks at present. It is asked once before each exchange; when it is `false`,
  /// nothing is measured, copied or masked.
  var isWatching: Bool { get }

  /// Whether it wants to see the requests that `-WhatIf` holds back.
  var wantsRehearsals: Bool { get }

  /// An exchange has ended, with an answer or without. The call is made before the session gives the
  /// answer to its caller, so it must be quick.
  func observed(_ exchange: WireExchange)
}

extension WireObserver {
  /// Always.
  public var isWatching: Bool { true }
  /// Never.
  public var wantsRehearsals: Bool { false }
}
