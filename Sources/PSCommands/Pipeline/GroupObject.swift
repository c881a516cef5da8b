import PSEngine

/// `Group-Object`: puts objects with equal properties together.
final class GroupObject: Cmdlet {
  private static let plainSet = "__Default"
  private static let tableSet = "HashTable"

  static let noElement = Parameter<SwitchParameter>(
    "NoElement", help: "Leaves the members out of the groups.")
  static let asTable = Parameter<SwitchParameter>(
    "AsHashTable", aliases: ["AHT"], sets: [tableSet], mandatory: true,
    help: "Gives one hashtable with the groups.")
  static let asString = Parameter<SwitchParameter>(
    "AsString", sets: [tableSet], help: "Keys of the table are texts.")
  static let inputObject = Parameter<PSValue>(
    "InputObject", pipeline: .byValue, help: "The objects.")
  static let property = Parameter<[PSValue]>(
    "Property", position: 0, completion: .propertyName, help: "What to group by.")
  static let culture = Parameter<String>("Culture", help: "Culture of the comparison.")
  static let caseSensitive = Parameter<SwitchParameter>("CaseSensitive", help: "Regards case.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Group-Object",
      parameters: [
        noElement.definition, asTable.definition, asString.definition,
        inputObject.definition.ofPSObject,
        property.definition, culture.definition, caseSensitive.definition,
      ], defaultSet: plainSet, synopsis: "Groups objects by property values.")
  }

  private var selectors: [PropertySelector] = []
  private var groups: [(values: [PSValue], members: [PSValue])] = []
  private var positions: [String: Int] = [:]

  override func beginProcessing(_ context: CommandContext) async throws {
    selectors = try (context[Self.property] ?? []).map { try PropertySelector($0) }
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard context.isBound(Self.inputObject), let item = context[Self.inputObject] else { return }
    var values: [PSValue] = []
    for selector in selectors { values.append(try await selector.value(of: item, context)) }
    if selectors.isEmpty { values = [item] }
    let texts = values.map { TextConversion.text(of: $0) }
    let key = (context[Self.caseSensitive] ? texts : texts.map { $0.lowercased() })
      .joined(separator: "\u{0}")
    if let position = positions[key] {
      groups[position].members.append(item)
    } else {
      positions[key] = groups.count
      groups.append((values, [item]))
    }
  }

  override func endProcessing(_ context: CommandContext) async throws {
    if context[Self.asTable] {
      let table = PSHashtable(ignoresCase: !context[Self.caseSensitive])
      for group in groups {
        let key: PSValue =
          context[Self.asString] || group.values.count != 1
          ? .string(GroupInfo.name(group.values)) : group.values[0]
        table[key] = .object(PSList(group.members, typeName: GroupInfo.collectionType))
      }
      return try await context.write(.object(table))
    }
    for group in groups {
      try await context.write(
        .object(
          GroupInfo(
            values: group.values, members: group.members, hasElements: !context[Self.noElement])))
    }
  }
}

/// `Microsoft.PowerShell.Commands.GroupInfo`.
final class GroupInfo: PSObject {
  static let collectionType =
    "System.Collections.ObjectModel.Collection`1[System.Management.Automation.PSObject]"

  private var values: [PSValue]
  private var members: [PSValue]
  private let hasElements: Bool

  init(values: [PSValue], members: [PSValue], hasElements: Bool) {
    self.values = values
    self.members = members
    self.hasElements = hasElements
  }

  deinit {
    DeferredRelease.free(&values)
    DeferredRelease.free(&members)
  }

  /// The name of a group: its values, joined.
  static func name(_ values: [PSValue]) -> String {
    values.map { TextConversion.text(of: $0) }.joined(separator: ", ")
  }

  override var baseTypeNames: [String] {
    let base = ["Microsoft.PowerShell.Commands.GroupInfo", "System.Object"]
    return hasElements ? base : ["Microsoft.PowerShell.Commands.GroupInfoNoElement"] + base
  }

  override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("Values", "System.Collections.ArrayList"),
      PSPropertyInfo("Count", "System.Int32"),
      PSPropertyInfo("Group", Self.collectionType), PSPropertyInfo("Name"),
    ]
  }

  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "values": return .object(PSList(values))
    case "count": return .int(members.count)
    case "group": return .object(PSList(hasElements ? members : [], typeName: Self.collectionType))
    case "name": return .string(Self.name(values))
    default: return nil
    }
  }
}
