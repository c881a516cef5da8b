// Parameter sets and mandatory parameters.
extension ParameterBinder {
  /// Whether any set is left.
  func checkSets() throws {
    if validSets == 0 {
      throw BindingErrors.ambiguousSet(context.session.configuration.persona)
    }
  }

  /// Settles the set, unless pipeline objects may do so later.
  func chooseSet() throws {
    try checkSets()
    if validSets.nonzeroBitCount > 1 {
      let mayBeDecidedLater =
        context.hasPipelineInput
        && table.entries.indices.contains { index in
          !isBound[index] && table.entries[index].mask != table.allMask
            && table.mask(index) { !$0.pipeline.isEmpty } & validSets != 0
        }
      if mayBeDecidedLater {
        let preferred = table.defaultMask & validSets
        context.parameterSet =
          preferred == 0 ? ParameterDefinition.allSets : table.setName(preferred)
        return
      }
      try settle()
    }
    context.parameterSet = table.setName(validSets)
  }

  /// Picks one of several sets: the default one, else the only one whose mandatory parameters are
  /// all bound.
  func settle() throws {
    if table.defaultMask & validSets != 0 {
      validSets = table.defaultMask
      return
    }
    let satisfied = (0..<table.setNames.count).map { UInt64(1) << UInt64($0) }.filter {
      validSets & $0 != 0 && unboundMandatory(in: $0).isEmpty
    }
    guard satisfied.count == 1 else {
      throw BindingErrors.ambiguousSet(context.session.configuration.persona)
    }
    validSets = satisfied[0]
  }

  /// The unbound parameters that are mandatory in every one of these sets.
  func unboundMandatory(in sets: UInt64) -> [Int] {
    table.entries.indices.filter { index in
      guard table.entries[index].isMandatorySomewhere, !isBound[index] else { return false }
      return table.mask(index, where: \.isMandatory) & sets == sets
    }
  }

  /// Prompts for mandatory parameters that nothing supplies, or refuses.
  func requireMandatory() async throws {
    var missing = unboundMandatory(in: validSets)
    if context.hasPipelineInput {
      missing.removeAll { table.mask($0) { !$0.pipeline.isEmpty } & validSets != 0 }
    }
    guard !missing.isEmpty else { return }
    let definitions = missing.map { table.entries[$0].definition }
    let prompt = MandatoryPrompt(context)
    guard let answers = try await prompt.ask(for: definitions) else {
      throw BindingErrors.missingMandatory(definitions.map(\.name))
    }
    for (index, answer) in zip(missing, answers) {
      try await bind(index, answer, at: nil)
    }
  }
}
