import PSEngine

/// What `Get-Help` refuses (`language.md` 11.8).
enum HelpErrors {
  private static let notFound = "Microsoft.PowerShell.Commands.HelpNotFoundException"

  /// Nothing has this name. What is close to it stands in the advice.
  static func missing(_ name: String, _ search: HelpSearch) -> ErrorRecord {
    var text =
      "Get-Help could not find \(name) in a help file or among the commands of this session. "
    if let absent = search.absentCommand(name) {
      text =
        "'\(absent)' is a command of PowerShell that this shell does not implement, so there is no "
        + "help on it. "
    }
    let record = PSRuntimeError(
      text + "To see all topics, type: \"Get-Help *\".", id: "HelpNotFound",
      category: .resourceUnavailable, exception: notFound, target: .null
    ).record
    record.recommendedAction = search.nearest(to: name).map { "Did you mean \($0)?" }
    return record
  }

  /// A command has no such parameter.
  static func noParameter(_ name: String, of page: HelpPage) -> ErrorRecord {
    let record = PSRuntimeError(
      "No parameter of \(page.name) matches '\(name)'.", id: "HelpParameterNotFound",
      category: .objectNotFound, exception: notFound, target: .string(name)
    ).record
    let near = Suggestions.nearest(to: name, among: page.parameters.map(\.definition.name))
    record.recommendedAction = near.map { "Did you mean -\($0)?" }
    return record
  }

  static func noPageOnTheWeb(_ name: String) -> ErrorRecord {
    PSRuntimeError(
      "There are no pages of help on the web. All that there is shows: Get-Help \(name) -Full",
      id: "InvalidOperation", category: .invalidOperation,
      exception: "System.Management.Automation.PSInvalidOperationException",
      target: .string(name)
    ).record
  }
}
