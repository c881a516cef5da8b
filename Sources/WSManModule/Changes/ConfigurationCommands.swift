import PSEngine
import WSManClient

/// What the cmdlets on whole configurations have in common.
class ConfigurationCommand: Cmdlet {
  /// The configuration of a computer.
  final func snapshot(
    of computer: String, _ context: CommandContext
  ) async throws -> ConfigurationSnapshot {
    try await withSession(on: computer, context) { name, session in
      try await ConfigurationSnapshot(of: name, session)
    }
  }

  /// Works with a computer over its connection in the drive, or over one made for this.
  final func withSession<Result>(
    on computer: String, _ context: CommandContext,
    _ work: (_ name: String, _ session: WSManSession) async throws -> Result
  ) async throws -> Result {
    let name = TargetParameters.normalized(computer) ?? ConnectionTable.localName
    do {
      if let connection = context.session.wsmanConnections.connection(name) {
        return try await work(connection.name, connection.session)
      }
      let services = context.session.wsmanServices
      var options = WSManSessionOptions()
      options.take(context.session.environment)
      options.client = try await services.clientConfiguration()
      let session = try await services.open(SessionRequest(target: name, options: options))
      do {
        let result = try await work(name.lowercased(), session)
        await session.close()
        return result
      } catch {
        await session.close()
        throw error
      }
    } catch {
      guard let record = WSManErrors.record(error, target: .string(name)) else { throw error }
      throw context.terminate(record)
    }
  }

  /// Refuses a file where a computer belongs.
  /// - Parameter advice: what to type, from the name.
  final func refuseFile(
    _ name: String?, _ context: CommandContext, advice: (String) -> String
  ) throws {
    guard let name, Self.looksLikeFile(name) else { return }
    throw context.terminate(
      ErrorRecord(
        PSException(
          "System.ArgumentException",
          "'\(name)' looks like a file, where a computer belongs. \(advice(name))"),
        id: "FileInsteadOfComputer", category: .invalidArgument, target: .string(name)))
  }

  /// No computer has a separator of paths or the extension of exports in its name.
  private static func looksLikeFile(_ name: String) -> Bool {
    name.contains { $0 == "\\" || $0 == "/" }
      || [".xml", ".json"].contains { name.lowercased().hasSuffix($0) }
  }
}

/// `Export-WSManConfiguration`: a computer's whole configuration as a file.
final class ExportWSManConfigurationCommand: ConfigurationCommand {
  private static let path = Parameter<String>(
    "Path", position: 0, mandatory: true, validations: [.notNullOrEmpty], completion: .path,
    help: "The file; one that exists is replaced.")
  private static let computerName = Parameter<String>(
    "ComputerName", aliases: ["cn"], position: 1, completion: .source("Computer"),
    help: "The computer; the local one when not given.")
  private static let force = Parameter<SwitchParameter>(
    "Force", help: "Writes to a read-only file.")
  private static let noClobber = Parameter<SwitchParameter>(
    "NoClobber", help: "Refuses to replace a file.")

  private static let description = CmdletMetadata(
    "Export-WSManConfiguration", typeName: "WSManShell.ExportWSManConfigurationCommand",
    parameters: [
      path.definition, computerName.definition, force.definition, noClobber.definition,
    ],
    supportsShouldProcess: true,
    synopsis: "Writes the whole WinRM configuration of a computer to a file.")

  override class var metadata: CmdletMetadata { description }

  /// Whoever names a computer only would get the settings of this one, under that name.
  private func refuseComputer(_ path: String, _ context: CommandContext) throws {
    guard context.session.wsmanConnections.connection(path) != nil else { return }
    throw context.terminate(
      ErrorRecord(
        PSException(
          "System.ArgumentException",
          "'\(path)' is a computer, where a file belongs. The file comes first: "
            + "Export-WSManConfiguration FILE \(path)"),
        id: "ComputerInsteadOfFile", category: .invalidArgument, target: .string(path)))
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let path = context[Self.path] else { return }
    try refuseFile(context[Self.computerName], context) {
      "The file comes first: Export-WSManConfiguration \($0) COMPUTER"
    }
    if context[Self.computerName] == nil { try refuseComputer(path, context) }
    let file = try ContentFile(WildcardPattern.unescape(path), context)
    if context[Self.noClobber], try await file.exists() {
      throw context.terminate(
        ErrorRecord(
          PSException("System.IO.IOException", "The file '\(file.shown)' already exists."),
          id: "NoClobber", category: .resourceExists, target: .string(file.shown)))
    }
    guard try await context.shouldProcess(file.shown, action: "Export WinRM configuration") else {
      return
    }
    let snapshot = try await snapshot(of: context[Self.computerName] ?? "", context)
    try await file.replace(
      with: snapshot.lines.map { .string($0) }, force: context[Self.force])
  }
}

