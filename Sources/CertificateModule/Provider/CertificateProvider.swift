import PSEngine
import WireSecurity

/// The provider of the drive `Cert:`: locations, stores, certificates.
final class CertificateProvider: CmdletProvider {
  static let name = "Certificate"
  static let moduleName = "Microsoft.PowerShell.Security"

  func initializeDefaultDrives(_ info: ProviderInfo) -> [PSDriveInfo] {
    [PSDriveInfo(name: "Cert", provider: info, root: "", summary: "X509 Certificate Provider")]
  }

  func canonicalPath(_ path: String) -> String { CertificatePath(path)?.text ?? path }

  func itemExists(_ path: String, _ context: ProviderContext) async throws -> Bool {
    guard let place = CertificatePath(path) else { return false }
    guard case .certificate(let store, let thumbprint) = place else { return true }
    return try entries(in: store, context).contains { $0.certificate.thumbprint == thumbprint }
  }

  func isItemContainer(_ path: String, _ context: ProviderContext) async throws -> Bool {
    guard let place = CertificatePath(path) else { return false }
    if case .certificate = place { return false }
    return true
  }

  func getItem(_ path: String, _ context: ProviderContext) async throws {
    guard let place = CertificatePath(path) else { throw CertificateErrors.missing(path) }
    switch place {
    case .root:
      for location in CertificateStoreName.Location.allCases {
        try await write(location, context)
      }
    case .location(let location): try await write(location, context)
    case .store(let store): try await write(store, context)
    case .certificate(let store, let thumbprint):
      let found = try entries(in: store, context).first { $0.certificate.thumbprint == thumbprint }
      guard let found else { throw CertificateErrors.missing(path) }
      try await write(found, in: store, context)
    }
  }

  func getChildItems(_ path: String, _ context: ProviderContext) async throws {
    guard let place = CertificatePath(path) else { throw CertificateErrors.missing(path) }
    switch place {
    case .root: try await getItem(path, context)
    case .location(let location):
      for store in Self.stores(of: location) { try await write(store, context) }
    case .store(let store):
      let filter = CertificateFilter(context)
      for entry in try entries(in: store, context) where filter.takes(entry) {
        try await write(entry, in: store, context)
      }
    case .certificate: try await getItem(path, context)
    }
  }

  func getChildNames(_ path: String, _ context: ProviderContext) async throws -> [ProviderChild] {
    switch CertificatePath(path) {
    case .root:
      CertificateStoreName.Location.allCases.map {
        ProviderChild(name: $0.rawValue, isContainer: true)
      }
    case .location(let location):
      Self.stores(of: location).map { ProviderChild(name: $0.name, isContainer: true) }
    case .store(let store):
      try entries(in: store, context).map {
        ProviderChild(name: $0.certificate.thumbprint, isContainer: false)
      }
    case .certificate, nil: []
    }
  }

  func removeItem(_ path: String, recurse: Bool, _ context: ProviderContext) async throws {
    guard case .certificate(let store, let thumbprint) = CertificatePath(path) else {
      throw CertificateErrors.argument(
        "Only certificates can be removed: name one by its thumbprint, such as "
          + "Cert:\\LocalMachine\\My\\<thumbprint>.")
    }
    try context.session.requireRights(for: store)
    guard
      try await context.shouldProcess(
        "Item: \(store.location.rawValue)\\\(store.name)\\\(thumbprint)",
        action: "Remove certificate")
    else { return }
    do {
      try context.session.certificateStorage.remove(thumbprint: thumbprint, from: store)
    } catch {
      throw CertificateErrors.wrap(error, target: .string(path))
    }
  }

  var operationsWithParameters: Set<ProviderOperation> { [.getChildItems, .removeItem] }

  func dynamicParameters(
    _ operation: ProviderOperation, _ path: String, _ context: ProviderContext
  ) async throws -> [ParameterDefinition] {
    switch operation {
    case .getChildItems: CertificateFilter.parameters
    case .removeItem: [Self.deleteKey.definition]
    default: []
    }
  }

