/// Writes JSON that is safe inside a script element of a page: ASCII only, and no `<`.
struct JSONText {
  private(set) var bytes: [UInt8] = []

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func number(_ value: Int) { raw(String(value)) }

  mutating func string(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"", "\\":
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      case " "..."~" where scalar != "<" && scalar != ">" && scalar != "&":
        bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      default:
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          raw("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
        }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// A list of what `write` writes for each element.
  mutating func list<Element>(_ elements: [Element], _ write: (inout JSONText, Element) -> Void) {
    raw("[")
    var isFirst = true
    for element in elements {
      if !isFirst { raw(",") }
      isFirst = false
      write(&self, element)
    }
    raw("]")
  }
}