/// `Compare-WSManConfiguration`: what differs between two computers, or a computer and a file.
final class CompareWSManConfigurationCommand: ConfigurationCommand {
  private static let reference = Parameter<String>(
    "ReferenceComputer", aliases: ["Left"], position: 0, completion: .source("Computer"),
    help: "The computer on the left; the local one when not given.")
  private static let difference = Parameter<String>(
    "DifferenceComputer", aliases: ["Right"], sets: ["Computer"], position: 1,
    completion: .source("Computer"),
    help: "The computer on the right; the local one when not given.")
  private static let path = Parameter<String>(
    "Path", sets: ["File"], mandatory: true, validations: [.notNullOrEmpty], completion: .path,
    help: "The file on the right, from Export-WSManConfiguration.")
  private static let includeEqual = Parameter<SwitchParameter>(
    "IncludeEqual", help: "Writes settings without a difference as well.")

  private static let description = CmdletMetadata(
    "Compare-WSManConfiguration", typeName: "WSManShell.CompareWSManConfigurationCommand",
    parameters: [
      reference.definition, difference.definition, path.definition, includeEqual.definition,
    ],
    defaultSet: "Computer",
    synopsis: "Shows what differs between the WinRM configurations of two computers.",
    outputTypes: [DifferenceObject.typeName])

  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    for parameter in [Self.reference, Self.difference] {
      try refuseFile(context[parameter], context) {
        "Compare with a file by: Compare-WSManConfiguration COMPUTER -Path \($0)"
      }
    }
    let right: ConfigurationSnapshot
    // A file that is no configuration is told before any computer is asked.
    if let path = context[Self.path] {
      right = try await read(path, context)
    } else {
      right = try await snapshot(of: context[Self.difference] ?? "", context)
    }
    let left = try await snapshot(of: context[Self.reference] ?? "", context)
    for pair in left.compared(with: right)
    where context[Self.includeEqual] || (pair.left ?? "") != (pair.right ?? "") {
      try await context.write(
        .object(DifferenceObject(pair, left: left.name, right: right.name)))
    }
  }

  private func read(
    _ path: String, _ context: CommandContext
  ) async throws -> ConfigurationSnapshot {
    let text = try await InputFile.text(of: path, context)
    do {
      return try ConfigurationSnapshot(file: path, text: text)
    } catch {
      throw context.terminate(
        ErrorRecord(
          PSException(
            "System.IO.InvalidDataException",
            "The file '\(path)' is no configuration. \(error.reason) Make one: "
              + "Export-WSManConfiguration -Path \(path)"),
          id: "InvalidConfigurationFile", category: .invalidData, target: .string(path)))
    }
  }
}

/// A setting that differs.
final class DifferenceObject: PSObject {
  static let typeName = "WSManShell.ConfigurationDifference"

  private let pair: ConfigurationSnapshot.Pair
  private let left: String
  private let right: String

  init(_ pair: ConfigurationSnapshot.Pair, left: String, right: String) {
    self.pair = pair
    self.left = left
    self.right = right
  }

  override var baseTypeNames: [String] { [Self.typeName, "System.Object"] }

  override var declaredProperties: [PSPropertyInfo] {
    ["Path", "Left", "Right", "LeftName", "RightName"].map { PSPropertyInfo($0) }
  }

  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "path": .string(pair.path)
    case "left": .optional(pair.left)
    case "right": .optional(pair.right)
    case "leftname": .string(left)
    case "rightname": .string(right)
    default: nil
    }
  }

  override var text: String { pair.path }
}
