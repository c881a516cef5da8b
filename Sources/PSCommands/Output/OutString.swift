import PSEngine
import PSFormatting

/// `Out-String`: objects as the text that would be shown.
final class OutString: Cmdlet {
  static let stream = Parameter<SwitchParameter>(
    "Stream", sets: ["StreamFormatting"], help: "Writes one string for each line.")
  static let noNewline = Parameter<SwitchParameter>(
    "NoNewline", sets: ["NoNewLineFormatting"], help: "Leaves line ends out.", isAddition: true)
  static let width = Parameter<Int32>(
    "Width", validations: [.range(2, Int64(Int32.max))], help: "Cells of a line.")
  static let inputObject = Parameter<PSValue>(
    "InputObject", pipeline: .byValue, help: "The objects.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Out-String",
      parameters: [
        stream.definition, noNewline.definition, width.definition, inputObject.definition,
      ],
      defaultSet: "NoNewLineFormatting", synopsis: "Turns objects into the text that is shown.",
      outputTypes: ["System.String"])
  }

  private var formatter: ObjectFormatter?
  private var text = ""

  override func beginProcessing(_ context: CommandContext) async throws {
    formatter = ObjectFormatter(
      in: context.execution, lineWidth: context[Self.width].map { Int($0) }, isText: true)
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let formatter, let item = context[Self.inputObject] else { return }
    try await take(formatter.write(item), context)
  }

  override func endProcessing(_ context: CommandContext) async throws {
    guard let formatter else { return }
    try await take(formatter.finish(), context)
    if !context[Self.stream] { try await context.write(.string(text)) }
  }

  private func take(_ lines: [OutputLine], _ context: CommandContext) async throws {
    for line in lines {
      if context[Self.stream] {
        try await context.write(.string(line.text))
      } else {
        try ValueLimits.requireText(text.utf8.count &+ line.text.utf8.count)
        text += line.text
        if !context[Self.noNewline] { text += "\n" }
      }
    }
  }
}
