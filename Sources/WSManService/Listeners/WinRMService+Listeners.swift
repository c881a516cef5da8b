extension WinRMService {
  /// Opens the ports of all enabled listeners, as the start of the service does.
  ///
  /// - Throws: `WSManFault` when one cannot be opened, or what the store throws.
  public func openListeners() async throws {
    guard let listenerHost else { return }
    await portQueue.enter()
    defer { portQueue.leave() }
    let configuration = try await store.configuration()
    try await listenerHost.open(for: configuration, replacing: nil, of: self)
    await settle(listenerHost, to: configuration)
  }

  /// Lets the ports be as the configuration says that another process may have changed.
  func followPorts(_ opensPorts: Bool) async throws {
    guard let listenerHost else { return }
    await portQueue.enter()
    defer { portQueue.leave() }
    let configuration = try await store.configuration()
    guard configuration.listenerPart != openPart else { return }
    do {
      if opensPorts { try await listenerHost.open(for: configuration, replacing: nil, of: self) }
    } catch {
      await listenerHost.settle(to: configuration)
      throw error
    }
    await settle(listenerHost, to: configuration)
  }

  private func settle(_ host: any ListenerHost, to configuration: ComputerConfiguration) async {
    await host.settle(to: configuration)
    openPart = configuration.listenerPart
  }

  /// Closes the ports of all listeners, as the end of the service does.
  public func closeListeners() async {
    guard let listenerHost else { return }
    await portQueue.enter()
    defer { portQueue.leave() }
    await listenerHost.closeAll()
    openPart = nil
  }

  /// Changes the configuration, and with it the ports that are open. A port that cannot be opened
  /// leaves everything as it was. All changes of the configuration go through here.
  ///
  /// - Returns: the configuration after the change.
  func change(
    _ change: @escaping @Sendable (inout ComputerConfiguration) throws -> Void
  ) async throws -> ComputerConfiguration {
    let (before, after) = try await replacing(change)
    if after.remoteManagement != before.remoteManagement {
      try await recordState(after.remoteManagement)
    }
    return after
  }

  /// Stores a change with the ports that it needs.
  ///
  /// - Returns: the configuration as it was, and as it is now.
  private func replacing(
    _ change: @escaping @Sendable (inout ComputerConfiguration) throws -> Void
  ) async throws -> (before: ComputerConfiguration, after: ComputerConfiguration) {
    guard let listenerHost else {
      let before = try await store.configuration()
      return (before, try await store.update(change))
    }
    await portQueue.enter()
    defer { portQueue.leave() }
    let before = try await store.configuration()
    var wanted = before
    try change(&wanted)
    guard wanted.listenerPart != before.listenerPart else {
      return (before, try await store.update(change))
    }
    try await listenerHost.open(for: wanted, replacing: before, of: self)
    do {
      let after = try await store.update(change)
      await settle(listenerHost, to: after)
      return (before, after)
    } catch {
      await settle(listenerHost, to: before)
      throw error
    }
  }
}
