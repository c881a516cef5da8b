public import PSLanguage

/// How a command was called: what `$MyInvocation` and the position of an error are read from.
public final class InvocationInfo: PSObject {
  /// The resolved command, `nil` for a script block.
  public let command: CommandInfo?
  /// Name as typed (an alias when an alias was typed).
  public let invocationName: String
  /// The whole command with its arguments.
  public let extent: ScriptExtent?
  /// Position in the pipeline, from 1.
  public var pipelinePosition = 1
  /// Number of commands of the pipeline.
  public var pipelineLength = 1
  /// What was bound, filled in by the binder.
  public var boundParameters: PSHashtable?

  /// Describes a call.
  public init(command: CommandInfo?, invocationName: String, extent: ScriptExtent?) {
    self.command = command
    self.invocationName = invocationName
    self.extent = extent
  }

  public override var baseTypeNames: [String] {
    ["System.Management.Automation.InvocationInfo", "System.Object"]
  }
}
