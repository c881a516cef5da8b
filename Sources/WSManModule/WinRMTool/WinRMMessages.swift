/// Texts of the `winrm` tool in words of this project (`cmdlets.md` 7.6).
enum WinRMMessages {
  static let usage = "The command line cannot be used as it stands. Type \"winrm -?\" for help."

  // MARK: Grammar

  static func unknownOperation(_ word: String) -> String {
    "winrm knows no operation '\(word)'. It knows: "
      + WinRMOperation.allCases.map(\.rawValue).joined(separator: ", ") + "."
  }

  static func wrongArguments(_ operation: WinRMOperation) -> String {
    let form =
      switch operation {
      case .invoke: "winrm invoke ACTION RESOURCE_URI"
      case .identify, .quickconfig: "winrm \(operation.rawValue), without further words"
      case .helpmsg: "winrm helpmsg CODE"
      case .help: "winrm help [TOPIC]"
      case .configsddl: "winrm configsddl RESOURCE_URI, or winrm configsddl default"
      default: "winrm \(operation.rawValue) RESOURCE_URI"
      }
    return "The number of arguments is wrong; write \(form)."
  }

  static func argumentBehindSwitch(_ word: String) -> String {
    "'\(word)' stands behind a switch. Arguments come first, and the value of a switch follows a "
      + "colon: -remote:server01."
  }

  static let inputTwice = "There may be only one @{KEY=\"VALUE\"}."

  static func inputRefused(_ operation: WinRMOperation) -> String {
    "The operation \(operation.rawValue) takes no input @{KEY=\"VALUE\"}."
  }

  static func switchTwice(_ name: String) -> String { "The switch -\(name) is given twice." }

  static func openQuote(_ name: String) -> String {
    "A quote of the switch -\(name) is wrong: it begins right behind the colon and ends the value."
  }

  static func unknownSwitch(_ name: String) -> String { "The switch -\(name) is unknown." }

  static func switchNotAllowed(_ name: String, _ operation: WinRMOperation) -> String {
    "The switch -\(name) is not allowed with the operation \(operation.rawValue)."
  }

  static func wrongValueCount(_ option: WinRMSwitch) -> String {
    option.takesValue
      ? "The switch -\(option.rawValue) needs a value: -\(option.rawValue):VALUE."
      : "The switch -\(option.rawValue) takes no value."
  }

  static func unknownValue(_ value: String, _ option: WinRMSwitch, _ values: [String]) -> String {
    "The switch -\(option.rawValue) does not know '\(value)'; it knows: "
      + values.joined(separator: ", ") + "."
  }

  static func timeoutIsNoNumber(_ value: String) -> String {
    "The switch -timeout takes a number of milliseconds; '\(value)' is none."
  }

  // MARK: Hash syntax

  static func malformedHash(_ text: String) -> String {
    "Syntax error in \(SecretText.hidden(in: text)): write {KEY=\"VALUE\"[;KEY=\"VALUE\"]}, with $null for no value."
  }

  static func duplicateKey(_ name: String) -> String {
    "The key \(name) is given twice."
  }

  // MARK: Rules between switches

  static func onlyWith(_ option: WinRMSwitch, _ other: WinRMSwitch) -> String {
    "The switch -\(option.rawValue) is only for use with -\(other.rawValue)."
  }

  static func excludes(_ option: WinRMSwitch, _ other: WinRMSwitch) -> String {
    "The switches -\(option.rawValue) and -\(other.rawValue) exclude each other."
  }

  static func authenticationExcludes(_ mechanism: String, _ other: WinRMSwitch) -> String {
    "-authentication:\(mechanism) does not go with -\(other.rawValue)."
  }

  static func authenticationNeeds(_ mechanism: String, _ other: WinRMSwitch) -> String {
    "-authentication:\(mechanism) needs -\(other.rawValue)."
  }

  static let defaultCredsOnlyWithNegotiate =
    "The switch -defaultCreds is only for use with -authentication:negotiate."
  static let spnPortWrongMechanism =
    "The switch -SPNPort is only for use with the mechanisms negotiate and kerberos."

  static func passwordPrompt(_ user: String, _ target: String?) -> String {
    "Password of '\(user)' for \(target ?? "this computer"): "
  }

  // MARK: Input

  static let inputMissing =
    "This operation needs input: @{KEY=\"VALUE\"} or -file:PATH."
  static let noRootName =
    "The URI does not end in a name, so the input cannot be written; give it with -file."
  static let associationWithoutFilter =
    "The dialect association needs -filter:{Object=CLASS?KEY=VALUE}."
  static let associationsWrongDialect =
    "The switch -associations is only for use with -dialect:association."

  // MARK: Rights

  static let noDescriptor =
    "No plugin has a security descriptor for this resource. winrm enumerate winrm/config/plugin shows the resources."
  static let descriptorPrompt = "New security descriptor (an empty line keeps it): "
  static let descriptorKept = "The security descriptor was not changed."
}

/// Hides what may be a secret in text of the user that is shown again.
enum SecretText {
  /// The text; only its beginning when a password may be in it.
  static func hidden(in text: String) -> String {
    let lower = text.lowercased()
    return ["password", "secret"].contains { lower.contains($0) } ? "@{...}" : text
  }
}
