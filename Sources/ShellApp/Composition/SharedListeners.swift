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

  private let ports: ListenerManager
  private let database: LabDatabase
  private let isServed: @Sendable () -> Bool
  private let follower = Mutex<Task<Void, Never>?>(nil)

  /// - Parameters:
  ///   - ports: opens them.
  ///   - database: the state.
  ///   - isServed: whether another process opens the ports of the computer.
  init(
    _ ports: ListenerManager, of database: LabDatabase, isServed: @escaping @Sendable () -> Bool
  ) {
    self.ports = ports
    self.database = database
    self.isServed = isServed
  }

  func open(
    for configuration: ComputerConfiguration, replacing previous: ComputerConfiguration?,
    of service: WinRMService
  ) async throws {
    guard !isServed() else { return }
    do {
      try await ports.open(for: configuration, replacing: previous, of: service)
    } catch let fault as WSManFault where fault.code == .portTaken {
      // Another shell may be about to see that it has to give the port up.
      try await Task.sleep(for: Self.interval * 2)
      try await ports.open(for: configuration, replacing: previous, of: service)
    }
    follow(service)
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
