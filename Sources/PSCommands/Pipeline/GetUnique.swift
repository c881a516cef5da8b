import PSEngine

/// `Get-Unique`: drops an object that equals the one before it.
final class GetUnique: Cmdlet {
  static let inputObject = Parameter<PSValue>(
    "InputObject", pipeline: .byValue, help: "The objects, sorted.")
  static let asString = Parameter<SwitchParameter>(
    "AsString", sets: ["AsString"], help: "Compares the objects as texts.")
  static let onType = Parameter<SwitchParameter>(
    "OnType", sets: ["UniqueByType"], help: "One object of each type only.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-Unique",
      parameters: [inputObject.definition.ofPSObject, asString.definition, onType.definition],
      defaultSet: "AsString", synopsis: "Gives each item of a sorted list once.")
  }

  private var previous: String?

  override func processRecord(_ context: CommandContext) async throws {
    guard let item = context[Self.inputObject] else { return }
    let key: String
    if context[Self.onType] {
      key = TypeNames.chain(of: item).first ?? ""
    } else if context[Self.asString] {
      key = TextConversion.text(of: item)
    } else {
      key = try await UniqueKey.text(of: item, context)
    }
    defer { previous = key }
    if key != previous { try await context.write(item) }
  }
}
