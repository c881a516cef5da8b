import PSEngine
import PSFormatting

/// `Out-File`: objects as the text that would be shown, in a file. `>` and `>>` are this command.
///
/// The text is written when the pipeline ends, so a pipeline may read the file that it ends in.
final class OutFile: Cmdlet {
  static let filePath = Parameter<String>(
    "FilePath", sets: ["ByPath"], position: 0, mandatory: true, completion: .path,
    help: "The file.")
  static let literalPath = Parameter<String>(
    "LiteralPath", aliases: ["PSPath", "LP"], sets: ["ByLiteralPath"], mandatory: true,
    pipeline: .byPropertyName, completion: .path,
    help: "The file; wildcards are plain characters.")
  static let encoding = Parameter<TextFileEncoding>(
    "Encoding", position: 1, help: "How characters are written.")
  static let append = Parameter<SwitchParameter>("Append", help: "Keeps what the file has.")
  static let force = Parameter<SwitchParameter>("Force", help: "Writes to read-only files.")
  static let noClobber = Parameter<SwitchParameter>(
    "NoClobber", aliases: ["NoOverwrite"], help: "Refuses to replace a file.")
  static let width = Parameter<Int32>(
    "Width", validations: [.range(2, Int64(Int32.max))], help: "Cells of a line.")
  static let noNewline = Parameter<SwitchParameter>("NoNewline", help: "Leaves line ends out.")
  static let inputObject = Parameter<PSValue>(
    "InputObject", pipeline: .byValue, help: "The objects.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Out-File",
      parameters: [
        filePath.definition, literalPath.definition, encoding.definition, append.definition,
        force.definition, noClobber.definition, width.definition, noNewline.definition,
        inputObject.definition,
      ], defaultSet: "ByPath", supportsShouldProcess: true, confirmImpact: .medium,
      synopsis: "Writes objects to a file as the text that is shown.")
  }

  private var target: TextTarget?
  private var formatter: ObjectFormatter?
  private var lines: [String] = []

  override func beginProcessing(_ context: CommandContext) async throws {
    let literal = context[Self.literalPath]
    guard let path = literal ?? context[Self.filePath] else { return }
    let target = try TextTarget(path, isLiteral: literal != nil, context)
    guard try await context.shouldProcess(target.shown, action: "Output to File") else { return }
    if context[Self.noClobber], !context[Self.append], try await target.exists() {
      throw context.terminate(
        ErrorRecord(
          PSException(
            "System.IO.IOException", "The file '\(target.shown)' already exists."),
          id: "NoClobber", category: .resourceExists, target: .string(target.shown)))
    }
    self.target = target
    formatter = ObjectFormatter(
      in: context.execution, lineWidth: context[Self.width].map { Int($0) }, isText: true)
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let formatter, let item = context[Self.inputObject] else { return }
    lines += try await formatter.write(item).map(\.text)
  }

  override func endProcessing(_ context: CommandContext) async throws {
    try await finish(context)
  }

  /// What arrived before an error is kept, as it would be in a file that is written line by line.
  override func dispose(_ context: CommandContext) async {
    try? await finish(context)
  }

  private func finish(_ context: CommandContext) async throws {
    guard let target, let formatter else { return }
    self.target = nil
    lines += formatter.finish().map(\.text)
    try await target.write(
      lines, append: context[Self.append], force: context[Self.force])
  }
}
