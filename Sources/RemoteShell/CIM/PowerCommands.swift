import PSEngine
import WSManService

/// What `shutdown`, `Restart-Computer` and `Stop-Computer` ask of the computer.
enum PowerChange: String, Sendable {
  case restart = "Reboot"
  case stop = "Shutdown"

  /// Asks for it.
  ///
  /// - Returns: why nothing happens; nil when it does.
  func make(_ access: CIMAccess) async throws -> String? {
    let systems = try await access.instances(
      CIMAccess.query("Win32_OperatingSystem", filter: nil), in: CIMAccess.namespace(nil), .cim)
    guard let system = systems.first else { return "The computer has no operating system" }
    let code = try await access.service.callCIM(
      rawValue, of: "Win32_OperatingSystem", keys: system.keys, inputs: [:],
      in: CIMAccess.namespace(nil), caller: access.caller
    ).code
    switch code {
    case 0: return nil
    case 5, 1314: return "Access is denied"
    default: return "Error \(code)"
    }
  }
}

/// What the cmdlets that end the work of the computer have in common.
class PowerCommand: CIMCommand {
  static let computer = Parameter<[String]>(
    "ComputerName", aliases: ["CN", "__SERVER", "Server", "IPAddress"], position: 0,
    pipeline: [.byValue, .byPropertyName],
    help: "This computer by its name; others are not within reach.")
  static let force = Parameter<SwitchParameter>(
    "Force", help: "Asks nobody who is logged on; nobody is asked here.")

  class var change: PowerChange { .restart }
  class var words: (infinitive: String, errorID: String) {
    ("restart", "RestartcomputerFailed")
  }

  override final func processRecord(_ context: CommandContext) async throws {
    guard let access = try await access(context) else { return }
    let (infinitive, errorID) = Self.words
    guard
      try await context.shouldProcess(
        "localhost (\(access.computer))",
        action: "Enable the Local shutdown access rights and \(infinitive) the computer.")
    else { return }
    try await attempt(context) {
      guard let reason = try await Self.change.make(access) else { return }
      try await context.writeError(
        ErrorRecord(
          PSException(
            "System.InvalidOperationException",
            "Failed to \(infinitive) the computer \(access.computer) with the following error "
              + "message: \(reason)."),
          id: errorID, category: .operationStopped, target: .string(access.computer)))
    }
  }
}

/// `Restart-Computer`.
final class RestartComputer: PowerCommand {
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Restart-Computer", typeName: "Microsoft.PowerShell.Commands.RestartComputerCommand",
      parameters: [computer.definition, force.definition], supportsShouldProcess: true,
      synopsis: "Restarts the computer.")
  }
}

/// `Stop-Computer`.
final class StopComputer: PowerCommand {
  override class var change: PowerChange { .stop }
  override class var words: (infinitive: String, errorID: String) {
    ("shut down", "StopComputerException")
  }

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Stop-Computer", typeName: "Microsoft.PowerShell.Commands.StopComputerCommand",
      parameters: [computer.definition, force.definition], supportsShouldProcess: true,
      synopsis: "Switches the computer off.")
  }
}

/// `shutdown`.
enum PowerTool {
  static let usage = """
    SHUTDOWN {/r | /s} /t 0 [/f] [/c text] [/d reason]
        Restarts this computer, or switches it off. It happens at once; nothing is put off.
    """

  @Sendable static func run(
    _ access: CIMAccess, _ arguments: [String], _ console: ProgramConsole
  ) async throws -> Int32 {
    var change: PowerChange?
    var delay = "30"
    var words = arguments[...]
    while let word = words.popFirst() {
      switch ComputerTool.option(word) {
      case "?":
        try await console.write(usage)
        return 0
      case "r": change = .restart
      case "s", "p":
        change = .stop
        if word.lowercased().hasSuffix("p") { delay = "0" }
      case "f": break
      case "a":
        try await console.writeError(
          "Unable to abort the system shutdown because no shutdown was in progress.(1116)")
        return 1116
      case "t", "c", "d":
        guard let value = words.popFirst() else {
          throw ComputerTool.Mistake.missingValue(word, of: "SHUTDOWN")
        }
        if word.lowercased().hasSuffix("t") { delay = value }
      default: throw ComputerTool.Mistake.unknown(word, of: "SHUTDOWN")
      }
    }
    guard let change else {
      try await console.write(usage)
      return 1
    }
    guard delay == "0" else {
      throw ComputerTool.Mistake(
        "An emulated computer puts nothing off, and \(delay) seconds are asked for. Type /t 0.")
    }
    guard let reason = try await change.make(access) else { return 0 }
    try await console.writeError("\(reason).(5)")
    return 5
  }
}
