/// What the binder, help and completion need of a command, whatever it is written in.
public struct CommandSignature: Sendable {
  /// The command's name: what `CategoryInfo` shows as activity.
  public var name: String
  /// What follows the comma in full error ids: the implementing type of a cmdlet, the name of a function.
  public var typeName: String
  /// Own parameters in declaration order, without the common ones.
  public var parameters: [ParameterDefinition]
  /// The set used when several remain possible.
  public var defaultSet: String?
  /// Whether `-WhatIf` and `-Confirm` exist.
  public var supportsShouldProcess: Bool
  /// Whether `-UseTransaction` exists.
  public var supportsTransactions: Bool
  /// When `$ConfirmPreference` makes it ask.
  public var confirmImpact: ConfirmImpact
  /// Whether unknown arguments are refused and the common parameters exist: cmdlets and advanced
  /// functions. A simple function collects what is left in `$args`.
  public var isStrict: Bool
  /// Whether it is written in the language, which changes the id of conversion errors
  /// (`language.md` 6.2).
  public var isScript: Bool

  /// Describes a command.
  public init(
    name: String, typeName: String, parameters: [ParameterDefinition], defaultSet: String? = nil,
    supportsShouldProcess: Bool = false, supportsTransactions: Bool = false,
    confirmImpact: ConfirmImpact = .medium,
    isStrict: Bool = true, isScript: Bool = false
  ) {
    self.name = name
    self.typeName = typeName
    self.parameters = parameters
    self.defaultSet = defaultSet
    self.supportsShouldProcess = supportsShouldProcess
    self.supportsTransactions = supportsTransactions
    self.confirmImpact = confirmImpact
    self.isStrict = isStrict
    self.isScript = isScript
  }

  /// The signature of a cmdlet.
  public init(_ metadata: CmdletMetadata) {
    self.init(
      name: metadata.name, typeName: metadata.typeName, parameters: metadata.parameters,
      defaultSet: metadata.defaultSet, supportsShouldProcess: metadata.supportsShouldProcess,
      supportsTransactions: metadata.supportsTransactions, confirmImpact: metadata.confirmImpact)
  }

  /// A command without parameters of its own.
  public static func empty(name: String) -> CommandSignature {
    CommandSignature(name: name, typeName: name, parameters: [], isStrict: false)
  }

  /// The common parameters that the command has (`language.md` 6.1).
  public var commonParameters: [ParameterDefinition] {
    guard isStrict else { return [] }
    return (supportsShouldProcess ? CommonParameters.withShouldProcess : CommonParameters.all)
      + (supportsTransactions ? CommonParameters.withTransactions : [])
  }

  /// Names of the sets in the order of their first mention, without the pseudo set.
  public var setNames: [String] {
    var names: [String] = []
    for parameter in parameters {
      for membership in parameter.memberships
      where membership.set != ParameterDefinition.allSets && !names.contains(membership.set) {
        names.append(membership.set)
      }
    }
    return names
  }
}
