public import WSManProtocol

/// The configuration of one computer at one moment.
///
/// Only what differs from the defaults is kept, so that thousands of computers cost little.
public struct ComputerConfiguration: Sendable, Equatable {
  /// A value and where it comes from.
  public struct Value: Sendable, Equatable {
    /// The value in canonical form.
    public let text: String
    /// Whether the group policy holds the setting.
    public let isHeldByPolicy: Bool
  }

  /// The generation, which decides the defaults.
  public let profile: ConfigurationProfile
  /// Values by the identifier of the setting; a group policy wins over what is stored.
  public let policy: [String: String]
  /// Stored values that differ from the default, by the identifier of the setting.
  public private(set) var overrides: [String: String]
  /// The listeners, in the order in which they were made.
  public var listeners: [ListenerConfiguration]
  /// The certificate mappings, in the order in which they were made.
  public var certificateMappings: [CertificateMapping]
  /// The plugins, sorted by name.
  public var plugins: [PluginDocument] {
    get { ownPlugins ?? PluginDocument.standard(in: profile) }
    set { ownPlugins = newValue }
  }
  /// Nil while the plugins are those of a fresh computer, which are read when somebody asks.
  private var ownPlugins: [PluginDocument]?
  /// Whether the service runs, and whether requests get through to it.
  public var remoteManagement: RemoteManagementState

  /// The configuration of a fresh computer, with values on top.
  public init(
    profile: ConfigurationProfile = .current, overrides: [String: String] = [:],
    policy: [String: String] = [:], listeners: [ListenerConfiguration] = [.standard],
    certificateMappings: [CertificateMapping] = [],
    plugins: [PluginDocument]? = nil,
    remoteManagement: RemoteManagementState = RemoteManagementState()
  ) {
    self.profile = profile
    self.policy = policy
    self.overrides = overrides
    self.listeners = listeners
    self.certificateMappings = certificateMappings
    ownPlugins = plugins
    self.remoteManagement = remoteManagement
  }

  /// The value of a setting; nil when the generation does not have it.
  public func value(of setting: ConfigurationSetting) -> Value? {
    guard let standard = setting.defaultValue(in: profile) else { return nil }
    let id = setting.id
    if let held = policy[id] { return Value(text: held, isHeldByPolicy: true) }
    return Value(text: overrides[id] ?? standard, isHeldByPolicy: false)
  }

  /// Stores a value in canonical form; the default itself is not kept.
  public mutating func store(_ text: String, for setting: ConfigurationSetting) {
    let isDefault = setting.defaultValue(in: profile) == text
    overrides[setting.id] = isDefault ? nil : text
  }

  /// The configuration with other stored values of settings.
  public func replacing(overrides: [String: String]) -> ComputerConfiguration {
    var copy = self
    copy.overrides = overrides
    return copy
  }

  /// The configuration with all settings, listeners, mappings and plugins as on a fresh computer.
  func restored() -> ComputerConfiguration {
    ComputerConfiguration(profile: profile, policy: policy, remoteManagement: remoteManagement)
  }

  /// A number by identifier; the fallback when the generation does not have the setting.
  func number(_ id: String, otherwise fallback: UInt32) -> UInt32 {
    text(id).flatMap { UInt32($0) } ?? fallback
  }

  /// A switch by identifier; false when the generation does not have the setting.
  func isOn(_ id: String) -> Bool {
    text(id) == "true"
  }

  /// A text by identifier; nil when the generation does not have the setting.
  func text(_ id: String) -> String? {
    ConfigurationSchema.setting(id: id).flatMap { value(of: $0) }?.text
  }
}
