/// Methods of arrays and lists.
enum ListMethods {
  private static func list(_ value: PSValue) throws -> PSList {
    guard let list = value.asObject as? PSList else {
      throw NativeFailure.argument("The object is not a list.")
    }
    return list
  }

  private static func elements(_ value: PSValue) -> [PSValue] { value.unwrapped.enumerated }

  private static func position(
    of item: PSValue, in elements: [PSValue], _ arguments: NativeArguments
  ) -> Int? {
    let types = arguments.context.session.types
    return elements.firstIndex {
      Comparison.areEqual($0, item, caseSensitive: true, types: types)
    }
  }

  private static func converted(
    _ item: PSValue, for list: PSList, _ arguments: NativeArguments
  ) throws -> PSValue {
    guard let type = list.elementType else { return item }
    return try Conversion.convert(item, to: .named(type), types: arguments.context.session.types)
  }

  private static func place(_ index: Int, upTo limit: Int) throws -> Int {
    guard (0..<limit).contains(index) else {
      throw NativeFailure.outOfRange(
        "Index was out of range. Must be non-negative and less than the size of the collection.",
        "index")
    }
    return index
  }

  /// Keeps the first of equal elements.
  static func removeDuplicates(_ list: PSList) {
    var seen: Set<HashKey> = []
    list.elements = list.elements.filter { seen.insert(HashKey($0, ignoresCase: false)).inserted }
  }

  private static let shared: [NativeMethod] = [
    NativeMethod("Contains", "bool Contains(object item)") { target, arguments in
      .bool(position(of: arguments[0], in: elements(target), arguments) != nil)
    },
    NativeMethod("IndexOf", "int IndexOf(object value)") { target, arguments in
      .int(position(of: arguments[0], in: elements(target), arguments) ?? -1)
    },
    NativeMethod("Clone", "System.Object Clone()") { target, _ in
      if case .array(let array) = target.unwrapped {
        return .array(PSArray(array.elements, elementType: array.elementType))
      }
      return .object(PSList(elements(target), typeName: TypeNames.name(of: target)))
    },
    NativeMethod("GetEnumerator", "System.Collections.IEnumerator GetEnumerator()") { target, _ in
      .list(elements(target))
    },
    NativeMethod("Get", "object Get(int index)") { target, arguments in
      let all = elements(target)
      return all[try place(arguments.int(0), upTo: all.count)]
    },
  ]

  static let array: [NativeMethod] =
    shared + [
      NativeMethod("GetValue", "System.Object GetValue(int index)") { target, arguments in
        let all = elements(target)
        return all[try place(arguments.int(0), upTo: all.count)]
      },
      NativeMethod("SetValue", "void SetValue(object value, int index)") { target, arguments in
        guard case .array(let array) = target.unwrapped else { return .null }
        array.elements[try place(arguments.int(1), upTo: array.elements.count)] = arguments[0]
        return .absent
      },
      NativeMethod("GetLength", "int GetLength(int dimension)") { target, _ in
        .int(elements(target).count)
      },
      NativeMethod("GetUpperBound", "int GetUpperBound(int dimension)") { target, _ in
        .int(elements(target).count - 1)
      },
      NativeMethod("GetLowerBound", "int GetLowerBound(int dimension)") { _, _ in .int(0) },
      fixedSize("Add", "int Add(object value)"),
      fixedSize("Insert", "void Insert(int index, object value)"),
      fixedSize("Remove", "void Remove(object value)"),
      fixedSize("RemoveAt", "void RemoveAt(int index)"),
    ]

  /// A method that arrays have by their interface and always refuse.
  private static func fixedSize(_ name: String, _ definition: String) -> NativeMethod {
    NativeMethod(name, definition) { _, _ in
      throw NativeFailure("System.NotSupportedException", "Collection was of a fixed size.")
    }
  }

  static let list: [NativeMethod] =
    shared + [
      NativeMethod("Add", "int Add(object value)") { target, arguments in
        let list = try list(target)
        try ValueLimits.requireElements(list.elements.count + 1)
        let item = try converted(arguments[0], for: list, arguments)
        if list.typeName.hasPrefix("System.Collections.Generic.HashSet") {
          if position(of: item, in: list.elements, arguments) != nil { return .bool(false) }
          list.elements.append(item)
          return .bool(true)
        }
        list.elements.append(item)
        list.elementsChanged()
        return list.elementType == nil && list.typeName == "System.Collections.ArrayList"
          ? .int(list.elements.count - 1) : .absent
      },
      NativeMethod("AddRange", "void AddRange(object collection)") { target, arguments in
        let list = try list(target)
        let items = arguments[0].enumerated
        try ValueLimits.requireElements(list.elements.count &+ items.count)
        for item in items { list.elements.append(try converted(item, for: list, arguments)) }
        list.elementsChanged()
        return .absent
      },
      NativeMethod("Insert", "void Insert(int index, object value)") { target, arguments in
        let list = try list(target)
        let index = try place(arguments.int(0), upTo: list.elements.count + 1)
        try ValueLimits.requireElements(list.elements.count + 1)
        list.elements.insert(try converted(arguments[1], for: list, arguments), at: index)
        list.elementsChanged()
        return .absent
      },
      NativeMethod("Remove", "void Remove(object obj)") { target, arguments in
        let list = try list(target)
        let index = position(of: arguments[0], in: list.elements, arguments)
        if let index { list.elements.remove(at: index) }
        list.elementsChanged()
        return list.typeName == "System.Collections.ArrayList"
          ? .absent : .bool(index != nil)
      },
      NativeMethod("RemoveAt", "void RemoveAt(int index)") { target, arguments in
        let list = try list(target)
        list.elements.remove(at: try place(arguments.int(0), upTo: list.elements.count))
        list.elementsChanged()
        return .absent
      },
      NativeMethod("RemoveRange", "void RemoveRange(int index, int count)") { target, arguments in
        let list = try list(target)
        let (start, count) = (arguments.int(0), arguments.int(1))
        guard start >= 0, count >= 0, start <= list.elements.count - count else {
          throw NativeFailure.argument("The range lies outside the list.")
        }
        list.elements.removeSubrange(start..<(start + count))
        list.elementsChanged()
        return .absent
      },
      NativeMethod("Clear", "void Clear()") { target, _ in
        let list = try list(target)
        list.elements.removeAll()
        list.elementsChanged()
        return .absent
      },
      NativeMethod("ToArray", "System.Object[] ToArray()") { target, _ in
        let list = try list(target)
        return .array(
          PSArray(list.elements, elementType: list.elementType ?? "System.Object"))
      },
      NativeMethod("Reverse", "void Reverse()") { target, _ in
        try list(target).elements.reverse()
        return .absent
      },
      NativeMethod("Sort", "void Sort()") { target, arguments in
        let list = try list(target)
        let types = arguments.context.session.types
        var check = CancellationCheck()
        list.elements = try list.elements.sorted {
          try check.pass()
          return try Comparison.order($0, $1, caseSensitive: true, types: types) < 0
        }
        return .absent
      },
    ]
}