  /// The private key goes with its certificate in any case: they are one file here.
  private static let deleteKey = Parameter<SwitchParameter>(
    "DeleteKey", help: "Removes the private key too, which happens here in any case.")

  private static func stores(
    of location: CertificateStoreName.Location
  ) -> [CertificateStoreName] {
    CertificateStoreName.names.compactMap { CertificateStoreName(location, $0) }
  }

  private func entries(
    in store: CertificateStoreName, _ context: ProviderContext
  ) throws -> [CertifiedKey] {
    do {
      return try context.session.certificateStorage.entries(in: store)
    } catch {
      throw CertificateErrors.wrap(error)
    }
  }

  private func write(
    _ location: CertificateStoreName.Location, _ context: ProviderContext
  ) async throws {
    let item = NamedProperties(
      "Microsoft.PowerShell.Commands.X509StoreLocation", text: location.rawValue,
      [
        ("Location", .string(location.rawValue)),
        ("StoreNames", .strings(CertificateStoreName.names)),
      ])
    try await context.write(
      ProviderItem(.object(item), path: location.rawValue, isContainer: true))
  }

  private func write(
    _ store: CertificateStoreName, _ context: ProviderContext
  ) async throws {
    let item = NamedProperties(
      "System.Security.Cryptography.X509Certificates.X509Store", text: store.name,
      [("Name", .string(store.name)), ("Location", .string(store.location.rawValue))])
    try await context.write(
      ProviderItem(.object(item), path: CertificatePath.store(store).text, isContainer: true))
  }

  private func write(
    _ entry: CertifiedKey, in store: CertificateStoreName, _ context: ProviderContext
  ) async throws {
    try await context.write(.certificate(entry, in: store))
  }
}

extension ProviderItem {
  /// A certificate of a store.
  static func certificate(_ entry: CertifiedKey, in store: CertificateStoreName) -> ProviderItem {
    let place = CertificatePath.certificate(store, thumbprint: entry.certificate.thumbprint)
    return ProviderItem(
      .object(CertificateItem(entry, in: store)), path: place.text, isContainer: false)
  }
}

/// What `Get-ChildItem` leaves out in a store of certificates.
struct CertificateFilter {
  private static let servers = Parameter<SwitchParameter>(
    "SSLServerAuthentication", help: "Certificates that may prove a server.")
  private static let dnsName = Parameter<String>(
    "DnsName", help: "Certificates made for a name; wildcards are taken.")
  private static let days = Parameter<Int32>(
    "ExpiringInDays", validations: [.range(0, 2_147_483_647)],
    help: "Certificates that end within this many days; 0 shows those that have ended.")
  private static let codeSigning = Parameter<SwitchParameter>(
    "CodeSigningCert", help: "Certificates for signing programs.")

  static let parameters = [
    codeSigning.definition, dnsName.definition, days.definition, servers.definition,
  ]

  private let usages: [Certificate.KeyUsage]
  private let pattern: WildcardPattern?
  private let limit: Int64?

  init(_ context: ProviderContext) {
    func isOn(_ name: String) -> Bool {
      context.dynamicValue(name).map(Truth.isTrue) ?? false
    }
    usages =
      (isOn("SSLServerAuthentication") ? [.serverAuthentication] : [])
      + (isOn("CodeSigningCert") ? [Certificate.KeyUsage("1.3.6.1.5.5.7.3.3")] : [])
    pattern = context.dynamicValue("DnsName").flatMap { String.fromBound($0) }
      .map { WildcardPattern($0) }
    let now = Int64(max(-1e15, min(1e15, context.session.configuration.now())))
    limit = context.dynamicValue("ExpiringInDays").flatMap { Int32.fromBound($0) }
      .map { now + Int64($0) * 86_400 }
  }

  /// Whether a certificate is shown.
  func takes(_ entry: CertifiedKey) -> Bool {
    let certificate = entry.certificate
    if let limit, certificate.notAfter > limit { return false }
    if let pattern, !CertificateItem.names(of: certificate).contains(where: { pattern.matches($0) })
    {
      return false
    }
    return usages.allSatisfy { certificate.enhancedKeyUsages?.contains($0) ?? false }
  }
}
