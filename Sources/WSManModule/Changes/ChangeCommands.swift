import PSEngine
import WSManClient

/// A difference that a change has made, as `Get-WSManChange` shows it.
final class ChangeObject: PSObject {
  static let typeName = "WSManShell.ConfigurationChange"

  private let change: ConfigurationChange
  private let difference: ChangePart.Difference

  init(_ change: ConfigurationChange, _ difference: ChangePart.Difference) {
    self.change = change
    self.difference = difference
  }

  override var baseTypeNames: [String] { [Self.typeName, "System.Object"] }

  override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("Id", "System.Int32"), PSPropertyInfo("Time", "System.DateTime"),
      PSPropertyInfo("ComputerName"), PSPropertyInfo("Path"), PSPropertyInfo("Before"),
      PSPropertyInfo("After"),
    ]
  }

  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "id": .int(change.id)
    case "time": .object(PSDateTime(unixTime: change.time))
    case "computername": .string(change.computer)
    case "path": .string(text)
    case "before": .optional(difference.before)
    case "after": .optional(difference.after)
    default: nil
    }
  }

  override var text: String { change.path(of: difference) }

  /// The objects of a change, one for each setting that differs.
  static func all(_ change: ConfigurationChange) -> [PSValue] {
    change.differences.map { .object(ChangeObject(change, $0)) }
  }
}

/// `Get-WSManChange`: what this session has changed, the oldest change first.
final class GetWSManChangeCommand: Cmdlet {
  private static let id = Parameter<[Int32]>(
    "Id", position: 0, completion: .source("Change"),
    help: "Only the changes with these numbers.")
  private static let computerName = Parameter<[String]>(
    "ComputerName", aliases: ["cn"], validations: [.notNullOrEmpty],
    completion: .source("ConnectedComputer"),
    help: "Only changes to these computers; wildcards are allowed.")

  private static let description = CmdletMetadata(
    "Get-WSManChange", typeName: "WSManShell.GetWSManChangeCommand",
    parameters: [id.definition, computerName.definition],
    synopsis: "Lists the changes that this session has made to the configuration of computers.",
    outputTypes: [ChangeObject.typeName])

  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    let changes = context.session.wsmanServices.changes.changes
    for id in context[Self.id] ?? [] where !changes.contains(where: { $0.id == Int(id) }) {
      try await context.writeError(ChangeErrors.missing(id))
    }
    let wanted = context[Self.id].map { Set($0.map(Int.init)) }
    for change in changes.ofComputers(context[Self.computerName])
    where wanted?.contains(change.id) ?? true {
      for object in ChangeObject.all(change) { try await context.write(object) }
    }
  }
}

extension [ConfigurationChange] {
  /// Those of computers whose name fits one of the patterns; all when there are none.
  fileprivate func ofComputers(_ names: [String]?) -> [ConfigurationChange] {
    guard let patterns = names?.map({ WildcardPattern($0) }) else { return self }
    return filter { change in patterns.contains { $0.matches(change.computer) } }
  }
}

/// `Undo-WSManChange`: takes the last change back, or those that are named.
final class UndoWSManChangeCommand: Cmdlet {
  private static let id = Parameter<[Int32]>(
    "Id", sets: ["Id"], position: 0, mandatory: true, pipeline: [.byValue, .byPropertyName],
    completion: .source("Change"), help: "The changes with these numbers.")
  private static let last = Parameter<Int32>(
    "Last", sets: ["Last"], validations: [.range(1, 10_000)],
    help: "How many of the last changes; one when not given.")
  private static let computerName = Parameter<[String]>(
    "ComputerName", aliases: ["cn"], sets: ["Last"], validations: [.notNullOrEmpty],
    completion: .source("ConnectedComputer"),
    help: "The last changes to these computers; wildcards are allowed.")
  private static let force = Parameter<SwitchParameter>(
    "Force", help: "Also when somebody has changed the value meanwhile.")
  private static let passThru = Parameter<SwitchParameter>(
    "PassThru", help: "Writes the changes that were taken back.")

