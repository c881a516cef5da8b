import PSLanguage

/// The `param` block of a function, script block or script, as the binder needs it
/// (`language.md` 5.2).
struct ScriptParameters {
  /// One parameter with what only the language knows of it.
  struct Entry {
    /// What the binder binds.
    let definition: ParameterDefinition
    /// Value when nothing is bound.
    let defaultValue: ExpressionAst?
    /// Whether assignments in the body keep its type.
    let isTyped: Bool
    /// `[ValidateScript({ … })]`
    let checks: [ScriptBlockAst]
  }

  let signature: CommandSignature
  let entries: [Entry]

  init(name: String, block: ParamBlockAst?, inline: [ParameterAst]?, types: TypeTable) {
    let parameters = inline ?? block?.parameters ?? []
    let attributes = (block?.attributes ?? []).map(ScriptAttribute.init)
    let binding = attributes.first { $0.name == "cmdletbinding" }
    let isAdvanced =
      binding != nil
      || parameters.contains { $0.attributes.contains { ScriptAttribute($0).name == "parameter" } }
    let numbersPositions =
      binding?.flag("PositionalBinding", default: true) ?? true
      && !parameters.contains { parameter in
        parameter.attributes.contains { ScriptAttribute($0)["Position"] != nil }
      }
    var position = 0
    entries = parameters.map { parameter in
      let entry = Self.entry(parameter, position: numbersPositions ? position : nil, types)
      if entry.definition.type != .switchParameter { position += 1 }
      return entry
    }
    signature = CommandSignature(
      name: name, typeName: name, parameters: entries.map(\.definition),
      defaultSet: binding?.text("DefaultParameterSetName"),
      supportsShouldProcess: binding?.flag("SupportsShouldProcess") ?? false,
      confirmImpact: Self.impact(binding?.text("ConfirmImpact")), isStrict: isAdvanced,
      isScript: true)
  }

  private static func impact(_ text: String?) -> ConfirmImpact {
    switch text?.lowercased() {
    case "none": return .none
    case "low": return .low
    case "high": return .high
    default: return .medium
    }
  }

  private static func entry(
    _ parameter: ParameterAst, position: Int?, _ types: TypeTable
  ) -> Entry {
    let attributes = parameter.attributes.map(ScriptAttribute.init)
    let type = parameter.typeName.map { parameterType($0, types) } ?? .any
    var memberships = attributes.filter { $0.name == "parameter" }.map { attribute in
      membership(attribute, position: position)
    }
    if memberships.isEmpty {
      memberships = [
        ParameterSetMembership(
          set: ParameterDefinition.allSets,
          position: type == .switchParameter ? nil : position)
      ]
    }
    let definition = ParameterDefinition(
      name: parameter.name.path.name,
      aliases: attributes.filter { $0.name == "alias" }.flatMap(\.texts), type: type,
      memberships: memberships, validations: attributes.compactMap(\.validation),
      help: attributes.lazy.compactMap { $0.text("HelpMessage") }.first ?? "")
    return Entry(
      definition: definition, defaultValue: parameter.defaultValue,
      isTyped: parameter.typeName != nil && type != .any,
      checks: attributes.filter { $0.name == "validatescript" }.compactMap(\.scriptBlock))
  }

  private static func membership(
    _ attribute: ScriptAttribute, position: Int?
  ) -> ParameterSetMembership {
    var pipeline: PipelineInput = []
    if attribute.flag("ValueFromPipeline") { pipeline.insert(.byValue) }
    if attribute.flag("ValueFromPipelineByPropertyName") { pipeline.insert(.byPropertyName) }
    return ParameterSetMembership(
      set: attribute.text("ParameterSetName") ?? ParameterDefinition.allSets,
      position: attribute.number("Position") ?? position,
      isMandatory: attribute.flag("Mandatory"), pipeline: pipeline,
      takesRemaining: attribute.flag("ValueFromRemainingArguments"))
  }

  /// The binder's type for a type literal. An unknown name is kept: the call that converts to it
  /// reports it.
  static func parameterType(_ name: TypeName, _ types: TypeTable) -> ParameterType {
    if case .array(let element, _) = name.shape { return .array(parameterType(element, types)) }
    guard let definition = types.find(name.fullName) else { return .named(name.fullName) }
    if let enumeration = definition.enumType { return .enumeration(enumeration) }
    switch definition.fullName {
    case "System.Object", "System.Management.Automation.PSObject": return .any
    case "System.Management.Automation.SwitchParameter": return .switchParameter
    case "System.Array": return .array(.any)
    default: return .named(definition.fullName)
    }
  }
}

/// An attribute with its constant arguments.
struct ScriptAttribute {
  /// Name in lower case, without `Attribute` and namespace.
  let name: String
  /// Arguments without a name.
  let positional: [PSValue]
  /// Script block among the arguments.
  let scriptBlock: ScriptBlockAst?
  private let named: [(name: String, value: PSValue)]

  init(_ ast: AttributeAst) {
    var name = ast.typeName.fullName.split(separator: ".").last.map(String.init) ?? ""
    name = name.lowercased()
    if name.hasSuffix("attribute"), name != "attribute" { name.removeLast("attribute".count) }
    self.name = name
    positional = ast.positional.compactMap(ConstantArguments.value)
    scriptBlock =
      ast.positional.lazy.compactMap { expression -> ScriptBlockAst? in
        if case .scriptBlock(let block) = expression { return block.scriptBlock }
        return nil
      }.first
    named = ast.named.map { argument in
      let value: PSValue =
        argument.value.map { ConstantArguments.value($0) ?? .null } ?? .bool(true)
      return (argument.name, value)
    }
  }

  /// A named argument.
  subscript(name: String) -> PSValue? {
    named.first { $0.name.equalsIgnoringCase(name) }?.value
  }

  func flag(_ name: String, default value: Bool = false) -> Bool {
    self[name].map { Truth.isTrue($0) } ?? value
  }

  func text(_ name: String) -> String? { self[name].map { TextConversion.text(of: $0) } }

  func number(_ name: String) -> Int? {
    if case .number(let number)? = self[name] { return Self.int(number).map(Int.init) }
    return nil
  }

  /// The arguments without a name as texts, lists flattened.
  var texts: [String] {
    positional.flatMap(\.enumerated).map { TextConversion.text(of: $0) }
  }

  private static func int(_ number: PSNumber) -> Int64? {
    switch number {
    case .int32(let value): return Int64(value)
    case .int64(let value): return value
    case .byte(let value): return Int64(value)
    default: return nil
    }
  }

  private var numbers: [Int64] {
    positional.flatMap(\.enumerated).compactMap {
      if case .number(let number) = $0 { return Self.int(number) }
      return nil
    }
  }

  /// The check that the attribute stands for.
  var validation: ParameterValidation? {
    let numbers = numbers
    switch name {
    case "validatenotnull": return .notNull
    case "validatenotnullorempty": return .notNullOrEmpty
    case "validateset": return .set(texts)
    case "validatepattern": return texts.first.map { .pattern($0) }
    case "validaterange": return numbers.count == 2 ? .range(numbers[0], numbers[1]) : nil
    case "validatelength":
      return numbers.count == 2 ? .length(Int(numbers[0]), Int(numbers[1])) : nil
    case "validatecount":
      return numbers.count == 2 ? .count(Int(numbers[0]), Int(numbers[1])) : nil
    case "allownull": return .allowNull
    case "allowemptystring": return .allowEmptyString
    case "allowemptycollection": return .allowEmptyCollection
    default: return nil
    }
  }
}
