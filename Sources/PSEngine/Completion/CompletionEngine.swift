import PSLanguage

/// Finds candidates for what is being typed (`language.md` 13.1, 13.3).
struct CompletionEngine {
  let context: ExecutionContext

  init(_ context: ExecutionContext) { self.context = context }

  var session: SessionState { context.session }

  /// Candidates for what stands before the cursor.
  /// - Parameter cursor: UTF-8 bytes before the cursor.
  func complete(_ line: String, cursor: Int) async -> CompletionResult {
    let bytes = Array(line.utf8)
    let end = min(max(cursor, 0), bytes.count)
    let text = String(decoding: bytes[..<end], as: UTF8.self)
    let tokens = session.parse(text).tokens.filter { !$0.extent.isEmpty }
    var candidates: [CompletionCandidate] = []
    var start = end
    let touching = tokens.last.flatMap { $0.extent.endOffset == end ? $0 : nil }
    if let token = touching, token.kind == .comment { return .none(at: end) }
    if let token = touching, token.kind == .variable {
      start = token.extent.startOffset
      candidates = await variables(token.text)
    } else if !(touching?.isString ?? false), let member = StaticMemberWord(text) {
      start = end - member.prefix.utf8.count
      candidates = members(member)
    } else if let member = MemberWord(tokens, end: end) {
      start = member.start
      candidates = await members(member, before: tokens)
    } else if let assigned = AssignedWord(tokens, end: end),
      let values = assigned.candidates(in: context.scope)
    {
      start = assigned.start
      candidates = values
    } else if !(touching?.isString ?? false), let type = typeWord(text) {
      start = end - type.utf8.count
      candidates = types(type)
    } else {
      let word = CommandWord(tokens, text: text)
      start = word.start
      candidates = await complete(word)
    }
    return CompletionResult(start: start, length: end - start, candidates: unique(candidates))
  }

  private func complete(_ word: CommandWord) async -> [CompletionCandidate] {
    guard let command = word.command else {
      let paths = await PathCompletion(context).candidates(for: word, isCommand: true)
      return commands(word) + paths
    }
    let found = context.resolveFully(command: command)
    if case .builtIn(let program)? = found?.implementation {
      return await arguments(of: program, word)
    }
    if word.isParameter {
      guard let found, let binder = await argumentBinder(found, word) else { return [] }
      return parameters(word.value, of: binder)
    }
    if let found, found.kind != .application,
      let binder = await argumentBinder(target(of: found) ?? found, word)
    {
      let definitions = binder.definitions(forValueBehind: word.precedingParameter)
      for definition in definitions {
        let values = await self.values(of: definition, for: word, binder)
        if !values.isEmpty { return values }
        if word.precedingParameter != nil, definition.hasOwnValues { return [] }
      }
      if definitions.contains(where: \.namesProperty) { return [] }
    }
    return await PathCompletion(context).candidates(for: word, isCommand: false)
  }

  /// The command for which a function stands, whose values it takes.
  private func target(of command: CommandInfo) -> CommandInfo? {
    command.forwardHelpTarget.flatMap { context.resolveFully(command: $0) }
  }

  // MARK: Commands

  /// - Parameter includesAliases: whether the name is to be typed as a command.
  private func commands(
    _ word: CommandWord, includesAliases: Bool = true
  ) -> [CompletionCandidate] {
    guard !word.value.isEmpty else { return [] }
    var module: String?
    var name = word.value
    if let mark = name.firstIndex(of: "\\") {
      module = String(name[..<mark])
      name = String(name[name.index(after: mark)...])
    }
    let pattern = WildcardPattern(name + "*")
    func fits(_ command: CommandInfo) -> Bool {
      pattern.matches(command.name)
        && (module.map { command.moduleName?.equalsIgnoringCase($0) ?? false } ?? true)
    }
    var found = session.commands.allCmdlets.filter(fits)
    found += session.commands.functions(from: context.scope).filter(fits)
    if module == nil, includesAliases {
      found += session.aliases.all(from: context.scope).filter(fits)
    }
    let lead = module.map { $0 + "\\" } ?? ""
    return found.map(\.name).sorted { $0.lowercased() < $1.lowercased() }.map {
      // As a bare word, a name means the same whatever is in it.
      let name = word.quote == nil ? lead + $0 : word.quoted(lead + $0)
      return CompletionCandidate(name, label: $0, kind: .command)
    }
  }

