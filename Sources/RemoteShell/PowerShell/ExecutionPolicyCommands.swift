import PSEngine

/// What `Get-ExecutionPolicy` and `Set-ExecutionPolicy` have in common.
class ExecutionPolicyCommand: Cmdlet {
  static let scope = Parameter<ExecutionPolicyScope>(
    "Scope", position: 1, pipeline: .byPropertyName, help: "For whom the policy is set.")

  final func policies(_ context: CommandContext) -> SessionPolicies {
    context.session.service(SessionPolicies.self) {
      SessionPolicies(
        ComputerPolicies(), user: context.session.configuration.userName, process: nil)
    }
  }
}

/// `Get-ExecutionPolicy`.
final class GetExecutionPolicy: ExecutionPolicyCommand {
  static let ofScope = Parameter<ExecutionPolicyScope>(
    "Scope", position: 0, pipeline: .byPropertyName,
    help: "Whose policy; the one that counts when not given.")
  static let list = Parameter<SwitchParameter>("List", help: "The policies of all scopes.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-ExecutionPolicy", typeName: "Microsoft.PowerShell.Commands.GetExecutionPolicyCommand",
      parameters: [ofScope.definition, list.definition],
      synopsis: "Tells which scripts PowerShell runs on the computer.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    let policies = policies(context)
    guard context[Self.list] else {
      let scope = context[Self.ofScope]
      return try await context.write((scope.map(policies.policy(of:)) ?? policies.effective).value)
    }
    for scope in ExecutionPolicyScope.order {
      try await context.write(
        .object(
          PSCustomObject([
            ("Scope", scope.value), ("ExecutionPolicy", policies.policy(of: scope).value),
          ])))
    }
  }
}

/// `Set-ExecutionPolicy`.
final class SetExecutionPolicy: ExecutionPolicyCommand {
  static let policy = Parameter<ExecutionPolicy>(
    "ExecutionPolicy", position: 0, mandatory: true, pipeline: .byPropertyName,
    help: "The policy; Undefined takes it away.")
  static let force = Parameter<SwitchParameter>("Force", help: "Asks nothing before.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Set-ExecutionPolicy", typeName: "Microsoft.PowerShell.Commands.SetExecutionPolicyCommand",
      parameters: [policy.definition, scope.definition, force.definition],
      supportsShouldProcess: true,
      synopsis: "Sets which scripts PowerShell runs on the computer.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let wanted = context[Self.policy] else { return }
    let policies = policies(context)
    let scope = context[Self.scope] ?? .localMachine
    guard scope != .userPolicy, scope != .machinePolicy else {
      throw context.terminate(
        error(
          "Cannot set execution policy: the scopes MachinePolicy and UserPolicy are set by group "
            + "policy.", id: "CantSetGroupPolicy", .invalidOperation,
          "System.InvalidOperationException"))
    }
    guard try await context.shouldProcess(wanted.name, action: "Set-ExecutionPolicy") else {
      return
    }
    if !context[Self.force] {
      guard
        try await context.shouldContinue(
          "The execution policy keeps scripts from running that nobody trusts. Do you want to "
            + "change it?", caption: "Execution Policy Change", defaultsToNo: true)
      else { return }
    }
    guard scope != .localMachine || context.session.configuration.isElevated else {
      throw context.terminate(
        error(
          #"Access to the registry key 'HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\PowerShell\1\ShellIds\"#
            + "Microsoft.PowerShell' is denied. Only an administrator sets the policy of the "
            + "computer; for the user alone: Set-ExecutionPolicy -Scope CurrentUser.",
          id: "System.UnauthorizedAccessException", .permissionDenied,
          "System.UnauthorizedAccessException"))
    }
    policies.set(wanted, for: scope)
    let effective = policies.effective
    guard wanted != .undefined, effective != wanted else { return }
    try await context.writeError(
      error(
        "Windows PowerShell updated your execution policy successfully, but the setting is "
          + "overridden by a policy defined at a more specific scope. The policy that counts is "
          + "\(effective.name). Type \"Get-ExecutionPolicy -List\" to see them all.",
        id: "ExecutionPolicyOverride", .permissionDenied, "System.Security.SecurityException"))
  }

  private func error(
    _ text: String, id: String, _ category: ErrorCategory, _ exception: String
  ) -> ErrorRecord {
    ErrorRecord(PSException(exception, text), id: id, category: category)
  }
}
