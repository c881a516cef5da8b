public import WSManClient

/// A connection as the map shows it.
public struct MapConnection: Sendable {
  /// Name under which the drive lists it.
  public var name: String
  /// Where it goes; empty for the computer itself.
  public var address: String
  /// How messages travel: `InProcess`, `HTTP` or `HTTPS`.
  public var transport: String
  /// How the client proves who it is.
  public var authentication: AuthenticationMechanism
  /// What keeps others from reading the messages.
  public var protection: WireExchange.Protection
  /// How many requests were sent.
  public var requests: Int
  /// Bytes of the bodies that were sent.
  public var sentBytes: Int
  /// Bytes of the bodies that were received.
  public var receivedBytes: Int

  /// Describes a connection.
  public init(
    name: String, address: String, transport: String, authentication: AuthenticationMechanism,
    protection: WireExchange.Protection, requests: Int, sentBytes: Int, receivedBytes: Int
  ) {
    self.name = name
    self.address = address
    self.transport = transport
    self.authentication = authentication
    self.protection = protection
    self.requests = requests
    self.sentBytes = sentBytes
    self.receivedBytes = receivedBytes
  }
}

extension MapConnection {
  /// How it travels and who proves it, such as `HTTP, Negotiate`.
  var way: String {
    guard protection != .local else { return "local" }
    let mechanism =
      authentication == .default ? "Kerberos or Negotiate" : authentication.displayName
    return "\(transport), \(mechanism)"
  }

  /// What keeps others from reading the messages, in words.
  var protectionText: String {
    switch protection {
    case .none: "in clear"
    case .message: "encrypted"
    case .tls: "encrypted by TLS"
    case .local: ""
    }
  }

  /// How it travels, who proves it, and what keeps others from reading.
  var wayText: String { [way, protectionText].filter { !$0.isEmpty }.joined(separator: ", ") }

  /// What was exchanged, one thing a part.
  private var traffic: [String] {
    let count = requests == 1 ? "1 request" : "\(requests) requests"
    guard sentBytes > 0 else { return [count] }
    return [count, "\(Self.size(sentBytes)) sent", "\(Self.size(receivedBytes)) received"]
  }

  /// What was exchanged.
  var trafficText: String { traffic.joined(separator: ", ") }

  /// Everything, one thing a part.
  var parts: [String] { ([way, protectionText] + traffic).filter { !$0.isEmpty } }

  /// Everything on one line.
  var text: String { parts.joined(separator: ", ") }

  private static func size(_ bytes: Int) -> String {
    guard bytes >= 1024 else { return "\(bytes) B" }
    let tenths = bytes / 1024 * 10 + bytes % 1024 * 10 / 1024
    return tenths < 10_240 ? "\(tenths / 10).\(tenths % 10) KB" : "\(bytes / 1_048_576) MB"
  }
}
