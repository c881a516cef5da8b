/// A generation of the WinRM service; it decides defaults and which settings exist
/// (`configuration.md` 1 and 5).
///
/// The raw value is the name that lab files use.
public enum ConfigurationProfile: String, Sendable, Equatable, CaseIterable, Comparable {
  /// Windows Vista SP1 and Windows Server 2008, service stack 1.1.
  case winrm11
  /// Windows 7 and Windows Server 2008 R2, service stack 2.0.
  case winrm20
  /// Windows 8, 8.1, Windows Server 2012 and 2012 R2, service stack 3.0 with smaller quotas.
  case ws2012
  /// Windows 10, 11, Windows Server 2016 and later, service stack 3.0.
  case current

  /// Earlier generations are smaller.
  public static func < (left: Self, right: Self) -> Bool {
    left.age > right.age
  }

  /// How many generations the profile is behind the current one.
  private var age: Int {
    switch self {
    case .current: 0
    case .ws2012: 1
    case .winrm20: 2
    case .winrm11: 3
    }
  }
}
