public import PSEngine

/// Brings `[xml]` and `Select-Xml`.
public struct XMLObjectsModule: PSModule {
  /// Name as `Get-Module` shows it: on Windows the cmdlet belongs to the utility module.
  public let name = "Microsoft.PowerShell.Utility"
  /// Version as `Get-Module` shows it.
  public let version = "3.1.0.0"

  /// Makes the module.
  public init() {}

  /// Adds the types and the cmdlet.
  public func register(in registrar: ModuleRegistrar) {
    registrar.add(types: XMLTypes.all)
    registrar.add(cmdlets: [SelectXmlCommand.self])
  }
}
