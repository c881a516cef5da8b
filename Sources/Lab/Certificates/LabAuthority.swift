import Synchronization
public import WireSecurity

/// The authority that gives the computers of a lab their certificates, as the one of a domain does
/// for its members. It is made when the first certificate is needed.
public final class LabAuthority: Sendable {
  private let identity = Mutex<CertifiedKey?>(nil)
  private let storage: (any CertificateStorage)?
  private let conditions: LabConditions
  private let labs: [String]

  /// An authority.
  ///
  /// - Parameters:
  ///   - storage: where it is kept; nil makes a new one each time.
  ///   - conditions: its clock, and the seed of all keys.
  ///   - labs: the names of the labs that it is made for.
  init(storage: (any CertificateStorage)?, conditions: LabConditions, labs: [String]) {
    self.labs = labs
    self.storage = storage
    self.conditions = conditions
  }

  /// Its certificate, which clients have to trust.
  ///
  /// - Throws: `CertificateError`, or what the storage throws.
  public func certificate() throws -> Certificate {
    try current().certificate
  }

  /// A certificate for a computer, valid for two years.
  func issue(to names: [String], commonName: String) throws -> CertifiedKey {
    var request = request("CN=\(commonName)", days: 730)
    request.dnsNames = names
    return try request.make(signedBy: try current())
  }

  private func current() throws -> CertifiedKey {
    try identity.withLock { identity in
      if let identity { return identity }
      let kept = try storage?.entries(in: .ownOfMachine).first { $0.certificate.isAuthority }
      let made = try kept ?? make()
      if kept == nil { try storage?.add(made, to: .ownOfMachine) }
      identity = made
      return made
    }
  }

  private func make() throws -> CertifiedKey {
    var request = request("CN=\(commonName), O=wsmansh", days: 3_650)
    request.kind = .authority
    return try request.make()
  }

  /// Whoever looks an authority up by its name, as OpenSSL does in a folder, finds only one of two with
  /// the same name. So the name tells the labs, and a number tells one making from another.
  private var commonName: String {
    let number = conditions.seed.map { UInt32(truncatingIfNeeded: $0) } ?? .random(in: 0 ... .max)
    let digits = String(number, radix: 16)
    let labs = labs.joined(separator: " ").unicodeScalars.filter {
      $0.properties.isAlphabetic && $0.isASCII || ("0"..."9").contains($0)
        || "-. ".unicodeScalars.contains($0)
    }
    // A common name has 64 characters at most (RFC 5280, appendix A).
    let named = String(String.UnicodeScalarView(labs.prefix(32)))
    return ["wsmansh lab authority", named, digits].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Beginning a day ago, so that clocks may differ.
  private func request(_ subject: String, days: Int64) -> CertificateRequest {
    let now = conditions.seconds
    var request = CertificateRequest(
      subject: subject, notBefore: now - 86_400, notAfter: now + days * 86_400)
    if let seed = conditions.seed {
      request.seed = KeySeed(number: seed, purpose: subject)
    } else {
      request.algorithm = .ellipticCurve("P-256")
    }
    return request
  }
}

/// The certificates of a lab computer: when its own are first looked at and there are none, the
/// authority of the lab gives it one; the authority itself is trusted, and those that the lab file
/// names.
final class EnrolledStorage: CertificateStorage {
  private let base: any CertificateStorage
  private let authority: LabAuthority
  private let trusted: [Certificate]
  private let commonName: String
  private let names: @Sendable () -> [String]
  private let isEnrolled = Mutex(false)

  init(
    _ base: any CertificateStorage, authority: LabAuthority, trusting trusted: [Certificate],
    commonName: String,
    names: @escaping @Sendable () -> [String]
  ) {
    self.base = base
    self.authority = authority
    self.trusted = trusted
    self.commonName = commonName
    self.names = names
  }

  func entries(in store: CertificateStoreName) throws -> [CertifiedKey] {
    try enroll()
    return try base.entries(in: store)
  }

  func add(_ entry: CertifiedKey, to store: CertificateStoreName) throws {
    try enroll()
    try base.add(entry, to: store)
  }

  @discardableResult
  func remove(thumbprint: String, from store: CertificateStoreName) throws -> Bool {
    try enroll()
    return try base.remove(thumbprint: thumbprint, from: store)
  }

  private func enroll() throws {
    try isEnrolled.withLock { isEnrolled in
      guard !isEnrolled else { return }
      let root = try authority.certificate()
      let isKnown = try base.entries(in: .rootsOfMachine).contains { $0.certificate == root }
      if !isKnown {
        try base.add(try CertifiedKey(root), to: .rootsOfMachine)
        try base.add(
          try authority.issue(to: names(), commonName: commonName), to: .ownOfMachine)
        for other in trusted { try base.add(try CertifiedKey(other), to: .rootsOfMachine) }
      }
      isEnrolled = true
    }
  }
}
