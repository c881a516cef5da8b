import Synchronization

/// Counts what a session has exchanged, whether or not anybody asks.
public final class WireTraffic: Sendable {
  private let requestCount = Atomic<Int>(0)
  private let sent = Atomic<Int>(0)
  private let received = Atomic<Int>(0)
  private let mechanismNumber = Atomic<UInt32>(.max)

  /// Whether what the running task exchanges counts.
  @TaskLocal private static var isCounting = true

  /// Nothing yet.
  public init() {}

  /// Does what shall leave the counts as they are, since it only looks at the sessions.
  public static func withoutCounting<Result>(
    isolation: isolated (any Actor)? = #isolation, _ work: () async throws -> Result
  ) async rethrows -> Result {
    try await $isCounting.withValue(false, operation: work, isolation: isolation)
  }

  /// How many requests were sent, those that failed included.
  public var requests: Int { requestCount.load(ordering: .relaxed) }
  /// Bytes of all bodies that were sent. Where messages do not leave the program, those that they have
  /// as XML; 0 at the computer itself.
  public var sentBytes: Int { sent.load(ordering: .relaxed) }
  /// Bytes of all bodies that were received.
  public var receivedBytes: Int { received.load(ordering: .relaxed) }

  /// How the client proves who it is; `nil` until the client's policy has chosen.
  public var mechanism: AuthenticationMechanism? {
    AuthenticationMechanism(rawValue: mechanismNumber.load(ordering: .relaxed))
  }

  /// Tells how the client proves who it is.
  func use(_ mechanism: AuthenticationMechanism) {
    mechanismNumber.store(mechanism.rawValue, ordering: .relaxed)
  }

  /// Counts a request.
  func addRequest() {
    if Self.isCounting { requestCount.wrappingAdd(1, ordering: .relaxed) }
  }

  /// Counts bodies.
  public func add(sentBytes: Int, receivedBytes: Int) {
    guard Self.isCounting else { return }
    sent.wrappingAdd(sentBytes, ordering: .relaxed)
    received.wrappingAdd(receivedBytes, ordering: .relaxed)
  }
}
