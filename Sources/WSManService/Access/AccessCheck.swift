import Synchronization
import WSManProtocol

/// The authorisation of requests (`configuration.md` 13.4).
struct AccessCheck {
  let caller: Caller
  let configuration: ComputerConfiguration

  /// Whether the caller may read and write the configuration: administrators may, on the computer
  /// itself too (`configuration.md` 2).
  static func allowsConfiguration(_ caller: Caller) -> Bool { caller.isAdministrator }

  /// Whether the caller may read or write the configuration as far as `Service\RootSDDL` goes.
  func allowsConfiguration(_ rights: AccessRights) -> Bool {
    Self.allowsConfiguration(caller) && allowedByRoot(rights)
  }

  /// Whether the caller may use a resource that is no configuration.
  ///
  /// - Parameter route: the plugin resource that serves it; nil for what the service serves itself.
  func allows(_ rights: AccessRights, on uri: ResourceURI, through route: PluginRoute?) -> Bool {
    guard let sddl = route?.securityDescriptor(for: uri, in: configuration.plugins) else {
      return allowedByRoot(rights)
    }
    return Self.descriptor(sddl)?.grants(rights, to: caller.sids) ?? false
  }

  /// `Service\RootSDDL`, which concerns requests over a connection only.
  private func allowedByRoot(_ rights: AccessRights) -> Bool {
    guard caller.connection != .local, let sddl = configuration.text("Service.RootSDDL") else {
      return true
    }
    return Self.descriptor(sddl)?.grants(rights, to: caller.sids) ?? false
  }

  /// A descriptor that was read lately; the same few are asked for with every request.
  private static func descriptor(_ sddl: String) -> SecurityDescriptor? {
    if let known = recent.withLock({ $0[sddl] }) { return known }
    guard let descriptor = SecurityDescriptor(sddl: sddl) else { return nil }
    recent.withLock { recent in
      if recent.count >= mostRecent { recent.removeAll() }
      recent[sddl] = descriptor
    }
    return descriptor
  }

  private static let mostRecent = 64
  private static let recent = Mutex<[String: SecurityDescriptor]>([:])
}