  private static let description = CmdletMetadata(
    "Undo-WSManChange", typeName: "WSManShell.UndoWSManChangeCommand",
    parameters: [
      id.definition, last.definition, computerName.definition, force.definition,
      passThru.definition,
    ],
    defaultSet: "Last", supportsShouldProcess: true,
    synopsis: "Takes back changes that this session has made to the configuration of computers.",
    outputTypes: [ChangeObject.typeName])

  override class var metadata: CmdletMetadata { description }

  private var wanted: [Int32] = []

  override func processRecord(_ context: CommandContext) async throws {
    for id in context[Self.id] ?? [] where !wanted.contains(id) { wanted.append(id) }
  }

  /// All changes are known only now: the latest one goes first.
  override func endProcessing(_ context: CommandContext) async throws {
    let changes = context.session.wsmanServices.changes.changes
    if context.parameterSet == "Id" {
      for id in wanted.sorted(by: >) {
        guard let change = changes.first(where: { $0.id == Int(id) }) else {
          try await context.writeError(ChangeErrors.missing(id))
          continue
        }
        try await undo(change, context)
      }
      return
    }
    let possible = changes.ofComputers(context[Self.computerName])
    guard !possible.isEmpty else { return try await context.writeError(ChangeErrors.none) }
    for change in possible.suffix(Int(context[Self.last] ?? 1)).reversed() {
      try await undo(change, context)
    }
  }

  private func undo(_ change: ConfigurationChange, _ context: CommandContext) async throws {
    let services = context.session.wsmanServices
    let paths = change.differences.map { change.path(of: $0) }
    guard
      try await context.shouldProcess(
        paths.joined(separator: ", "), action: "Undo change \(change.id)")
    else { return }
    guard let connection = context.session.wsmanConnections.connection(change.computer) else {
      return try await context.writeError(ChangeErrors.notConnected(change))
    }
    let reversal = ChangeReversal(change: change, isForced: context[Self.force])
    do {
      try await services.changes.withoutRecording {
        try await reversal.run(
          connection.session, services.delegation, services.localService.control)
      }
    } catch let refusal as ChangeReversal.Refusal {
      return try await context.writeError(ChangeErrors.refused(refusal, change))
    } catch {
      guard let record = WSManErrors.record(error, target: .int(change.id)) else { throw error }
      return try await context.writeError(record)
    }
    services.changes.remove(change.id)
    guard context[Self.passThru] else { return }
    for object in ChangeObject.all(change) { try await context.write(object) }
  }
}

/// The errors of the change cmdlets.
enum ChangeErrors {
  static var none: ErrorRecord {
    error("This session has no change that could be taken back.", "NoChange", .objectNotFound)
  }

  static func missing(_ id: Int32) -> ErrorRecord {
    error(
      "This session has no change \(id). List the changes: Get-WSManChange", "ChangeNotFound",
      .objectNotFound, .number(.int32(id)))
  }

  static func notConnected(_ change: ConfigurationChange) -> ErrorRecord {
    error(
      "Change \(change.id) cannot be taken back, because the computer is not connected. Connect: "
        + "Connect-WSMan \(change.computer)", "NotConnected", .connectionError,
      .string(change.computer))
  }

  static func refused(
    _ refusal: ChangeReversal.Refusal, _ change: ConfigurationChange
  ) -> ErrorRecord {
    switch refusal {
    case .changedSince(let path, let current):
      return error(
        "Change \(change.id) was not taken back, because \(path) has been changed since"
          + (current.map { ": it is now '\($0)'" } ?? "") + ". Use -Force to take it back anyway.",
        "ValueChanged", .resourceExists, .string(path))
    case .secret(let path):
      return error(
        "Change \(change.id) cannot be taken back, because \(path) has a password, and passwords "
          + "are not recorded. Create it again with New-Item.", "PasswordNotRecorded",
        .invalidOperation, .string(path))
    case .noControl:
      return error(WSManMessages.setupNotKept, "NoControl", .invalidOperation)
    case .noDelegation:
      return error(WSManMessages.delegationNotKept, "NoDelegation", .invalidOperation)
    }
  }

  private static func error(
    _ message: String, _ id: String, _ category: ErrorCategory, _ target: PSValue = .null
  ) -> ErrorRecord {
    ErrorRecord(
      PSException("System.InvalidOperationException", message), id: id, category: category,
      target: target)
  }
}
