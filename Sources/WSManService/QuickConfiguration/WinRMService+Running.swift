import CIMModel
import WSManProtocol
public import XMLStream

extension WinRMService {
  /// Starts the service, or starts it again: the ports of the listeners open.
  ///
  /// - Throws: what the listeners or the store throw; the service is then as it was.
  public func start() async throws {
    started = try await change { $0.remoteManagement.start() }
    try await followMembership()
    try await openListeners()
  }

  /// Stops the service: the ports of the listeners close, enumerations and shells end, and only the computer itself
  /// can start it again.
  public func stop() async throws {
    _ = try await change { $0.remoteManagement.isRunning = false }
    endWork()
  }

  /// The configuration as it was when the service started last. A start by another process, of which
  /// only the number tells, ends enumerations and shells as one here does.
  func start(seenIn configuration: ComputerConfiguration) -> ComputerConfiguration {
    if let started, started.remoteManagement.starts == configuration.remoteManagement.starts {
      return started
    }
    if started != nil { endWork() }
    started = configuration
    return configuration
  }

  /// Ends all enumerations and shells, as the end of the service does.
  private func endWork() {
    endEnumerations()
    shells?.closeAll()
  }

  /// Does what a change by another process asks for: the service starts and stops, and the ports
  /// are those that the configuration needs.
  ///
  /// - Parameter opensPorts: whether ports that are missing are opened, or only those closed that
  ///   nothing needs any more.
  /// - Throws: `WSManFault` when a port cannot be opened; the others are as they must be.
  public func followStore(opensPorts: Bool) async throws {
    let configuration = try await configuration()
    if configuration.remoteManagement.isRunning {
      _ = start(seenIn: configuration)
    } else {
      endWork()
    }
    try await followPorts(opensPorts)
  }

  /// Whether the service runs, and how it starts.
  public func remoteManagement() async throws -> RemoteManagementState {
    try await configuration().remoteManagement
  }

  /// All settings as the computer itself reads them, whether the service runs or not.
  public func settings() async throws -> XMLFragment {
    ConfigurationDocument.document(of: .config, in: try await store.configuration())
  }

  /// Decides how the service starts when the computer does.
  public func setStartMode(_ mode: RemoteManagementState.StartMode) async throws {
    _ = try await change { $0.remoteManagement.startMode = mode }
  }

  /// Says which kind of network the computer is in.
  public func setNetworkProfile(_ profile: RemoteManagementState.NetworkProfile) async throws {
    _ = try await change { $0.remoteManagement.networkProfile = profile }
  }

  /// Changes the rules of the firewall in one step.
  ///
  /// - Returns: the rules as they are then.
  /// - Throws: what the work and the store throw; the rules are then as they were.
  @discardableResult
  public func changeFirewall(
    _ work: @escaping @Sendable (inout [FirewallRule]) throws -> Void
  ) async throws -> [FirewallRule] {
    try await change { try work(&$0.remoteManagement.firewall) }.remoteManagement.firewall
  }

  /// Changes in one step what the firewall does in networks of some kinds.
  ///
  /// - Returns: the states of these kinds as they are then.
  public func changeFirewallProfiles(
    _ networks: [FirewallRule.Network],
    _ work: @escaping @Sendable (inout FirewallProfileState) -> Void
  ) async throws -> [FirewallProfileState] {
    let configuration = try await change { configuration in
      for index in configuration.remoteManagement.firewallProfiles.indices
      where networks.contains(configuration.remoteManagement.firewallProfiles[index].network) {
        work(&configuration.remoteManagement.firewallProfiles[index])
      }
    }
    return configuration.remoteManagement.firewallProfiles.filter { networks.contains($0.network) }
  }

  /// Puts the state back in which the computer was, but for the kind of its network and for what is not
  /// the service's in the firewall; a service that shall not run is stopped.
  ///
  /// - Throws: what ``start()`` and the store throw.
  public func restore(_ state: RemoteManagementState) async throws {
    let isRunning = try await remoteManagement().isRunning
    _ = try await change { configuration in
      var wanted = state
      wanted.isRunning = isRunning
      wanted.networkProfile = configuration.remoteManagement.networkProfile
      wanted.membership = configuration.remoteManagement.membership
      wanted.firewall = configuration.remoteManagement.firewall
      wanted.firewallProfiles = configuration.remoteManagement.firewallProfiles
      wanted.allowsHTTP = state.allowsHTTP
      configuration.remoteManagement = wanted
    }
    switch (state.isRunning, isRunning) {
    case (true, false): try await start()
    case (false, true): try await stop()
    default: break
    }
  }

