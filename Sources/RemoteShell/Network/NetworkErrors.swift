import PSEngine
import WSManService

/// The errors of the commands, with the ids of Windows.
enum NetworkErrors {
  private static let fault = "Microsoft.Management.Infrastructure.CimException"

  static func notFound(
    _ className: String, _ property: String, _ value: String, list: String
  ) -> ErrorRecord {
    ErrorRecord(
      PSException(
        "Microsoft.PowerShell.Cmdletization.Cim.CimJobException",
        "No \(className) objects found with property '\(property)' equal to '\(value)'. Look at what "
          + "there is: \(list)"),
      id: "CmdletizationQuery_NotFound_\(property)", category: .objectNotFound,
      target: .string(value))
  }

  static func accessDenied(_ className: String = FirewallRuleObject.className) -> ErrorRecord {
    record(
      "Access is denied. Start the shell as an administrator.", "Windows System Error 5",
      .permissionDenied, of: className)
  }

  static func record(_ problem: FirewallProblem) -> ErrorRecord {
    switch problem {
    case .incorrect(let reason):
      record("The parameter is incorrect. \(reason)", "Windows System Error 87", .invalidArgument)
    case .exists(let name):
      record(
        "Cannot create a file when that file already exists: there is a firewall rule '\(name)'. "
          + "Change it: Set-NetFirewallRule -Name '\(name)'",
        "Windows System Error 183", .resourceExists)
    case .full:
      record(
        "The parameter is incorrect. A computer keeps at most \([FirewallRule].largestCount) rules. "
          + "Remove some: Remove-NetFirewallRule",
        "Windows System Error 87", .invalidArgument)
    }
  }

  /// The kind of a network that stays as it is.
  static func category(of profile: ConnectionProfileObject, isElevated: Bool) -> ErrorRecord {
    record(
      "Unable to set the NetworkCategory: "
        + (isElevated
          ? "a domain decides on DomainAuthenticated, and only between Public and Private can be chosen."
          : "start the shell as an administrator."),
      "MI RESULT 2", .permissionDenied, target: profile)
  }

  private static func record(
    _ message: String, _ id: String, _ category: ErrorCategory, target: NetworkObject? = nil,
    of className: String = FirewallRuleObject.className
  ) -> ErrorRecord {
    let record = ErrorRecord(
      PSException(fault, message), id: id, category: category,
      target: target.map { .object($0) } ?? .string(className))
    record.targetTypeName =
      "root/standardcimv2/\(target.map { type(of: $0).className } ?? className)"
    return record
  }
}
