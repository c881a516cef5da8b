import Foundation
public import WSManService
public import WireSecurity

/// The certificates of a computer as its service judges them.
public struct StoredCertificates: CertificateLookup {
  private let storage: any CertificateStorage

  /// The certificates in a storage.
  public init(_ storage: any CertificateStorage) {
    self.storage = storage
  }

  /// Those of the store `My` of the local machine.
  public func ownCertificates() async throws -> [ServiceCertificate] {
    try described([.ownOfMachine])
  }

  /// Those of the stores `Root` and `CA` of the local machine.
  public func authorities() async throws -> [ServiceCertificate] {
    try described([.rootsOfMachine, .intermediatesOfMachine])
  }

  private func described(_ stores: [CertificateStoreName]) throws -> [ServiceCertificate] {
    let now = Int64(Date.now.timeIntervalSince1970)
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
