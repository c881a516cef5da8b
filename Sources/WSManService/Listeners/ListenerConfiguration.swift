import WSManProtocol

/// A listener as it is stored (`configuration.md` 7).
public struct ListenerConfiguration: Sendable, Equatable {
  /// The protocol of a listener.
  public enum Transport: String, Sendable {
    /// Plain HTTP.
    case http = "HTTP"
    /// HTTP through TLS.
    case https = "HTTPS"
  }

  /// Who made a listener that no request can change.
  public enum Source: String, Sendable {
    /// The group policy.
    case policy = "GPO"
    /// One of the switches for the old ports.
    case compatibility = "Compatibility"
  }

  /// `*`, `IP:` and an address, or `MAC:` and the number of an adapter.
  public let address: String
  /// The protocol.
  public let transport: Transport
  /// The TCP port.
  public var port: UInt32
  /// The host name that the listener stands for.
  public var hostname: String
  /// Whether the listener accepts requests.
  public var isEnabled: Bool
  /// The path on which requests are accepted.
  public var urlPrefix: String
  /// The server certificate of an HTTPS listener.
  public var certificateThumbprint: String
  /// Who made the listener, when it was no request.
  public let source: Source?

  /// A listener.
  public init(
    address: String, transport: Transport, port: UInt32, hostname: String = "",
    isEnabled: Bool = true, urlPrefix: String = "wsman", certificateThumbprint: String = "",
    source: Source? = nil
  ) {
    self.address = address
    self.transport = transport
    self.port = port
    self.hostname = hostname
    self.isEnabled = isEnabled
    self.urlPrefix = urlPrefix
    self.certificateThumbprint = certificateThumbprint
    self.source = source
  }

  /// The listener of a fresh server: every address, HTTP, port 5985.
  public static let standard = ListenerConfiguration(address: "*", transport: .http, port: 5985)
}

extension ComputerConfiguration {
  /// The listeners that requests made and those of the group policy and the compatibility switches,
  /// HTTP before HTTPS for the same address. One of the policy stands in place of the one with the
  /// same selectors, as the value of a policy does for a setting (`configuration.md` 15).
  public var effectiveListeners: [ListenerConfiguration] {
    let ofPolicy = policyListeners
    var all = listeners.filter { !ofPolicy.contains(where: $0.hasSameName) } + ofPolicy
    if isOn("Service.EnableCompatibilityHttpListener") {
      all.append(
        ListenerConfiguration(address: "*", transport: .http, port: 80, source: .compatibility))
    }
    if isOn("Service.EnableCompatibilityHttpsListener") {
      all.append(
        ListenerConfiguration(
          address: "*", transport: .https, port: 443,
          certificateThumbprint: text("Service.CertificateThumbprint") ?? "",
          source: .compatibility))
    }
    return Self.ordered(all)
  }

  /// The listeners that the group policy makes.
  var policyListeners: [ListenerConfiguration] {
    guard policyTurnsOn(.allowAutoConfig) else { return [] }
    let thumbprint = text("Service.CertificateThumbprint") ?? ""
    let transports: [ListenerConfiguration.Transport] =
      thumbprint.isEmpty ? [.http] : [.http, .https]
    return transports.map { transport in
      ListenerConfiguration(
        address: "*", transport: transport, port: standardPort(transport),
        certificateThumbprint: transport == .https ? thumbprint : "", source: .policy)
    }
  }

  /// The port of a new listener that names none.
  func standardPort(_ transport: ListenerConfiguration.Transport) -> UInt32 {
    switch transport {
    case .http: number("Service.DefaultPorts.HTTP", otherwise: 5985)
    case .https: number("Service.DefaultPorts.HTTPS", otherwise: 5986)
    }
  }

  /// Addresses in the order of their first listeners, HTTP before HTTPS.
  private static func ordered(_ all: [ListenerConfiguration]) -> [ListenerConfiguration] {
    var places: [String: Int] = [:]
    let ranks = all.indices.map { index in
      let address = all[index].address.lowercased()
      let place = places[address] ?? index
      places[address] = place
      return (place, all[index].transport == .http ? 0 : 1, index)
    }
    return ranks.sorted { $0 < $1 }.map { all[$0.2] }
  }

  /// The addresses that a listener serves, IPv4 first (`configuration.md` 7 and 10). A listener of the
  /// group policy has those of the policy's own filters.
  ///
  /// - Parameter addresses: the addresses that the computer has.
  public func listeningAddresses(
    of listener: ListenerConfiguration, among addresses: [String]
  ) -> [String] {
    let filter4 = AddressFilter(filterText("Service.IPv4Filter", of: listener), family: .ipv4)
    let filter6 = AddressFilter(filterText("Service.IPv6Filter", of: listener), family: .ipv6)
    var found: [(address: IPAddress, text: String)] = []
    for text in addresses {
      guard let address = IPAddress(text) else { continue }
      if let only = listener.address.onlyAddress, only != address { continue }
      let filter = address.family == .ipv4 ? filter4 : filter6
      if filter?.allows(address) ?? false { found.append((address, text)) }
    }
    return found.filter { $0.address.family == .ipv4 }.map(\.text)
      + found.filter { $0.address.family == .ipv6 }.map(\.text)
  }

  private func filterText(_ id: String, of listener: ListenerConfiguration) -> String {
    listener.source == .policy ? policy[id] ?? "" : text(id) ?? "*"
  }
}

extension String {
  /// The address behind `IP:`; nil for `*` and for an adapter, which has all addresses here.
  fileprivate var onlyAddress: IPAddress? {
    prefix(3).uppercased() == "IP:" ? IPAddress(String(dropFirst(3))) : nil
  }
}
