/// One setting of the configuration: where it stands, what it may hold, what it holds by default.
///
/// All settings are rows of ``ConfigurationSchema``. Every change of one works at once.
public struct ConfigurationSetting: Sendable, Identifiable {
  /// What a value must look like. Values travel and are stored as text.
  public enum ValueType: Sendable, Equatable {
    /// `true` or `false`.
    case boolean
    /// An unsigned number of 32 bits within a range.
    case unsigned(ClosedRange<UInt32>)
    /// A TCP port, 1 to 65535.
    case port
    /// Text that follows a rule of its own.
    case text(TextRule)
  }

  /// Rules for text values.
  public enum TextRule: Sendable, Equatable {
    /// One or more of letters, digits, `_` and `/`, with no `/` at either end.
    case urlPrefix
    /// A list of hosts, ``TrustedHosts``.
    case trustedHosts
    /// Ranges of IPv4 addresses, ``AddressFilter``.
    case ipv4Filter
    /// Ranges of IPv6 addresses, ``AddressFilter``.
    case ipv6Filter
    /// Blank or 40 hexadecimal digits.
    case thumbprint
    /// `None`, `Relaxed` or `Strict`.
    case channelBindingLevel
    /// A security descriptor in SDDL.
    case securityDescriptor
  }

  /// Whether a request may change the value.
  public enum Access: Sendable, Equatable {
    /// It may.
    case writable
    /// It may not; the service works the value out.
    case readOnly
    /// It may not; the setting has no effect any more.
    case deprecated
  }

  /// The container.
  public let section: ConfigurationSection
  /// The place among the children of the container, counted from 1.
  public let position: Int
  /// The name of the element, also the name on the drive.
  public let name: String
  /// A name that no other setting has and that never changes, such as `Client.Auth.Basic`.
  public let id: String
  /// What a value must look like.
  public private(set) var type: ValueType
  /// Whether a request may change the value.
  public private(set) var access: Access
  /// The value of the group policy that can hold the setting; nil when no policy exists.
  public let policyValue: String?
  /// The oldest generation that has the setting.
  public let since: ConfigurationProfile
  /// One or two sentences for help.
  public let summary: String
  private let defaults: Defaults
  /// The ranges of earlier generations; one that is missing is that of the next newer one.
  private let limits: [ConfigurationProfile: ClosedRange<UInt32>]

  /// The default of each generation; one that is nil is the same as that of the next newer one.
  struct Defaults: Sendable, ExpressibleByStringLiteral {
    let current: String
    let ws2012: String?
    let winrm20: String?
    let winrm11: String?

    init(
      _ current: String, ws2012: String? = nil, winrm20: String? = nil, winrm11: String? = nil
    ) {
      self.current = current
      self.ws2012 = ws2012
      self.winrm20 = winrm20
      self.winrm11 = winrm11
    }

    init(stringLiteral value: String) {
      self.init(value)
    }
  }

  init(
    _ section: ConfigurationSection, _ position: Int, _ name: String, _ type: ValueType,
    _ defaults: Defaults, access: Access = .writable, since: ConfigurationProfile = .winrm11,
    policy: String? = nil, limits: [ConfigurationProfile: ClosedRange<UInt32>] = [:],
    _ summary: String
  ) {
    self.section = section
    self.position = position
    self.name = name
    id = section.identifierPrefix + name
    self.type = type
    self.defaults = defaults
    self.access = access
    self.since = since
    self.policyValue = policy
    self.limits = limits
    self.summary = summary
  }

  /// The path below the host on the drive, such as `Client\Auth\Basic`.
  public var drivePath: String {
    section == .config ? name : section.drivePath + #"\"# + name
  }

  /// The value on a fresh computer; nil when that generation does not have the setting.
  public func defaultValue(in profile: ConfigurationProfile) -> String? {
    guard profile >= since else { return nil }
    switch profile {
    case .current: return defaults.current
    case .ws2012: return defaults.ws2012 ?? defaults.current
    case .winrm20: return defaults.winrm20 ?? defaults.ws2012 ?? defaults.current
    case .winrm11:
      return defaults.winrm11 ?? defaults.winrm20 ?? defaults.ws2012 ?? defaults.current
    }
  }

  /// The setting with the rules of a generation (`configuration.md` 5): the earlier ones have other
  /// ranges, and in the oldest one the deprecated settings are real limits.
  public func withRules(of profile: ConfigurationProfile) -> ConfigurationSetting {
    guard let nearest = limits.keys.filter({ $0 >= profile }).min(), let range = limits[nearest]
    else { return self }
    var setting = self
    setting.type = .unsigned(range)
    if access == .deprecated { setting.access = .writable }
    return setting
  }

  /// The code of the fault that a value outside the rules gets (`configuration.md` 16).
  ///
  /// Text where a number or a boolean must stand is another matter: always 2150858838.
  public var badValueCode: UInt32 {
    switch (access, type) {
    case (.readOnly, _): 2_150_859_071
    case (.deprecated, _): 2_150_859_182
    case (.writable, .boolean), (.writable, .text(.urlPrefix)): 2_150_858_838
    case (.writable, .unsigned): 2_150_858_817
    case (.writable, .port): 2_150_858_972
    case (.writable, .text(.trustedHosts)): 2_150_858_911
    case (.writable, .text(.ipv4Filter)), (.writable, .text(.ipv6Filter)): 2_150_858_988
    case (.writable, .text(.thumbprint)): 2_150_858_882
    case (.writable, .text(.channelBindingLevel)): 2_150_859_192
    case (.writable, .text(.securityDescriptor)): 2_150_859_100
    }
  }
}
