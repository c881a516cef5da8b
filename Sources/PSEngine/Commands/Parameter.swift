/// A typed key of a cmdlet's parameter: declared once as a static value, read through
/// ``CommandContext``. Mistakes are compile errors; help and completion read the same values.
public struct Parameter<Value: ParameterValue>: Sendable {
  /// The untyped description that the binder, help and completion use.
  public let definition: ParameterDefinition

  /// Declares a parameter.
  /// - Parameters:
  ///   - name: the name as shown.
  ///   - aliases: further names.
  ///   - sets: the parameter sets it belongs to; all when empty.
  ///   - position: position among positional arguments, in all its sets.
  ///   - mandatory: whether it must be bound, in all its sets.
  ///   - pipeline: how it takes pipeline input, in all its sets.
  ///   - remaining: whether it collects what is left.
  ///   - validations: checks of the value.
  ///   - completion: where candidates for its value come from.
  ///   - help: one sentence.
  ///   - isAddition: whether Windows PowerShell does not have it (help marks it).
  public init(
    _ name: String, aliases: [String] = [], sets: [String] = [], position: Int? = nil,
    mandatory: Bool = false, pipeline: PipelineInput = [], remaining: Bool = false,
    validations: [ParameterValidation] = [], completion: ParameterCompletion = .byType,
    help: String = "", isAddition: Bool = false
  ) {
    let memberships = (sets.isEmpty ? [ParameterDefinition.allSets] : sets).map {
      ParameterSetMembership(
        set: $0, position: position, isMandatory: mandatory, pipeline: pipeline,
        takesRemaining: remaining)
    }
    definition = ParameterDefinition(
      name: name, aliases: aliases, type: Value.parameterType, memberships: memberships,
      validations: validations, completion: completion, help: help, isAddition: isAddition)
  }

  /// Declares a parameter whose attributes differ from set to set.
  public init(
    _ name: String, aliases: [String] = [], in memberships: [ParameterSetMembership],
    validations: [ParameterValidation] = [], completion: ParameterCompletion = .byType,
    help: String = "", isAddition: Bool = false
  ) {
    definition = ParameterDefinition(
      name: name, aliases: aliases, type: Value.parameterType, memberships: memberships,
      validations: validations, completion: completion, help: help, isAddition: isAddition)
  }
}

/// How a parameter takes pipeline input (`language.md` 6.1).
public struct PipelineInput: OptionSet, Sendable {
  /// The bits.
  public let rawValue: UInt8
  /// Makes a set of bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }
  /// The whole object.
  public static let byValue = PipelineInput(rawValue: 1)
  /// A property of the object that has the parameter's name or alias.
  public static let byPropertyName = PipelineInput(rawValue: 2)
}

/// A parameter's attributes in one parameter set.
public struct ParameterSetMembership: Sendable {
  /// Name of the set, or ``ParameterDefinition/allSets``.
  public var set: String
  /// Position among positional arguments.
  public var position: Int?
  /// Whether it must be bound.
  public var isMandatory: Bool
  /// How it takes pipeline input.
  public var pipeline: PipelineInput
  /// Whether it collects what is left.
  public var takesRemaining: Bool

  /// Describes a membership.
  public init(
    set: String, position: Int? = nil, isMandatory: Bool = false, pipeline: PipelineInput = [],
    takesRemaining: Bool = false
  ) {
    self.set = set
    self.position = position
    self.isMandatory = isMandatory
    self.pipeline = pipeline
    self.takesRemaining = takesRemaining
  }
}

/// A parameter of a cmdlet or function, without its Swift type.
public struct ParameterDefinition: Sendable {
  /// The pseudo set of parameters that belong to every set.
  public static let allSets = "__AllParameterSets"

  /// The name as shown.
  public var name: String
  /// Further names.
  public var aliases: [String]
  /// The type that arguments are converted to.
  public var type: ParameterType
  /// Attributes per set.
  public var memberships: [ParameterSetMembership]
  /// Checks of the value.
  public var validations: [ParameterValidation]
  /// Where candidates for its value come from.
  public var completion: ParameterCompletion
  /// One sentence; `HelpMessage` of script parameters.
  public var help: String
  /// Whether Windows PowerShell does not have it.
  public var isAddition: Bool
  /// Whether the provider supplied it for this call.
  public var isDynamic = false

  /// Describes a parameter.
  public init(
    name: String, aliases: [String] = [], type: ParameterType,
    memberships: [ParameterSetMembership] = [ParameterSetMembership(set: allSets)],
    validations: [ParameterValidation] = [], completion: ParameterCompletion = .byType,
    help: String = "", isAddition: Bool = false
  ) {
    self.name = name
    self.aliases = aliases
    self.type = type
    self.memberships = memberships
    self.validations = validations
    self.completion = completion
    self.help = help
    self.isAddition = isAddition
  }

  /// The attributes in a set, also when it belongs to all sets.
  public func membership(in set: String) -> ParameterSetMembership? {
    memberships.first { $0.set == set || $0.set == Self.allSets }
  }
}

/// The type that a parameter's arguments are converted to.
public indirect enum ParameterType: Sendable, Equatable {
  /// Any value, unconverted.
  case any
  /// A type by its full .NET name (`System.String`, `System.Int32`, `System.Uri`…).
  case named(String)
  /// `SwitchParameter`.
  case switchParameter
  /// An enumeration.
  case enumeration(PSEnumType)
  /// An array of a type.
  case array(ParameterType)

  /// The type itself, with what is known without a session.
  var definition: PSTypeDefinition {
    switch self {
    case .enumeration(let type): return PSTypeDefinition(enumeration: type)
    case .array: return PSTypeDefinition(fullName, baseNames: ["System.Array", "System.Object"])
    default: return PSTypeDefinition(fullName)
    }
  }

  /// Full .NET name as shown in messages and help.
  public var fullName: String {
    switch self {
    case .any: return "System.Object"
    case .named(let name): return name
    case .switchParameter: return "System.Management.Automation.SwitchParameter"
    case .enumeration(let type): return type.name
    case .array(let element): return element.fullName + "[]"
    }
  }
}

/// A check of an argument (`language.md` 6.2, 6.3).
public enum ParameterValidation: Sendable {
  case notNull
  case notNullOrEmpty
  case set([String])
  case range(Int64, Int64)
  case length(Int, Int)
  case count(Int, Int)
  case pattern(String)
  case allowNull
  case allowEmptyString
  case allowEmptyCollection
}

/// Where completion candidates for a parameter's value come from.
public enum ParameterCompletion: Sendable {
  /// From its type: enumeration names, validation sets, booleans.
  case byType
  /// Paths of drives.
  case path
  /// Names of commands.
  case commandName
  /// Candidates of a named source that a module registers, such as computer names.
  case source(String)
  /// What the item at the command's path may be set to, as its provider tells.
  case itemValue
  /// Properties of the objects that come through the pipeline.
  case propertyName
}
