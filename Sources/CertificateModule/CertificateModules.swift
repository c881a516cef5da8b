public import PSEngine
import PSFormatting
public import WireSecurity

/// The drive `Cert:` and the commands around it, over the certificates of the local computer.
public enum CertificateModules {
  /// The modules, in the order of loading.
  ///
  /// - Parameter storage: where the certificates are kept; nothing is read before a command needs it.
  public static func all(storage: any CertificateStorage) -> [any PSModule] {
    [PKIModule(storage: storage)] + hashing
  }

  /// Digests of files and streams, which need no certificates.
  public static let hashing: [any PSModule] = [HashingModule()]
}

/// Digests: `Get-FileHash`, which belongs to `Microsoft.PowerShell.Utility` on Windows, and
/// `[System.Security.Cryptography.SHA256]`.
struct HashingModule: PSModule {
  let name = "Microsoft.PowerShell.Utility"
  let version = "3.1.0.0"

  func register(in registrar: ModuleRegistrar) {
    registrar.add(cmdlets: [GetFileHash.self])
    registrar.add(types: HashTypes.all)
    registrar.add(views: [
      .table(
        for: [GetFileHash.typeName],
        [
          FormatColumn("Algorithm", width: 15), FormatColumn("Hash", width: 70),
          FormatColumn("Path"),
        ])
    ])
  }
}

/// The commands of the Windows module PKI; with them the provider, which belongs to
/// `Microsoft.PowerShell.Security` there.
struct PKIModule: PSModule {
  let name = "PKI"
  let version = "1.0.0.0"
  let storage: any CertificateStorage

  func register(in registrar: ModuleRegistrar) {
    registrar.session.certificateStorage = storage
    registrar.session.drives.add(
      ProviderInfo(
        name: CertificateProvider.name, moduleName: CertificateProvider.moduleName,
        implementingType: "Microsoft.PowerShell.Commands.CertificateProvider",
        capabilities: .shouldProcess, provider: CertificateProvider()))
    registrar.add(cmdlets: [
      ExportCertificateCommand.self, ExportPfxCertificateCommand.self,
      ImportCertificateCommand.self, ImportPfxCertificateCommand.self,
      NewSelfSignedCertificateCommand.self,
    ])
    registrar.add(views: CertificateViews.all)
  }
}
