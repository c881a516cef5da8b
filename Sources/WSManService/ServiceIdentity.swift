import WSManProtocol

/// What a computer says about itself.
public struct ServiceIdentity: Sendable, Equatable {
  /// The short name, such as `SERVER01`.
  public let computerName: String
  /// The full name, such as `server01.contoso.com`; the short name outside a domain.
  public let fullName: String
  /// The version of the operating system, such as `10.0.20348`.
  public let operatingSystemVersion: String
  /// The number of the service pack, such as `0.0`.
  public let servicePack: String
  /// The addresses of the network interfaces, IPv4 first, loopback included.
  public let addresses: [String]
  /// What the computer answers to Identify instead of what Windows says; nil for Windows.
  public var product: Product?

  /// Another product than Windows.
  public struct Product: Sendable, Equatable {
    /// Who made it.
    public let vendor: String
    /// Its version, which may be read by anybody.
    public let version: String

    /// A product.
    public init(vendor: String, version: String) {
      self.vendor = vendor
      self.version = version
    }
  }

  /// A computer.
  public init(
    computerName: String, fullName: String? = nil, operatingSystemVersion: String = "10.0.20348",
    servicePack: String = "0.0", addresses: [String] = ["127.0.0.1", "::1"]
  ) {
    self.computerName = computerName
    self.fullName = fullName ?? computerName
    self.operatingSystemVersion = operatingSystemVersion
    self.servicePack = servicePack
    self.addresses = addresses
  }

  /// The number in front of ``servicePack``; 0 for none.
  public var servicePackNumber: Int {
    servicePack.split(separator: ".").first.flatMap { Int($0) } ?? 0
  }

  /// The same computer with another name or in another domain.
  func moved(to membership: ComputerMembership) -> ServiceIdentity {
    let short = membership.name.lowercased()
    var moved = ServiceIdentity(
      computerName: membership.name, fullName: membership.domain.map { "\(short).\($0)" } ?? short,
      operatingSystemVersion: operatingSystemVersion, servicePack: servicePack,
      addresses: addresses)
    moved.product = product
    return moved
  }

  /// Whether the computer is a member of no domain.
  var isInWorkgroup: Bool { fullName.lowercased() == computerName.lowercased() }

  /// The full name of the domain, such as `contoso.com`; nil in a workgroup.
  var domainName: String? {
    guard let dot = fullName.firstIndex(of: ".") else { return nil }
    return String(fullName[fullName.index(after: dot)...])
  }
}

extension ConfigurationProfile {
  /// The version of the service stack, as Identify prints it (`protocol.md` 6.1).
  var stackVersion: String {
    switch self {
    case .current, .ws2012: "3.0"
    case .winrm20: "2.0"
    case .winrm11: "1.1"
    }
  }
}
