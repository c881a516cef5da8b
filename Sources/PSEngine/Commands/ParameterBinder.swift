import PSLanguage

/// Binds arguments and pipeline objects to the parameters of one call (`language.md` 6.2).
///
/// Order: named, positional, defaults, dynamic parameters, the rest, sets, mandatory ones; then,
/// for each pipeline object, its value and its properties.
public final class ParameterBinder {
  /// The call; bound values are put there.
  let context: CommandContext
  var table: BindingTable
  private let dynamicParameters: ((CommandContext) async throws -> [ParameterDefinition])?
  /// Bits of the sets that are still possible.
  var validSets: UInt64
  /// Arguments that found no parameter yet, in order.
  var pending: [CommandArgument] = []
  /// Per parameter: whether it is bound.
  var isBound: [Bool]
  /// Script blocks that wait for pipeline objects.
  var delayed: [(index: Int, block: ScriptBlock)] = []
  /// Parameters bound by the current pipeline object.
  var pipelineBound: [Int] = []
  /// Parameters that may take pipeline objects, worked out after the command line.
  var pipelineCandidates: [PipelineCandidate] = []

  /// What a simple function finds in `$args`.
  public private(set) var remaining: [PSValue] = []

  init(
    _ context: CommandContext, table: BindingTable,
    dynamicParameters: ((CommandContext) async throws -> [ParameterDefinition])? = nil
  ) {
    self.context = context
    self.table = table
    if context.signature.isStrict, context.session.configuration.persona == .core {
      self.table.add(CommonParameters.progressAction.definition, isCommon: true)
    }
    self.dynamicParameters = dynamicParameters
    validSets = table.allMask
    isBound = Array(repeating: false, count: self.table.entries.count)
  }

  /// A binder for a call of a function or script block.
  /// - Parameter dynamicParameters: runs its `dynamicparam` block; what is bound so far can be seen.
  public convenience init(
    _ context: CommandContext,
    dynamicParameters: ((CommandContext) async throws -> [ParameterDefinition])? = nil
  ) {
    self.init(
      context, table: BindingTable(context.signature), dynamicParameters: dynamicParameters)
  }

  /// Binds what was typed.
  /// - Throws: ``PSRuntimeError`` with an id of `language.md` 6.3.
  public func bindCommandLine(_ arguments: [CommandArgument]) async throws {
    pending = Self.withoutEndMarks(arguments)
    try await bindNamed()
    try await bindPositional()
    try await bindDefaults()
    try checkSets()
    try await bindDynamic()
    try await bindRemaining()
    try chooseSet()
    try await requireMandatory()
    finishCommandLine()
  }

  private func bindDynamic() async throws {
    guard let dynamicParameters else { return }
    let found: [ParameterDefinition]
    do {
      found = try await dynamicParameters(context)
    } catch let error as PSRuntimeError {
      throw BindingErrors.dynamicParameters(error)
    }
    guard !found.isEmpty else { return }
    for definition in found {
      var definition = definition
      definition.isDynamic = true
      table.add(definition)
    }
    isBound += Array(repeating: false, count: table.entries.count - isBound.count)
    try await bindNamed()
    try await bindPositional()
    try await bindDefaults()
    try checkSets()
  }

  /// Takes what fits of a call that is still being typed.
  func bindForCompletion(_ arguments: [CommandArgument]) async {
    pending = Self.withoutEndMarks(arguments)
    try? await bindNamed()
    try? await bindPositional()
    try? await bindDynamic()
  }

  /// The parameters that could still be given, own ones first; not `-UseTransaction`, which would
  /// stand before what is wanted and which no provider takes.
  var unboundDefinitions: [ParameterDefinition] {
    let useless = CommonParameters.useTransaction.definition.name
    return
      table.entries.indices.filter { !isBound[$0] && table.entries[$0].mask & validSets != 0 }
      .sorted { !table.entries[$0].isCommon && table.entries[$1].isCommon }
      .map { table.entries[$0].definition }.filter { $0.name != useless }
  }

