/// Who opens the ports of a computer's listeners. The service tells it of every change of the
/// configuration in two steps, so that a port that cannot be opened leaves everything as it was.
///
/// Without a host the listeners of a computer are entries only, and requests reach the service in
/// other ways.
public protocol ListenerHost: Sendable {
  /// Opens what a configuration needs beyond what is open. Nothing is closed, and a port that stays
  /// open keeps its old certificate and path.
  ///
  /// - Parameter configuration: the configuration that is about to be stored.
  /// - Throws: `WSManFault` when a port cannot be opened or a certificate cannot be used; whatever
  ///   was opened for this call is closed again.
  func open(for configuration: ComputerConfiguration) async throws

  /// Makes what is open exactly what a configuration says: closes the rest, and lets ports that stay
  /// take on their new certificate and path. Reports nothing: what cannot be opened stays closed.
  ///
  /// - Parameter configuration: the configuration as it is stored.
  func settle(to configuration: ComputerConfiguration) async
}

extension ComputerConfiguration {
  /// What of the configuration decides which ports are open: two configurations with equal parts
  /// need the same ports.
  public struct ListenerPart: Sendable, Equatable {
    /// The listeners, those of the compatibility switches included.
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
      listeners: effectiveListeners, ipv4Filter: text("Service.IPv4Filter") ?? "*",
      ipv6Filter: text("Service.IPv6Filter") ?? "*",
      certificateThumbprint: text("Service.CertificateThumbprint") ?? "",
      asksForCertificates: isOn("Service.Auth.Certificate"))
  }
}
