import PSEngine

/// `Get-Member`: properties and methods of objects (`language.md` 11.5).
final class GetMember: Cmdlet {
  static let inputObject = Parameter<PSValue>(
    "InputObject", pipeline: .byValue, help: "The objects.")
  static let name = Parameter<[String]>(
    "Name", position: 0, validations: [.notNullOrEmpty],
    help: "Names of members; wildcards are allowed.")
  static let memberType = Parameter<MemberKinds>(
    "MemberType", aliases: ["Type"], help: "Kinds of members.")
  static let view = Parameter<MemberViews>(
    "View", help: "Extended: added to the object. Base: the members of its type.")
  static let isStatic = Parameter<SwitchParameter>(
    "Static", help: "Static members of the type.")
  static let force = Parameter<SwitchParameter>("Force", help: "Also hidden members.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-Member",
      parameters: [
        name.definition, inputObject.definition, memberType.definition, view.definition,
        isStatic.definition, force.definition,
      ], synopsis: "Shows properties and methods of objects.",
      outputTypes: [MemberDefinition.typeName])
  }

  private var seen: Set<String> = []
  private var hasInput = false

  override func processRecord(_ context: CommandContext) async throws {
    guard let item = context[Self.inputObject], !item.isNull else { return }
    hasInput = true
    let type = typeName(of: item, isStatic: context[Self.isStatic])
    guard seen.insert(type).inserted else { return }
    let kinds = context[Self.memberType] ?? .all
    let patterns = (context[Self.name] ?? ["*"]).map { WildcardPattern($0) }
    let members = members(of: item, type, context).filter { member in
      kinds.contains(member.kinds) && patterns.contains { $0.matches(member.name) }
    }
    let sorted = members.sorted {
      ($0.kind, $0.name.lowercased()) < ($1.kind, $1.name.lowercased())
    }
    for member in sorted { try await context.write(.object(member)) }
  }

  override func endProcessing(_ context: CommandContext) async throws {
    guard !hasInput else { return }
    try await context.writeError(
      ErrorRecord(
        PSException(
          "System.InvalidOperationException",
          "You must specify an object for the Get-Member cmdlet."),
        id: "NoObjectInGetMember", category: .closeError))
  }

  private func typeName(of item: PSValue, isStatic: Bool) -> String {
    if isStatic, let type = item.asObject as? PSRuntimeType { return type.definition.fullName }
    return TypeNames.chain(of: item).first ?? "System.Object"
  }

  private func members(
    of item: PSValue, _ type: String, _ context: CommandContext
  ) -> [MemberDefinition] {
    if context[Self.isStatic] { return staticMembers(of: item, type, context) }
    var members: [MemberDefinition] = []
    let view = context[Self.view] ?? .standard
    for member in MemberAccess.properties(of: item) + MemberAccess.scriptMethods(of: item) {
      let isAdded = member.kind != .property && member.kind != .parameterizedProperty
      guard view.includes(isAdded: isAdded) else { continue }
      members.append(
        MemberDefinition(
          type: type, name: member.name, kind: member.kind.rawValue, definition: member.definition))
    }
    if view.includes(isAdded: false) {
      members += MemberAccess.methods(of: item).map {
        MemberDefinition(type: type, name: $0.name, kind: "Method", definition: $0.definition)
      }
    }
    return members
  }

  private func staticMembers(
    of item: PSValue, _ type: String, _ context: CommandContext
  ) -> [MemberDefinition] {
    let definition =
      (item.asObject as? PSRuntimeType)?.definition ?? context.session.types.find(type)
    guard let definition else { return [] }
    return definition.staticProperties.map {
      MemberDefinition(
        type: type, name: $0.name, kind: "Property",
        definition: "static \($0.typeName) \($0.name) {get;}")
    }
      + definition.staticMethods.map {
        MemberDefinition(
          type: type, name: $0.name, kind: "Method", definition: "static " + $0.info.definition)
      }
  }
}

/// `Microsoft.PowerShell.Commands.MemberDefinition`
final class MemberDefinition: PSObject {
  static let typeName = "Microsoft.PowerShell.Commands.MemberDefinition"

  let type: String
  let name: String
  let kind: String
  let definition: String

  init(type: String, name: String, kind: String, definition: String) {
    self.type = type
    self.name = name
    self.kind = kind
    self.definition = definition
  }

  /// The kind as a flag.
  var kinds: MemberKinds { MemberKinds(name: kind) }

  override var baseTypeNames: [String] { [Self.typeName, "System.Object"] }
  override var text: String { name }
  override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("TypeName"), PSPropertyInfo("Name"),
      PSPropertyInfo("MemberType", MemberKinds.enumType.name), PSPropertyInfo("Definition"),
    ]
  }
  override func declaredValue(_ property: String) -> PSValue? {
    switch property.lowercased() {
    case "typename": return .string(type)
    case "name": return .string(name)
    case "membertype": return kinds.value
    case "definition": return .string(definition)
    default: return nil
    }
  }
}

/// `System.Management.Automation.PSMemberTypes`
struct MemberKinds: EnumParameterValue, OptionSet {
  let rawValue: Int64

  init(rawValue: Int64) { self.rawValue = rawValue }

  init(name: String) {
    rawValue = Self.enumType.members.first { $0.name == name }?.value ?? 0
  }

  static let all = MemberKinds(rawValue: 0xFFFF)

  static let enumType = PSEnumType(
    "System.Management.Automation.PSMemberTypes",
    [
      ("AliasProperty", 1), ("CodeProperty", 2), ("Property", 4), ("NoteProperty", 8),
      ("ScriptProperty", 16), ("Properties", 31), ("PropertySet", 32), ("Method", 64),
      ("CodeMethod", 128), ("ScriptMethod", 256), ("Methods", 448),
      ("ParameterizedProperty", 512), ("MemberSet", 1024), ("Event", 2048), ("Dynamic", 4096),
      ("All", 8191),
    ], isFlags: true)
}

/// `System.Management.Automation.PSMemberViewTypes`
struct MemberViews: EnumParameterValue {
  let rawValue: Int64

  init(rawValue: Int64) { self.rawValue = rawValue }

  static let standard = MemberViews(rawValue: 3)

  static let enumType = PSEnumType(
    "System.Management.Automation.PSMemberViewTypes",
    [("Extended", 1), ("Adapted", 2), ("Base", 4), ("All", 7)], isFlags: true)

  /// Whether members added to an object, or those of its type, are shown.
  func includes(isAdded: Bool) -> Bool { rawValue & (isAdded ? 1 : 6) != 0 }
}
