import PSEngine
import PSFormatting

/// `Tee-Object`: keeps what passes in a file or a variable.
final class TeeObject: Cmdlet {
  static let inputObject = Parameter<PSValue>(
    "InputObject", pipeline: .byValue, help: "The objects.")
  static let filePath = Parameter<String>(
    "FilePath", sets: ["File"], position: 0, mandatory: true, completion: .path,
    help: "The file.")
  static let literalPath = Parameter<String>(
    "LiteralPath", aliases: ["PSPath", "LP"], sets: ["LiteralFile"], mandatory: true,
    completion: .path, help: "The file; wildcards are plain characters.")
  static let append = Parameter<SwitchParameter>(
    "Append", sets: ["File"], help: "Keeps what the file has.")
  static let variable = Parameter<String>(
    "Variable", sets: ["Variable"], mandatory: true, help: "Name of the variable.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Tee-Object",
      parameters: [
        filePath.definition, literalPath.definition, append.definition, variable.definition,
        inputObject.definition,
      ], defaultSet: "File", synopsis: "Passes objects on and keeps them in a file or variable.")
  }

  private var target: TextTarget?
  private var formatter: ObjectFormatter?
  private var lines: [String] = []
  private var values: [PSValue] = []

  override func beginProcessing(_ context: CommandContext) async throws {
    let literal = context[Self.literalPath]
    guard let path = literal ?? context[Self.filePath] else { return }
    target = try TextTarget(path, isLiteral: literal != nil, context)
    formatter = ObjectFormatter(in: context.execution, isText: true)
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let item = context[Self.inputObject] else { return }
    if let formatter {
      lines += try await formatter.write(item).map(\.text)
    } else {
      values.append(item)
    }
    try await context.write(item)
  }

  override func endProcessing(_ context: CommandContext) async throws {
    if let name = context[Self.variable] {
      try context.execution.scope.set(name, to: .collapsing(values))
    }
    guard let target, let formatter else { return }
    lines += formatter.finish().map(\.text)
    try await target.write(lines, append: context[Self.append], force: false)
  }
}
