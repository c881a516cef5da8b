/// Values as lab files write them.
enum YAMLText {
  /// A scalar that is read back as this text, wherever it stands.
  static func scalar(_ text: String) -> String {
    if isPlain(text) { return text }
    let isOneLine = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !isEscaped($0) }
    guard isOneLine, hasBalancedBrackets(text) else { return doubleQuoted(text) }
    return "'"
      + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
      + "'"
  }

  /// A list on one line.
  static func list(_ texts: [String]) -> String {
    "[" + texts.map(scalar).joined(separator: ", ") + "]"
  }

  /// Letters, digits and a few signs that mean nothing in YAML, also within a list on one line.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, isWordByte(first), text.utf8.last != 0x20,
      !["null", "true", "false", "yes", "no", "on", "off"].contains(text.lowercased())
        || ["true", "false"].contains(text)
    else { return false }
    return text.utf8.allSatisfy { byte in
      isWordByte(byte) || [0x20, 0x2D, 0x2E, 0x2F, 0x5C, 0x28, 0x29, 0x2B, 0x3D].contains(byte)
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// Brackets are counted before a file is parsed, also those within texts.
  private static func hasBalancedBrackets(_ text: String) -> Bool {
    var depth = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      default: continue
      }
      guard (0...16).contains(depth) else { return false }
    }
    return depth == 0
  }

  private static func isEscaped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  private static func doubleQuoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      case "[", "]", "{", "}": quoted += hexadecimal("x", scalar.value, 2)
      case let other where isEscaped(other):
        quoted +=
          other.value > 0xFF
          ? hexadecimal("u", other.value, 4) : hexadecimal("x", other.value, 2)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  private static func hexadecimal(_ letter: String, _ value: UInt32, _ width: Int) -> String {
    let digits = String(value, radix: 16)
    return "\\" + letter + String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// The lines of a lab file as they grow.
struct YAMLLines {
  private(set) var lines: [String] = []

  /// Adds `key: value`, or a key alone.
  mutating func add(_ depth: Int, _ key: String, _ value: String? = nil) {
    lines.append(Self.blanks(depth) + key + ":" + (value.map { " " + $0 } ?? ""))
  }

  /// Adds an item of a list that is a mapping: its first pair stands behind the hyphen.
  mutating func addItem(_ depth: Int, _ pairs: [(key: String, value: String)]) {
    for (index, pair) in pairs.enumerated() {
      lines.append(
        Self.blanks(depth) + (index == 0 ? "- " : "  ") + "\(pair.key): \(pair.value)")
    }
  }

  /// Adds an item of a list that is a block of lines.
  mutating func addItem(_ depth: Int, block: [String]) {
    lines.append(Self.blanks(depth) + "- |")
    for line in block { lines.append(Self.blanks(depth + 1) + line) }
  }

  /// Adds a key with a block of lines.
  mutating func add(_ depth: Int, _ key: String, block: [String]) {
    lines.append(Self.blanks(depth) + key + ": |")
    for line in block { lines.append(Self.blanks(depth + 1) + line) }
  }

  /// Adds lines as they are.
  mutating func append(_ more: [String]) { lines += more }

  private static func blanks(_ depth: Int) -> String { String(repeating: "  ", count: depth) }
}
