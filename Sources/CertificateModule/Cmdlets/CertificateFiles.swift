import PSEngine
import WireSecurity

/// Files that the commands read and write, through the drive of the file system, so that a replayed
/// transcript stays in its folder.
enum CertificateFiles {
  /// The bytes of a file. A relative path counts from the current location of the file system.
  ///
  /// - Throws: ``PSRuntimeError`` when it does not exist or may not be read.
  static func read(_ path: String, _ context: CommandContext) async throws -> [UInt8] {
    let file = try ContentFile(path, as: .bytes, context)
    guard try await file.exists() else {
      throw PSRuntimeError(
        "The file '\(path)' was not found.", id: "System.IO.FileNotFoundException",
        category: .objectNotFound, exception: "System.IO.FileNotFoundException",
        target: .string(path))
    }
    return try await file.bytes()
  }

  /// Writes a file and then its item to the pipeline.
  ///
  /// - Throws: ``PSRuntimeError`` when it cannot be written, or exists and may not be replaced.
  static func write(
    _ bytes: [UInt8], to path: String, noClobber: Bool, _ context: CommandContext
  ) async throws {
    let file = try ContentFile(path, as: .bytes, context)
    if noClobber, try await file.exists() {
      throw PSRuntimeError(
        "The file '\(path)' exists, and -NoClobber forbids to replace it.",
        id: "System.IO.IOException", category: .resourceExists, exception: "System.IO.IOException",
        target: .string(path))
    }
    try await file.replace(with: bytes.map { .number(.byte($0)) })
    try await file.writeItem()
  }
}

extension CommandContext {
  /// The store that `-CertStoreLocation` names; without it the store in which the shell stands, or
  /// the given one.
  ///
  /// - Throws: ``PSRuntimeError`` when the path names no store, or one that the user may not change.
  func store(
    _ path: String?, otherwise standard: CertificateStoreName
  ) throws -> CertificateStoreName {
    let location = session.currentLocation
    if path == nil, location.provider.name != CertificateProvider.name {
      try session.requireRights(for: standard)
      return standard
    }
    let place = try PathResolver(execution).locate(path ?? ".")
    guard place.provider.name == CertificateProvider.name,
      case .store(let store) = CertificatePath(place.providerPath)
    else { throw CertificateErrors.noStore(path ?? location.path) }
    try session.requireRights(for: store)
    return store
  }

  /// A certificate that a parameter names: an object of the drive, or its path.
  ///
  /// - Parameter usesKey: whether its private key is to be used, which in the stores of the computer
  ///   takes the rights of an administrator.
  /// - Throws: ``PSRuntimeError`` when it is neither, or the rights are missing.
  func certificate(_ value: PSValue, usesKey: Bool = false) throws -> CertifiedKey {
    if case .object(let item as CertificateItem) = value.unwrapped {
      if usesKey { try session.requireRights(for: item.store) }
      return item.entry
    }
    if case .string(let path) = value.unwrapped {
      let place = try PathResolver(execution).locate(path)
      if place.provider.name == CertificateProvider.name,
        case .certificate(let store, let thumbprint) = CertificatePath(place.providerPath)
      {
        if usesKey { try session.requireRights(for: store) }
        let entry = try session.certificateStorage.entry(thumbprint: thumbprint, in: store)
        guard let entry else { throw CertificateErrors.missing(place.providerPath) }
        return entry
      }
    }
    throw CertificateErrors.argument(
      "'\(TextConversion.text(of: value))' is no certificate. Give one of Get-Item or "
        + "Get-ChildItem Cert:\\, or its path.")
  }

  /// Adds a certificate to a store and writes it to the pipeline.
  func store(_ entry: CertifiedKey, in store: CertificateStoreName) async throws {
    try session.certificateStorage.add(entry, to: store)
    let output = ProviderContext(execution, command: self)
    let path = "Cert:\\" + CertificatePath.store(store).text
    output.enter(try PathResolver(execution).locate(path))
    try await output.write(.certificate(entry, in: store))
  }

  /// Runs a step whose failure becomes the error of the command.
  func explaining<Result>(_ step: () async throws -> Result) async throws -> Result {
    do {
      return try await step()
    } catch {
      let error = CertificateErrors.wrap(error)
      guard let runtime = error as? PSRuntimeError else { throw error }
      throw terminate(runtime.record)
    }
  }
}
