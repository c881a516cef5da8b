import WSManClient

/// Texts of the module. Fragments that scripts match on stand in them literally (`cmdlets.md` 3.11,
/// `provider.md` 13); the rest is the project's own.
enum WSManMessages {
  static let invalidComputerName = "No such connection. Check if the computer name is valid."
  static let localhostAlwaysConnected =
    "The entry 'localhost' cannot be disconnected: it will always be connected."
  static let insideComputer =
    "This command cannot be used from the current path, which lies inside this computer; go to the root of the drive (cd WSMan:\\) first."
  static let malformedURI =
    "The Connection URI is not in correct format (expected scheme://host[:port][/application])."

  static func exclusive(_ first: String, _ second: String) -> String {
    "\(first) cannot be specified when \(second) is given."
  }

  /// An error of one computer among several that were asked for at once.
  static func oneOfSeveral(_ computer: String, _ message: String) -> String {
    "[\(computer)] \(message)"
  }

  /// Why an enumeration failed, and how much of it had come before.
  static func failure(_ message: String, afterInstances count: Int) -> String {
    guard count > 0 else { return message }
    let before = count == 1 ? "One instance" : "\(count) instances"
    return "\(message.asSentence) \(before) had come before; there may be more."
  }

  static let connectOptionsIgnored =
    "The options are not sent: to connect, a computer is only asked who it is, and Identify takes "
    + "no options. Give them to the command that reads or changes a resource."

  // MARK: Service state

  static let elevationNeeded =
    "Access is denied. You need to run this cmdlet from an elevated process."
}