  /// The parameters that a value at this place would go to.
  /// - Parameter name: name of the parameter before it, if there is one.
  func definitions(forValueBehind name: String?) -> [ParameterDefinition] {
    if let name {
      guard case .found(let index) = table.match(name) else { return [] }
      let definition = table.entries[index].definition
      if definition.type != .switchParameter { return [definition] }
    }
    return nextPositionalDefinitions
  }

  private func bindRemaining() async throws {
    guard !pending.isEmpty else { return }
    let collecting = table.entries.indices.first { index in
      !isBound[index] && table.mask(index, where: \.takesRemaining) & validSets != 0
    }
    if let collecting {
      let values = pending.flatMap(Self.asValues)
      pending = []
      if values.count == 1, case .array = values[0].unwrapped {
        try await bind(collecting, values[0], at: nil)
      } else {
        try await bind(collecting, .list(values), at: nil)
      }
      return
    }
    guard context.signature.isStrict else {
      remaining = pending.flatMap(Self.asValues)
      pending = []
      return
    }
    for argument in pending {
      switch argument {
      case .parameter(let name, _, let extent, _, _):
        let suggestion = Suggestions.nearest(
          to: name, among: table.entries.map(\.definition.name))
        throw BindingErrors.unknownName(name, suggestion: suggestion, at: extent)
      case .value(let value, let extent, _): throw BindingErrors.unexpectedValue(value, at: extent)
      case .verbatim(let text, let extent):
        throw BindingErrors.unexpectedValue(.string(text), at: extent)
      case .endOfParameters: continue
      }
    }
  }

  /// Binds one parameter: converts, checks, stores, narrows the sets.
  func bind(_ index: Int, _ value: PSValue, at extent: ScriptExtent?) async throws {
    let entry = table.entries[index]
    if let block = delayBound(index, value) {
      delayed.append((index, block))
    } else {
      context.bound[entry.definition.name] = try await converted(value, index, at: extent)
    }
    isBound[index] = true
    if entry.mask != table.allMask { validSets &= entry.mask }
  }

  /// A script block given to a parameter that takes pipeline input runs for each object.
  private func delayBound(_ index: Int, _ value: PSValue) -> ScriptBlock? {
    guard case .object(let object) = value, let block = object as? ScriptBlock else { return nil }
    guard !table.entries[index].definition.type.holdsScriptBlocks else { return nil }
    return table.mask(index) { !$0.pipeline.isEmpty } == 0 ? nil : block
  }

  private func finishCommandLine() {
    prepareForPipeline()
    for place in table.entries.indices where isBound[place] {
      if table.entries[place].isCommon { context.hasCommonParameters = true }
    }
    context.invocation.bound = context.bound
  }

  /// Behind `--` nothing is a parameter.
  private static func withoutEndMarks(_ arguments: [CommandArgument]) -> [CommandArgument] {
    var result: [CommandArgument] = []
    result.reserveCapacity(arguments.count)
    var hasEnded = false
    for argument in arguments {
      switch argument {
      case .endOfParameters: hasEnded = true
      case .parameter(_, _, let extent, _, _) where hasEnded:
        result += asValues(argument).map { .value($0, extent) }
      case .verbatim(let text, let extent): result.append(.value(.string(text), extent))
      default: result.append(argument)
      }
    }
    return result
  }

  /// An argument as `$args` shows it.
  static func asValues(_ argument: CommandArgument) -> [PSValue] {
    switch argument {
    case .value(let value, _, _): return [value]
    case .parameter(let name, nil, _, _, _): return [CommandArgument.remembered(name, "-\(name)")]
    case .parameter(let name, let value?, _, _, _):
      return [CommandArgument.remembered(name, "-\(name):"), value]
    case .verbatim(let text, _): return [.string(text)]
    case .endOfParameters: return []
    }
  }
}

extension ParameterType {
  /// Whether a script block is an ordinary value for a parameter of this type.
  var holdsScriptBlocks: Bool {
    switch self {
    case .any: return true
    case .named(let name):
      return name.equalsIgnoringCase("System.Management.Automation.ScriptBlock")
        || name.equalsIgnoringCase("System.Object")
        || name.equalsIgnoringCase("System.Management.Automation.PSObject")
    case .array(let element): return element.holdsScriptBlocks
    case .switchParameter, .enumeration: return false
    }
  }
}
