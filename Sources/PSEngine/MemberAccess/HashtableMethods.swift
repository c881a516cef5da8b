/// Methods of dictionaries (`language.md` 4.7).
enum HashtableMethods {
  private static func table(_ value: PSValue) throws -> PSHashtable {
    guard let table = value.asObject as? PSHashtable else {
      throw NativeFailure.argument("The object is not a dictionary.")
    }
    return table
  }

  private static func present(_ key: PSValue) throws -> PSValue {
    if key.isNull {
      throw NativeFailure(
        "System.ArgumentNullException", "Key cannot be null.\r\nParameter name: key")
    }
    return key
  }

  static let all: [NativeMethod] = [
    NativeMethod("ContainsKey", "bool ContainsKey(System.Object key)") { target, arguments in
      .bool(try table(target)[try present(arguments[0])] != nil)
    },
    NativeMethod("Contains", "bool Contains(System.Object key)") { target, arguments in
      .bool(try table(target)[try present(arguments[0])] != nil)
    },
    NativeMethod("ContainsValue", "bool ContainsValue(System.Object value)") { target, arguments in
      let types = arguments.context.session.types
      return .bool(
        try table(target).entries.contains {
          Comparison.areEqual($0.value, arguments[0], caseSensitive: true, types: types)
        })
    },
    NativeMethod("Add", "void Add(System.Object key, System.Object value)") { target, arguments in
      let table = try table(target)
      let key = try present(arguments[0])
      if table[key] != nil {
        let name = TextConversion.text(of: key)
        throw NativeFailure.argument(
          "Item has already been added. Key in dictionary: '\(name)'  Key being added: '\(name)'")
      }
      table[key] = arguments[1]
      return .absent
    },
    NativeMethod("Remove", "void Remove(System.Object key)") { target, arguments in
      try table(target)[try present(arguments[0])] = nil
      return .absent
    },
    NativeMethod("Clear", "void Clear()") { target, _ in
      try table(target).removeAll()
      return .absent
    },
    NativeMethod("Clone", "System.Object Clone()") { target, _ in
      let source = try table(target)
      let copy = PSHashtable(isOrdered: source.isOrdered, ignoresCase: source.ignoresCase)
      for (key, value) in source.entries { copy[key] = value }
      return .object(copy)
    },
    NativeMethod("Item", "System.Object Item(System.Object key)") { target, arguments in
      try table(target)[try present(arguments[0])] ?? .null
    },
    NativeMethod(
      "GetEnumerator", "System.Collections.IDictionaryEnumerator GetEnumerator()"
    ) { target, _ in
      .list(
        try table(target).entries.map { .object(PSDictionaryEntry(key: $0.key, value: $0.value)) })
    },
  ]
}