  /// Arguments of a program that knows its own grammar. What stands for an option begins with a dash.
  private func arguments(
    of program: any BuiltInProgram, _ word: CommandWord
  ) async -> [CompletionCandidate] {
    let typed = ProgramWord(
      arguments: NativeCommandProcessor.texts(of: word.arguments),
      option: word.precedingParameter, text: word.isParameter ? "-\(word.value)" : word.value)
    if let name = program.completionSource(for: typed) {
      return await candidates(ofSource: name, for: word)
    }
    guard let candidates = program.completions(for: typed) else {
      return await PathCompletion(context).candidates(for: word, isCommand: false)
    }
    return candidates.map {
      word.isParameter
        ? CompletionCandidate($0, kind: .parameter)
        : CompletionCandidate(word.quoted($0), label: $0, kind: .value)
    }
  }

  // MARK: Parameters and their values

  /// A binder that has taken what was typed before the word, as far as it fits.
  private func argumentBinder(_ command: CommandInfo, _ word: CommandWord) async -> ParameterBinder?
  {
    let invocation = InvocationInfo(command: command, invocationName: command.name, extent: nil)
    let call = CommandContext(
      execution: context, invocation: invocation, signature: command.signature, output: NullSink())
    var dynamic: ((CommandContext) async throws -> [ParameterDefinition])?
    if case .cmdlet(let type) = command.implementation {
      let cmdlet = type.init()
      dynamic = { try await cmdlet.dynamicParameters($0) }
    }
    let binder = ParameterBinder(call, table: command.bindingTable, dynamicParameters: dynamic)
    await binder.bindForCompletion(word.arguments)
    return binder
  }

  private func parameters(_ prefix: String, of binder: ParameterBinder) -> [CompletionCandidate] {
    let pattern = WildcardPattern(prefix + "*")
    let names = binder.unboundDefinitions.filter { pattern.matches($0.name) }.map(\.name)
    if !names.isEmpty { return names.map { CompletionCandidate("-\($0)", kind: .parameter) } }
    return binder.unboundDefinitions.flatMap(\.aliases).filter { pattern.matches($0) }
      .map { CompletionCandidate("-\($0)", kind: .parameter) }
  }

  private func values(
    of definition: ParameterDefinition, for word: CommandWord, _ binder: ParameterBinder
  ) async -> [CompletionCandidate] {
    switch definition.completion {
    case .itemValue:
      return itemValues(binder.context.boundParameters).filter {
        $0.hasPrefixIgnoringCase(word.value)
      }.map { CompletionCandidate(word.quoted($0), label: $0, kind: .value) }
    case .propertyName:
      return await PropertyCompletion(context).names(behind: word.upstream).filter {
        $0.hasPrefixIgnoringCase(word.value)
      }.map { CompletionCandidate(word.quoted($0), label: $0, kind: .value) }
    case .path: return await PathCompletion(context).candidates(for: word, isCommand: false)
    case .commandName: return commands(word, includesAliases: false)
    case .source(let name):
      return await candidates(ofSource: name, for: word)
    case .byType:
      return definition.namedValues.filter { $0.hasPrefixIgnoringCase(word.value) }.map {
        CompletionCandidate(
          $0.hasPrefix("$") ? $0 : word.quoted($0), label: $0, kind: .value)
      }
    }
  }

  private func candidates(ofSource name: String, for word: CommandWord) async
    -> [CompletionCandidate]
  {
    guard let source = session.completionSources[name.lowercased()] else { return [] }
    return await source(word.value, context).map {
      CompletionCandidate(word.quoted($0), label: $0, kind: .value)
    }
  }

  /// What the first item that a command names may be set to.
  private func itemValues(_ bound: BoundValues) -> [String] {
    guard let paths = bound["Path"] ?? bound["LiteralPath"],
      let path = paths.enumerated.first.map({ TextConversion.text(of: $0) }),
      let place = try? PathResolver(context).locate(path)
    else { return [] }
    return place.provider.provider.valueCandidates(ofItem: place.providerPath)
  }

  // MARK: Variables, members, types

