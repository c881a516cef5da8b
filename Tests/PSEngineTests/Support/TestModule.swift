import PSEngine

/// The module that the tests load: a provider and a handful of cmdlets.
struct TestModule: PSModule, @unchecked Sendable {
  // Unchecked: provider and list are handed over once, to the session that loads the module.
  let provider: MemoryProvider
  let cmdlets: [Cmdlet.Type]

  let name = "Test.Module"
  let version = "1.2"

  static let cmdlets: [Cmdlet.Type] = [
    ShowBound.self, WriteMany.self, PassThrough.self, TakeFirst.self, FailOn.self, ChangeThing.self,
    TraceSteps.self, EchoRest.self, AskProvider.self,
  ]

  func register(in registrar: ModuleRegistrar) {
    registrar.add(cmdlets: cmdlets)
    registrar.add(provider: provider, named: "Memory", home: "Mem:\\veg")
    registrar.add(alias: "sb", for: "Show-Bound")
    registrar.add(alias: "loop1", for: "loop2")
    registrar.add(alias: "loop2", for: "loop1")
    registrar.add(completionSource: "colors") { prefix, _ in
      ["red", "green", "light blue", "sky's [dim", "sky's [gray", "$5 \"x`\""].filter {
        $0.hasPrefix(prefix)
      }
    }
  }
}

/// Writes `set|Name=value|…` for what is bound, sorted by name.
final class ShowBound: Cmdlet {
  static let name = Parameter<String>(
    "Name", aliases: ["Cn", "Label"], sets: ["A"], position: 0, mandatory: true,
    pipeline: [.byValue, .byPropertyName], help: "Whom to greet.")
  static let path = Parameter<[String]>(
    "Path",
    in: [
      ParameterSetMembership(set: "B", position: 0, isMandatory: true),
      ParameterSetMembership(set: "C"),
    ], completion: .path)
  static let id = Parameter<Int32>(
    "Id", sets: ["C"], mandatory: true, pipeline: .byPropertyName, validations: [.range(1, 9)])
  static let nameFormat = Parameter<String>(
    "NameFormat", validations: [.set(["Short", "Long"])])
  static let force = Parameter<SwitchParameter>("Force")
  static let forceAll = Parameter<SwitchParameter>("ForceAll")
  static let mode = Parameter<ActionPreference>("Mode", position: 1)
  static let color = Parameter<String>(
    "Color", validations: [.pattern("^[a-z ]+$"), .length(3, 12)], completion: .source("colors"))

  private static let description = CmdletMetadata(
    "Show-Bound", typeName: "Test.ShowBoundCommand",
    parameters: [
      name.definition, path.definition, id.definition, nameFormat.definition, force.definition,
      forceAll.definition, mode.definition, color.definition,
    ], defaultSet: "A")
  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    let bound = context.boundParameters.sorted { $0.name < $1.name }
      .map { "\($0.name)=\(TextConversion.text(of: $0.value))" }
    try await context.write(
      .string(([context.parameterSet] + bound).joined(separator: "|")))
  }
}

/// Writes numbers from 1 and counts how many it wrote.
final class WriteMany: Cmdlet {
  static let count = Parameter<Int32>("Count", position: 0, validations: [.range(0, 1_000_000)])
  private static let description = CmdletMetadata(
    "Write-Many", typeName: "Test.WriteManyCommand", parameters: [count.definition])
  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    for number in 0..<(context[Self.count] ?? 0) {
      try await context.write(.int(number + 1))
    }
  }
}

/// Passes its input on.
final class PassThrough: Cmdlet {
  static let input = Parameter<PSValue>("InputObject", pipeline: .byValue)
  private static let description = CmdletMetadata(
    "Pass-Through", typeName: "Test.PassThroughCommand", parameters: [input.definition])
  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    if let value = context[Self.input] { try await context.write(value) }
  }
}

/// Passes the first objects on and then stops the commands before it.
final class TakeFirst: Cmdlet {
  static let count = Parameter<Int32>("First", position: 0)
  static let input = Parameter<PSValue>("InputObject", pipeline: .byValue)
  private static let description = CmdletMetadata(
    "Take-First", typeName: "Test.TakeFirstCommand",
    parameters: [count.definition, input.definition])
  override class var metadata: CmdletMetadata { description }
  private var taken: Int32 = 0

  override func processRecord(_ context: CommandContext) async throws {
    guard let value = context[Self.input] else { return }
    try await context.write(value)
    taken += 1
    if taken >= context[Self.count] ?? 1 { try context.stopUpstream() }
  }

