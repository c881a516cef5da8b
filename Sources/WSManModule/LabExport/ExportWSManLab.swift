import PSEngine
import WSManClient

/// `Export-WSManLab`: computers as a lab file, in which they are emulated.
final class ExportWSManLabCommand: ConfigurationCommand {
  private static let computerName = Parameter<[String]>(
    "ComputerName", aliases: ["cn"], position: 0, validations: [.notNullOrEmpty],
    completion: .source("Computer"), help: "The computers; the local one when not given.")
  private static let path = Parameter<String>(
    "Path", position: 1, mandatory: true, validations: [.notNullOrEmpty], completion: .path,
    help: "The lab file; one that exists is replaced.")
  private static let className = Parameter<[String]>(
    "Class", aliases: ["ClassName"], validations: [.notNullOrEmpty],
    completion: .source("ExportedClass"),
    help: "The CIM classes whose instances are read; a few that describe a computer when not given."
  )
  private static let namespace = Parameter<String>(
    "Namespace", validations: [.notNullOrEmpty],
    help: "The namespace of the classes; root/cimv2 when not given.")
  private static let accountPassword = Parameter<PSSecureString>(
    "AccountPassword",
    help: "The password of all accounts in the file; without it nobody can log on to them.")
  private static let maskName = Parameter<SwitchParameter>(
    "MaskName",
    help: "Replaces names of computers, domains and users, addresses and SIDs.")
  private static let maskSecret = Parameter<SwitchParameter>(
    "MaskSecret",
    help: "Leaves out serial numbers, keys, arguments of programs and values of variables.")
  private static let force = Parameter<SwitchParameter>(
    "Force", help: "Writes to a read-only file.")
  private static let noClobber = Parameter<SwitchParameter>(
    "NoClobber", help: "Refuses to replace a file.")

  private static let description = CmdletMetadata(
    "Export-WSManLab", typeName: "WSManShell.ExportWSManLabCommand",
    parameters: [
      computerName.definition, path.definition, className.definition, namespace.definition,
      accountPassword.definition, maskName.definition, maskSecret.definition, force.definition,
      noClobber.definition,
    ],
    supportsShouldProcess: true,
    synopsis: "Writes a lab file in which computers are emulated.")

  override class var metadata: CmdletMetadata { description }

  /// What describes a computer and is not long.
  static let standardClasses = [
    "Win32_ComputerSystem", "Win32_OperatingSystem", "Win32_BIOS", "Win32_Processor",
    "Win32_LogicalDisk", "Win32_NetworkAdapterConfiguration", "Win32_Service",
  ]

  override func processRecord(_ context: CommandContext) async throws {
    guard let path = context[Self.path] else { return }
    guard let writer = context.session.wsmanServices.labWriter else {
      throw Self.failure(
        "This session has no labs.", id: "NoLabs", category: .notImplemented, path, context)
    }
    let classes = try classNames(context)
    let file = try ContentFile(WildcardPattern.unescape(path), context)
    if context[Self.noClobber], try await file.exists() {
      throw Self.failure(
        "The file '\(file.shown)' already exists.", id: "NoClobber", category: .resourceExists,
        file.shown, context)
    }
    guard try await context.shouldProcess(file.shown, action: "Export lab") else { return }
    var computers: [RecordedComputer] = []
    for name in context[Self.computerName] ?? [""] {
      computers.append(try await record(name, classes, context))
    }
    var masks: LabMasks = []
    if context[Self.maskName] { masks.insert(.names) }
    if context[Self.maskSecret] { masks.insert(.secrets) }
    let lab: LabFileText
    do {
      lab = try writer.file(
        of: computers, masks: masks, accountPassword: context[Self.accountPassword]?.reveal())
    } catch {
      throw Self.failure(
        "What was read cannot be written as a lab file. \(error)", id: "NotALabFile",
        category: .invalidData, file.shown, context)
    }
    for note in lab.notes { try await context.writeWarning(note) }
    var lines = lab.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    try await file.replace(with: lines.map { .string($0) }, force: context[Self.force])
  }

  /// The names of the classes, each once.
  private func classNames(_ context: CommandContext) throws -> [String] {
    var names: [String] = []
    for name in context[Self.className] ?? Self.standardClasses {
      let isName = name.unicodeScalars.allSatisfy {
        $0 == "_" || $0.properties.isAlphabetic || ("0"..."9").contains($0)
      }
      guard isName else {
        throw Self.failure(
          "'\(name)' is no name of a class, such as Win32_Service.", id: "InvalidClass",
          category: .invalidArgument, name, context)
      }
      if !names.contains(where: { $0.equalsIgnoringCase(name) }) { names.append(name) }
    }
    return names
  }

  private func record(
    _ computer: String, _ classes: [String], _ context: CommandContext
  ) async throws -> RecordedComputer {
    let areChosen = context[Self.className] != nil
    let namespace = (context[Self.namespace] ?? "root/cimv2").split { $0 == "\\" || $0 == "/" }
      .joined(separator: "/").lowercased()
    return try await withSession(on: computer, context) { name, session in
      try await ComputerRecording(session: session) { part, error in
        guard let record = WSManErrors.record(error, computer: name) else { throw error }
        switch part {
        case .configuration(let text), .identity(let text):
          try await context.writeWarning(
            "\(name): \(text) could not be read and is missing in the lab. \(record.message)")
        case .instances where areChosen: try await context.writeError(record)
        case .instances(let text):
          try await context.writeVerbose("\(name): \(text) could not be read. \(record.message)")
        }
      }.read(name, classes: classes, in: namespace)
    }
  }

  private static func failure(
    _ message: String, id: String, category: ErrorCategory, _ target: String,
    _ context: CommandContext
  ) -> PSRuntimeError {
    context.terminate(
      ErrorRecord(
        PSException(
          category == .resourceExists
            ? "System.IO.IOException" : "System.InvalidOperationException", message),
        id: id, category: category, target: .string(target)))
  }
}
