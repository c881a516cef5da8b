public import PSEngine
import PSFormatting
public import WireSecurity

/// The drive `Cert:` and the commands around it, over the certificates of the local computer.
public enum CertificateModules {
  /// The modules, in the order of loading.
  ///
  /// - Parameter storage: where the certificates are kept; nothing is read before a command needs it.
  public static func all(storage: any CertificateStorage) -> [any PSModule] {
    [PKIModule(storage: storage)]
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
    registrar.add(types: [PSTypeDefinition(enumeration: CertificateItem.contentType)])
    registrar.add(views: CertificateViews.all)
  }
}
