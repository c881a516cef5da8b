public import WireSecurity

/// Where and how a listener listens.
public struct ListenerOptions: Sendable {
  /// The address or name to bind; the default is reachable from this machine only.
  public var host = "127.0.0.1"
  /// The TCP port; 0 takes a free one.
  public var port = 0
  /// What a listener may change while it is open.
  public var face = ListenerFace()
  /// The keys of the services in a realm of Kerberos; without them Kerberos is not offered.
  public var kerberosKeys: KerberosKeys?
  /// How the network behaves; asked for each connection and each request.
  public var behaviour: @Sendable (ListenerBehaviour.Moment) -> ListenerBehaviour = { _ in
    ListenerBehaviour()
  }
  /// Gets each request before its answer leaves; nil when nobody keeps them.
  public var journal: (@Sendable (ServedRequest) -> Void)?
  /// How long the first header of a connection may take to arrive (`protocol.md` 20).
  public var headerTimeout = Duration.seconds(30)
  /// How long a kept connection may be idle, as HTTP.sys does it (`protocol.md` 1.5).
  public var idleTimeout = Duration.seconds(120)
  /// How long a client may take to read an answer.
  public var writeTimeout = Duration.seconds(120)

  /// The defaults: a free port of the loopback address.
  public init() {}
}

/// What of a listener may change while it is open; connections that stand keep what they began with,
/// but for the path.
public struct ListenerFace: Sendable {
  /// The path on which requests are accepted, without slashes at its ends (`Listener\URLPrefix`).
  public var urlPrefix = "wsman"
  /// The certificate and the rules of HTTPS; nil for plain HTTP.
  public var tls: TLSContext?

  /// Plain HTTP on the path `wsman`.
  public init() {}
}
