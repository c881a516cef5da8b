import PSEngine

/// `ForEach-Object`: runs blocks for each object, or reads a member of it.
final class ForEachObject: Cmdlet {
  private static let blockSet = "ScriptBlockSet"
  private static let memberSet = "PropertyAndMethodSet"

  static let inputObject = Parameter<PSValue>(
    "InputObject", sets: [blockSet, memberSet], pipeline: .byValue, help: "The objects.")
  static let begin = Parameter<ScriptBlock>(
    "Begin", sets: [blockSet], help: "Runs once before the first object.")
  static let process = Parameter<[PSValue]>(
    "Process", sets: [blockSet], position: 0, mandatory: true,
    validations: [.allowNull, .allowEmptyCollection], help: "Runs for each object.")
  static let end = Parameter<ScriptBlock>(
    "End", sets: [blockSet], help: "Runs once after the last object.")
  static let remaining = Parameter<[PSValue]>(
    "RemainingScripts", sets: [blockSet], remaining: true,
    validations: [.allowNull, .allowEmptyCollection], help: "Further blocks.")
  static let member = Parameter<String>(
    "MemberName", sets: [memberSet], position: 0, mandatory: true,
    completion: .propertyName, help: "A property to read or a method to call.")
  static let arguments = Parameter<[PSValue]>(
    "ArgumentList", aliases: ["Args"], sets: [memberSet], remaining: true,
    help: "Arguments of the method.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "ForEach-Object",
      parameters: [
        inputObject.definition.ofPSObject, blocks(begin.definition), blocks(process.definition),
        blocks(end.definition), blocks(remaining.definition), member.definition,
        arguments.definition,
      ],
      defaultSet: blockSet, supportsShouldProcess: true, confirmImpact: .low,
      synopsis: "Does something with each object of the pipeline.")
  }

  private var beginBlock: ScriptBlock?
  private var processBlocks: [ScriptBlock] = []
  private var endBlock: ScriptBlock?

  override func beginProcessing(_ context: CommandContext) async throws {
    guard context.parameterSet == Self.blockSet else { return }
    var blocks = [context[Self.process], context[Self.remaining]].flatMap { $0 ?? [] }
      .compactMap { ScriptBlock.fromBound($0) }
    beginBlock = context[Self.begin]
    endBlock = context[Self.end]
    // Two blocks without names are begin and process, three are begin, process and end.
    if beginBlock == nil, blocks.count > 1 { beginBlock = blocks.removeFirst() }
    if endBlock == nil, blocks.count > 1 { endBlock = blocks.removeLast() }
    processBlocks = blocks
    if let beginBlock { try await context.run(beginBlock, with: .null) }
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard context.hasPipelineInput || context.isBound(Self.inputObject) else {
      // Without any input the blocks run once with an empty `$_`.
      if context.parameterSet == Self.blockSet { try await runBlocks(.null, context) }
      return
    }
    let item = context[Self.inputObject] ?? .null
    if context.parameterSet == Self.blockSet { return try await runBlocks(item, context) }
    try await readMember(of: item, context)
  }

  override func endProcessing(_ context: CommandContext) async throws {
    if let endBlock { try await context.run(endBlock, with: .null) }
  }

  private func runBlocks(_ item: PSValue, _ context: CommandContext) async throws {
    for block in processBlocks { try await context.run(block, with: item) }
  }

  private func readMember(of item: PSValue, _ context: CommandContext) async throws {
    guard let name = context[Self.member] else { return }
    let arguments = context[Self.arguments]
    let target = TextConversion.text(of: item)
    let action =
      arguments == nil ? "Retrieve the value for property '\(name)'" : "Invoke method '\(name)'"
    guard try await context.shouldProcess("InputObject: \(target)", action: action) else { return }
    if arguments == nil, let value = try await context.property(name, of: item) {
      return try await context.write(enumerating: value)
    }
    do {
      let value = try await MemberAccess.invoke(
        item, name, arguments ?? [], in: context.execution)
      try await context.write(enumerating: value)
    } catch let error as PSRuntimeError {
      // A property that is not there reads as nothing, as in an expression.
      if error.record.errorId == "MethodNotFound", arguments == nil { return }
      try await context.writeError(
        ErrorRecord(
          error.record.exception, id: "MethodInvocationError", category: .invalidOperation,
          target: item))
    }
  }

  private static func blocks(_ definition: ParameterDefinition) -> ParameterDefinition {
    var typed = definition
    if case .array = typed.type { typed.type = .array(ScriptBlock.parameterType) }
    return typed
  }
}
