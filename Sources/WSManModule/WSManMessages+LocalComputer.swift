/// Texts of the cmdlets that set up the local computer (`cmdlets.md` 3.11).
extension WSManMessages {
  // MARK: Quick configuration

  static let remotingKeepsRest =
    "Session configurations are shut to other computers. What Enable-PSRemoting has set up beside them stays; take it back where it is not wanted: 1. Stop and disable the service: Stop-Service WinRM; Set-Service WinRM -StartupType Disabled. 2. Remove the listener: Remove-Item WSMan:\\localhost\\Listener\\Listener* -Recurse. 3. Close the firewall: Disable-NetFirewallRule -DisplayGroup 'Windows Remote Management'."
  static let quickConfigCaption = "WinRM quick configuration"
  static let quickConfigQuestion =
    "This command sets up this computer for remote management with the WinRM service. It starts the service and sets it to start by itself, creates a listener that takes requests on every address, and opens the firewall for them. Continue?"
  /// What `Set-WSManQuickConfig` says of a pass.
  static func quickConfig(
    _ pass: QuickConfigPass.Kind
  ) -> (alreadySetUp: String, done: String) {
    switch pass {
    case .service:
      ("WinRM already accepts requests.", "WinRM was set up to accept requests.")
    case .remoting:
      (
        "WinRM is already set up for remote management.",
        "WinRM was set up for remote management."
      )
    }
  }

  static let analysisUnreadable =
    "The service did not tell whether this computer is set up for remote management."
  static let analysisIncomplete =
    "The service says that changes are needed, but not which ones."
  static let underPolicy =
    "A group policy decides whether this computer may be managed remotely, so it cannot be set up here."
  static let setUpFailed = "This computer could not be set up for remote management."

  // MARK: CredSSP

  static let credSSPCaption = "CredSSP configuration"
  static let credSSPClientQuestion =
    "This command lets this computer delegate user names and passwords to the computers named. Whoever controls one of them could use the delegated credentials. Allow delegation?"
  static let credSSPServerQuestion =
    "This command lets this computer receive user names and passwords from other computers. Whoever controls this computer could use the credentials that are sent to it. Allow it?"
  static let configurationDamaged =
    "The WinRM configuration is damaged; restore it with: winrm invoke Restore winrm/config @{}"
  static let delegates =
    "The machine is configured to allow delegating fresh credentials to the following target(s):"
  static let delegatesNothing =
    "The machine is not configured to allow delegating fresh credentials."
  static let receivesCredentials =
    "This computer is configured to receive credentials from a remote client computer."
  static let receivesNoCredentials =
    "This computer is not configured to receive credentials from a remote client computer."
  static let delegationNotOn = "The delegation policy could not be switched on."
  static let delegationNotOff = "The delegation policy could not be switched off."
  static let delegationNotKept =
    "This session has no place to keep the policy in: start the shell with a state folder."

  static let setupNotKept =
    "This session does not see what quick configuration has changed, so it cannot put it back."

  static func onlyForRole(_ parameter: String, _ given: String, _ right: String) -> String {
    "\(parameter) does not go with Role \(given); it is only for Role \(right)."
  }

  static func requiredForRole(_ parameter: String, _ role: String) -> String {
    "\(parameter) is required when Role is \(role)."
  }
}
