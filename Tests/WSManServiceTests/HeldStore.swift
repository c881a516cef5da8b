import Synchronization

@testable import WSManService

/// A store whose changes wait until they are let go.
final class HeldStore: ConfigurationStore {
  private struct State {
    var configuration: ComputerConfiguration
    var isReleased = false
    var isWaiting = false
  }

  private let state: Mutex<State>

  init(_ configuration: ComputerConfiguration) {
    state = Mutex(State(configuration: configuration))
  }

  func configuration() async throws -> ComputerConfiguration {
    state.withLock { $0.configuration }
  }

  func update(
    _ change: @escaping @Sendable (inout ComputerConfiguration) throws -> Void
  ) async throws -> ComputerConfiguration {
    state.withLock { $0.isWaiting = true }
    while !state.withLock({ $0.isReleased }) { try await Task.sleep(for: .milliseconds(2)) }
    return try state.withLock { state in
      try change(&state.configuration)
      return state.configuration
    }
  }

  /// Waits until a change has come.
  func waitForUpdate() async {
    while !state.withLock({ $0.isWaiting }) { try? await Task.sleep(for: .milliseconds(2)) }
  }

  /// Holds the changes that come from now on.
  func hold() { state.withLock { $0.isReleased = false } }

  /// Lets the changes go.
  func release() { state.withLock { $0.isReleased = true } }
}
