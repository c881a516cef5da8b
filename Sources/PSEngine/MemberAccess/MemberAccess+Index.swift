extension MemberAccess {
  /// Reads elements: one index, or several for a slice.
  /// - Throws: ``PSRuntimeError`` with id `NullArray` for `$null`, a conversion error for an index
  ///   that is no number.
  public static func index(
    _ target: PSValue, _ index: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue {
    if target.isNull {
      throw PSRuntimeError("Cannot index into a null array.", id: "NullArray")
    }
    let keys = index.flatMap { Operators.collection($0) ?? [$0] }
    let isSlice = index.count > 1 || (index.first.flatMap { Operators.collection($0) } != nil)
    guard isSlice else { return try element(target, keys.first ?? .null, context) ?? .null }
    let isTable = target.asObject is PSHashtable
    var found: [PSValue] = []
    for key in keys {
      if let value = try element(target, key, context) {
        found.append(value)
      } else if isTable {
        found.append(.null)
      }
    }
    return .list(found)
  }

  /// One element; `nil` when it is out of range or missing.
  private static func element(
    _ target: PSValue, _ key: PSValue, _ context: ExecutionContext
  ) throws -> PSValue? {
    switch target.unwrapped {
    case .array(let array): return pick(array.elements, try position(key))
    case .string(let text):
      let units = Array(text.utf16)
      guard let unit = pick(units, try position(key)) else { return nil }
      return .char(Unicode.Scalar(unit) ?? "\u{FFFD}")
    case .object(let object):
      if let table = object as? PSHashtable { return value(in: table, key) }
      if let list = object as? PSList { return pick(list.elements, try position(key)) }
      if let value = try object.indexed(by: key) { return value }
      if let elements = object.enumeratedElements { return pick(elements, try position(key)) }
      return itself(target, key)
    default: return itself(target, key)
    }
  }

  /// An object without index is its own first and last element.
  private static func itself(_ target: PSValue, _ key: PSValue) -> PSValue? {
    guard case .number(let number) = key.unwrapped, let position = number.roundedInteger else {
      return nil
    }
    return position == 0 || position == -1 ? target : nil
  }

  /// The value under a key; in an ordered dictionary a number that is no key is a position.
  private static func value(in table: PSHashtable, _ key: PSValue) -> PSValue? {
    if let value = table[key] { return value }
    guard table.isOrdered, case .number(.int32(let number)) = key.unwrapped,
      table.entries.indices.contains(Int(number))
    else { return nil }
    return table.entries[Int(number)].value
  }

  private static func position(_ key: PSValue) throws -> Int {
    guard case .int32(let number) = try Conversion.convertToNumber(key, .int32) else { return 0 }
    return Int(number)
  }

  private static func pick<T>(_ elements: [T], _ position: Int) -> T? {
    let index = position < 0 ? elements.count + position : position
    return elements.indices.contains(index) ? elements[index] : nil
  }

  /// Assigns an element.
  /// - Throws: ``PSRuntimeError`` with id `NullArray`, `IndexOutOfRange` or `CannotIndex`.
  public static func setIndex(
    _ target: PSValue, _ index: [PSValue], _ value: PSValue, in context: ExecutionContext
  ) async throws {
    let key = index.first ?? .null
    switch target.unwrapped {
    case .null: throw PSRuntimeError("Cannot index into a null array.", id: "NullArray")
    case .array(let array):
      let place = try place(key, array.elements.count)
      array.elements[place] = try Conversion.convert(
        value, to: array.elementType == "System.Object" ? .any : .named(array.elementType),
        types: context.session.types)
    case .object(let object):
      if let table = object as? PSHashtable {
        try assign(value, in: table, key)
      } else if let list = object as? PSList {
        list.elements[try place(key, list.elements.count)] = value
      } else if try !object.setIndexed(by: key, to: value) {
        throw cannotIndex(target)
      }
    default: throw cannotIndex(target)
    }
  }

  private static func assign(_ value: PSValue, in table: PSHashtable, _ key: PSValue) throws {
    if key.isNull {
      throw PSRuntimeError(
        "A null key is not allowed in a hash table.", id: "NullArrayIndex",
        category: .invalidOperation)
    }
    if table.isOrdered, table[key] == nil, case .number(.int32(let number)) = key.unwrapped,
      table.entries.indices.contains(Int(number))
    {
      table[table.entries[Int(number)].key] = value
    } else {
      table[key] = value
    }
  }

  private static func place(_ key: PSValue, _ count: Int) throws -> Int {
    let position = try position(key)
    let index = position < 0 ? count + position : position
    guard (0..<count).contains(index) else {
      throw PSRuntimeError(
        "Index was outside the bounds of the array.", id: "IndexOutOfRange",
        category: .operationStopped, exception: "System.IndexOutOfRangeException")
    }
    return index
  }

  private static func cannotIndex(_ target: PSValue) -> PSRuntimeError {
    PSRuntimeError(
      "Unable to index into an object of type \(TypeNames.name(of: target)).", id: "CannotIndex")
  }
}
