import PSEngine

/// `Add-Member`: adds members to objects.
final class AddMember: Cmdlet {
  private static let memberSet = "MemberSet"
  private static let noteSet = "NotePropertySingleMemberSet"
  private static let notesSet = "NotePropertyMultiMemberSet"
  private static let typeSet = "TypeNameSet"

  /// Kinds of members that can be added.
  enum Kind: Int64, EnumParameterValue {
    case alias = 1
    case note = 8
    case scriptProperty = 16
    case scriptMethod = 128
    static let enumType = PSEnumType(
      "System.Management.Automation.PSMemberTypes",
      [
        ("AliasProperty", 1), ("NoteProperty", 8), ("ScriptProperty", 16), ("ScriptMethod", 128),
      ], isFlags: true)
  }

  static let inputObject = Parameter<PSValue>(
    "InputObject", mandatory: true, pipeline: .byValue, help: "The objects.")
  static let memberType = Parameter<Kind>(
    "MemberType", aliases: ["Type"], sets: [memberSet], position: 0, mandatory: true,
    help: "The kind of member.")
  static let name = Parameter<String>(
    "Name", sets: [memberSet], position: 1, mandatory: true, help: "Its name.")
  static let value = Parameter<PSValue>(
    "Value", sets: [memberSet], position: 2, help: "Its value, its target or its script.")
  static let secondValue = Parameter<PSValue>(
    "SecondValue", sets: [memberSet], position: 3, help: "The setter of a script property.")
  static let noteName = Parameter<String>(
    "NotePropertyName", sets: [noteSet], position: 0, mandatory: true,
    validations: [.pattern("^(?!(Alias|Note|Script)Property$|ScriptMethod$)")],
    help: "Name of a note; a kind of member means the other set.")
  static let noteValue = Parameter<PSValue>(
    "NotePropertyValue", sets: [noteSet], position: 1, mandatory: true,
    validations: [.allowNull], help: "Its value.")
  static let noteMembers = Parameter<PSHashtable>(
    "NotePropertyMembers", sets: [notesSet], position: 0, mandatory: true,
    help: "Names and values of notes.")
  static let typeName = Parameter<String>(
    "TypeName",
    in: [
      ParameterSetMembership(set: memberSet), ParameterSetMembership(set: noteSet),
      ParameterSetMembership(set: notesSet),
      ParameterSetMembership(set: typeSet, isMandatory: true),
    ], help: "A type name to put before the others.")
  static let force = Parameter<SwitchParameter>("Force", help: "Replaces members.")
  static let passThru = Parameter<SwitchParameter>("PassThru", help: "Writes the objects.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Add-Member",
      parameters: [
        inputObject.definition, memberType.definition, name.definition, value.definition,
        secondValue.definition, typeName.definition, force.definition, passThru.definition,
        noteName.definition, noteValue.definition, noteMembers.definition,
      ], defaultSet: typeSet, synopsis: "Adds properties and methods to an object.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let input = context[Self.inputObject], !input.isNull else { return }
    // A scalar gets a wrapper that carries the members; only -PassThru hands it on.
    let object = input.asObject ?? PSBoxedValue(input)
    var isChanged = false
    for member in try members(context) {
      if try await add(member, to: object, context) { isChanged = true }
    }
    if let name = context[Self.typeName] {
      object.typeNames = [name] + object.typeNames.filter { !$0.equalsIgnoringCase(name) }
      isChanged = true
    }
    if context[Self.passThru], isChanged { try await context.write(.object(object)) }
  }

  private func members(_ context: CommandContext) throws -> [PSMember] {
    switch context.parameterSet {
    case Self.noteSet:
      let value = context.value(named: "NotePropertyValue") ?? .null
      return [PSMember(name: context[Self.noteName] ?? "", kind: .note(value))]
    case Self.notesSet:
      return (context[Self.noteMembers]?.entries ?? []).map {
        PSMember(name: TextConversion.text(of: $0.key), kind: .note($0.value))
      }
    case Self.memberSet: return [try member(context)]
    default: return []
    }
  }

  private func member(_ context: CommandContext) throws -> PSMember {
    let name = context[Self.name] ?? ""
    let value = context.value(named: "Value") ?? .null
    let block = value.asObject as? ScriptBlock
    switch context[Self.memberType] {
    case .note, nil: return PSMember(name: name, kind: .note(value))
    case .alias: return PSMember(name: name, kind: .alias(TextConversion.text(of: value)))
    case .scriptMethod:
      guard let block else { throw needsScript(name, context) }
      return PSMember(name: name, kind: .scriptMethod(block))
    case .scriptProperty:
      guard let block else { throw needsScript(name, context) }
      let setter = context[Self.secondValue]?.asObject as? ScriptBlock
      return PSMember(name: name, kind: .scriptProperty(getter: block, setter: setter))
    }
  }

  private func needsScript(_ name: String, _ context: CommandContext) -> PSRuntimeError {
    context.terminate(
      ErrorRecord(
        PSException(
          "System.InvalidOperationException",
          "The member \"\(name)\" needs a script block: give -Value { ... }."),
        id: "Value1ShouldNotBeNull", category: .invalidArgument))
  }

  private func add(
    _ member: PSMember, to object: PSObject, _ context: CommandContext
  ) async throws -> Bool {
    let isKnown =
      object.extendedMember(member.name) != nil || object.declaredValue(member.name) != nil
    if isKnown && !context[Self.force] {
      try await context.writeError(
        ErrorRecord(
          PSException(
            "System.InvalidOperationException",
            "Cannot add a member with the name \"\(member.name)\" because a member with that name "
              + "already exists. To overwrite the member anyway, add the Force parameter to your "
              + "command."),
          id: "MemberAlreadyExists", category: .invalidOperation, target: .object(object)))
      return false
    }
    object.setExtended(member)
    return true
  }
}
