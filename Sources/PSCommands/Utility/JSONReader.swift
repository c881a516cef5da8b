import PSEngine

/// Reads JSON as `ConvertFrom-Json` does.
struct JSONReader {
  /// Deepest nesting.
  static let maxDepth = 100

  /// Why a text is no JSON.
  struct Failure: Error {
    let message: String
  }

  private let bytes: [UInt8]
  private var position = 0
  private let isCore: Bool
  private let makesTables: Bool

  /// - Parameters:
  ///   - isCore: whether numbers and dates are read as PowerShell 7 reads them.
  ///   - makesTables: whether objects become dictionaries.
  init(_ text: String, isCore: Bool, makesTables: Bool = false) {
    bytes = Array(text.utf8)
    self.isCore = isCore
    self.makesTables = makesTables
  }

  /// The value of the whole text; an empty text has none.
  mutating func read() throws(Failure) -> PSValue {
    skipSpace()
    guard position < bytes.count else { return .null }
    let value = try value(depth: 0)
    skipSpace()
    guard position == bytes.count else { throw unexpected() }
    return value
  }

  private func unexpected() -> Failure {
    let rest = bytes[min(position, bytes.count)...].prefix(20)
    return Failure(message: "Invalid JSON primitive: \(String(decoding: rest, as: UTF8.self)).")
  }

  private mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[position]) {
      position += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) throws(Failure) -> PSValue {
    guard depth <= Self.maxDepth else {
      throw Failure(message: "The JSON is nested deeper than \(Self.maxDepth) levels.")
    }
    guard position < bytes.count else { throw unexpected() }
    switch bytes[position] {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try array(depth)
    case UInt8(ascii: "\""): return date(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ text: String, _ value: PSValue) throws(Failure) -> PSValue {
    guard bytes[position...].starts(with: text.utf8) else { throw unexpected() }
    position += text.utf8.count
    return value
  }

  private mutating func object(_ depth: Int) throws(Failure) -> PSValue {
    position += 1
    let table = PSHashtable(isOrdered: true, ignoresCase: !makesTables)
    skipSpace()
    if !take(UInt8(ascii: "}")) {
      repeat {
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
          throw unexpected()
        }
        let name = try string()
        skipSpace()
        guard take(UInt8(ascii: ":")) else { throw unexpected() }
        skipSpace()
        table[name] = try value(depth: depth + 1)
        skipSpace()
      } while take(UInt8(ascii: ","))
      guard take(UInt8(ascii: "}")) else { throw unexpected() }
    }
    if makesTables { return .object(table) }
    return .object(
      PSCustomObject(table.entries.map { (TextConversion.text(of: $0.key), $0.value) }))
  }

  private mutating func array(_ depth: Int) throws(Failure) -> PSValue {
    position += 1
    var elements: [PSValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .list([]) }
    repeat {
      skipSpace()
      elements.append(try value(depth: depth + 1))
      skipSpace()
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw unexpected() }
    return .list(elements)
  }

  private mutating func string() throws(Failure) -> String {
    position += 1
    var units: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: units, as: UTF8.self)
      case UInt8(ascii: "\\"): units += Array(try escape().utf8)
      default: units.append(byte)
      }
    }
    throw Failure(message: "Unterminated string passed in.")
  }

  private mutating func escape() throws(Failure) -> String {
    guard position < bytes.count else { throw unexpected() }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "u"):
      var units = [try unit()]
      if UTF16.isLeadSurrogate(units[0]), take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) {
        units.append(try unit())
      }
      return String(decoding: units, as: UTF16.self)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return String(UnicodeScalar(byte))
    default: throw Failure(message: "Unrecognized escape sequence.")
    }
  }

  private mutating func unit() throws(Failure) -> UInt16 {
    let end = position + 4
    guard end <= bytes.count,
      let unit = UInt16(String(decoding: bytes[position..<end], as: UTF8.self), radix: 16)
    else { throw Failure(message: "Unrecognized escape sequence.") }
    position = end
    return unit
  }

  private mutating func number() throws(Failure) -> PSValue {
    let start = position
    while position < bytes.count, "+-.eE0123456789".utf8.contains(bytes[position]) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let first = text.first, first == "-" || first.isNumber else {
      position = start
      throw unexpected()
    }
    if let whole = Int32(text) { return .int(whole) }
    if let whole = Int64(text) { return .number(.int64(whole)) }
    // Windows PowerShell keeps fractions exact as long as they fit.
    if !isCore, !text.contains(where: { $0 == "e" || $0 == "E" }), let exact = PSDecimal(text: text)
    {
      return .number(.decimal(exact))
    }
    guard let value = Double(text) else {
      position = start
      throw unexpected()
    }
    return .number(.double(value))
  }

  /// Dates travel as texts: `/Date(milliseconds)/`, in PowerShell 7 also in the form of ISO 8601.
  private func date(_ text: String) -> PSValue {
    if text.hasPrefix("/Date("), text.hasSuffix(")/"),
      let milliseconds = Int64(text.dropFirst(6).dropLast(2))
    {
      return .object(PSDateTime(universalUnixTime: Double(milliseconds) / 1000))
    }
    guard isCore, text.count >= 19, text.utf8.count == text.count,
      Array(text.utf8)[10] == UInt8(ascii: "T"), let date = PSDateTime(isoText: text)
    else { return .string(text) }
    return .object(date)
  }
}
