import PSEngine

/// Parameters that the commands on comma-separated values share.
enum CSVParameters {
  static let input = Parameter<PSValue>(
    "InputObject", mandatory: true, pipeline: [.byValue, .byPropertyName], help: "The objects.")
  static let delimiter = Parameter<String>(
    "Delimiter", help: "What stands between fields; a comma unless given.")
  static let useCulture = Parameter<SwitchParameter>(
    "UseCulture", help: "Takes the list separator of the culture, which is a comma here.")
  static let noType = Parameter<SwitchParameter>(
    "NoTypeInformation", aliases: ["NTI"], help: "Leaves out the line with the type.")
  static let includeType = Parameter<SwitchParameter>(
    "IncludeTypeInformation", aliases: ["ITI"], help: "Writes the line with the type.",
    isAddition: true)
  static let header = Parameter<[String]>("Header", help: "Names of the columns.")
  static let encoding = Parameter<TextFileEncoding>("Encoding", help: "Encoding of the file.")

  /// The delimiter of a call.
  static func delimiter(_ context: CommandContext) -> Character {
    context[delimiter]?.first ?? ","
  }

  /// A writer for a call: Windows PowerShell writes the type unless told not to.
  static func writer(_ context: CommandContext) -> CSVWriter {
    let isCore = context.session.configuration.persona == .core
    return CSVWriter(
      delimiter: String(delimiter(context)),
      writesType: isCore ? context[includeType] : !context[noType])
  }
}

/// `ConvertTo-Csv`
final class ConvertToCsv: Cmdlet {
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "ConvertTo-Csv",
      parameters: [
        CSVParameters.input.definition, CSVParameters.delimiter.definition,
        CSVParameters.useCulture.definition, CSVParameters.noType.definition,
        CSVParameters.includeType.definition,
      ], synopsis: "Converts objects to lines of comma-separated values.",
      outputTypes: ["System.String"])
  }

  private var writer: CSVWriter?

  override func processRecord(_ context: CommandContext) async throws {
    guard let item = context[CSVParameters.input], !item.isNull else { return }
    var writer = self.writer ?? CSVParameters.writer(context)
    for line in try await writer.lines(for: item, in: context.execution) {
      try await context.write(.string(line))
    }
    self.writer = writer
  }
}

/// `ConvertFrom-Csv`
final class ConvertFromCsv: Cmdlet {
  static let input = Parameter<[String]>(
    "InputObject", position: 0, mandatory: true, pipeline: [.byValue, .byPropertyName],
    validations: [.allowEmptyString], help: "The lines.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "ConvertFrom-Csv",
      parameters: [
        input.definition, CSVParameters.delimiter.definition, CSVParameters.useCulture.definition,
        CSVParameters.header.definition,
      ], synopsis: "Converts lines of comma-separated values to objects.",
      outputTypes: ["System.Management.Automation.PSCustomObject"])
  }

  private var lines: [String] = []

  override func processRecord(_ context: CommandContext) async throws {
    lines += context[Self.input] ?? []
  }

  override func endProcessing(_ context: CommandContext) async throws {
    var reader = CSVReader(header: context[CSVParameters.header])
    let objects = reader.objects(
      of: lines.joined(separator: "\n"), delimiter: CSVParameters.delimiter(context))
    for object in objects { try await context.write(object) }
  }
}

