public import PSEngine
import PSFormatting

/// Digests: `Get-FileHash`, which belongs to `Microsoft.PowerShell.Utility` on Windows, and
/// `[System.Security.Cryptography.SHA256]` with its relatives.
public struct HashingModule: PSModule {
  /// The name that the commands show as their source.
  public let name = "Microsoft.PowerShell.Utility"
  /// Version of the module.
  public let version = "3.1.0.0"

  /// The module; it keeps nothing.
  public init() {}

  /// Adds the command, the types and the view.
  public func register(in registrar: ModuleRegistrar) {
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
