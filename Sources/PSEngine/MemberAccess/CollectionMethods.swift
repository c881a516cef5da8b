/// `.Where({…})` and `.ForEach({…})`, which every value has (`language.md` 4.7).
enum CollectionMethods {
  /// Calls one of the two; `nil` for another name.
  static func invoke(
    _ target: PSValue, _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    let elements = Operators.collection(target) ?? [target]
    if name.equalsIgnoringCase("ForEach"), let first = arguments.first {
      return result(
        try await forEach(elements, first, Array(arguments.dropFirst()), in: context))
    }
    if name.equalsIgnoringCase("Where"), let block = arguments.first?.asObject as? ScriptBlock {
      return result(try await filter(elements, block, Array(arguments.dropFirst()), in: context))
    }
    return nil
  }

  private static func result(_ elements: [PSValue]) -> PSValue {
    .object(
      PSList(
        elements,
        typeName:
          "System.Collections.ObjectModel.Collection`1[System.Management.Automation.PSObject]"))
  }

  private static func forEach(
    _ elements: [PSValue], _ first: PSValue, _ arguments: [PSValue],
    in context: ExecutionContext
  ) async throws -> [PSValue] {
    var output: [PSValue] = []
    for element in elements {
      if let block = first.asObject as? ScriptBlock {
        output += try await context.evaluate(
          block, arguments: arguments, underscore: element, newScope: true)
      } else if let type = first.asObject as? PSRuntimeType {
        output.append(
          try Conversion.convert(element, to: type.definition, types: context.session.types))
      } else {
        output.append(
          contentsOf: try await member(element, TextConversion.text(of: first), arguments, context))
      }
    }
    return output
  }

  /// `.ForEach('Name', arguments…)`: a property, its assignment, or a method.
  private static func member(
    _ element: PSValue, _ name: String, _ arguments: [PSValue], _ context: ExecutionContext
  ) async throws -> [PSValue] {
    let isProperty = MemberAccess.properties(of: element).contains {
      $0.name.equalsIgnoringCase(name)
    }
    guard isProperty || element.asObject is PSHashtable else {
      return try await MemberAccess.invoke(element, name, arguments, in: context).enumerated
    }
    if let value = arguments.first {
      try await MemberAccess.set(element, name, value, in: context)
      return []
    }
    return try await MemberAccess.get(element, name, in: context).enumerated
  }

  private static let modes = PSEnumType(
    "System.Management.Automation.WhereOperatorSelectionMode",
    [
      ("Default", 0), ("First", 1), ("Last", 2), ("SkipUntil", 3), ("Until", 4), ("Split", 5),
    ])

  private static func filter(
    _ elements: [PSValue], _ block: ScriptBlock, _ arguments: [PSValue],
    in context: ExecutionContext
  ) async throws -> [PSValue] {
    let types = context.session.types
    var mode: Int64 = 0
    if let first = arguments.first,
      let chosen = try Conversion.convert(first, to: .enumeration(modes), types: types).asObject
        as? PSEnum
    {
      mode = chosen.value
    }
    var limit = 0
    if arguments.count > 1,
      case .int32(let number) = try Conversion.convertToNumber(arguments[1], .int32)
    {
      limit = Int(max(0, number))
    }
    let firstLimit = limit == 0 ? (mode == 1 || mode == 2 ? 1 : Int.max) : limit
    var accepted: [PSValue] = []
    var rest: [PSValue] = []
    for (position, element) in elements.enumerated() {
      let holds = Truth.isTrue(
        .collapsing(try await context.evaluate(block, underscore: element, newScope: true)))
      switch mode {
      case 3 where holds: return Array(elements[position...].prefix(limit == 0 ? Int.max : limit))
      case 4 where holds: return Array(elements[..<position].prefix(limit == 0 ? Int.max : limit))
      case 3: continue
      case 4: continue
      default: break
      }
      if holds && (mode != 5 || accepted.count < firstLimit) {
        accepted.append(element)
      } else {
        rest.append(element)
      }
      if (mode == 0 && limit > 0 || mode == 1) && accepted.count >= firstLimit { break }
    }
    switch mode {
    case 2: return Array(accepted.suffix(firstLimit))
    case 4: return Array(elements.prefix(limit == 0 ? Int.max : limit))
    case 3: return []
    case 5: return [result(accepted), result(rest)]
    default: return accepted
    }
  }
}
