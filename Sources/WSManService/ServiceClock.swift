/// The time by which the service lets contexts expire; tests turn the hands themselves.
public protocol ServiceClock: Sendable {
  /// The present moment.
  var now: ContinuousClock.Instant { get }
}

/// The clock of the machine; it runs on while the machine sleeps.
public struct SystemServiceClock: ServiceClock {
  /// The clock.
  public init() {}

  /// The present moment.
  public var now: ContinuousClock.Instant { .now }
}
