/// A place in a provider's tree that a path leads to; the item need not exist.
public struct ResolvedPath {
  /// The drive that the path went through; `nil` for provider-qualified paths.
  public let drive: PSDriveInfo?
  /// The provider.
  public let provider: ProviderInfo
  /// Path in the provider's own form.
  public let providerPath: String
  /// What is shown: the drive form, or the provider-qualified form when there is no drive.
  public let displayPath: String

  /// Describes a place.
  public init(
    drive: PSDriveInfo?, provider: ProviderInfo, providerPath: String, displayPath: String
  ) {
    self.drive = drive
    self.provider = provider
    self.providerPath = providerPath
    self.displayPath = displayPath
  }

  /// `Module\Provider::path`, as `PSPath` shows it.
  public var qualifiedPath: String { provider.qualified(providerPath) }
}

extension ProviderInfo {
  /// `Module\Provider::path`.
  public func qualified(_ path: String) -> String { "\(qualifiedName)::\(path)" }
}

/// A location as `Get-Location` and `Resolve-Path` write it.
public final class PathInfo: PSObject {
  /// The place.
  public let location: ResolvedPath

  /// Wraps a place.
  public init(_ location: ResolvedPath) { self.location = location }

  /// The drive; `nil` for a provider-qualified location.
  public var drive: PSDriveInfo? { location.drive }
  /// The provider.
  public var provider: ProviderInfo { location.provider }
  /// Path in the provider's own form.
  public var providerPath: String { location.providerPath }
  /// What `prompt` shows.
  public var path: String { location.displayPath }

  public override var baseTypeNames: [String] {
    ["System.Management.Automation.PathInfo", "System.Object"]
  }
  public override var text: String { path }
  public override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("Drive", "System.Management.Automation.PSDriveInfo"),
      PSPropertyInfo("Provider", "System.Management.Automation.ProviderInfo"),
      PSPropertyInfo("ProviderPath"), PSPropertyInfo("Path"),
    ]
  }
  public override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "drive": return drive.map { .object($0) } ?? .null
    case "provider": return .object(provider)
    case "providerpath": return .string(providerPath)
    case "path": return .string(path)
    default: return nil
    }
  }
}
