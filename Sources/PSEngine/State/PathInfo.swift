/// A place in a provider's tree that a path leads to; the item need not exist.
public struct ResolvedPath {
  /// The drive that the path went through; `nil` for provider-qualified paths.
  public let drive: PSDriveInfo?
  /// The provider.
  public let provider: ProviderInfo
  /// Path in the provider's own form.
  public let providerPath: String
  /// How the place is shown.
  let display: Display

  /// The ways to show a place.
  enum Display {
    /// In the drive form of the place's drive, whose root holds it.
    case drive
    /// Behind the name of the provider, as it was written.
    case qualified
    /// As the provider shows a path that no drive holds.
    case provider
    /// As the path itself.
    case plain
  }

  /// What is shown: the drive form, or the provider-qualified form when there is no drive.
  public var displayPath: String {
    switch display {
    case .drive:
      guard let drive else { return providerPath }
      let rest = ProviderPath.relative(
        providerPath, to: drive.root, separator: provider.provider.separator)
      return "\(drive.name):\\\(ProviderPath.elements(rest).joined(separator: "\\"))"
    case .qualified: return qualifiedPath
    case .provider: return provider.provider.displayPath(providerPath)
    case .plain: return providerPath
    }
  }

  /// `Module\Provider::path`, as `PSPath` shows it.
  public var qualifiedPath: String { provider.qualified(providerPath) }
}

extension ProviderInfo {
  /// `Module\Provider::path`.
  public func qualified(_ path: String) -> String { pathPrefix + path }
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
