import PSLanguage

// Operators on regular expressions.
extension Operators {
  private static func pattern(
    _ value: PSValue, _ rule: CaseRule, _ context: ExecutionContext
  ) throws -> PSPattern {
    if let regex = value.asObject as? PSRegex { return regex.pattern }
    return try context.session.pattern(
      text(value, context), rule.isSensitive ? [] : .ignoreCase)
  }

  /// `-match`, `-notmatch`: a Bool and `$Matches` for a scalar, the matching elements for a
  /// collection.
  static func match(
    _ left: PSValue, _ right: PSValue, _ rule: CaseRule, negated: Bool,
    _ context: ExecutionContext
  ) throws -> PSValue {
    let pattern = try pattern(right, rule, context)
    do {
      if let elements = collection(left) {
        var check = CancellationCheck()
        return .list(
          try elements.filter {
            try check.pass()
            return try (pattern.firstMatch(in: text($0, context)) != nil) != negated
          })
      }
      guard let match = try pattern.firstMatch(in: text(left, context)) else {
        return .bool(negated)
      }
      try context.scope.set("Matches", to: .object(matches(match, pattern)))
      return .bool(!negated)
    } catch let timeout as RegexTimeout {
      throw timeout.runtimeError
    }
  }

  /// The content of `$Matches`: groups that took part, by number or name.
  static func matches(_ match: PSPattern.Match, _ pattern: PSPattern) -> PSHashtable {
    let table = PSHashtable()
    for (number, name) in pattern.program.groupNames.enumerated() {
      guard let text = match.text(number) else { continue }
      let key: PSValue = Int32(name).map { .int($0) } ?? .string(name)
      table[key] = .string(text)
    }
    return table
  }

  /// `-replace`
  static func replace(
    _ left: PSValue, _ right: PSValue, _ rule: CaseRule, _ context: ExecutionContext
  ) async throws -> PSValue {
    let operands = collection(right) ?? [right]
    guard (1...2).contains(operands.count) else {
      throw PSRuntimeError(
        "The -ireplace operator allows only two elements to follow it, not \(operands.count).",
        id: "BadReplaceArgument")
    }
    let pattern = try pattern(operands[0], rule, context)
    let replacement = operands.count > 1 ? operands[1] : .string("")
    guard let elements = collection(left) else {
      return .string(try await replaced(text(left, context), pattern, replacement, context))
    }
    var results: [PSValue] = []
    for element in elements {
      try Task.checkCancellation()
      results.append(
        .string(try await replaced(text(element, context), pattern, replacement, context)))
    }
    return .list(results)
  }

  private static func replaced(
    _ text: String, _ pattern: PSPattern, _ replacement: PSValue, _ context: ExecutionContext
  ) async throws -> String {
    do {
      guard let block = replacement.asObject as? ScriptBlock,
        context.session.configuration.persona == .core
      else { return try pattern.replace(in: text, with: self.text(replacement, context)) }
      let found = try pattern.matches(in: text)
      var results: [String] = []
      for match in found {
        let value = PSValue.object(PSMatch(match, pattern))
        let output = try await context.evaluate(block, underscore: value, newScope: true)
        results.append(self.text(.collapsing(output), context))
      }
      var rest = results[...]
      return try PSPattern.joined(text, found) { _ in rest.popFirst() ?? "" }
    } catch let timeout as RegexTimeout {
      throw timeout.runtimeError
    }
  }

  // MARK: -split

  private static let splitOptions = PSEnumType(
    "System.Management.Automation.SplitOptions",
    [
      ("RegexMatch", 2), ("SimpleMatch", 1), ("CultureInvariant", 4),
      ("IgnorePatternWhitespace", 8), ("Multiline", 16), ("Singleline", 32), ("IgnoreCase", 64),
      ("ExplicitCapture", 128),
    ], isFlags: true)

  /// `-split` with a pattern or a script block that is asked for each character.
  static func split(
    _ left: PSValue, _ right: PSValue, _ rule: CaseRule, _ context: ExecutionContext
  ) async throws -> PSValue {
    let operands = collection(right) ?? [right]
    guard let first = operands.first else { return splitOnWhiteSpace(left, context) }
    var limit = 0
    if operands.count > 1,
      case .int32(let number) = try Conversion.convertToNumber(operands[1], .int32)
    {
      limit = Int(max(0, number))
    }
    var flags: Int64 = 0
    if operands.count > 2 {
      let value = try Conversion.convert(
        operands[2], to: .enumeration(splitOptions), types: context.session.types)
      flags = (value.asObject as? PSEnum)?.value ?? 0
    }
    var parts: [String] = []
    for element in collection(left) ?? [left] {
      let text = text(element, context)
      if let block = first.asObject as? ScriptBlock {
        parts += try await split(text, by: block, limit, context)
      } else {
        parts += try split(text, by: first, limit, flags, rule, context)
      }
    }
    return .strings(parts)
  }

  private static func split(
    _ text: String, by separator: PSValue, _ limit: Int, _ flags: Int64, _ rule: CaseRule,
    _ context: ExecutionContext
  ) throws -> [String] {
    var options: RegexOptions = rule.isSensitive && flags & 64 == 0 ? [] : .ignoreCase
    if flags & 8 != 0 { options.insert(.ignorePatternWhitespace) }
    if flags & 16 != 0 { options.insert(.multiline) }
    if flags & 32 != 0 { options.insert(.singleline) }
    if flags & 128 != 0 { options.insert(.explicitCapture) }
    let source = self.text(separator, context)
    let pattern: PSPattern
    if let regex = separator.asObject as? PSRegex {
      pattern = regex.pattern
    } else {
      pattern = try context.session.pattern(
        flags & 1 != 0 ? PSPattern.escape(source) : source, options)
    }
    do {
      return try pattern.split(text, limit: limit)
    } catch let timeout as RegexTimeout {
      throw timeout.runtimeError
    }
  }

  private static func split(
    _ text: String, by block: ScriptBlock, _ limit: Int, _ context: ExecutionContext
  ) async throws -> [String] {
    var parts: [String] = []
    var current = ""
    for scalar in text.unicodeScalars {
      let canSplit = limit == 0 || parts.count + 1 < limit
      if canSplit {
        let output = try await context.evaluate(
          block, underscore: .string(String(scalar)), newScope: true)
        if Truth.isTrue(.collapsing(output)) {
          parts.append(current)
          current = ""
          continue
        }
      }
      current.unicodeScalars.append(scalar)
    }
    return parts + [current]
  }
}
