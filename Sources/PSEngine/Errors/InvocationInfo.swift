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
  /// Whether the command stands behind another one or has been given input.
  public internal(set) var expectsInput = false
  /// What was bound, filled in by the binder; a table is made of it only when somebody looks.
  var bound = BoundValues()
  private var table: PSHashtable?

  /// What was bound, by the parameters' names, in the order of binding. What a pipeline object
  /// bound stays until another one binds the same parameter.
  public var boundParameters: PSHashtable {
    if let table { return table }
    let made = PSHashtable()
    for (name, value) in bound { made[name] = value }
    bound = BoundValues()
    table = made
    return made
  }

  /// Notes what a pipeline object has bound.
  func note(_ name: String, _ value: PSValue) {
    if let table { table[name] = value } else { bound[name] = value }
  }

  /// Describes a call.
  public init(command: CommandInfo?, invocationName: String, extent: ScriptExtent?) {
    self.command = command
    self.invocationName = invocationName
    self.extent = extent
  }

  /// The whole text that the call stands in: the input line or the script.
  public var scriptText: String? {
    extent.map { $0.source.text(0, $0.source.utf8.count) }
  }

  public override var baseTypeNames: [String] {
    ["System.Management.Automation.InvocationInfo", "System.Object"]
  }

  public override var declaredProperties: [PSPropertyInfo] {
    let numbers = ["ScriptLineNumber", "OffsetInLine", "PipelineLength", "PipelinePosition"]
    let texts = [
      "ScriptName", "Line", "PositionMessage", "PSScriptRoot", "PSCommandPath", "InvocationName",
    ]
    return [
      PSPropertyInfo("MyCommand", "System.Management.Automation.CommandInfo"),
      PSPropertyInfo("BoundParameters", "System.Collections.Generic.Dictionary"),
      PSPropertyInfo("ExpectingInput", "System.Boolean"),
    ] + numbers.map { PSPropertyInfo($0, "System.Int32") } + texts.map { PSPropertyInfo($0) }
  }
  public override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "mycommand": return command.map { .object($0) } ?? .null
    case "boundparameters": return .object(boundParameters)
    case "expectinginput": return .bool(expectsInput)
    case "scriptlinenumber": return .int(extent?.startPosition.lineNumber ?? 0)
    case "offsetinline": return .int(extent?.startPosition.columnNumber ?? 0)
    case "pipelinelength": return .int(pipelineLength)
    case "pipelineposition": return .int(pipelinePosition)
    case "scriptname", "pscommandpath": return .string(extent?.fileName ?? "")
    case "line":
      guard let extent else { return .string("") }
      return .string(extent.source.line(extent.startPosition.lineNumber))
    case "positionmessage":
      return .string(extent.map { ScriptPositions.message(for: $0) } ?? "")
    case "psscriptroot": return .string(extent?.fileName.map(ProviderPath.folder) ?? "")
    case "invocationname": return .string(invocationName)
    default: return nil
    }
  }
}
