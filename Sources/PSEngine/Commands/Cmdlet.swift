/// A command written in Swift. One instance serves one position of one pipeline.
///
/// A subclass declares its parameters as static ``Parameter`` keys, lists them in ``metadata`` and
/// overrides the processing methods it needs. All of them run on the runspace that called them.
open class Cmdlet {
  /// Makes an instance for one invocation.
  public required init() {}

  /// Name, parameters, sets and help.
  open class var metadata: CmdletMetadata { CmdletMetadata("") }

  /// Parameters that depend on the values bound so far (item cmdlets ask the provider of the path).
  open func dynamicParameters(_ context: CommandContext) async throws -> [ParameterDefinition] {
    []
  }

  /// Runs once before any input.
  open func beginProcessing(_ context: CommandContext) async throws {}

  /// Runs for each pipeline object, or once when nothing is piped in.
  open func processRecord(_ context: CommandContext) async throws {}

  /// Runs once after all input.
  open func endProcessing(_ context: CommandContext) async throws {}

  /// Runs when the pipeline ends, also after an error or a cancellation; must not throw.
  open func dispose(_ context: CommandContext) async {}
}

/// What is known of a cmdlet without running it.
public struct CmdletMetadata: Sendable {
  /// `Verb-Noun`.
  public var name: String
  /// Full .NET name of the implementing type: what follows the comma in error ids.
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
  /// One sentence for help.
  public var synopsis: String
  /// Full names of the types it writes.
  public var outputTypes: [String]
  /// Candidates by parameter name that are not told by type.
  public init(
    _ name: String, typeName: String = "", parameters: [ParameterDefinition] = [],
    defaultSet: String? = nil, supportsShouldProcess: Bool = false,
    supportsTransactions: Bool = false,
    confirmImpact: ConfirmImpact = .medium, synopsis: String = "", outputTypes: [String] = []
  ) {
    self.name = name
    if typeName.isEmpty {
      let noun = name.split(separator: "-").joined()
      self.typeName = "Microsoft.PowerShell.Commands.\(noun)Command"
    } else {
      self.typeName = typeName
    }
    self.parameters = parameters
    self.defaultSet = defaultSet
    self.supportsShouldProcess = supportsShouldProcess
    self.supportsTransactions = supportsTransactions
    self.confirmImpact = confirmImpact
    self.synopsis = synopsis
    self.outputTypes = outputTypes
  }
}

/// How much a command changes (`language.md` 8.2).
public enum ConfirmImpact: Int, Sendable, Comparable {
  case none = 0, low, medium, high
  /// Compares by number.
  public static func < (left: ConfirmImpact, right: ConfirmImpact) -> Bool {
    left.rawValue < right.rawValue
  }
}
