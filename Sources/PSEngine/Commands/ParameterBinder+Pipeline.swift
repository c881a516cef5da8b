// Binding of pipeline objects (`language.md` 6.2, step 9).
extension ParameterBinder {
  /// A parameter that may take pipeline objects, with the sets in which it does.
  struct PipelineCandidate {
    let index: Int
    let byValue: UInt64
    let byPropertyName: UInt64
  }

  func prepareForPipeline() {
    pipelineCandidates = table.entries.indices.compactMap { index in
      guard !isBound[index] else { return nil }
      let byValue = table.entries[index].byValue & validSets
      let byName = table.entries[index].byPropertyName & validSets
      if byValue == 0, byName == 0 { return nil }
      return PipelineCandidate(index: index, byValue: byValue, byPropertyName: byName)
    }
  }

  /// Binds one pipeline object.
  /// - Parameter input: `nil` when nothing is piped in.
  /// - Returns: whether the command is to process it; an object that fits nothing is reported.
  /// - Throws: ``PSRuntimeError`` when the errors of the command stop it.
  public func bindPipeline(_ input: PSValue?) async throws -> Bool {
    guard let input else {
      if let waiting = delayed.first {
        throw BindingErrors.scriptBlockWithoutInput(table.entries[waiting.index].definition.name)
      }
      return true
    }
    unbindPipeline()
    context.input = input
    let sets = validSets
    defer { validSets = sets }
    do {
      try await bindObject(input)
      return true
    } catch let error as PSRuntimeError where isBindingError(error) {
      try await context.writeError(error.record)
      return false
    }
  }

  /// The parameters that the current pipeline object bound, by their names.
  var namesBoundByPipeline: [String] { pipelineBound.map { table.entries[$0].definition.name } }

  /// Forgets what the last pipeline object bound.
  public func unbindPipeline() {
    for index in pipelineBound {
      isBound[index] = false
      context.bound[table.entries[index].definition.name] = nil
    }
    pipelineBound.removeAll(keepingCapacity: true)
    context.boundByValue.removeAll(keepingCapacity: true)
  }

  private func isBindingError(_ error: PSRuntimeError) -> Bool {
    [BindingErrors.exception, BindingErrors.validation, BindingErrors.transformation]
      .contains(error.record.exception.exceptionType)
  }

  private func bindObject(_ input: PSValue) async throws {
    for (index, block) in delayed {
      let output = try await context.execution.evaluate(
        block, underscore: input, newScope: false)
      try await bindFromPipeline(index, .collapsing(output))
    }
    let wasDelayed = !delayed.isEmpty
    var isAnyBound = false
    // What needs no conversion wins over what does, also when it is not of the default set: a file
    // that is piped in binds by its PSPath, not by its text.
    for converts in [false, true] {
      if try await inDefaultSetFirst({ try await bindValue(input, $0, converts: converts) }) {
        isAnyBound = true
      }
      if try await inDefaultSetFirst({ try await bindProperties(input, $0, converts: converts) }) {
        isAnyBound = true
      }
    }
    guard isAnyBound || wasDelayed else { throw BindingErrors.inputNotBound() }
    if validSets == 0 { throw BindingErrors.inputNotBound() }
    if validSets.nonzeroBitCount > 1 { try settle() }
    context.parameterSet = table.setName(validSets)
    let missing = unboundMandatory(in: validSets)
    if !missing.isEmpty {
      throw BindingErrors.inputMissingMandatory(missing.map { table.entries[$0].definition.name })
    }
  }

  private func inDefaultSetFirst(_ bind: (UInt64) async throws -> Bool) async throws -> Bool {
    let preferred = table.defaultMask & validSets
    if preferred != 0, try await bind(preferred) { return true }
    return try await bind(validSets)
  }

  private func bindValue(
    _ input: PSValue, _ sets: UInt64, converts: Bool
  ) async throws -> Bool {
    var isAnyBound = false
    for candidate in pipelineCandidates where !isBound[candidate.index] {
      guard candidate.byValue & sets & validSets != 0 else { continue }
      guard try await attempt(candidate.index, input, converts: converts) else { continue }
      context.boundByValue.append(table.entries[candidate.index].definition.name)
      isAnyBound = true
    }
    return isAnyBound
  }

  private func bindProperties(
    _ input: PSValue, _ sets: UInt64, converts: Bool
  ) async throws -> Bool {
    guard case .object(let object) = input else { return false }
    var isAnyBound = false
    for candidate in pipelineCandidates where !isBound[candidate.index] {
      guard candidate.byPropertyName & sets & validSets != 0 else { continue }
      let definition = table.entries[candidate.index].definition
      guard let value = try await property(object, definition) else { continue }
      if try await attempt(candidate.index, value, converts: converts) { isAnyBound = true }
    }
    return isAnyBound
  }

  private func property(
    _ object: PSObject, _ definition: ParameterDefinition
  ) async throws -> PSValue? {
    for name in [definition.name] + definition.aliases {
      if let value = object.value(of: name) { return value }
      if let member = object.extendedMember(name), case .scriptProperty = member.kind {
        return try await MemberAccess.get(.object(object), name, in: context.execution)
      }
    }
    return nil
  }

  /// Binds when the type fits; a value that cannot be converted is passed over, one that breaks a
  /// rule of the parameter is an error.
  private func attempt(_ index: Int, _ value: PSValue, converts: Bool) async throws -> Bool {
    if !converts, !Self.matches(value, table.entries[index].definition.type) {
      // `$null` has no type; mandatory parameters refuse it with their own error.
      guard value.isNull, table.entries[index].isMandatorySomewhere else { return false }
    }
    do {
      try await bindFromPipeline(index, value)
      return true
    } catch let error as PSRuntimeError {
      switch error.record.errorId {
      case "CannotConvertArgument", "CannotConvertArgumentNoMessage",
        "ParameterArgumentTransformationError":
        return false
      default: throw error
      }
    }
  }

  private func bindFromPipeline(_ index: Int, _ value: PSValue) async throws {
    let entry = table.entries[index]
    let bound = try await converted(value, index, at: nil)
    context.bound[entry.definition.name] = bound
    context.invocation.note(entry.definition.name, bound)
    isBound[index] = true
    pipelineBound.append(index)
    if entry.mask != table.allMask { validSets &= entry.mask }
  }
}
