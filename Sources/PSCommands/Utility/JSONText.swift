/// Strings of JSON (RFC 8259 7), for all who write a document by hand.
public enum JSONText {
  /// The text in quotes.
  ///
  /// - Parameter isSpecial: characters of the basic plane that are escaped although JSON does not ask
  ///   for it.
  public static func quoted(
    _ text: String, escaping isSpecial: (Unicode.Scalar) -> Bool = { _ in false }
  ) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{8}": result += "\\b"
      case "\u{c}": result += "\\f"
      case _ where scalar.value < 0x20 || isSpecial(scalar):
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: max(4 - digits.count, 0)) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
