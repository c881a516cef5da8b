import CIMModel

/// Reads the JSON of a stored instance in one pass, without a tree in between.
///
/// All functions give nil where the text is not JSON or is nested more deeply than instances are.
struct CIMDocumentReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var depth = 0

  /// An array of embedded instances with arrays; nothing that is stored goes deeper.
  private static let deepestNesting = 16

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// The instance that the whole text is.
  mutating func instance(of type: CIMClass) -> CIMInstance? {
    var instance = CIMInstance(of: type)
    guard take(UInt8(ascii: "{")) else { return nil }
    var expected = 0
    var isFirst = true
    while !take(UInt8(ascii: "}")) {
      guard isFirst || take(UInt8(ascii: ",")) else { return nil }
      isFirst = false
      // Members come in the order of the class, unless a class has changed since they were stored.
      if let place = placeOfMember(in: type, from: expected) {
        expected = place + 1
        guard take(UInt8(ascii: ":")), let value = value(as: type.properties[place].type) else {
          return nil
        }
        instance[place, of: type] = value
      } else {
        guard let name = string(), take(UInt8(ascii: ":")) else { return nil }
        let property = type.property(name)
        guard let value = value(as: property?.type) else { return nil }
        instance[property?.identifier ?? CIMName(name)] = value
      }
    }
    skipBlanks()
    guard position == bytes.count else { return nil }
    return instance
  }

  /// The place of the property whose quoted name comes next, looked for from a place on; nil, with
  /// nothing read, when it is none of them.
  private mutating func placeOfMember(in type: CIMClass, from start: Int) -> Int? {
    skipBlanks()
    for place in start..<max(start, type.properties.count) {
      let name = type.properties[place].name
      let end = position + 1 + name.utf8.count
      guard end < bytes.count, bytes[end] == UInt8(ascii: "\""), holds(name, at: position + 1)
      else { continue }
      position = end + 1
      return place
    }
    return nil
  }

  /// Whether a text stands at a place that has room for it.
  private func holds(_ text: String, at start: Int) -> Bool {
    let isSame = text.utf8.withContiguousStorageIfAvailable { wanted in
      wanted.indices.allSatisfy { bytes[start &+ $0] == wanted[$0] }
    }
    return isSame ?? bytes[start...].starts(with: text.utf8)
  }

  private mutating func value(as type: CIMType?) -> CIMValue? {
    skipBlanks()
    guard position < bytes.count else { return nil }
    switch bytes[position] {
    case UInt8(ascii: "\""):
      guard let text = string() else { return nil }
      guard let type else { return .string(text) }
      return CIMValue(text, as: type) ?? .null
    case UInt8(ascii: "["): return nested { $0.array(of: type) }
    case UInt8(ascii: "{"): return nested { $0.embeddedInstance() }
    case UInt8(ascii: "t"): return word("true") ? .boolean(true) : nil
    case UInt8(ascii: "f"): return word("false") ? .boolean(false) : nil
    case UInt8(ascii: "n"): return word("null") ? .null : nil
    default: return number(as: type)
    }
  }

  private mutating func nested(
    _ read: (inout CIMDocumentReader) -> CIMValue?
  ) -> CIMValue? {
    guard depth < Self.deepestNesting else { return nil }
    depth += 1
    defer { depth -= 1 }
    position += 1
    return read(&self)
  }

  private mutating func array(of type: CIMType?) -> CIMValue? {
    var values: [CIMValue] = []
    while !take(UInt8(ascii: "]")) {
      guard values.isEmpty || take(UInt8(ascii: ",")), let value = value(as: type) else {
        return nil
      }
      values.append(value)
    }
    return .array(values)
  }

  private mutating func embeddedInstance() -> CIMValue? {
    var values: [CIMName: CIMValue] = [:]
    var className = ""
    var isFirst = true
    while !take(UInt8(ascii: "}")) {
      guard isFirst || take(UInt8(ascii: ",")) else { return nil }
      isFirst = false
      skipBlanks()
      guard let name = string(), take(UInt8(ascii: ":")), let value = value(as: nil) else {
        return nil
      }
      if name == CIMDocument.className {
        className = value.text
      } else if !value.isNull {
        values[CIMName(name)] = value
      }
    }
    return .instance(CIMInstance(className: className, named: values))
  }

  private mutating func number(as type: CIMType?) -> CIMValue? {
    let start = position
    var isWhole = true
    scan: while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): break
      case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"):
        isWhole = false
      default: break scan
      }
      position += 1
    }
    guard position > start else { return nil }
    if isWhole, let type, type.integerRange != nil {
      let digits = UnsafeBufferPointer(rebasing: bytes[start..<position])
      return CIMValue(integer: digits, as: type) ?? .null
    }
    let digits = String(decoding: bytes[start..<position], as: UTF8.self)
    switch type {
    case .real32?, .real64?: return Double(digits).map(CIMValue.real)
    case .char16?: return UInt16(digits).map(CIMValue.char16)
    case let type? where isWhole: return CIMValue(digits, as: type) ?? .null
    default: return isWhole ? integer(digits) : Double(digits).map(CIMValue.real)
    }
  }

  /// A number of an embedded instance, whose types are not known here.
  private func integer(_ digits: String) -> CIMValue? {
    UInt64(digits).map(CIMValue.unsigned) ?? Int64(digits).map(CIMValue.signed)
  }

  private mutating func string() -> String? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        defer { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
      case UInt8(ascii: "\\"): return escapedString(from: start)
      default: position += 1
      }
    }
    return nil
  }

  /// The rest of a text with escapes; the position is at the first one.
  private mutating func escapedString(from start: Int) -> String? {
    var units = Array(String(decoding: bytes[start..<position], as: UTF8.self).utf16)
    while position < bytes.count {
      let begin = position
      while position < bytes.count, bytes[position] != UInt8(ascii: "\""),
        bytes[position] != UInt8(ascii: "\\")
      { position += 1 }
      units += String(decoding: bytes[begin..<position], as: UTF8.self).utf16
      guard position + 1 < bytes.count || position < bytes.count && bytes[position] == 0x22 else {
        return nil
      }
      if take(UInt8(ascii: "\"")) { return String(decoding: units, as: UTF16.self) }
      guard let unit = escape() else { return nil }
      units.append(unit)
    }
    return nil
  }

  private mutating func escape() -> UInt16? {
    let sign = bytes[position + 1]
    position += 2
    switch sign {
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "u"):
      guard position + 4 <= bytes.count else { return nil }
      defer { position += 4 }
      return UInt16(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    default: return UInt16(sign)
    }
  }

  private mutating func word(_ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard position + length <= bytes.count,
      word.withUTF8Buffer({ bytes[position..<position + length].elementsEqual($0) })
    else { return false }
    position += length
    return true
  }

  /// Passes over blanks and a sign; false, when another sign comes next.
  private mutating func take(_ sign: UInt8) -> Bool {
    skipBlanks()
    guard position < bytes.count, bytes[position] == sign else { return false }
    position += 1
    return true
  }

  private mutating func skipBlanks() {
    while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
  }
}
