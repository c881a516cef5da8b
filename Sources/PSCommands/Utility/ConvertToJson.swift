import PSEngine

/// `ConvertTo-Json`: all input as one text.
final class ConvertToJson: Cmdlet {
  static let inputObject = Parameter<PSValue>(
    "InputObject", position: 0, mandatory: true, pipeline: .byValue,
    validations: [.allowNull], help: "The objects.")
  static let depth = Parameter<Int32>(
    "Depth", validations: [.range(0, 100)],
    help: "How many levels of contained objects are written; 2 unless given.")
  static let compress = Parameter<SwitchParameter>(
    "Compress", help: "Leaves out blanks and line ends.")
  static let asArray = Parameter<SwitchParameter>(
    "AsArray", help: "Writes an array even for one object.", isAddition: true)

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "ConvertTo-Json",
      parameters: [
        inputObject.definition, depth.definition, compress.definition, asArray.definition,
      ], synopsis: "Converts objects to a text in JSON.", outputTypes: ["System.String"])
  }

  private var input: [PSValue] = []

  override func processRecord(_ context: CommandContext) async throws {
    input.append(context[Self.inputObject] ?? .null)
  }

  override func endProcessing(_ context: CommandContext) async throws {
    guard !input.isEmpty else { return }
    var writer = JSONWriter(
      context.execution, depth: context[Self.depth].map { Int($0) } ?? 2,
      isCompressed: context[Self.compress])
    let whole: PSValue = input.count == 1 && !context[Self.asArray] ? input[0] : .list(input)
    let text = try await writer.text(of: whole)
    if writer.isCut, context.session.configuration.persona == .core {
      try await context.writeWarning(
        "Resulting JSON is truncated as serialization has exceeded the set depth of "
          + "\(context[Self.depth] ?? 2).")
    }
    try await context.write(.string(text))
  }
}

/// `ConvertFrom-Json`: the objects that a text in JSON describes.
final class ConvertFromJson: Cmdlet {
  static let inputObject = Parameter<String>(
    "InputObject", position: 0, mandatory: true, pipeline: .byValue,
    validations: [.allowEmptyString], help: "The text; lines that are piped in belong together.")
  static let asHashtable = Parameter<SwitchParameter>(
    "AsHashtable", help: "Makes dictionaries instead of objects.", isAddition: true)
  static let noEnumerate = Parameter<SwitchParameter>(
    "NoEnumerate", help: "Keeps an array whole.", isAddition: true)

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "ConvertFrom-Json",
      parameters: [inputObject.definition, asHashtable.definition, noEnumerate.definition],
      synopsis: "Converts a text in JSON to objects.",
      outputTypes: ["System.Management.Automation.PSCustomObject"])
  }

  private var lines: [String] = []

  override func processRecord(_ context: CommandContext) async throws {
    lines.append(context[Self.inputObject] ?? "")
  }

  override func endProcessing(_ context: CommandContext) async throws {
    let isCore = context.session.configuration.persona == .core
    var reader = JSONReader(
      lines.joined(separator: "\n"), isCore: isCore, makesTables: context[Self.asHashtable])
    let value: PSValue
    do {
      value = try reader.read()
    } catch {
      throw context.terminate(
        ErrorRecord(
          PSException("System.ArgumentException", error.message),
          id: "System.ArgumentException", category: .notSpecified))
    }
    if lines.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { return }
    // Windows PowerShell writes an array as one object.
    if isCore && !context[Self.noEnumerate] {
      try await context.write(enumerating: value)
    } else {
      try await context.write(value)
    }
  }
}
