/// What `(Get-Command NAME).Parameters` and `.ParameterSets` tell of a command.
enum ParameterMetadata {
  private static let namespace = "System.Management.Automation."
  /// .NET's number for a parameter without a position.
  private static let noPosition = Int32.min

  /// The parameters by name, the common ones included.
  static func table(of signature: CommandSignature) -> PSHashtable {
    let table = TypedDictionary(valueType: namespace + "ParameterMetadata")
    for definition in signature.parameters + signature.commonParameters {
      table[definition.name] = .object(metadata(of: definition))
    }
    return table
  }

  /// The parameter sets, the default one first.
  static func sets(of signature: CommandSignature) -> PSValue {
    .list(
      CommandSyntax.sets(of: signature).map { set in
        let all = signature.parameters + signature.commonParameters
        let parameters = all.compactMap { definition in
          definition.membership(in: set).map { info(of: definition, $0) }
        }
        // As on Windows, the text of a set is its syntax line without the name of the command.
        let line = CommandSyntax.line("", signature, set: set, false).dropFirst()
        return .object(
          MetadataObject(
            namespace + "CommandParameterSetInfo", text: String(line),
            [
              ("Name", .string(set)), ("IsDefault", .bool(set == signature.defaultSet)),
              ("Parameters", .list(parameters)),
            ]))
      })
  }

  // MARK: One parameter

  private static func metadata(of definition: ParameterDefinition) -> PSObject {
    let sets = TypedDictionary(valueType: namespace + "ParameterSetMetadata")
    for membership in definition.memberships {
      sets[membership.set] = .object(
        MetadataObject(
          namespace + "ParameterSetMetadata",
          [("IsMandatory", .bool(membership.isMandatory))] + how(membership)
            + [("HelpMessage", .null)]))
    }
    return MetadataObject(
      namespace + "ParameterMetadata",
      [
        ("Name", .string(definition.name)), ("ParameterType", type(of: definition)),
        ("ParameterSets", .object(sets)), ("IsDynamic", .bool(definition.isDynamic)),
        ("Aliases", .strings(definition.aliases)), ("Attributes", attributes(of: definition)),
        ("SwitchParameter", .bool(definition.type == .switchParameter)),
      ])
  }

  /// A parameter as one set has it.
  private static func info(
    of definition: ParameterDefinition, _ membership: ParameterSetMembership
  ) -> PSValue {
    .object(
      MetadataObject(
        namespace + "CommandParameterInfo",
        [
          ("Name", .string(definition.name)), ("ParameterType", type(of: definition)),
          ("IsMandatory", .bool(membership.isMandatory)),
          ("IsDynamic", .bool(definition.isDynamic)),
        ] + how(membership) + [
          ("HelpMessage", .string("")), ("Aliases", .strings(definition.aliases)),
          ("Attributes", attributes(of: definition)),
        ]))
  }

  /// How a parameter is bound in a set.
  private static func how(_ membership: ParameterSetMembership) -> [(String, PSValue)] {
    [
      ("Position", .int(membership.position.map { Int32(clamping: $0) } ?? noPosition)),
      ("ValueFromPipeline", .bool(membership.pipeline.contains(.byValue))),
      ("ValueFromPipelineByPropertyName", .bool(membership.pipeline.contains(.byPropertyName))),
      ("ValueFromRemainingArguments", .bool(membership.takesRemaining)),
    ]
  }

  private static func type(of definition: ParameterDefinition) -> PSValue {
    .object(PSRuntimeType(definition.type.definition))
  }

  // MARK: Attributes

  private static func attributes(of definition: ParameterDefinition) -> PSValue {
    var list = definition.memberships.map { membership in
      MetadataObject(
        namespace + "ParameterAttribute",
        [
          ("ParameterSetName", .string(membership.set)),
          ("Mandatory", .bool(membership.isMandatory)),
        ] + how(membership) + [("HelpMessage", .null), ("DontShow", .bool(false))])
    }
    if !definition.aliases.isEmpty {
      list.append(
        MetadataObject(
          namespace + "AliasAttribute", [("AliasNames", .strings(definition.aliases))]))
    }
    list += definition.validations.map(attribute)
    return .object(
      PSList(
        list.map { .object($0) },
        typeName: "System.Collections.ObjectModel.Collection`1[System.Attribute]"))
  }

  private static func attribute(_ validation: ParameterValidation) -> MetadataObject {
    let (name, properties): (String, [(String, PSValue)]) =
      switch validation {
      case .notNull: ("ValidateNotNull", [])
      case .notNullOrEmpty: ("ValidateNotNullOrEmpty", [])
      case .set(let values):
        ("ValidateSet", [("ValidValues", .strings(values)), ("IgnoreCase", .bool(true))])
      case .range(let least, let most):
        ("ValidateRange", [("MinRange", .int(Int(least))), ("MaxRange", .int(Int(most)))])
      case .length(let least, let most):
        ("ValidateLength", [("MinLength", .int(least)), ("MaxLength", .int(most))])
      case .count(let least, let most):
        ("ValidateCount", [("MinLength", .int(least)), ("MaxLength", .int(most))])
      case .pattern(let pattern): ("ValidatePattern", [("RegexPattern", .string(pattern))])
      case .allowNull: ("AllowNull", [])
      case .allowEmptyString: ("AllowEmptyString", [])
      case .allowEmptyCollection: ("AllowEmptyCollection", [])
      }
    return MetadataObject(namespace + name + "Attribute", properties)
  }
}

/// `Dictionary<string, T>` with keys in any case.
private final class TypedDictionary: PSHashtable {
  private let valueType: String

  init(valueType: String) {
    self.valueType = valueType
    super.init()
  }

  override var baseTypeNames: [String] {
    ["System.Collections.Generic.Dictionary`2[System.String,\(valueType)]", "System.Object"]
  }
}

/// An object that tells of a command: a type and properties that do not change.
private final class MetadataObject: PSObject {
  private let type: String
  private let shown: String?
  private let properties: [(name: String, value: PSValue)]

  init(_ type: String, text: String? = nil, _ properties: [(String, PSValue)]) {
    self.type = type
    shown = text
    self.properties = properties.map { (name: $0.0, value: $0.1) }
  }

  override var baseTypeNames: [String] {
    let isAttribute = type.hasSuffix("Attribute")
    return [type] + (isAttribute ? ["System.Attribute"] : []) + ["System.Object"]
  }
  override var text: String { shown ?? type }
  override var declaredProperties: [PSPropertyInfo] {
    properties.map { PSPropertyInfo($0.name, TypeNames.name(of: $0.value)) }
  }
  override func declaredValue(_ name: String) -> PSValue? {
    properties.first { $0.name.equalsIgnoringCase(name) }?.value
  }
}
