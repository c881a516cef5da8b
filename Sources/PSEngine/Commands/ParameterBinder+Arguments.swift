import PSLanguage

// Named and positional arguments, and `$PSDefaultParameterValues`.
extension ParameterBinder {
  /// Takes what has a known name out of the pending arguments.
  func bindNamed() async throws {
    var rest: [CommandArgument] = []
    var position = 0
    while position < pending.count {
      let argument = pending[position]
      position += 1
      guard case .parameter(let name, let value, let extent, _, _) = argument else {
        rest.append(argument)
        continue
      }
      switch table.match(name) {
      case .unknown: rest.append(argument)
      case .ambiguous(let indices):
        throw BindingErrors.ambiguousName(
          name, indices.map { table.entries[$0].definition.name }, at: extent)
      case .found(let index):
        let definition = table.entries[index].definition
        if isBound[index] { throw BindingErrors.boundTwice(definition, at: extent) }
        if let value {
          try await bind(index, value, at: extent)
        } else if case .switchParameter = definition.type {
          try await bind(index, .bool(true), at: extent)
        } else {
          let next = position < pending.count ? pending[position] : nil
          position += 1
          let value = try argumentValue(next, for: definition, at: extent)
          try await bind(index, value, at: Self.place(of: next) ?? extent)
        }
      }
    }
    pending = rest
  }

  /// Where an argument stands, which is what an error about its value marks.
  private static func place(of argument: CommandArgument?) -> ScriptExtent? {
    guard case .value(_, let extent, _) = argument else { return nil }
    return extent
  }

  /// The value behind a parameter's name. A word such as `-x` that is no parameter counts as text.
  private func argumentValue(
    _ next: CommandArgument?, for definition: ParameterDefinition, at extent: ScriptExtent?
  ) throws -> PSValue {
    switch next {
    case .value(let value, let extent, _):
      return Self.literal(value, extent, for: definition)
    case .parameter(let name, nil, _, _, _):
      if case .unknown = table.match(name) { return .string("-\(name)") }
      throw BindingErrors.missingArgument(definition, at: extent)
    default: throw BindingErrors.missingArgument(definition, at: extent)
    }
  }

  /// A number that was written out keeps its text where text is wanted: `007`, `0x10`, `1kb`
  /// (`language.md` 2.6).
  private static func literal(
    _ value: PSValue, _ extent: ScriptExtent?, for definition: ParameterDefinition
  ) -> PSValue {
    switch definition.type {
    case .named("System.String"), .array(.named("System.String")):
      return CommandArgument.literalText(value, extent).map { .string($0) } ?? value
    default: return value
    }
  }

  /// Gives values without a name to positions in order.
  func bindPositional() async throws {
    var position = -1
    var cursor = 0
    while let next = nextValue(from: cursor) {
      guard let found = nextPosition(after: position) else { return }
      position = found
      guard case .value(let value, let extent, _) = pending[next] else { return }
      if try await bindAt(position, value, at: extent) {
        pending.remove(at: next)
        cursor = next
      } else {
        cursor = next + 1
      }
    }
  }

  /// The next value that does not stand behind an unknown name: that one may turn out to be a
  /// dynamic parameter to which the value belongs.
  private func nextValue(from cursor: Int) -> Int? {
    pending.indices.first { index in
      guard index >= cursor, case .value = pending[index] else { return false }
      if index > 0, case .parameter(_, nil, _, _, _) = pending[index - 1] { return false }
      return true
    }
  }

  private func nextPosition(after last: Int) -> Int? {
    var best: Int?
    for (index, entry) in table.entries.enumerated() where !isBound[index] {
      guard entry.mask & validSets != 0 else { continue }
      for membership in entry.definition.memberships {
        guard let position = membership.position, position > last, !membership.takesRemaining,
          (table.mask(of: membership) ?? table.allMask) & validSets != 0
        else { continue }
        best = min(best ?? position, position)
      }
    }
    return best
  }

  /// The parameters at the next position that is free.
  var nextPositionalDefinitions: [ParameterDefinition] {
    guard let position = nextPosition(after: -1) else { return [] }
    return table.entries.indices.filter { index in
      !isBound[index] && table.mask(index) { $0.position == position } & validSets != 0
    }.map { table.entries[$0].definition }
  }

  /// Tries the default set without conversion, other sets without, then both with conversion.
  private func bindAt(
    _ position: Int, _ value: PSValue, at extent: ScriptExtent?
  ) async throws -> Bool {
    var failure: PSRuntimeError?
    for converts in [false, true] {
      for sets in [table.defaultMask & validSets, validSets] where sets != 0 {
        for index in table.entries.indices where !isBound[index] {
          let places = table.mask(index) { $0.position == position && !$0.takesRemaining }
          guard places & sets != 0 else { continue }
          if !converts {
            guard accepts(value, index) else { continue }
            try await bind(index, value, at: extent)
            return true
          }
          do {
            let definition = table.entries[index].definition
            let given = Self.literal(value, extent, for: definition)
            try await bind(index, given, at: extent)
            return true
          } catch let error as PSRuntimeError {
            failure = failure ?? error
          }
        }
      }
    }
    if let failure { throw failure }
    return false
  }

  /// Supplies what `$PSDefaultParameterValues` holds for the command (`language.md` 5.6).
  func bindDefaults() async throws {
    guard context.signature.isStrict,
      case .object(let object)? = context.execution.scope.find("psdefaultparametervalues")?.value,
      let defaults = object as? PSHashtable, defaults.count > 0
    else { return }
    if let disabled = defaults["Disabled"], Truth.isTrue(disabled) { return }
    for (key, value) in defaults.entries {
      guard case .string(let text) = key, let target = Self.defaultTarget(text),
        WildcardPattern(target.command).matches(context.signature.name),
        case .found(let index) = table.match(target.parameter), !isBound[index],
        table.entries[index].mask & validSets != 0
      else { continue }
      var given = value
      if case .object(let object) = value, let block = object as? ScriptBlock {
        given = .collapsing(try await context.execution.evaluate(block))
      }
      try await bind(index, given, at: nil)
    }
  }

  /// `Command:Parameter`, with quotes and blanks around the parts taken off.
  static func defaultTarget(_ key: String) -> (command: String, parameter: String)? {
    guard let colon = key.lastIndex(of: ":") else { return nil }
    func clean(_ text: Substring) -> String {
      var rest = text.filter { $0 != "\"" && $0 != "'" }[...]
      while rest.first?.isWhitespace ?? false { rest.removeFirst() }
      while rest.last?.isWhitespace ?? false { rest.removeLast() }
      return String(rest)
    }
    return (clean(key[..<colon]), clean(key[key.index(after: colon)...]))
  }
}
