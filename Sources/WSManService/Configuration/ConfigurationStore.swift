import Synchronization

/// Where the configuration of one computer is kept.
public protocol ConfigurationStore: Sendable {
  /// The configuration at this moment, with the changes that other processes made.
  ///
  /// - Throws: an error that says which file could not be read.
  func configuration() async throws -> ComputerConfiguration

  /// Changes the configuration in one step that nothing else can come between: what `change` sees
  /// is what is stored when it runs. When it throws, nothing changes.
  ///
  /// - Returns: the configuration after the change.
  @discardableResult
  func update(
    _ change: @escaping @Sendable (inout ComputerConfiguration) throws -> Void
  ) async throws -> ComputerConfiguration
}

/// A configuration that lives as long as the process.
public final class MemoryConfigurationStore: ConfigurationStore {
  private let state: Mutex<ComputerConfiguration>

  /// A store that begins with a configuration.
  public init(_ configuration: ComputerConfiguration = ComputerConfiguration()) {
    state = Mutex(configuration)
  }

  /// The configuration at this moment.
  public func configuration() async throws -> ComputerConfiguration {
    state.withLock { $0 }
  }

  /// Changes the configuration; when `change` throws, nothing changes.
  @discardableResult
  public func update(
    _ change: @escaping @Sendable (inout ComputerConfiguration) throws -> Void
  ) async throws -> ComputerConfiguration {
    try state.withLock { state in
      var changed = state
      try change(&changed)
      state = changed
      return changed
    }
  }
}
