import PSEngine

/// `Get-Command`: the commands of the session (`language.md` 11.4).
final class GetCommand: Cmdlet {
  private static let partsSet = "CmdletSet"
  private static let allSet = "AllCommandSet"

  /// `System.Management.Automation.CommandTypes`.
  struct CommandTypes: ParameterValue {
    static let enumType = PSEnumType(
      "System.Management.Automation.CommandTypes",
      [
        ("Alias", 1), ("Function", 2), ("Filter", 4), ("Cmdlet", 8), ("ExternalScript", 16),
        ("Application", 32), ("Script", 64), ("All", 511),
      ], isFlags: true)
    let bits: Int64

    static var parameterType: ParameterType { .enumeration(enumType) }
    static func fromBound(_ value: PSValue) -> CommandTypes? {
      guard case .object(let object) = value, let item = object as? PSEnum else { return nil }
      return CommandTypes(bits: item.value)
    }

    func contains(_ kind: CommandInfo.Kind) -> Bool { bits & kind.order != 0 }
  }

  static let name = Parameter<[String]>(
    "Name", sets: [allSet], position: 0, pipeline: [.byValue, .byPropertyName],
    completion: .commandName, help: "Names; wildcards are allowed.")
  static let verb = Parameter<[String]>(
    "Verb", sets: [partsSet], pipeline: .byPropertyName, completion: .source("Verb"),
    help: "Verbs of the commands.")
  static let noun = Parameter<[String]>(
    "Noun", sets: [partsSet], pipeline: .byPropertyName, completion: .source("Noun"),
    help: "Nouns of the commands.")
  static let module = Parameter<[String]>(
    "Module", aliases: ["PSSnapin"], pipeline: .byPropertyName, completion: .source("Module"),
    help: "Modules that bring the commands.")
  static let commandType = Parameter<CommandTypes>(
    "CommandType", aliases: ["Type"], sets: [allSet], pipeline: .byPropertyName,
    help: "Kinds of commands.")
  static let totalCount = Parameter<Int32>(
    "TotalCount", pipeline: .byPropertyName, help: "How many at most.")
  static let syntax = Parameter<SwitchParameter>(
    "Syntax", pipeline: .byPropertyName, help: "Shows how the commands are written.")
  static let arguments = Parameter<[PSValue]>(
    "ArgumentList", aliases: ["Args"], position: 1, remaining: true,
    validations: [.allowNull, .allowEmptyCollection],
    help: "Arguments for which dynamic parameters are shown.")
  static let all = Parameter<SwitchParameter>(
    "All", pipeline: .byPropertyName, help: "Also commands that others hide.")
  static let listImported = Parameter<SwitchParameter>(
    "ListImported", pipeline: .byPropertyName, help: "Only commands of the session.")
  static let parameterName = Parameter<[String]>(
    "ParameterName", help: "Only commands that have these parameters.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-Command",
      parameters: [
        name.definition, verb.definition, noun.definition, module.definition,
        commandType.definition, totalCount.definition, syntax.definition, arguments.definition,
        all.definition, listImported.definition, parameterName.definition,
      ], defaultSet: partsSet, synopsis: "Gets commands.",
      outputTypes: [
        "System.Management.Automation.CmdletInfo", "System.Management.Automation.FunctionInfo",
        "System.Management.Automation.AliasInfo", "System.String",
      ])
  }

  private var found: [CommandInfo] = []
  /// Exact names keep the order in which they were asked for.
  private var isSorted = true

  override func processRecord(_ context: CommandContext) async throws {
    guard let names = context[Self.name] else {
      found += commands(context).filter { isWanted($0, context) }
      return
    }
    if !names.contains(where: WildcardPattern.containsWildcards) { isSorted = false }
    for name in names { try await find(name, context) }
  }

  override func endProcessing(_ context: CommandContext) async throws {
    if isSorted {
      found = found.enumerated().sorted { left, right in
        let (a, b) = (left.element, right.element)
        if a.kind.order != b.kind.order { return a.kind.order < b.kind.order }
        let (first, second) = (a.name.lowercased(), b.name.lowercased())
        return first == second ? left.offset < right.offset : first < second
      }.map(\.element)
    }
    let limit = context[Self.totalCount].map { $0 < 0 ? found.count : Int($0) } ?? found.count
    for command in found.prefix(limit) {
      let command = try await shown(command, context)
      guard context[Self.syntax] else {
        try await context.write(.object(command))
        continue
      }
      try await context.write(.string(syntax(of: command)))
    }
  }

  // MARK: Finding

  private func find(_ name: String, _ context: CommandContext) async throws {
    let (module, plain) = Self.split(name)
    if WildcardPattern.containsWildcards(plain) {
      let pattern = WildcardPattern(plain)
      found += (commands(context) + ProgramListing(context).matching(pattern)).filter {
        pattern.matches($0.name) && isIn(module, $0) && isWanted($0, context)
      }
      return
    }
    var candidates = commands(context).filter {
      ($0.name.equalsIgnoringCase(name)
        || $0.name.equalsIgnoringCase(plain) && isIn(module, $0)) && isWanted($0, context)
    }.sorted { $0.kind.order < $1.kind.order }
    if candidates.isEmpty || context[Self.all] {
      candidates += programs(name, context).filter { isWanted($0, context) }
    }
    guard !candidates.isEmpty else {
      return try await context.writeError(
        CommandErrors.unknown(name, context.session.configuration).record)
    }
    found += context[Self.all] ? candidates : Array(candidates.prefix(1))
  }

  /// Aliases, functions and cmdlets that can be seen.
  private func commands(_ context: CommandContext) -> [CommandInfo] {
    let scope = context.execution.scope
    return context.session.aliases.all(from: scope)
      + context.session.commands.functions(from: scope) + context.session.commands.allCmdlets
  }

  private func isWanted(_ command: CommandInfo, _ context: CommandContext) -> Bool {
    if let types = context[Self.commandType], !types.contains(command.kind) { return false }
    if let modules = context[Self.module] {
      let own = command.moduleName ?? ""
      guard modules.contains(where: { WildcardPattern($0).matches(own) }) else { return false }
    }
    if context.isBound(Self.verb) || context.isBound(Self.noun) {
      guard command.kind != .alias, command.name.contains("-") else { return false }
      let (verb, noun) = command.verbAndNoun
      for (wanted, part) in [(context[Self.verb], verb), (context[Self.noun], noun)] {
        guard let wanted else { continue }
        if !wanted.contains(where: { WildcardPattern($0).matches(part) }) { return false }
      }
    }
    if let wanted = context[Self.parameterName] {
      let patterns = wanted.map { WildcardPattern($0) }
      return (command.parameters + command.signature.commonParameters).contains { parameter in
        ([parameter.name] + parameter.aliases).contains { name in
          patterns.contains { $0.matches(name) }
        }
      }
    }
    return true
  }

  /// Scripts and programs of that name, or at that path; also those that an alias or a function
  /// hides.
  private func programs(_ name: String, _ context: CommandContext) -> [CommandInfo] {
    guard !context[Self.all] else { return ProgramListing(context).named(name) }
    guard let found = context.execution.resolve(command: name) else { return [] }
    return found.kind == .application || found.kind == .externalScript
      ? [found] : ProgramListing(context).named(name)
  }

  private func isIn(_ module: String?, _ command: CommandInfo) -> Bool {
    guard let module else { return true }
    return command.moduleName?.equalsIgnoringCase(module) ?? false
  }

  /// `Module\Name` chooses by module.
  private static func split(_ name: String) -> (module: String?, name: String) {
    guard let cut = name.lastIndex(of: "\\"), cut != name.startIndex else { return (nil, name) }
    return (String(name[..<cut]), String(name[name.index(after: cut)...]))
  }

  // MARK: Showing

  /// A command with the parameters that it has for the arguments; named alone, at the current
  /// location. A list of commands asks no provider.
  private func shown(_ command: CommandInfo, _ context: CommandContext) async throws -> CommandInfo
  {
    guard let arguments = context[Self.arguments], !arguments.isEmpty else {
      let target = context.commandBehind(command)
      var shown = target
      if !isSorted {
        shown = (try? await DynamicSyntax(context).command(target, arguments: [])) ?? target
      }
      guard command.kind == .alias else { return shown }
      command.aliased = target === command ? nil : shown
      return command
    }
    let command = context.commandBehind(command)
    switch command.implementation {
    case .cmdlet, .function, .script:
      return try await DynamicSyntax(context).command(command, arguments: arguments)
    case .alias, .application, .builtIn:
      throw context.terminate(
        PSRuntimeError(
          "Arguments can be given only for a cmdlet or a script, and '\(command.name)' is neither. "
            + "Leave -ArgumentList out; a parameter of Get-Command may be misspelled.",
          id: "CommandArgsOnlyForSingleCmdlet", category: .invalidArgument,
          exception: "System.Management.Automation.PSArgumentException", target: .object(command)
        ).record)
    }
  }

  private func syntax(of command: CommandInfo) -> String {
    switch command.implementation {
    case .alias(let target): return target
    case .script, .application, .builtIn: return command.definition
    case .function, .cmdlet:
      return CommandSyntax.lines(of: command).map { "\n\($0)\n" }.joined()
    }
  }
}

extension CommandInfo.Kind {
  /// PowerShell's number, which is also the order of a listing.
  var order: Int64 {
    switch self {
    case .alias: return 1
    case .function: return 2
    case .filter: return 4
    case .cmdlet: return 8
    case .externalScript: return 16
    case .application: return 32
    }
  }
}
