/// What a provider can do, with PowerShell's numbers.
public struct ProviderCapabilities: OptionSet, Sendable {
  public let rawValue: Int32
  public init(rawValue: Int32) { self.rawValue = rawValue }
  public static let include = ProviderCapabilities(rawValue: 1)
  public static let exclude = ProviderCapabilities(rawValue: 2)
  public static let filter = ProviderCapabilities(rawValue: 4)
  public static let expandWildcards = ProviderCapabilities(rawValue: 8)
  public static let shouldProcess = ProviderCapabilities(rawValue: 16)
  public static let credentials = ProviderCapabilities(rawValue: 32)
  public static let transactions = ProviderCapabilities(rawValue: 64)
}

/// A registered provider (`Get-PSProvider`).
public final class ProviderInfo: PSObject {
  /// Name, such as `WSMan`.
  public let name: String
  /// Name of the module or snap-in that brings it, such as `Microsoft.WSMan.Management`.
  public let moduleName: String
  /// What it can do.
  public let capabilities: ProviderCapabilities
  /// The implementation.
  public let provider: any CmdletProvider
  /// `(Get-PSProvider n).Home`, settable.
  public var home: String?

  /// Describes a provider.
  public init(
    name: String, moduleName: String, capabilities: ProviderCapabilities,
    provider: any CmdletProvider, home: String? = nil
  ) {
    self.name = name
    self.moduleName = moduleName
    self.capabilities = capabilities
    self.provider = provider
    self.home = home
  }

  /// `Module\Provider`, the form that `PSProvider` and `PSPath` show.
  public var qualifiedName: String { "\(moduleName)\\\(name)" }

  public override var baseTypeNames: [String] {
    ["System.Management.Automation.ProviderInfo", "System.Object"]
  }
  public override var text: String { qualifiedName }
}

/// A drive (`Get-PSDrive`).
public final class PSDriveInfo: PSObject {
  /// Name without the colon.
  public let name: String
  /// Its provider.
  public let provider: ProviderInfo
  /// Root in the provider's own paths, such as `/home/x` or empty.
  public let root: String
  /// Text for `Get-PSDrive`'s description.
  public let summary: String
  /// Where the drive stands: a path below ``root`` without leading separator.
  public var currentLocation = ""

  /// Describes a drive.
  public init(name: String, provider: ProviderInfo, root: String, summary: String = "") {
    self.name = name
    self.provider = provider
    self.root = root
    self.summary = summary
  }

  public override var baseTypeNames: [String] {
    ["System.Management.Automation.PSDriveInfo", "System.Object"]
  }
  public override var text: String { name }
}
