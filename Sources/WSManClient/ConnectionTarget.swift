import WSManProtocol

/// Where a session goes: parsed once from what people write (`cmdlets.md` 3.3).
public struct ConnectionTarget: Sendable, Hashable {
  /// HTTP or HTTPS.
  public enum Transport: String, Sendable, Hashable {
    case http
    case https
  }

  /// The host as it was written, without brackets: a name, an IPv4 or an IPv6 address.
  public var host: String
  /// HTTP or HTTPS.
  public var transport: Transport
  /// The port.
  public var port: Int
  /// The path without the slash at its start, such as `wsman`.
  public var path: String
  /// Whether only a name was given, without port, application, scheme or TLS. Such a target may be
  /// reached without a network when a connector knows the computer.
  public var isPlainName: Bool
  /// Whether nothing at all was given: the local service, as the user who runs the program.
  public var isLocalSession: Bool
  /// Whether the local service takes requests as those of a connection although nothing was given:
  /// those of the drive, which may make certificate mappings.
  public var isDrive = false

  /// A target with every part given.
  public init(
    host: String, transport: Transport, port: Int, path: String, isPlainName: Bool = false,
    isLocalSession: Bool = false
  ) {
    self.host = host
    self.transport = transport
    self.port = port
    self.path = path
    self.isPlainName = isPlainName
    self.isLocalSession = isLocalSession
  }

  /// Whether the host is an IPv4 or IPv6 address instead of a name.
  public var isAddress: Bool { IPAddress(host) != nil }

  /// Whether the host is one of the names and addresses of the local computer that every computer
  /// has: `localhost`, `127.0.0.1`, `::1`.
  public var isLoopback: Bool {
    let name = host.lowercased()
    return name == "localhost" || name == "127.0.0.1" || name == "::1"
  }

  /// The host as a URL has it: IPv6 addresses in brackets.
  public var hostForURL: String { host.contains(":") ? "[\(host)]" : host }

  /// The address to post to, such as `http://server01:5985/wsman`.
  public var url: String { "\(transport.rawValue)://\(hostForURL):\(port)/\(path)" }
}
