import WSManProtocol

/// What quick configuration finds missing, and how it is done (`configuration.md` 12, `cmdlets.md` 5.10).
struct QuickConfigurationSteps {
  /// One thing to do.
  enum Step: Hashable {
    case startService
    case startAutomatically
    case createListener
    case enableListener
    case openFirewall
    case keepRemoteRights

    /// What will be done, for people.
    func plan(_ transport: ListenerConfiguration.Transport) -> String {
      switch self {
      case .startService: "Start the WinRM service."
      case .startAutomatically: "Set the WinRM service to start automatically."
      case .createListener: "Create a WinRM listener on \(transport.rawValue)://* for any address."
      case .enableListener: "Enable the WinRM listener on \(transport.rawValue)://*."
      case .openFirewall: "Enable the WinRM firewall exception for \(transport.rawValue)."
      case .keepRemoteRights:
        "Set LocalAccountTokenFilterPolicy so that local users keep administrative rights remotely."
      }
    }

    /// What has been done, for people.
    func report(_ transport: ListenerConfiguration.Transport) -> String {
      switch self {
      case .startService: "WinRM service started."
      case .startAutomatically: "WinRM service type changed successfully."
      case .createListener:
        "Created a WinRM listener on \(transport.rawValue)://* to accept WS-Man requests to any IP "
          + "on this machine."
      case .enableListener: "Enabled the WinRM listener on \(transport.rawValue)://*."
      case .openFirewall: "WinRM firewall exception enabled for \(transport.rawValue)."
      case .keepRemoteRights:
        "Configured LocalAccountTokenFilterPolicy to grant administrative rights remotely to local "
          + "users."
      }
    }
  }

  /// What the service pass has to do.
  static func ofService(_ configuration: ComputerConfiguration) -> [Step] {
    let state = configuration.remoteManagement
    return (state.startMode == .automatic ? [] : [.startAutomatically])
      + (state.isRunning ? [] : [.startService])
  }

  /// What the remoting pass has to do.
  static func ofRemoting(
    _ transport: ListenerConfiguration.Transport, _ configuration: ComputerConfiguration
  ) -> [Step] {
    let state = configuration.remoteManagement
    var steps: [Step] = []
    let listener = configuration.effectiveListeners.first {
      $0.address == "*" && $0.transport == transport
    }
    switch listener {
    case nil: steps.append(.createListener)
    case let listener? where !listener.isEnabled: steps.append(.enableListener)
    default: break
    }
    // Quick configuration opens the firewall for HTTP only (`cmdlets.md` 5.10).
    if transport == .http, !state.allowsHTTP { steps.append(.openFirewall) }
    if !state.keepsRemoteRights { steps.append(.keepRemoteRights) }
    return steps
  }

  /// Does one step.
  ///
  /// - Parameter listener: the listener that is to be created.
  static func perform(
    _ step: Step, _ transport: ListenerConfiguration.Transport, _ listener: ListenerConfiguration?,
    in configuration: inout ComputerConfiguration
  ) {
    switch step {
    case .startService: configuration.remoteManagement.start()
    case .startAutomatically: configuration.remoteManagement.startMode = .automatic
    case .createListener:
      if let listener, !configuration.listeners.contains(where: listener.hasSameName) {
        configuration.listeners.append(listener)
      }
    case .enableListener:
      for index in configuration.listeners.indices
      where configuration.listeners[index].address == "*"
        && configuration.listeners[index].transport == transport
      {
        configuration.listeners[index].isEnabled = true
      }
    case .openFirewall: configuration.remoteManagement.allowsHTTP = true
    case .keepRemoteRights: configuration.remoteManagement.keepsRemoteRights = true
    }
  }
}