  /// Lets the instance of `Win32_Service` that stands for this service tell the state that is stored.
  func recordState(_ state: RemoteManagementState) async throws {
    guard let cim else { return }
    let clock = cimClock
    try await cim.update { writer in
      guard var service = try writer.instance(at: Self.ownPath, in: Self.ownNamespace) else {
        return
      }
      if state.isRunning, service[PowerMethods.offMark] == .boolean(true) {
        service[PowerMethods.offMark] = .null
        try writer.replace(service, in: Self.ownNamespace)
        try PowerMethods.recordBoot(
          at: CIMMethodCall.now(clock, writer), writer, Self.ownNamespace)
      }
      guard service.remoteManagement != (state.isRunning, state.startMode.cimText) else { return }
      service["State"] = .string(state.isRunning ? "Running" : "Stopped")
      service["Started"] = .boolean(state.isRunning)
      service["AcceptStop"] = .boolean(state.isRunning)
      service["StartMode"] = .string(state.startMode.cimText)
      if !state.isRunning { service["ProcessId"] = .unsigned(0) }
      try writer.replace(service, in: Self.ownNamespace)
    }
  }

  /// Does what a change of the instance of `Win32_Service` that stands for this service asks for.
  func followState() async throws {
    guard let cim else { return }
    let instance = try await cim.read { try $0.instance(at: Self.ownPath, in: Self.ownNamespace) }
    guard let wanted = instance?.remoteManagement else { return }
    try await followMembership()
    let present = try await remoteManagement()
    if instance?[PowerMethods.restartMark] == .boolean(true) {
      return try await restart(present)
    }
    guard wanted != (present.isRunning, present.startMode.cimText) else { return }
    if let mode = RemoteManagementState.StartMode(cimText: wanted.startMode) {
      try await setStartMode(mode)
    }
    switch (wanted.isRunning, present.isRunning) {
    case (true, false): try await start()
    case (false, true): try await stop()
    default: break
    }
  }

  /// Lets the computer be called and belong as its instances say since its last start.
  private func followMembership() async throws {
    guard let cim, let membership = try await cim.read({ try ComputerName.membership($0) }),
      try await remoteManagement().membership != membership
    else { return }
    _ = try await change { $0.remoteManagement.membership = membership }
    show(membership)
    try await accounts.follow(membership)
  }

  /// Does what a restart of the computer does to its service: all work ends, and it starts again when it
  /// starts by itself.
  private func restart(_ state: RemoteManagementState) async throws {
    try await cim?.update { writer in
      guard var service = try writer.instance(at: Self.ownPath, in: Self.ownNamespace) else {
        return
      }
      service[PowerMethods.restartMark] = .null
      try writer.replace(service, in: Self.ownNamespace)
    }
    guard state.startMode == .automatic else { return try await stop() }
    endWork()
    try await start()
  }

  private static let ownPath = CIMObjectPath(
    className: "Win32_Service", keys: ["Name": "WinRM"])
  private static let ownNamespace = "root/cimv2"

  /// Refuses requests to a service that does not run, but for those of the computer itself that start it.
  static func checkRunning(
    _ configuration: ComputerConfiguration, _ request: RequestEnvelope, _ caller: Caller
  ) throws(WSManFault) {
    guard !configuration.remoteManagement.isRunning else { return }
    if caller.connection == .local, case .invoke(let action, _) = request.body,
      let name = action.split(separator: "/").last,
      QuickConfigurationActions.namesWithoutService.contains(name.lowercased())
    {
      return
    }
    let message =
      caller.connection == .local
      ? "The WinRM service of this computer is stopped. Start it: Start-Service WinRM"
      : "The WinRM service of the computer is stopped. Start it there: Start-Service WinRM"
    throw WSManFault(.destinationUnreachable, message: message)
  }
}

extension CIMInstance {
  /// Whether the service runs, and how it starts.
  fileprivate var remoteManagement: (isRunning: Bool, startMode: String) {
    (self["State"] == .string("Running"), self["StartMode"].text)
  }
}

extension RemoteManagementState.StartMode {
  /// The word of `Win32_Service`.
  fileprivate var cimText: String { self == .automatic ? "Auto" : rawValue }

  fileprivate init?(cimText: String) {
    self.init(rawValue: cimText == "Auto" ? "Automatic" : cimText)
  }
}
