import PSEngine
import PSFormatting

/// `Write-Host`: text for the person at the screen.
final class WriteHost: Cmdlet {
  static let object = Parameter<PSValue>(
    "Object", aliases: ["Msg", "Message"],
    in: [
      ParameterSetMembership(
        set: ParameterDefinition.allSets, position: 0, pipeline: .byValue, takesRemaining: true)
    ], validations: [.allowNull, .allowEmptyString], help: "What is shown.")
  static let noNewline = Parameter<SwitchParameter>(
    "NoNewline", help: "Does not end the line.")
  static let separator = Parameter<PSValue>(
    "Separator", help: "Stands between several objects; a blank by default.")
  static let foreground = Parameter<ConsoleColor>(
    "ForegroundColor", help: "Colour of the text.")
  static let background = Parameter<ConsoleColor>(
    "BackgroundColor", help: "Colour behind the text.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Write-Host",
      parameters: [
        object.definition, noNewline.definition, separator.definition, foreground.definition,
        background.definition,
      ], synopsis: "Shows text.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    let separator =
      context[Self.separator].map { Self.text(of: $0, separator: "", depth: 0) } ?? " "
    let text = context[Self.object].map { Self.text(of: $0, separator: separator, depth: 0) } ?? ""
    let record = StreamRecord(.information, .string(text), tags: ["PSHOST"])
    record.colors = (context[Self.foreground]?.name, context[Self.background]?.name)
    record.endsLine = !context[Self.noNewline]
    try await context.writeInformation(record)
  }

  /// The text of a value; elements of collections, also nested ones, are joined.
  private static func text(of value: PSValue, separator: String, depth: Int) -> String {
    guard depth < 32 else { return TextConversion.text(of: value) }
    let elements: [PSValue]
    switch value.unwrapped {
    case .array(let array): elements = array.elements
    case .object(let table as PSHashtable): elements = table.entryObjects
    case .object(let object):
      guard let list = object.enumeratedElements else { return TextConversion.text(of: value) }
      elements = list
    default: return TextConversion.text(of: value)
    }
    return elements.map { text(of: $0, separator: separator, depth: depth + 1) }
      .joined(separator: separator)
  }
}

/// `System.ConsoleColor`.
enum ConsoleColor: Int64, EnumParameterValue, Sendable {
  case black = 0
  case darkBlue, darkGreen, darkCyan, darkRed, darkMagenta, darkYellow, gray, darkGray
  case blue, green, cyan, red, magenta, yellow, white

  static let enumType = PSEnumType(
    "System.ConsoleColor",
    [
      ("Black", 0), ("DarkBlue", 1), ("DarkGreen", 2), ("DarkCyan", 3), ("DarkRed", 4),
      ("DarkMagenta", 5), ("DarkYellow", 6), ("Gray", 7), ("DarkGray", 8), ("Blue", 9),
      ("Green", 10), ("Cyan", 11), ("Red", 12), ("Magenta", 13), ("Yellow", 14), ("White", 15),
    ])
}
