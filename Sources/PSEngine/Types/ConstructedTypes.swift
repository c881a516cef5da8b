/// Types made from others: arrays, `Nullable`, `List`, `Dictionary`, `HashSet`.
enum ConstructedTypes {
  static func array(of element: PSTypeDefinition) -> PSTypeDefinition {
    let type = ParameterType.array(.named(element.fullName))
    return PSTypeDefinition(
      element.fullName + "[]",
      accelerators: element.accelerators.prefix(1).map { $0 + "[]" },
      baseNames: ["System.Array", "System.Object"],
      converter: { value, types in try Conversion.convert(value, to: type, types: types) },
      constructors: [
        NativeOverload("\(element.fullName)[] new(int length)") { _, arguments in
          let length = arguments.int(0)
          guard length >= 0 else {
            throw NativeFailure.overflow("Arithmetic operation resulted in an overflow.")
          }
          try ValueLimits.requireElements(length)
          let filler = Conversion.defaultValue(of: element.fullName)
          return .array(
            PSArray(Array(repeating: filler, count: length), elementType: element.fullName))
        }
      ])
  }

  /// A generic type by its name in lower case, without arity.
  static func generic(_ head: String, _ arguments: [PSTypeDefinition]) -> PSTypeDefinition? {
    let name = head.hasPrefix("system.") ? String(head.dropFirst(7)) : head
    switch (name, arguments.count) {
    case ("nullable", 1): return nullable(arguments[0])
    case ("collections.generic.list", 1), ("collections.objectmodel.collection", 1):
      return list(
        name.hasSuffix("list")
          ? "System.Collections.Generic.List" : "System.Collections.ObjectModel.Collection",
        arguments[0])
    case ("collections.generic.hashset", 1):
      return list("System.Collections.Generic.HashSet", arguments[0])
    case ("collections.generic.dictionary", 2): return dictionary(arguments)
    default: return nil
    }
  }

  private static func nullable(_ type: PSTypeDefinition) -> PSTypeDefinition {
    PSTypeDefinition(
      "System.Nullable`1[\(type.fullName)]", baseNames: ["System.ValueType", "System.Object"],
      converter: { value, types in
        if value.isNull { return .null }
        return try Conversion.convert(value, to: .named(type.fullName), types: types)
      })
  }

  private static func list(_ generic: String, _ element: PSTypeDefinition) -> PSTypeDefinition {
    let name = "\(generic)`1[\(element.fullName)]"
    let isSet = generic.hasSuffix("HashSet")
    @Sendable func make(_ value: PSValue, _ types: TypeTable) throws -> PSValue {
      var elements: [PSValue] = []
      for item in value.enumerated {
        elements.append(
          try Conversion.convert(item, to: .named(element.fullName), types: types))
      }
      let list = PSList(elements, typeName: name)
      list.elementType = element.fullName
      if isSet { ListMethods.removeDuplicates(list) }
      return .object(list)
    }
    return PSTypeDefinition(
      name,
      converter: { value, types in value.isNull ? .null : try make(value, types) },
      constructors: [
        NativeOverload("\(name) new()") { _, arguments in
          try make(.list([]), arguments.context.session.types)
        },
        NativeOverload("\(name) new(int capacity)") { _, arguments in
          try make(.list([]), arguments.context.session.types)
        },
        NativeOverload("\(name) new(System.Collections.IEnumerable collection)") { _, arguments in
          try make(arguments[0], arguments.context.session.types)
        },
      ])
  }

  private static func dictionary(_ arguments: [PSTypeDefinition]) -> PSTypeDefinition {
    let inner = arguments.map(\.fullName).joined(separator: ",")
    let name = "System.Collections.Generic.Dictionary`2[\(inner)]"
    return PSTypeDefinition(
      name,
      converter: { value, _ in value.asObject is PSHashtable ? value : nil },
      constructors: [
        NativeOverload("\(name) new()") { _, _ in .object(PSHashtable(ignoresCase: false)) },
        NativeOverload("\(name) new(System.StringComparer comparer)") { _, arguments in
          .object(PSHashtable(ignoresCase: arguments.text(0).hasSuffix("IgnoreCase")))
        },
      ])
  }
}