  override func endProcessing(_ context: CommandContext) async throws {
    try await context.write(.string("end"))
  }
}

/// Reports an error for one input and passes the others on.
final class FailOn: Cmdlet {
  static let text = Parameter<String>("Text", position: 0)
  static let ends = Parameter<SwitchParameter>("Terminate")
  static let input = Parameter<PSValue>("InputObject", pipeline: .byValue)
  private static let description = CmdletMetadata(
    "Fail-On", typeName: "Test.FailOnCommand",
    parameters: [text.definition, ends.definition, input.definition])
  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    let value = context[Self.input] ?? .null
    let text = TextConversion.text(of: value)
    guard text == context[Self.text] else { return try await context.write(value) }
    let record = ErrorRecord(
      PSException("System.InvalidOperationException", "cannot take \(text)"), id: "CannotTake",
      category: .invalidData, target: value)
    if context[Self.ends] { throw context.terminate(record) }
    try await context.writeError(record)
  }
}

/// Asks before it says that it changed something.
final class ChangeThing: Cmdlet {
  static let target = Parameter<[String]>("Target", position: 0)
  static let force = Parameter<SwitchParameter>("Ask")
  private static let description = CmdletMetadata(
    "Change-Thing", typeName: "Test.ChangeThingCommand",
    parameters: [target.definition, force.definition], supportsShouldProcess: true,
    confirmImpact: .medium)
  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    for target in context[Self.target] ?? [] {
      guard try await context.shouldProcess(target) else { continue }
      if context[Self.ask] {
        guard try await context.shouldContinue("Really \(target)?", caption: "Careful") else {
          continue
        }
      }
      try await context.write(.string("changed \(target)"))
    }
  }

  private static let ask = force
}

/// Writes a line for each step, to check their order.
final class TraceSteps: Cmdlet {
  static let mark = Parameter<String>("Mark", position: 0)
  static let log = Parameter<PSValue>("Log", position: 1)
  static let input = Parameter<PSValue>("InputObject", pipeline: .byValue)
  private static let description = CmdletMetadata(
    "Trace-Steps", typeName: "Test.TraceStepsCommand",
    parameters: [mark.definition, log.definition, input.definition])
  override class var metadata: CmdletMetadata { description }

  private func note(_ step: String, _ context: CommandContext) {
    guard case .object(let object)? = context[Self.log], let list = object as? PSList else {
      return
    }
    list.elements.append(.string("\(context[Self.mark] ?? "?"):\(step)"))
  }
  override func beginProcessing(_ context: CommandContext) async throws { note("begin", context) }
  override func processRecord(_ context: CommandContext) async throws {
    let value = context[Self.input] ?? .string("-")
    note("process \(TextConversion.text(of: value))", context)
    try await context.write(value)
  }
  override func endProcessing(_ context: CommandContext) async throws { note("end", context) }
  override func dispose(_ context: CommandContext) async { note("dispose", context) }
}

/// Collects what is left of its arguments.
final class EchoRest: Cmdlet {
  static let words = Parameter<[PSValue]>("Words", position: 0, remaining: true)
  static let lines = Parameter<SwitchParameter>("Lines")
  static let each = Parameter<String>("Each", pipeline: .byPropertyName)
  private static let description = CmdletMetadata(
    "Echo-Rest", typeName: "Test.EchoRestCommand",
    parameters: [words.definition, lines.definition, each.definition])
  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    let words = (context[Self.words] ?? []).map { TextConversion.text(of: $0) }
    try await context.write(.string(words.joined(separator: ",")))
  }
}

/// Has a parameter `Plugin` and a switch `Fast` below `Mem:\\veg`, nowhere else.
final class AskProvider: Cmdlet {
  static let path = Parameter<String>("Path", position: 0)
  private static let description = CmdletMetadata(
    "Ask-Provider", typeName: "Test.AskProviderCommand", parameters: [path.definition])
  override class var metadata: CmdletMetadata { description }

  override func dynamicParameters(
    _ context: CommandContext
  ) async throws -> [ParameterDefinition] {
    guard context[Self.path]?.contains("veg") ?? false else { return [] }
    return [
      ParameterDefinition(
        name: "Plugin", type: .named("System.String"),
        validations: [.set(["one", "two"])]),
      ParameterDefinition(name: "Fast", type: .switchParameter),
    ]
  }

  override func processRecord(_ context: CommandContext) async throws {
    let plugin = context.value(named: "plugin").map { TextConversion.text(of: $0) } ?? "-"
    let fast = context.value(named: "FAST") != nil
    try await context.write(.string("\(context[Self.path] ?? "-") \(plugin) \(fast)"))
  }
}
