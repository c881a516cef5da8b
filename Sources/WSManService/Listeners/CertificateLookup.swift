/// A certificate of a computer as the service judges it.
public struct ServiceCertificate: Sendable, Equatable {
  /// The SHA-1 of the certificate as 40 hexadecimal digits in upper case.
  public let thumbprint: String
  /// The last common name of its owner; empty when it has none.
  public let commonName: String
  /// Whether its private key is known too.
  public let hasPrivateKey: Bool
  /// Whether it may prove a server.
  public let isForServers: Bool
  /// Whether it may prove a client.
  public let isForClients: Bool
  /// Whether it may sign other certificates.
  public let isAuthority: Bool
  /// Whether it is valid at this moment.
  public let isValidNow: Bool
  /// The names of hosts that it is made for; they may begin with `*.`.
  public let hostNames: [String]

  /// A certificate.
  public init(
    thumbprint: String, commonName: String, hasPrivateKey: Bool, isForServers: Bool,
    isForClients: Bool, isAuthority: Bool, isValidNow: Bool, hostNames: [String]
  ) {
    self.thumbprint = thumbprint
    self.commonName = commonName
    self.hasPrivateKey = hasPrivateKey
    self.isForServers = isForServers
    self.isForClients = isForClients
    self.isAuthority = isAuthority
    self.isValidNow = isValidNow
    self.hostNames = hostNames
  }

  /// Whether it is made for a host: by common name or by one of its names, letter case ignored.
  public func isMade(for host: String) -> Bool {
    let host = host.lowercased()
    return ([commonName] + hostNames).contains { name in
      let name = name.lowercased()
      guard name.hasPrefix("*.") else { return !name.isEmpty && name == host }
      guard let dot = host.firstIndex(of: "."), dot != host.startIndex else { return false }
      return host[dot...] == name.dropFirst()
    }
  }
}

/// The certificates of a computer, by which listeners and certificate mappings are checked.
public protocol CertificateLookup: Sendable {
  /// The certificates of the computer itself: the store `My` of the local machine.
  ///
  /// - Throws: an error that says what could not be read.
  func ownCertificates() async throws -> [ServiceCertificate]

  /// The certificates of authorities that the computer knows: the stores `Root` and `CA`.
  ///
  /// - Throws: an error that says what could not be read.
  func authorities() async throws -> [ServiceCertificate]

  /// A client's certificate as the computer judges it; nil when it is no certificate, not for clients,
  /// not valid now, or no authority of the store `Root` stands at the end of its chain.
  ///
  /// - Parameter der: the certificate as the client has shown it.
  /// - Throws: an error that says what could not be read.
  func client(_ der: [UInt8]) async throws -> ClientCertificate?
}

/// A certificate with which a client has proved itself.
public struct ClientCertificate: Sendable, Equatable {
  /// The user principal names and names of hosts that it is made for.
  public let names: [String]
  /// The thumbprints of the authorities of its chain, the one that has signed it first.
  public let issuers: [String]

  /// A certificate.
  public init(names: [String], issuers: [String]) {
    self.names = names
    self.issuers = issuers
  }
}

extension CertificateLookup {
  /// Nobody: there is no authority to trust.
  public func client(_ der: [UInt8]) async throws -> ClientCertificate? { nil }

  /// A certificate of the computer by its thumbprint; letter case and blanks do not matter.
  public func ownCertificate(thumbprint: String) async throws -> ServiceCertificate? {
    let wanted = thumbprint.uppercased().filter { !$0.isWhitespace }
    return try await ownCertificates().first { $0.thumbprint == wanted }
  }

  /// The certificate that an HTTPS listener takes when it names none: with a key, for servers, made
  /// for the host, valid now.
  public func serverCertificate(for host: String) async throws -> ServiceCertificate? {
    try await ownCertificates().first {
      $0.hasPrivateKey && $0.isForServers && $0.isValidNow && $0.isMade(for: host)
    }
  }
}

/// A computer without certificates.
public struct NoCertificates: CertificateLookup {
  /// No certificates.
  public init() {}
  /// None.
  public func ownCertificates() async throws -> [ServiceCertificate] { [] }
  /// None.
  public func authorities() async throws -> [ServiceCertificate] { [] }
}
