public import WSManService
public import WireSecurity

/// The certificates of a computer as its service judges them.
public struct StoredCertificates: CertificateLookup {
  private let storage: any CertificateStorage
  private let conditions: LabConditions

  /// The certificates in a storage.
  /// - Parameter conditions: the clock that says which ones are valid.
  public init(_ storage: any CertificateStorage, conditions: LabConditions = .live) {
    self.storage = storage
    self.conditions = conditions
  }

  /// Those of the store `My` of the local machine.
  public func ownCertificates() async throws -> [ServiceCertificate] {
    try described([.ownOfMachine])
  }

  /// Those of the stores `Root` and `CA` of the local machine.
  public func authorities() async throws -> [ServiceCertificate] {
    try described([.rootsOfMachine, .intermediatesOfMachine])
  }

  /// A certificate of a client, when its chain ends in the store `Root` of the local machine.
  public func client(_ der: [UInt8]) async throws -> ClientCertificate? {
    let now = conditions.seconds
    guard let certificate = try? Certificate(der: der),
      certificate.allows(.clientAuthentication), certificate.isValid(at: now)
    else { return nil }
    let roots = try storage.entries(in: .rootsOfMachine).map(\.certificate)
    let others = try storage.entries(in: .intermediatesOfMachine).map(\.certificate)
    var issuers: [String] = []
    var last = certificate
    while issuers.count < Self.longestChain {
      // A certificate without an authority is trusted where it is among the roots itself.
      let signer = (roots + others).first { authority in
        (authority.isAuthority || authority == certificate) && authority.isValid(at: now)
          && last.isSigned(by: authority)
      }
      guard let signer else { return nil }
      issuers.append(signer.thumbprint)
      if roots.contains(signer) {
        // A NUL would end the name for others who look at it.
        let names = (certificate.principalNames + certificate.dnsNames).filter {
          !$0.contains("\0")
        }
        return ClientCertificate(names: names, issuers: issuers)
      }
      last = signer
    }
    return nil
  }

  private static let longestChain = 8

  private func described(_ stores: [CertificateStoreName]) throws -> [ServiceCertificate] {
    let now = conditions.seconds
    return try stores.flatMap { try storage.entries(in: $0) }.map { entry in
      let certificate = entry.certificate
      return ServiceCertificate(
        thumbprint: certificate.thumbprint, commonName: certificate.commonName ?? "",
        hasPrivateKey: entry.privateKey != nil,
        isForServers: certificate.allows(.serverAuthentication),
        isForClients: certificate.allows(.clientAuthentication),
        isAuthority: certificate.isAuthority, isValidNow: certificate.isValid(at: now),
        hostNames: certificate.dnsNames + certificate.ipAddresses)
    }
  }
}
