/// Texts of the module. Fragments that scripts match on stand in them literally (`cmdlets.md` 3.11,
/// `provider.md` 13); the rest is the project's own.
enum WSManMessages {
  static let invalidComputerName = "No such connection. Check if the computer name is valid."
  static let localhostAlwaysConnected =
    "The entry 'localhost' cannot be disconnected: it will always be connected."
  static let insideComputer =
    "This command cannot be used from the current path, which lies inside this computer; go to the drive root (cd \\) first."
  static let malformedURI =
    "The Connection URI is not in correct format (expected scheme://host[:port][/application])."

  static func exclusive(_ first: String, _ second: String) -> String {
    "\(first) cannot be specified when \(second) is given."
  }

  // MARK: Drive

  static let valueMissing =
    "Parameter Value is not supplied: give the value to store, or use Clear-Item to empty the setting."

  static func unsupported(_ command: String) -> String {
    "\(command) is not supported at this level of Provider path."
  }

  static func unknownSetting(_ path: String) -> String {
    "The value of '\(path)' cannot be set because path does not exist. List what exists with: dir"
  }

  static let notAString =
    "Cannot convert 'System.Object[]' to the type 'System.String'. Give one string, with commas between its parts."

  static func rootPathMissing(_ root: String) -> String {
    "The root path does not exist: a drive of this provider has an empty root, not '\(root)'. Use: -Root ''"
  }

  static func setQuestion(_ path: String, _ value: String) -> String {
    "\"Set-Item\" on the WinRM configuration setting \"\(path)\" to update the value to \"\(value)\""
  }

  static let securityCaption = "WinRM Security Configuration."
  static let trustedHostsQuestion =
    "This command modifies the TrustedHosts list for the WinRM client. The computers in the TrustedHosts list might not be authenticated, and the client might send credentials to them. Change the list?"
  static let rootSDDLQuestion =
    "This command modifies the RootSDDL setting for the WinRM service. It decides who may use the resources of the service that have no security descriptor of their own. Change it?"

  static func globalQuotaWarning(_ value: String) -> String {
    "The new value of this quota can affect plugins having a per plugin quota value greater than \(value). Look at the Quotas container of each plugin and lower its values where needed."
  }

  // MARK: Service state

  static let elevationNeeded =
    "Access is denied. You need to run this cmdlet from an elevated process."
}