/// `Export-Csv`: as `ConvertTo-Csv`, into a file, which is written when the pipeline ends.
final class ExportCsv: Cmdlet {
  static let path = Parameter<String>("Path", position: 0, completion: .path, help: "The file.")
  static let literalPath = Parameter<String>(
    "LiteralPath", aliases: ["PSPath"], completion: .path,
    help: "The file; wildcards are plain characters.")
  static let append = Parameter<SwitchParameter>("Append", help: "Keeps what the file has.")
  static let force = Parameter<SwitchParameter>(
    "Force", help: "Writes to read-only files, and appends objects that lack columns.")
  static let noClobber = Parameter<SwitchParameter>(
    "NoClobber", aliases: ["NoOverwrite"], help: "Refuses to replace a file.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Export-Csv",
      parameters: [
        CSVParameters.input.definition, path.definition, literalPath.definition,
        append.definition, force.definition, noClobber.definition,
        CSVParameters.encoding.definition, CSVParameters.delimiter.definition,
        CSVParameters.useCulture.definition, CSVParameters.noType.definition,
        CSVParameters.includeType.definition,
      ], supportsShouldProcess: true,
      synopsis: "Writes objects to a file of comma-separated values.")
  }

  private var writer: CSVWriter?
  private var file: TextItem?
  private var lines: [String] = []

  override func beginProcessing(_ context: CommandContext) async throws {
    guard let path = context[Self.literalPath] ?? context[Self.path] else {
      throw context.terminate(
        ErrorRecord(
          PSException(
            "System.InvalidOperationException",
            "You must specify either the -Path or -LiteralPath parameters, but not both."),
          id: "CannotSpecifyPathAndLiteralPath", category: .invalidData))
    }
    let file = try TextItem(path, context)
    guard try await context.shouldProcess(file.shown, action: "Export-Csv") else { return }
    let exists = try await file.exists()
    if context[Self.noClobber], !context[Self.append], exists {
      throw context.terminate(
        ErrorRecord(
          PSException("System.IO.IOException", "The file '\(file.shown)' already exists."),
          id: "NoClobber", category: .resourceExists, target: .string(file.shown)))
    }
    var writer = CSVParameters.writer(context)
    if context[Self.append], exists {
      let rows = CSVText.rows(
        of: try await file.read(), delimiter: CSVParameters.delimiter(context))
      writer.columns = rows.first { $0.first?.hasPrefix("#TYPE ") != true }
    }
    self.writer = writer
    self.file = file
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard var writer, let item = context[CSVParameters.input], !item.isNull else { return }
    if let columns = writer.columns, context[Self.append], !context[Self.force] {
      let names = MemberAccess.properties(of: item).map { $0.name.lowercased() }
      if let missing = columns.first(where: { !names.contains($0.lowercased()) }) {
        throw context.terminate(
          ErrorRecord(
            PSException(
              "System.InvalidOperationException",
              "Cannot append CSV content to the following file: \(file?.shown ?? ""). The appended "
                + "object does not have a property that corresponds to the following column: "
                + "\(missing). To continue with mismatched properties, add the -Force parameter, "
                + "and then retry the command."),
            id: "CannotAppendCsvWithMismatchedPropertyNames", category: .invalidData,
            target: .string(missing)))
      }
    }
    lines += try await writer.lines(for: item, in: context.execution)
    self.writer = writer
  }

  override func endProcessing(_ context: CommandContext) async throws {
    guard let file else { return }
    let isCore = context.session.configuration.persona == .core
    try await file.write(
      lines, append: context[Self.append], force: context[Self.force],
      encoding: context[CSVParameters.encoding] ?? (isCore ? .utf8NoBOM : .ascii))
  }
}

/// `Import-Csv`
final class ImportCsv: Cmdlet {
  static let path = Parameter<[String]>(
    "Path", position: 0, pipeline: [.byValue, .byPropertyName], completion: .path,
    help: "The files; wildcards are allowed.")
  static let literalPath = Parameter<[String]>(
    "LiteralPath", aliases: ["PSPath"], pipeline: .byPropertyName, completion: .path,
    help: "The files, taken literally.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Import-Csv",
      parameters: [
        path.definition, literalPath.definition, CSVParameters.delimiter.definition,
        CSVParameters.useCulture.definition, CSVParameters.header.definition,
        CSVParameters.encoding.definition,
      ], synopsis: "Reads objects from a file of comma-separated values.",
      outputTypes: ["System.Management.Automation.PSCustomObject"])
  }

  override func processRecord(_ context: CommandContext) async throws {
    var files: [TextItem] = []
    for path in context[Self.path] ?? [] { files += try await TextItem.all(path, context) }
    for path in context[Self.literalPath] ?? [] { files.append(try TextItem(path, context)) }
    for file in files {
      let text = try await file.read(encoding: context[CSVParameters.encoding])
      var reader = CSVReader(header: context[CSVParameters.header])
      for object in reader.objects(of: text, delimiter: CSVParameters.delimiter(context)) {
        try await context.write(object)
      }
    }
  }
}
