public import WSManProtocol

/// The rules for values: what is accepted, and the form in which it is stored
/// (`configuration.md` 3, 4 and 16).
public enum ConfigurationValidator {
  /// The value to store; a lab file is checked by it too.
  ///
  /// - Parameters:
  ///   - text: the value as it was sent.
  ///   - setting: the setting that it is for, with the rules of the generation.
  public static func canonical(
    _ text: String, for setting: ConfigurationSetting
  ) throws(ConfigurationProblem) -> String {
    let value = text.trimmingXMLSpace()
    switch setting.type {
    case .boolean:
      guard let isOn = boolean(value) else { throw .wrongType(value, of: setting) }
      return isOn ? "true" : "false"
    case .unsigned(let range):
      return try number(value, in: range, for: setting)
    case .port:
      return try number(value, in: 1...65_535, for: setting)
    case .text(let rule):
      guard let accepted = canonical(value, by: rule) else {
        throw .badValue(value, of: setting)
      }
      return accepted
    }
  }

  /// Stores a value, or nothing when the setting may not change and the value is the present one.
  static func set(
    _ text: String, for setting: ConfigurationSetting, in configuration: inout ComputerConfiguration
  ) throws(ConfigurationProblem) {
    guard let present = configuration.value(of: setting) else {
      throw .unknownElement(setting.name, in: setting.section.elementName)
    }
    let setting = setting.withRules(of: configuration.profile)
    let isFree = setting.access == .writable && !present.isHeldByPolicy
    if !isFree {
      let isUnchanged =
        text.trimmingXMLSpace() == present.text
        || (try? canonical(text, for: setting)) == present.text
      if isUnchanged { return }
      throw present.isHeldByPolicy ? .heldByPolicy(setting) : .unchangeable(setting)
    }
    configuration.store(try canonical(text, for: setting), for: setting)
  }

  /// Long enough for every list in use, and short enough for the answer that shows it.
  private static let longestList = 32_767
  private static let longestPrefix = 1024

  /// `true` and `false` in any letter case, 1 and 0.
  static func boolean(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "1": true
    case "false", "0": false
    default: nil
    }
  }

  private static func number(
    _ text: String, in range: ClosedRange<UInt32>, for setting: ConfigurationSetting
  ) throws(ConfigurationProblem) -> String {
    let digits = text.first == "-" || text.first == "+" ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw .wrongType(text, of: setting)
    }
    let isNegative = text.first == "-" && digits.contains { $0 != "0" }
    guard !isNegative, let number = UInt32(digits), range.contains(number) else {
      throw .badValue(text, of: setting)
    }
    return String(number)
  }

  private static func canonical(
    _ text: String, by rule: ConfigurationSetting.TextRule
  ) -> String? {
    switch rule {
    case .urlPrefix:
      return isURLPrefix(text) ? text : nil
    case .trustedHosts:
      return text.utf8.count > longestList || TrustedHosts(text) == nil ? nil : text
    case .ipv4Filter:
      return text.utf8.count > longestList || AddressFilter(text, family: .ipv4) == nil
        ? nil : text
    case .ipv6Filter:
      return text.utf8.count > longestList || AddressFilter(text, family: .ipv6) == nil
        ? nil : text
    case .thumbprint:
      let isThumbprint = text.utf8.count == 40 && text.allSatisfy { $0.isASCII && $0.isHexDigit }
      return text.isEmpty || isThumbprint ? text : nil
    case .channelBindingLevel:
      return ["None", "Relaxed", "Strict"].first { $0.lowercased() == text.lowercased() }
    case .securityDescriptor:
      return SecurityDescriptor(sddl: text) == nil ? nil : text
    }
  }

  static func isURLPrefix(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= longestPrefix && text.first != "/" && text.last != "/"
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "/"):
          true
        default: false
        }
      }
  }
}
