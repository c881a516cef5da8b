import PSEngine

/// Writes values as JSON in the layout of the session's persona.
struct JSONWriter {
  private let execution: ExecutionContext
  private let isCore: Bool
  private let isCompressed: Bool
  private let maxDepth: Int
  /// Whether something lay deeper than the limit and was written as text.
  private(set) var isCut = false

  init(_ execution: ExecutionContext, depth: Int, isCompressed: Bool) {
    self.execution = execution
    isCore = execution.session.configuration.persona == .core
    maxDepth = depth
    self.isCompressed = isCompressed
  }

  /// The text of a value.
  mutating func text(of value: PSValue) async throws -> String {
    try await write(value, depth: 0, column: 0)
  }

  /// - Parameter column: where the value begins: Windows PowerShell aligns nested values with it.
  private mutating func write(_ value: PSValue, depth: Int, column: Int) async throws -> String {
    switch value.unwrapped {
    case .null: return "null"
    case .bool(let flag): return flag ? "true" : "false"
    case .number(let number): return self.number(number)
    case .char(let scalar): return quoted(String(scalar))
    case .string(let text): return quoted(text)
    case .array(let array): return try await list(array.elements, depth, column)
    case .object(let object): return try await write(object, depth, column)
    }
  }

  private func number(_ number: PSNumber) -> String {
    switch number {
    case .double(let value) where !value.isFinite: return quoted(TextConversion.text(of: number))
    case .double(let value):
      let text = "\(value)"
      return !isCore && text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    case .single(let value): return "\(value)"
    default: return TextConversion.text(of: number)
    }
  }

  private mutating func write(
    _ object: PSObject, _ depth: Int, _ column: Int
  ) async throws -> String {
    if let item = object as? PSEnum { return String(item.value) }
    if let date = object as? PSDateTime {
      return isCore ? quoted(date.isoText) : "\"\\/Date(\(date.unixMilliseconds))\\/\""
    }
    if object is PSGuid || object is PSUri || object is PSRuntimeType || object is PSSecureString {
      return quoted(object.text)
    }
    if let table = object as? PSHashtable {
      let members = table.entries.map { (TextConversion.text(of: $0.key), $0.value) }
      return try await self.members(members, of: .object(table), depth, column)
    }
    if let elements = object.enumeratedElements { return try await list(elements, depth, column) }
    let names = MemberAccess.properties(of: .object(object)).map(\.name)
    var members: [(String, PSValue)] = []
    guard depth <= maxDepth else { return cut(.object(object)) }
    for name in names {
      let value = try await MemberAccess.find(.object(object), name, in: execution)
      members.append((name, value ?? .null))
    }
    return try await self.members(members, of: .object(object), depth, column)
  }

  private mutating func cut(_ value: PSValue) -> String {
    isCut = true
    return quoted(TextConversion.text(of: value))
  }

  private mutating func list(
    _ elements: [PSValue], _ depth: Int, _ column: Int
  ) async throws -> String {
    guard depth <= maxDepth else { return cut(.list(elements)) }
    var parts: [String] = []
    let inner = isCore ? column + 2 : column + 4
    for element in elements {
      try Task.checkCancellation()
      parts.append(try await write(element, depth: depth + 1, column: inner))
    }
    return try enclosed(parts, "[", "]", column, inner)
  }

  private mutating func members(
    _ members: [(String, PSValue)], of value: PSValue, _ depth: Int, _ column: Int
  ) async throws -> String {
    guard depth <= maxDepth else { return cut(value) }
    var parts: [String] = []
    let inner = isCore ? column + 2 : column + 4
    let separator = isCompressed ? ":" : isCore ? ": " : ":  "
    for (name, value) in members {
      try Task.checkCancellation()
      let head = quoted(name) + separator
      let place = isCore ? inner : inner + head.count
      parts.append(head + (try await write(value, depth: depth + 1, column: place)))
    }
    return try enclosed(parts, "{", "}", column, inner)
  }

  private func enclosed(
    _ parts: [String], _ open: String, _ close: String, _ column: Int, _ inner: Int
  ) throws -> String {
    if isCompressed { return open + (try ValueLimits.joined(parts, separator: ",")) + close }
    if parts.isEmpty {
      return isCore ? open + close : "\(open)\n\n\(String(repeating: " ", count: column))\(close)"
    }
    let indent = "\n" + String(repeating: " ", count: inner)
    return open + indent + (try ValueLimits.joined(parts, separator: "," + indent)) + "\n"
      + String(repeating: " ", count: column) + close
  }

  private func quoted(_ text: String) -> String {
    JSONText.quoted(text) { scalar in
      scalar.value == 0x2028 || scalar.value == 0x2029
        || (!isCore && "<>&'".unicodeScalars.contains(scalar))
    }
  }
}
