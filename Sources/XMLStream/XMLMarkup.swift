/// The characters that mean something in XML, and what is written instead of them. Everything that writes
/// text of XML or HTML by hand takes them from here.
public enum XMLMarkup {
  /// The reference for a character of markup; nil for all others.
  public static func reference(for scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    case "'": "&apos;"
    default: nil
    }
  }

  /// The text with references instead of its markup; all other characters stay.
  public static func escaped(_ text: String) -> String {
    escaped(text) { _ in nil }
  }

  /// The text with references instead of its markup, and a rule of the writer's own that comes first.
  ///
  /// - Parameter special: what is written instead of a character; nil for those without a rule.
  public static func escaped(
    _ text: String, special: (Unicode.Scalar) -> String?
  ) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if let replacement = special(scalar) ?? reference(for: scalar) {
        result += replacement
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
