import WSManProtocol

/// Why a value cannot be stored: the code of the fault and its message (`configuration.md` 16).
public struct ConfigurationProblem: Error, Sendable, Equatable {
  /// The code of the fault.
  public let code: UInt32
  /// What is wrong with what, and what is accepted.
  public let message: String

  /// A value that the rules of its setting refuse.
  static func badValue(_ text: String, of setting: ConfigurationSetting) -> ConfigurationProblem {
    ConfigurationProblem(
      code: setting.badValueCode,
      message: "\(setting.name) cannot be \(quoted(text)). \(setting.type.requirement)")
  }

  /// Text where a number or a boolean must stand.
  static func wrongType(_ text: String, of setting: ConfigurationSetting) -> ConfigurationProblem {
    ConfigurationProblem(
      code: 2_150_858_838,
      message: "\(setting.name) cannot be \(quoted(text)). \(setting.type.requirement)")
  }

  /// A change of a setting that no request can change.
  static func unchangeable(_ setting: ConfigurationSetting) -> ConfigurationProblem {
    let reason =
      setting.access == .deprecated
      ? "The setting \(setting.name) is deprecated and keeps its value."
      : "The setting \(setting.name) is read-only."
    return ConfigurationProblem(code: setting.badValueCode, message: reason)
  }

  /// A change of a setting that the group policy holds.
  static func heldByPolicy(_ setting: ConfigurationSetting) -> ConfigurationProblem {
    ConfigurationProblem(
      code: 2_150_858_890,
      message: "The setting \(setting.name) is controlled by group policy. "
        + "To change it here, set the policy to \"Not Configured\" first.")
  }

  /// An element that the schema does not have at this place.
  static func unknownElement(_ name: String, in container: String) -> ConfigurationProblem {
    ConfigurationProblem(
      code: 2_150_858_817,
      message: "\(container) has no element \(quoted(name)).")
  }

  /// What the user sent, in quotes and cut, since it may be long.
  static func quoted(_ text: String) -> String { "\"\(cut(text))\"" }

  /// What the user sent, cut, since it may be long.
  static func cut(_ text: String) -> String {
    let limit = 256
    return text.unicodeScalars.prefix(limit + 1).count > limit
      ? String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit))) + "..." : text
  }
}

extension ConfigurationSetting.ValueType {
  /// What a value must look like, as a sentence.
  fileprivate var requirement: String {
    switch self {
    case .boolean: "It must be true or false."
    case .unsigned(let range):
      "It must be a number from \(range.lowerBound) to \(range.upperBound)."
    case .port: "It must be a port from 1 to 65535."
    case .text(let rule): rule.requirement
    }
  }
}

extension ConfigurationSetting.TextRule {
  fileprivate var requirement: String {
    switch self {
    case .urlPrefix:
      "It must have letters, digits, _ and / only, with no / at the start or the end."
    case .trustedHosts:
      "It must be empty, *, or names joined by commas, where a name may begin or end with * "
        + "and <local> stands for all names without a dot."
    case .ipv4Filter: "It must be empty, *, or ranges such as 10.0.0.1-10.0.0.20 joined by commas."
    case .ipv6Filter: "It must be empty, *, or ranges such as fe80::1-fe80::ff joined by commas."
    case .thumbprint: "It must be empty or have 40 hexadecimal digits."
    case .channelBindingLevel: "It must be None, Relaxed or Strict."
    case .securityDescriptor:
      "It must be a security descriptor in SDDL with an owner, a group and a discretionary list."
    }
  }
}