  private func variables(_ text: String) async -> [CompletionCandidate] {
    var name = text.dropFirst()
    let isBraced = name.hasPrefix("{")
    if isBraced { name = name.dropFirst() }
    var lead = ""
    if let colon = name.lastIndex(of: ":") {
      lead = String(name[...colon])
      name = name[name.index(after: colon)...]
    }
    let pattern = WildcardPattern(WildcardPattern.escape(String(name)) + "*")
    let names: [String]
    switch lead.dropLast().lowercased() {
    case "", "global", "script", "local", "private", "variable", "using":
      names = context.scope.visibleVariables.map(\.name)
    default:
      guard let drive = session.drives.drive(named: String(lead.dropLast()), from: context.scope)
      else { return [] }
      let asking = ProviderContext(context, output: NullSink())
      asking.takesRecentReads = true
      asking.enter(PathResolver(context).place(provider: drive.provider, drive: drive, drive.root))
      let children = try? await drive.provider.provider.getChildNames(drive.root, asking)
      names = (children ?? []).map(\.name).sorted { $0.lowercased() < $1.lowercased() }
    }
    return names.filter { pattern.matches($0) }.map { name in
      let isPlain = name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "?" }
      let shown = isPlain && !isBraced ? "$\(lead)\(name)" : "${\(lead)\(name)}"
      return CompletionCandidate(shown, label: name, kind: .variable)
    }
  }

  private func members(
    _ word: MemberWord, before tokens: [Token]
  ) async -> [CompletionCandidate] {
    let pattern = WildcardPattern(word.prefix + "*")
    let variable = word.variable.flatMap { context.scope.find(VariablePath($0))?.value }
    guard let value = variable ?? (word.isOfString ? .string("") : nil), !value.isNull else {
      guard let name = word.variable?.lowercased(), ["_", "psitem"].contains(name) else {
        return []
      }
      return await PropertyCompletion(context).names(behind: PropertyCompletion.block(tokens))
        .filter {
          pattern.matches($0)
        }.map { CompletionCandidate($0, kind: .member) }
    }
    let properties = MemberAccess.properties(of: value).map(\.name)
    let methods = MemberAccess.methods(of: value).map { $0.name + "(" }
    return (properties + methods).filter { pattern.matches($0) }.map {
      CompletionCandidate($0, kind: .member)
    }
  }

  private func members(_ word: StaticMemberWord) -> [CompletionCandidate] {
    guard let type = session.types.find(word.type) else { return [] }
    let names = type.staticProperties.map(\.name) + type.staticMethods.map { $0.name + "(" }
    return names.filter { $0.hasPrefixIgnoringCase(word.prefix) }.map {
      CompletionCandidate($0, kind: .member)
    }
  }

  /// The name behind an open `[`, when that begins a type and no index.
  private func typeWord(_ text: String) -> String? {
    guard let bracket = text.lastIndex(of: "[") else { return nil }
    let name = text[text.index(after: bracket)...]
    guard name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "." }) else { return nil }
    if bracket == text.startIndex { return String(name) }
    let before = text[text.index(before: bracket)]
    return before.isWhitespace || "(=,;{|".contains(before) ? String(name) : nil
  }

  private func types(_ prefix: String) -> [CompletionCandidate] {
    let short = session.types.accelerators.map(\.name)
    let full = prefix.contains(".") ? session.types.names : []
    return (short + full).filter { $0.hasPrefixIgnoringCase(prefix) }
      .sorted { $0.lowercased() < $1.lowercased() }
      .map { CompletionCandidate($0 + "]", label: $0, kind: .type) }
  }

  private func unique(_ candidates: [CompletionCandidate]) -> [CompletionCandidate] {
    var seen: Set<String> = []
    return candidates.filter { seen.insert($0.text.lowercased()).inserted }
  }
}

extension CompletionResult {
  /// No candidates.
  static func none(at offset: Int) -> CompletionResult {
    CompletionResult(start: offset, length: 0, candidates: [])
  }
}

extension ParameterDefinition {
  /// The values that its type or a validation names.
  var namedValues: [String] {
    for case .set(let names) in validations { return names }
    var type = type
    if case .array(let element) = type { type = element }
    switch type {
    case .enumeration(let enumeration): return enumeration.members.map(\.name)
    case .named("System.Boolean"), .switchParameter: return ["$true", "$false"]
    default: return []
    }
  }

  /// Whether its values name properties of what comes through the pipeline.
  var namesProperty: Bool {
    if case .propertyName = completion { return true }
    return false
  }

  /// Whether paths would be wrong values.
  var hasOwnValues: Bool {
    if case .source = completion { return true }
    if namesProperty { return true }
    return !namedValues.isEmpty
  }
}

extension Token {
  /// Whether the token is a string.
  fileprivate var isString: Bool { kind == .stringLiteral || kind == .stringExpandable }
}
