import PSEngine

// Texts of the drive (`provider.md` 13).
extension WSManMessages {
  static let valueMissing =
    "Parameter Value is not supplied: give the value to store, or use Clear-Item to empty the setting."

  static func unsupported(_ command: String) -> String {
    "\(command) is not supported at this level of Provider path."
  }

  static func unknownSetting(_ path: String) -> String {
    "The value of '\(path)' cannot be set because path does not exist. List what exists with: dir"
  }

  /// The text about a value that is no plain string.
  static func notAString(_ value: PSValue) -> String {
    let failure = "Cannot convert 'System.Object[]' to the type 'System.String'"
    guard case .string = value.unwrapped else {
      return "\(failure). Give one string, with commas between its parts."
    }
    return "\(failure): the string is wrapped in an object, as it is behind a pipe or out of "
      + "Get-Content. Give it in quotes: -Value \"$text\""
  }

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

  static let keyOrContainer =
    "Primary keys or Container items cannot be set. Set one of the other settings at this place, or remove the item and create it anew."

  static func duplicateKey(_ name: String) -> String {
    "'\(name)' is a key of this item and was already added: it cannot be changed. Remove the item and create it anew with the other value."
  }

  static func otherSpelling(_ path: String, of key: String) -> String {
    "The value of '\(path)' cannot be set because path does not exist: the key '\(key)' of this item cannot be changed. Remove the item and create it anew with the other value."
  }

  static let setCaption = "Set the value of the item."
  static let setInstanceQuestion =
    "This command will set the value of the Item. Requests that go through it may no longer reach the service. Change it?"

  // MARK: Plugins

  static func invalidType(_ setting: String, _ type: String) -> String {
    "The setting '\(setting)' was not changed: the parameter value type is invalid. Give a value of type \(type)."
  }

  static let passwordWithoutUser =
    "The RunAsPassword value cannot be set without a value set for RunAsUser. Set both at once: Set-Item RunAsUser (Get-Credential)"
  static let passwordNotCleared =
    "The RunAsPassword value cannot be removed by itself. Clear RunAsUser; the password goes with it."

  static let pluginSecurityCaption = "Security Configuration for WinRM Plug-in."

  static func pluginSecurityQuestion(_ plugin: String) -> String {
    "This command modifies the security settings on a resource in the following WinRM plug-in: \(plugin). It decides who may use the resource. Change them?"
  }

  static func pluginQuotaWarning(_ computer: String, _ name: String) -> String {
    let path = "WSMan:\\\(computer)\\Shell\\\(name)"
    return
      "The new value is effective only if it is less than or equal to the value of global quota \(path). Look at that with: Get-Item \(path)"
  }

  static let restartWarning =
    "The change will only be effective after the WinRM service is restarted. Restart it with: 'Restart-Service winrm'"

  static func restartWarning(on computer: String) -> String {
    "The change will only be effective after the WinRM service is restarted on \(computer)."
  }

  // MARK: Creating and removing

  static func unknownRoot(_ path: String) -> String {
    "The item cannot be created at '\(path)': the root path does not exist. Connect the computer first with Connect-WSMan."
  }

  static let listenerCaption = "Creates a new Listener item."
  static let listenerQuestion =
    "This command creates a new Listener item. The service will take requests there. Create it?"
  static let certificateCaption = "Creates a new ClientCertificate item."
  static let certificateQuestion =
    "This command creates a new ClientCertificate item. Whoever holds a fitting certificate will act as the given account. Create it?"

  static func resourceMissing(_ path: String) -> String {
    "Unable to find value for the element 'ResourceUri' at '\(path)': the plugin has no such resource. List what it has with: dir"
  }

  static func parameterExists(_ name: String, _ plugin: String) -> String {
    "The plugin '\(plugin)' has a parameter '\(name)' already. Change it with: Set-Item InitializationParameters\\\(name)"
  }

  static func notXML(_ path: String, _ problem: String) -> String {
    "The plugin file '\(path)' cannot be sent. \(problem)"
  }

  // MARK: Service state

  static let startCaption = "Start WinRM Service"
  static let startQuestion =
    "WinRM service is not started currently. Running this command will start it.\n\nDo you want to continue?"
  static let serviceNotStarted =
    "The command did not run because the WinRM Service is not started. Start it with: Start-Service WinRM"
}
