import PSEngine

/// `Write-Output`: passes objects on.
final class WriteOutput: Cmdlet {
  static let inputObject = Parameter<[PSValue]>(
    "InputObject",
    in: [
      ParameterSetMembership(
        set: ParameterDefinition.allSets, position: 0, isMandatory: true, pipeline: .byValue,
        takesRemaining: true)
    ], validations: [.allowNull, .allowEmptyCollection, .allowEmptyString], help: "The objects.")
  static let noEnumerate = Parameter<SwitchParameter>(
    "NoEnumerate", help: "Passes a collection on as one object.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Write-Output", parameters: [inputObject.definition, noEnumerate.definition],
      synopsis: "Passes objects on to the next command.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    // Read by name: the collection itself is wanted, not its converted elements.
    guard let bound = context.value(named: "InputObject") else { return }
    let value = context.input ?? bound
    if context[Self.noEnumerate] { return try await context.write(single(value)) }
    for item in value.enumerated { try await context.write(enumerating: item) }
  }

  /// A collection of one element that came from the arguments is that element.
  private func single(_ value: PSValue) -> PSValue {
    if case .array(let array) = value, array.elements.count == 1 { return array.elements[0] }
    return value
  }
}
