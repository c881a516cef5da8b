/// Who opens the ports of a computer's listeners. The service tells it of every change of the
/// configuration in two steps, so that a port that cannot be opened leaves everything as it was.
///
/// Without a host the listeners of a computer are entries only, and requests reach the service in
/// other ways. The service makes one call at a time.
public protocol ListenerHost: Sendable {
  /// Opens what a configuration needs beyond what another one needs. Nothing is closed, and a port
  /// that stays open keeps its old certificate and path.
  ///
  /// - Parameters:
  ///   - configuration: the configuration that is about to be stored.
  ///   - previous: the one that it replaces; nil when the service starts and all listeners are to be
  ///     opened.
  ///   - service: the service that answers there.
  /// - Throws: `WSManFault` when a port cannot be opened or a certificate cannot be used; whatever
  ///   was opened for this call is closed again.
  func open(
    for configuration: ComputerConfiguration, replacing previous: ComputerConfiguration?,
    of service: WinRMService
  ) async throws

  /// Closes what a configuration does not need, and lets the ports that stay open take on their new
  /// certificates and paths. Nothing is opened.
  ///
  /// - Parameter configuration: the configuration as it is stored.
  func settle(to configuration: ComputerConfiguration) async

  /// Closes all ports, as the end of the service does.
  func closeAll() async
}

extension ComputerConfiguration {
  /// What of the configuration decides which ports are open: two configurations with equal parts
  /// need the same ports.
  public struct ListenerPart: Sendable, Equatable {
    /// The listeners, those of the compatibility switches included; none while the service is stopped.
    public let listeners: [ListenerConfiguration]
    /// `Service\IPv4Filter`.
    public let ipv4Filter: String
    /// `Service\IPv6Filter`.
    public let ipv6Filter: String
    /// `Service\CertificateThumbprint`.
    public let certificateThumbprint: String
    /// Whether clients are asked for certificates, `Service\Auth\Certificate`.
    public let asksForCertificates: Bool
  }

  /// What decides which ports are open.
  public var listenerPart: ListenerPart {
    ListenerPart(
      listeners: remoteManagement.isRunning ? effectiveListeners : [],
      ipv4Filter: text("Service.IPv4Filter") ?? "*",
      ipv6Filter: text("Service.IPv6Filter") ?? "*",
      certificateThumbprint: text("Service.CertificateThumbprint") ?? "",
      asksForCertificates: isOn("Service.Auth.Certificate"))
  }
}
