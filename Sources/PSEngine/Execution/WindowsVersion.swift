/// The Windows that a session shows, from which all its version numbers follow (`language.md` 1.2).
public struct WindowsVersion: Sendable, Equatable {
  /// Major, minor and build, such as `10.0.17763`.
  public let version: String
  /// The number of the service pack; 0 for none.
  public let servicePack: Int
  /// The number of the update, which versions of PowerShell end with.
  public let revision: Int

  /// The Windows of the local computer.
  public static let local = WindowsVersion("10.0.17763", revision: 1490)

  /// The build of the package that brings PowerShell 5.1 to Windows before 10.
  private static let packagedBuild = "14409.1005"

  /// A version; a part that is missing counts as 0.
  public init(_ version: String, servicePack: Int = 0, revision: Int = 1) {
    let parts = version.split(separator: ".").compactMap { UInt16($0) } + [0, 0, 0]
    self.version = parts.prefix(3).map(String.init).joined(separator: ".")
    self.servicePack = max(0, min(servicePack, 99))
    self.revision = revision
  }

  private var parts: [Int32] { version.split(separator: ".").compactMap { Int32($0) } }

  private var powerShellBuild: String {
    parts.first ?? 0 < 10 ? Self.packagedBuild : "\(parts.last ?? 0).\(revision)"
  }

  /// `PSVersion` of Windows PowerShell, such as `5.1.17763.1490`.
  public var powerShell: String { "5.1.\(powerShellBuild)" }

  /// `BuildVersion` of Windows PowerShell.
  public var build: String { "10.0.\(powerShellBuild)" }

  /// The parts of `[Environment]::OSVersion.Version`, which carries the service pack at its end.
  var environmentParts: [Int32] { parts + [Int32(servicePack) << 16] }

  /// Such as `Service Pack 1`; empty for none.
  var servicePackText: String { servicePack == 0 ? "" : "Service Pack \(servicePack)" }

  /// Such as `Microsoft Windows NT 10.0.17763.0`.
  public var text: String {
    "Microsoft Windows NT "
      + (servicePack == 0 ? "\(version).0" : "\(version) \(servicePackText)")
  }
}
