import HTTPListener
import Lab
import Synchronization
import WSManProtocol
import WSManService

/// The ports that a shell opens for a computer whose state other processes may change too. Where
/// `wsmansh serve` runs on the same state, the ports are left to it.
final class SharedListeners: ListenerHost {
  /// How often a shell with open ports looks whether others have changed the state.
  private static let interval = Duration.milliseconds(200)
  /// How many intervals a port is waited for.
  private static let patience = 3

  private let ports: ListenerManager
  private let database: LabDatabase
  private let servedPorts: @Sendable () -> ServingMark.Ports?
  private let follower = Mutex<Task<Void, Never>?>(nil)

  /// - Parameters:
  ///   - ports: opens them.
  ///   - database: the state.
  ///   - servedPorts: which ports another process opens for the computer; nil when none does.
  init(
    _ ports: ListenerManager, of database: LabDatabase,
    servedPorts: @escaping @Sendable () -> ServingMark.Ports?
  ) {
    self.ports = ports
    self.database = database
    self.servedPorts = servedPorts
  }

  func open(
    for configuration: ComputerConfiguration, replacing previous: ComputerConfiguration?,
    of service: WinRMService
  ) async throws {
    switch servedPorts() {
    case nil:
      try await retrying { [ports] in
        try await ports.open(for: configuration, replacing: previous, of: service)
      }
      follow(service)
    case .configured:
      // The service can tell nobody that a port is taken, so that is found out before the change.
      guard let previous else { return }
      try await retrying { [ports] in
        try await ports.tryToOpen(for: configuration, replacing: previous, of: service)
      }
    case .other: return
    }
  }

  /// Waits for a port that another process may be about to give up, since it has not yet seen that it
  /// has to.
  private func retrying(_ open: @Sendable () async throws -> Void) async throws {
    for _ in 1...Self.patience {
      do {
        return try await open()
      } catch let fault as WSManFault where fault.code == .portTaken {
        try await Task.sleep(for: Self.interval)
      }
    }
    try await open()
  }

  func settle(to configuration: ComputerConfiguration) async {
    await ports.settle(to: configuration)
  }

  func closeAll() async { await ports.closeAll() }

  /// Closes what others have made superfluous, as long as there are open ports.
  private func follow(_ service: WinRMService) {
    follower.withLock { follower in
      guard follower == nil else { return }
      follower = Task {
        var stamp = database.changeStamp
        repeat {
          try? await Task.sleep(for: Self.interval)
          let present = database.changeStamp
          guard present != stamp else { continue }
          stamp = present
          // What cannot be read now is looked at again with the next change.
          try? await service.followStore(opensPorts: false)
        } while await !endIfClosed()
      }
    }
  }

  private func endIfClosed() async -> Bool {
    guard await ports.open.isEmpty else { return false }
    follower.withLock { $0 = nil }
    return true
  }
}
