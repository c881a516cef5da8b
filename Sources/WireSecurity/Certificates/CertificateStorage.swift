import Synchronization

/// A store of certificates by its place, such as `LocalMachine\My`.
public struct CertificateStoreName: Sendable, Hashable {
  /// Whose certificates are in it.
  public enum Location: String, Sendable, CaseIterable {
    /// Those of the user.
    case currentUser = "CurrentUser"
    /// Those of the computer.
    case localMachine = "LocalMachine"
  }

  /// Whose certificates are in it.
  public let location: Location
  /// Its name as Windows writes it, such as `My`.
  public let name: String

  /// A store; nil when Windows has none of that name, letter case ignored.
  public init?(_ location: Location, _ name: String) {
    guard let known = Self.names.first(where: { $0.lowercased() == name.lowercased() }) else {
      return nil
    }
    self.location = location
    self.name = known
  }

  private init(known location: Location, _ name: String) {
    self.location = location
    self.name = name
  }

  /// Certificates of the computer itself.
  public static let ownOfMachine = CertificateStoreName(known: .localMachine, "My")
  /// Certificates of the user himself.
  public static let ownOfUser = CertificateStoreName(known: .currentUser, "My")
  /// Authorities that the computer trusts.
  public static let rootsOfMachine = CertificateStoreName(known: .localMachine, "Root")
  /// Authorities that the user trusts.
  public static let rootsOfUser = CertificateStoreName(known: .currentUser, "Root")
  /// Authorities between the trusted ones and the owners.
  public static let intermediatesOfMachine = CertificateStoreName(known: .localMachine, "CA")

  /// The names of the stores at each place, in the order in which they are listed.
  public static let names = [
    "TrustedPublisher", "ClientAuthIssuer", "Root", "CA", "AuthRoot", "TrustedPeople", "My",
    "WebHosting", "Disallowed",
  ]
}

/// Where the certificates of a computer are kept.
public protocol CertificateStorage: Sendable {
  /// The certificates in a store, the oldest first.
  ///
  /// - Throws: an error that says what cannot be read.
  func entries(in store: CertificateStoreName) throws -> [CertifiedKey]

  /// Adds a certificate; one with the same thumbprint is replaced.
  ///
  /// - Throws: an error that says what cannot be written.
  func add(_ entry: CertifiedKey, to store: CertificateStoreName) throws

  /// Removes a certificate with its private key.
  ///
  /// - Returns: whether it was there.
  /// - Throws: an error that says what cannot be removed.
  @discardableResult
  func remove(thumbprint: String, from store: CertificateStoreName) throws -> Bool
}

extension CertificateStorage {
  /// The certificate with a thumbprint; letter case and blanks do not matter. Nil when the store
  /// has none.
  public func entry(
    thumbprint: String, in store: CertificateStoreName
  ) throws -> CertifiedKey? {
    let wanted = thumbprint.uppercased().filter { !$0.isWhitespace }
    return try entries(in: store).first { $0.certificate.thumbprint == wanted }
  }
}

/// Certificates that live as long as the program.
public final class MemoryCertificateStorage: CertificateStorage {
  private let stores = Mutex<[CertificateStoreName: [CertifiedKey]]>([:])

  /// An empty storage.
  public init() {}

  /// The certificates in a store.
  public func entries(in store: CertificateStoreName) throws -> [CertifiedKey] {
    stores.withLock { $0[store] ?? [] }
  }

  /// Adds a certificate.
  public func add(_ entry: CertifiedKey, to store: CertificateStoreName) throws {
    stores.withLock { stores in
      stores[store, default: []].removeAll { $0.certificate == entry.certificate }
      stores[store, default: []].append(entry)
    }
  }

  /// Removes a certificate.
  @discardableResult
  public func remove(thumbprint: String, from store: CertificateStoreName) throws -> Bool {
    stores.withLock { stores in
      let before = stores[store]?.count ?? 0
      stores[store]?.removeAll { $0.certificate.thumbprint == thumbprint.uppercased() }
      return before != stores[store]?.count ?? 0
    }
  }
}
