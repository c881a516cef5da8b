import PSEngine

/// `Get-Verb`: the verbs that commands should begin with.
final class GetVerb: Cmdlet {
  static let verb = Parameter<[String]>(
    "Verb", position: 0, pipeline: [.byValue, .byPropertyName],
    help: "Verbs; wildcards are allowed.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata("Get-Verb", parameters: [verb.definition], synopsis: "Gets approved verbs.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    let patterns = (context[Self.verb] ?? ["*"]).map { WildcardPattern($0) }
    for (group, verbs) in Self.groups {
      for verb in verbs where patterns.contains(where: { $0.matches(verb) }) {
        let object = PSCustomObject([("Verb", .string(verb)), ("Group", .string(group))])
        object.typeNames =
          ["Selected.Microsoft.PowerShell.Commands.MemberDefinition"]
          + object.baseTypeNames
        try await context.write(.object(object))
      }
    }
  }

  private static let groups: [(String, [String])] = [
    (
      "Common",
      [
        "Add", "Clear", "Close", "Copy", "Enter", "Exit", "Find", "Format", "Get", "Hide", "Join",
        "Lock", "Move", "New", "Open", "Optimize", "Pop", "Push", "Redo", "Remove", "Rename",
        "Reset", "Resize", "Search", "Select", "Set", "Show", "Skip", "Split", "Step", "Switch",
        "Undo", "Unlock", "Watch",
      ]
    ),
    (
      "Data",
      [
        "Backup", "Checkpoint", "Compare", "Compress", "Convert", "ConvertFrom", "ConvertTo",
        "Dismount", "Edit", "Expand", "Export", "Group", "Import", "Initialize", "Limit", "Merge",
        "Mount", "Out", "Publish", "Restore", "Save", "Sync", "Unpublish", "Update",
      ]
    ),
    (
      "Lifecycle",
      [
        "Approve", "Assert", "Complete", "Confirm", "Deny", "Disable", "Enable", "Install",
        "Invoke", "Register", "Request", "Restart", "Resume", "Start", "Stop", "Submit",
        "Suspend", "Uninstall", "Unregister", "Wait",
      ]
    ),
    (
      "Diagnostic",
      ["Debug", "Measure", "Ping", "Repair", "Resolve", "Test", "Trace"]
    ),
    ("Communications", ["Connect", "Disconnect", "Read", "Receive", "Send", "Write"]),
    ("Security", ["Block", "Grant", "Protect", "Revoke", "Unblock", "Unprotect"]),
    ("Other", ["Use"]),
  ]
}
