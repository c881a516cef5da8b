import PSEngine
import WireSecurity

/// `Import-Certificate`: certificates of a file, without keys, into a store.
final class ImportCertificateCommand: Cmdlet {
  private static let description = CmdletMetadata(
    "Import-Certificate",
    typeName: "Microsoft.CertificateServices.Commands.ImportCertificateCommand",
    parameters: [ImportParameters.file.definition, ImportParameters.location.definition],
    supportsShouldProcess: true,
    synopsis: "Adds the certificates of a file (DER or PEM) to a store.",
    outputTypes: [CertificateItem.typeName])

  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    guard let path = context[ImportParameters.file] else { return }
    try await context.explaining {
      let store = try context.store(
        context[ImportParameters.location], otherwise: .ownOfMachine)
      let file = try Self.file(try await CertificateFiles.read(path, context))
      guard try await context.shouldProcess("Item: \(path)", action: "Import certificate") else {
        return
      }
      if file.entries.contains(where: { $0.privateKey != nil }) {
        try await context.writeWarning(
          "The private key in '\(path)' was left out. Import-PfxCertificate takes it.")
      }
      for entry in file.entries {
        try await context.store(try CertifiedKey(entry.certificate), in: store)
      }
    }
  }

  /// The content of a file that this command, which takes no password, can read.
  private static func file(_ bytes: [UInt8]) throws -> CertificateFile {
    do {
      return try CertificateFile(bytes)
    } catch .passwordNeeded {
      throw PSRuntimeError(
        "The file is protected by a password. Take it in with Import-PfxCertificate -Password.",
        id: "System.Security.Cryptography.CryptographicException", category: .invalidOperation,
        exception: "System.Security.Cryptography.CryptographicException")
    }
  }
}

/// `Import-PfxCertificate`: a certificate with its key.
final class ImportPfxCertificateCommand: Cmdlet {
  private static let password = Parameter<PSSecureString>(
    "Password", pipeline: .byPropertyName, help: "The password of the file.")
  private static let exportable = Parameter<SwitchParameter>(
    "Exportable", help: "Lets the key be exported again, which it always can here.")

  private static let description = CmdletMetadata(
    "Import-PfxCertificate",
    typeName: "Microsoft.CertificateServices.Commands.ImportPfxCertificate",
    parameters: [
      ImportParameters.file.definition, ImportParameters.location.definition,
      password.definition, exportable.definition,
    ],
    supportsShouldProcess: true,
    synopsis: "Adds the certificate of a PFX or PEM file, with its private key, to a store.",
    outputTypes: [CertificateItem.typeName])

  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    guard let path = context[ImportParameters.file] else { return }
    try await context.explaining {
      let store = try context.store(
        context[ImportParameters.location], otherwise: .ownOfMachine)
      let bytes = try await CertificateFiles.read(path, context)
      let file = try CertificateFile(bytes, password: context[Self.password]?.reveal())
      guard file.entries.contains(where: { $0.privateKey != nil }) else {
        throw CertificateError.noPrivateKey
      }
      guard try await context.shouldProcess("Item: \(path)", action: "Import certificate") else {
        return
      }
      for entry in file.entries {
        // The authorities that come along belong into a store of their own.
        let isOwn = entry.privateKey != nil || !entry.certificate.isAuthority
        let place = isOwn ? store : CertificateStoreName(store.location, "CA") ?? store
        try await context.store(entry, in: place)
      }
    }
  }
}

/// The parameters that both commands have.
enum ImportParameters {
  static let file = Parameter<String>(
    "FilePath", aliases: ["FullName"], position: 0, mandatory: true,
    pipeline: [.byValue, .byPropertyName], validations: [.notNullOrEmpty], completion: .path,
    help: "The file.")
  static let location = Parameter<String>(
    "CertStoreLocation", position: 1, pipeline: .byPropertyName, validations: [.notNullOrEmpty],
    completion: .path, help: "The store; Cert:\\LocalMachine\\My unless the shell stands in one.")
}
