import PSEngine
import WireSecurity

/// `Export-Certificate`: a certificate without its key, as a file.
final class ExportCertificateCommand: Cmdlet {
  private static let type = Parameter<String>(
    "Type", validations: [.set(["CERT", "PEM"])],
    help: "CERT writes DER, as Windows does; PEM is text, which other programs prefer.")
  private static let force = Parameter<SwitchParameter>(
    "Force", help: "Replaces a file that is there, which happens anyway without -NoClobber.")

  private static let description = CmdletMetadata(
    "Export-Certificate",
    typeName: "Microsoft.CertificateServices.Commands.ExportCertificateCommand",
    parameters: [
      ExportParameters.file.definition, ExportParameters.certificate.definition, type.definition,
      ExportParameters.noClobber.definition, force.definition,
    ],
    supportsShouldProcess: true,
    synopsis: "Writes a certificate to a file, for those who are to trust it.",
    outputTypes: ["System.IO.FileInfo"])

  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    guard let value = context[ExportParameters.certificate],
      let path = context[ExportParameters.file]
    else { return }
    try await context.explaining {
      let certificate = try context.certificate(value).certificate
      let isText = context[Self.type]?.equalsIgnoringCase("PEM") ?? false
      let bytes = isText ? Array(certificate.pem.utf8) : certificate.der
      guard try await context.shouldProcess(path, action: "Export certificate") else { return }
      try await CertificateFiles.write(
        bytes, to: path, noClobber: context[ExportParameters.noClobber], context)
    }
  }
}

/// `Export-PfxCertificate`: a certificate with its key, protected by a password.
final class ExportPfxCertificateCommand: Cmdlet {
  private static let password = Parameter<PSSecureString>(
    "Password", mandatory: true, help: "The password that protects the file.")

  private static let description = CmdletMetadata(
    "Export-PfxCertificate",
    typeName: "Microsoft.CertificateServices.Commands.ExportPfxCertificate",
    parameters: [
      ExportParameters.file.definition, ExportParameters.certificate.definition,
      password.definition, ExportParameters.noClobber.definition,
    ],
    supportsShouldProcess: true,
    synopsis: "Writes a certificate with its private key to a PFX file.",
    outputTypes: ["System.IO.FileInfo"])

  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    guard let value = context[ExportParameters.certificate],
      let path = context[ExportParameters.file], let password = context[Self.password]
    else { return }
    try await context.explaining {
      let bytes = try context.certificate(value, usesKey: true).pkcs12(password: password.reveal())
      guard try await context.shouldProcess(path, action: "Export certificate") else { return }
      try await CertificateFiles.write(
        bytes, to: path, noClobber: context[ExportParameters.noClobber], context)
    }
  }
}

/// The parameters that both commands have.
enum ExportParameters {
  static let certificate = Parameter<PSValue>(
    "Cert", aliases: ["PsPath"], mandatory: true, pipeline: [.byValue],
    validations: [.notNullOrEmpty], help: "The certificate: an object of the drive, or its path.")
  static let file = Parameter<String>(
    "FilePath", aliases: ["FullName"], position: 0, mandatory: true,
    validations: [.notNullOrEmpty], completion: .path, help: "The file.")
  static let noClobber = Parameter<SwitchParameter>(
    "NoClobber", help: "Leaves a file alone that is there.")
}
