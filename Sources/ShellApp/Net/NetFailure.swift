import Lab

/// What `net` says when it does nothing.
struct NetFailure: Error {
  /// The text for the error output; an empty line follows it.
  let text: String
  let exitCode: Int32

  private init(_ text: String, exitCode: Int32 = 2) {
    self.text = text
    self.exitCode = exitCode
  }

  /// How a command is used.
  static func usage(_ text: String) -> NetFailure {
    NetFailure("The syntax of this command is:\n\n\(text)\n", exitCode: 1)
  }

  /// A command that Windows has and the emulated computer has not.
  static func unsupported(_ command: String) -> NetFailure {
    NetFailure(
      "NET \(command.uppercased()) is not part of this shell. It has NET ACCOUNTS, HELPMSG, "
        + "LOCALGROUP, START, STOP and USER.\n", exitCode: 1)
  }

  /// An option that Windows has and the emulated computer has not.
  static func unsupportedOption(_ option: String, usage: String) -> NetFailure {
    NetFailure(
      "The option /\(option.uppercased()) is not supported here. Nothing was changed.\n\n"
        + "The syntax of this command is:\n\n\(usage)\n", exitCode: 1)
  }

  /// A message of the tool itself, with the number under which help is found.
  static func message(_ number: Int, _ text: String? = nil) -> NetFailure {
    NetFailure(
      "\(text ?? texts[number] ?? "")\n\nMore help is available by typing NET HELPMSG \(number).\n")
  }

  /// An error of the system.
  static func system(_ number: Int) -> NetFailure {
    NetFailure("System error \(number) has occurred.\n\n\(texts[number] ?? "")\n")
  }

  /// A sentence without a number.
  static func sentence(_ text: String) -> NetFailure { NetFailure(text + "\n") }

  /// Why accounts were not changed.
  init(_ problem: AccountProblem) {
    switch problem {
    case .noUser: self = .message(2221)
    case .userExists: self = .message(2224)
    case .invalidName: self = .message(2202)
    case .builtIn: self = .system(1371)
    case .lastAdministrator: self = .system(1322)
    case .noGroup: self = .system(1376)
    case .groupExists: self = .system(1379)
    case .isMember: self = .system(1378)
    case .isNoMember: self = .system(1377)
    case .noSuchMember(let name):
      self = .message(3783, "There is no such global user or group: \(name).")
    case .noHash: self = .sentence("The system's cryptography made no hash of the password.")
    }
  }

  /// The messages by their numbers.
  static let texts: [Int: String] = [
    5: "Access is denied.",
    1322:
      "The requested operation would have disabled or deleted the last remaining administration "
      + "account.",
    1371: "Cannot perform this operation on built-in accounts.",
    1376: "The specified local group does not exist.",
    1377: "The specified account name is not a member of the group.",
    1378: "The specified account name is already a member of the group.",
    1379: "The specified local group already exists.",
    2182: "The requested service has already been started.",
    2185: "The service name is invalid.",
    2202: "The user name or group name parameter is invalid.",
    2221: "The user name could not be found.",
    2224: "The account already exists.",
    3521: "The service is not started.",
    3783: "There is no such global user or group.",
    3871: "This is not a valid Microsoft network message number.",
  ]
}
